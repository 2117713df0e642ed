"""Each site file reads its recorded pages: tests/crawlers/sites/NAME/CASE/page.html with url.txt gives listing.json, which a person has read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import ExtractError
from crawlers.site import Site, one
from crawlers.sites import own_sites

RECORDED = Path(__file__).parent / "sites"


def complaints(site: Site, root: Path) -> list[str]:
    """Return what is wrong with the recorded pages of a site: none there, or one that reads otherwise."""
    cases = sorted(path.parent for path in (root / site.name).glob("*/page.html"))
    wrong = [] if cases else [f"{site.name}: no recorded page below {root.name}/{site.name}/"]
    for case in cases:
        read = site.read((case / "page.html").read_text("utf-8"), (case / "url.txt").read_text("utf-8").strip())
        expected = json.loads((case / "listing.json").read_text("utf-8"))
        if read != expected:
            wrong.append(f"{site.name}/{case.name}: read {read}, recorded {expected}")
    return wrong


def test_every_site_reads_its_recorded_pages_as_written():
    assert [complaint for site in own_sites().values() for complaint in complaints(site, RECORDED)] == []


SITE = Site(name="example", domain="example.test", item="/item/", fields={"title": one("h1::text")})


@pytest.fixture
def recorded(tmp_path) -> Path:
    case = tmp_path / "example" / "plain"
    case.mkdir(parents=True)
    (case / "page.html").write_text("<h1>纯棉毛巾</h1>", "utf-8")
    (case / "url.txt").write_text("https://example.test/item/1\n", "utf-8")
    (case / "listing.json").write_text('{"title": "纯棉毛巾"}', "utf-8")
    return tmp_path


def test_a_page_that_reads_as_recorded_is_fine(recorded):
    assert complaints(SITE, recorded) == []


def test_a_site_without_a_recorded_page_is_named(tmp_path):
    assert "no recorded page" in complaints(SITE, tmp_path)[0]


def test_a_page_that_reads_otherwise_is_named(recorded):
    (recorded / "example/plain/listing.json").write_text('{"title": "浴巾"}', "utf-8")
    assert "纯棉毛巾" in complaints(SITE, recorded)[0]


def test_a_page_that_lost_its_title_fails(recorded):
    (recorded / "example/plain/page.html").write_text("<h2>纯棉毛巾</h2>", "utf-8")
    with pytest.raises(ExtractError, match="wanted 1 match, found 0"):
        complaints(SITE, recorded)
