"""What waits is counted and found by an index alone.

A row lies behind a page of JSON: to look at each one of a job, again and again, takes hours where a shop has 50,000.
"""

from __future__ import annotations

import pytest
from sqlalchemy import event

from core.db import open_database
from core.repositories import captures
from core.settings import Settings


@pytest.fixture
def database(tmp_path):
    made = open_database(Settings(data=tmp_path))
    yield made
    made.close()


def test_what_waits_is_counted_and_found_by_an_index(database):
    asked = []
    with database.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
        captures.counts(connection, "j")
        captures.waiting(connection, "j", kinds=("page",))
        plans = [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given).all()) for said, given in list(asked) if said.startswith("SELECT")]
    assert "COVERING INDEX ix_captures_job_id_kind" in plans[0]
    assert "INDEX ix_captures_waiting (job_id=? AND kind=? AND fetched_at>?" in plans[1]
    assert "INDEX ix_captures_waiting (job_id=? AND kind=?" in plans[2]
