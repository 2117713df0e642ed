"""The same shop visited a second time: nothing is doubled, only what changed changes, decisions are kept."""

from __future__ import annotations

import pytest

from tests.end_to_end.compare import nothing
from tests.end_to_end.standing import differences, standing

pytestmark = pytest.mark.slow


@pytest.fixture
def before(two_visited, tmp_path):
    """A copy of the installation that visited two shops."""
    return two_visited.copy(tmp_path)


@pytest.fixture
def plain(stall):
    """The address of the shop that is visited again."""
    return stall.market.url("plain")


def test_a_second_visit_doubles_nothing(before, plain):
    held, mails, indexed = standing(before), before.mails(), before.indexed()
    assert held["listings"]
    assert held["leads"]
    before.crawl(plain)
    nothing(differences(held, standing(before)))
    assert before.mails() == mails
    assert before.indexed() == indexed
    assert before.run("verify").returncode == 0


def test_only_the_page_that_changed_changes(before, stall, plain):
    page = next(page for page in stall.market.shop("plain").pages if page.truth and page.truth["kind"] == "product")
    yuan = page.truth["price"].split(".")[0]
    old, new = f">{yuan}</", f">{int(yuan) + 1}</"
    assert page.body.count(old.encode()) == 1
    held = standing(before)
    stall.change("plain", page.path, old, new)
    try:
        before.crawl(plain)
    finally:
        stall.change("plain", page.path, new, old)
    after = standing(before)
    changed = [row for row in after["listings"] if row not in held["listings"]]
    assert [(row[2], row[5]) for row in changed] == [(stall.market.url("plain", page.path), f"{int(yuan) + 1}.{page.truth['price'].split('.')[1]}")]
    assert len(after["listings"]) == len(held["listings"])
    nothing(differences({**held, "listings": []}, {**after, "listings": []}))


def test_a_dismissed_lead_stays_dismissed_and_a_confirmed_one_is_a_relapse(before, plain, stall):
    shop = before.rows("SELECT id FROM shops WHERE key = ?", plain.split("/")[2])[0]["id"]
    dismissed, confirmed = (row["id"] for row in before.rows("SELECT id FROM leads WHERE shop_id = ? ORDER BY id LIMIT 2", shop))
    before.decide(dismissed, "dismissed")
    before.decide(confirmed, "confirmed")
    mails = before.mails()
    before.crawl(plain)
    status = {row["id"]: row["status"] for row in before.rows("SELECT id, status FROM leads")}
    assert status[dismissed] == "dismissed"
    assert status[confirmed] == "relapse"
    assert len(before.rows("SELECT id FROM alerts WHERE lead_id = ?", dismissed)) == 1
    assert len(before.rows("SELECT id FROM alerts WHERE lead_id = ?", confirmed)) == 2
    assert len(before.mails()) == len(mails) + 1
