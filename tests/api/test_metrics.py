"""Figures for Prometheus: with the token or an operator's session, and to nobody else."""

from __future__ import annotations

from core.records import Coverage, Target
from core.repositories import coverage, targets


def test_an_operator_sees_the_figures(browser, world):
    with world.database.write() as connection:
        targets.put(connection, Target(id="t", url="https://a.example/"))
        coverage.put(connection, Coverage(target_id="t", blocked="HTTP 403", pictures_unread=4))
    answer = browser.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "tradewatch_targets_active 1.0" in answer.text
    assert "tradewatch_targets_blocked 1.0" in answer.text
    assert "tradewatch_pictures_unread 4.0" in answer.text


def test_another_role_does_not(sign_in):
    assert sign_in("supervisor").get("/metrics").status_code == 403


def test_who_is_not_signed_in_does_not(visitor):
    assert "tradewatch_" not in visitor.get("/metrics", headers={"Authorization": "Bearer "}).text
