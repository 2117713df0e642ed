"""The whole market through the real commands, with the default seed and another one, compared with the truth both ways."""

from __future__ import annotations

import hashlib

import pytest

from tests.end_to_end.compare import Comparison, nothing
from tests.end_to_end.standing import standing

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module", params=["default seed", "other seed"])
def world(request):
    """(stall, installation that visited all of it, what the crawls said)."""
    first = request.param == "default seed"
    stall = request.getfixturevalue("stall" if first else "other_stall")
    bureau, said = request.getfixturevalue("visited" if first else "other_visited")
    return stall, bureau, said


@pytest.fixture(scope="module")
def seen(world):
    """The comparison of truth and rows."""
    stall, bureau, _ = world
    return Comparison(stall.market, bureau)


def test_every_crawl_came_to_an_orderly_end_and_counted_its_pages(world):
    for url, said in world[2].items():
        assert said["stopped"].startswith("all pages visited"), (url, said)
        assert said["failed"] == 0, (url, said)
        assert said["pages"] > 0, (url, said)


def test_titles_prices_and_list_prices_of_all_products_are_right(seen):
    nothing(seen.listings())


def test_adverts_are_read_with_advertiser_landing_page_and_mark(seen):
    nothing(seen.adverts())


def test_landing_pages_are_kept_with_the_redirect_that_led_to_them(seen):
    nothing(seen.landings())


def test_every_page_is_stored_and_no_page_that_is_none(seen):
    nothing(seen.other_pages())


def test_operators_licences_and_exemptions_are_those_of_the_truth(seen):
    nothing(seen.shop_facts())


def test_what_must_be_found_is_found_and_nothing_else(seen):
    nothing(seen.found())


def test_each_lead_stands_for_findings(seen):
    assert seen.leads
    nothing(seen.leads_follow())


def test_each_lead_has_a_screenshot_and_the_words_are_still_on_the_page(world):
    _, bureau, _ = world
    for lead in bureau.rows("SELECT * FROM leads"):
        assert lead["screenshot"], lead
        raw = (bureau.data / "evidence" / lead["screenshot"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == lead["screenshot_sha256"]
        assert lead["witness"] == "present" or lead["category"] == "missing_licence", lead


def test_one_mail_for_each_lead(world):
    _, bureau, _ = world
    alerts = bureau.rows("SELECT alerts.*, leads.confidence FROM alerts JOIN leads ON leads.id = alerts.lead_id")
    assert len({alert["lead_id"] for alert in alerts}) == len(alerts) == len(bureau.rows("SELECT id FROM leads"))
    assert all(alert["status"] == ("suppressed" if alert["confidence"] == "low" else "sent") for alert in alerts)
    assert bureau.mails() == sorted(alert["id"] for alert in alerts if alert["status"] == "sent")


def test_search_finds_every_product_and_every_planted_sentence(world, seen):
    _, bureau, _ = world
    asked = [(url, page["title"].split()[0]) for url, page in seen.pages.items() if page["kind"] in ("product", "advertisement")]
    asked += [(url, wanted["within"].split()[0]) for url, page in seen.pages.items() for wanted in page["must_find"]]
    status, answers = bureau.lines("search", "-", "--limit", "50", lines=[{"query": text} for _, text in asked])
    assert status == 0
    assert len(answers) == len(asked) > 50
    for (url, text), answer in zip(asked, answers, strict=True):
        hits = {hit["url"]: hit for hit in answer["hits"]}
        assert url in hits, text
        assert all(mark["text"] for mark in hits[url]["highlights"])


def test_the_index_holds_every_document_once(world):
    _, bureau, _ = world
    held = standing(bureau)
    assert bureau.indexed() == sum(len(held[name]) for name in ("shops", "listings", "advertisements", "pages"))


def test_search_filters_by_category_what_has_a_lead(world):
    _, bureau, _ = world
    status, (answer,) = bureau.lines("search", "-", "--facets", "category,kind", lines=[{"query": "", "filters": {"category": "absolute_terms"}}])
    assert status == 0
    documents = {row["document_id"] for row in bureau.rows("SELECT document_id FROM findings WHERE category = 'absolute_terms' AND lead_id <> ''")}
    assert answer["total"] == len(documents) > 0


def test_the_evidence_reads_back(world):
    done = world[1].run("verify")
    assert done.returncode == 0, done.stdout
    assert b"0 problems" in done.stdout


def test_what_robots_txt_forbids_was_not_asked_for(world):
    stall, _, _ = world
    asked = stall.asked()
    forbidden = [f"{shop.address} {path}" for shop in stall.market.shops for path in shop.truth["forbidden"]]
    assert forbidden
    assert not set(forbidden) & set(asked)


def test_no_page_was_asked_for_by_anyone_who_is_not_sent_there(world):
    stall, _, _ = world
    known = {f"{shop.address} {page.path}" for shop in stall.market.shops for page in shop.pages}
    assert {line for line in stall.asked() if line not in known and not line.endswith(("/favicon.ico", "/sitemap.xml"))} == set()
