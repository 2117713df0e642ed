"""A log line is one JSON object with the job, whatever stands in it."""

from __future__ import annotations

import json
import logging
import sys

from core import logs


def line(message: str, **more: object) -> dict[str, object]:
    record = logging.LogRecord("crawlers.run", logging.WARNING, "x.py", 1, message, None, more.get("exc_info"))
    text = logs.JsonLines().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_names_level_logger_and_job():
    token = logs.job.set("j1")
    try:
        said = line("页面\n打不开\x00")
    finally:
        logs.job.reset(token)
    assert (said["level"], said["logger"], said["job"], said["message"]) == ("WARNING", "crawlers.run", "j1", "页面\n打不开\x00")


def test_a_trace_stays_in_its_line():
    try:
        raise ValueError("x")
    except ValueError:
        assert "ValueError: x" in str(line("broke", exc_info=sys.exc_info())["trace"])
