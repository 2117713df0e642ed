"""Captures as a crawl leaves them, for tests that begin after the crawl."""

from __future__ import annotations

import hashlib
from datetime import datetime

from core.ids import digest
from core.records import Capture


def a_capture(url: str, moment: datetime, body: str = "", job: str = "j1") -> Capture:
    """Return the capture of an answer with these bytes."""
    return Capture(
        id=digest("capture", url, moment.isoformat(), body),
        job_id=job,
        url=url,
        final_url=url,
        fetched_at=moment,
        status=200,
        content_type="text/html",
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        size=len(body),
        warc="w",
        offset=0,
        length=1,
    )
