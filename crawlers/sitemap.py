"""Read a site map (sitemaps.org protocol), bounded, without entities."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from core.errors import BadInput
from evidence.decode import decode_body

MOST = 5_000  # addresses that are read out of one file


def read_sitemap(body: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (pages, further site maps); raise BadInput when it is none."""
    if body.startswith(b"\x1f\x8b"):
        body = decode_body(body, [("Content-Encoding", "gzip")])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as exc:
        raise BadInput(f"site map: {exc}") from exc
    if root is None or etree.QName(root).localname not in ("urlset", "sitemapindex"):
        raise BadInput("site map: no urlset and no sitemapindex")
    found = [(element.text or "").strip() for element in root.iterfind("{*}*/{*}loc")][:MOST]
    places = tuple(place for place in found if place.startswith(("http://", "https://")))
    return (places, ()) if etree.QName(root).localname == "urlset" else ((), places)
