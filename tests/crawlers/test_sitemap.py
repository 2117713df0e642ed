"""Site maps: pages and further maps, within bounds; entities are not followed."""

from __future__ import annotations

import gzip

import pytest

from core.errors import BadInput
from crawlers import sitemap
from crawlers.sitemap import read_sitemap

URLSET = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> http://s.example/1 </loc></url>'
    b"<url><loc>javascript:alert(1)</loc></url></urlset>"
)


def test_a_urlset_names_pages():
    assert read_sitemap(URLSET) == (("http://s.example/1",), ())


def test_a_packed_map_is_read():
    assert read_sitemap(gzip.compress(URLSET))[0] == ("http://s.example/1",)


def test_an_index_names_further_maps():
    assert read_sitemap(b"<sitemapindex><sitemap><loc>http://s.example/a.xml</loc></sitemap></sitemapindex>") == ((), ("http://s.example/a.xml",))


@pytest.mark.parametrize("body", [b"", b"<html><body>404</body></html>", b"no xml at all"])
def test_what_is_no_map_is_bad_input(body):
    with pytest.raises(BadInput, match="site map"):
        read_sitemap(body)


def test_an_entity_is_not_unfolded(tmp_path):
    (tmp_path / "secret").write_text("secret")
    body = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><urlset><url><loc>http://s.example/&x;</loc></url></urlset>'.encode()
    assert "secret" not in str(read_sitemap(body))


def test_a_huge_map_is_read_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 5)
    body = b"<urlset>" + b"".join(b"<url><loc>http://s.example/%d</loc></url>" % number for number in range(20)) + b"</urlset>"
    assert len(read_sitemap(body)[0]) == 5
