"""How log lines are written: as text, or as JSON with the job that the process is at; one line each, whatever stands in it."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

job: ContextVar[str] = ContextVar("job", default="")
"""The id of the job that this thread or task is at."""


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, logger, message, job, and the trace where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "pid": record.process,
        }
        if job.get():
            said["job"] = job.get()
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def set_up(form: str, level: int = logging.INFO) -> None:
    """Write the root logger's lines to standard error in this form ("text" or "json"), in place of what wrote them before."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(asctime)s [%(name)s] %(levelname)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # that tables are up to date is no news
