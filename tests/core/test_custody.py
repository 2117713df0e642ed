"""The custody log shows when a line was changed or taken out."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.clock import now
from core.repositories import custody


@pytest.fixture
def log(database):
    with database.write() as connection:
        for number in range(4):
            custody.add(connection, at=now(), who="王", action="robots override", subject=f"target {number}", reason="现场检查")
    return database


def test_what_was_written_hangs_together(log):
    with log.read() as connection:
        assert custody.broken_at(connection) is None
        assert [line.who for line in custody.of_subject(connection, "target 2")] == ["王"]


@pytest.mark.parametrize("change", ["UPDATE custody SET reason = '无' WHERE seq = 2", "DELETE FROM custody WHERE seq = 1"])
def test_a_line_that_was_changed_or_taken_out_shows(log, change):
    with log.write() as connection:
        connection.execute(text(change))
    with log.read() as connection:
        assert custody.broken_at(connection) == 2
