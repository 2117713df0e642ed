"""The truth of the market against what an installation holds, both ways: what is missing and what is too much, as sentences."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from tests.demo_market.model import Market
from tests.demo_market.truth import truth_of
from tests.end_to_end.bureau import Bureau

_DOCUMENTS = {"listing": "listings", "advertisement": "advertisements", "page": "pages", "shop": "shops"}

_OF_A_SHOP = ("uscc", "reg_no", "icp", "icp_licence", "psb", "telecom", "food", "food_filing", "food_old")  # not the numbers of its goods


class Comparison:
    """One installation beside one market. `browser`: whether pages that only a browser sees were to be seen."""

    def __init__(self, market: Market, bureau: Bureau, *, browser: bool = True) -> None:
        truth: Any = truth_of(market)
        self.port = str(market.port)
        self.shops = {f"{shop['address']}:{market.port}": shop for shop in truth["shops"]}
        self.pages = {market.url(page["shop"], page["path"]): page for page in truth["pages"] if browser or not page.get("browser")}
        self.rows = {kind: bureau.rows(f"SELECT * FROM {table}") for kind, table in _DOCUMENTS.items()}
        self.url_of = {row["id"]: row["url"] for rows in self.rows.values() for row in rows}
        self.captures = bureau.rows("SELECT * FROM captures")
        self.leads = bureau.rows("SELECT * FROM leads")
        self.findings = [{**row, "finding": json.loads(row["finding"])} for row in bureau.rows("SELECT * FROM findings")]

    def listings(self) -> list[str]:
        """Compare titles, prices, list prices, currency and sellers of all products."""
        stored = {row["url"]: row for row in self.rows["listing"]}
        wanted = {url: page for url, page in self.pages.items() if page["kind"] == "product"}
        said = [f"no listing: {url} {page['title']}" for url, page in wanted.items() if url not in stored]
        said += [f"listing that is none: {url} {row['title']}" for url, row in stored.items() if url not in wanted]
        for url in stored.keys() & wanted.keys():
            said += _unlike(url, stored[url], wanted[url])
        return said

    def adverts(self) -> list[str]:
        """Compare adverts: title, advertiser, where they lead to, the mark."""
        stored = {row["url"]: row for row in self.rows["advertisement"]}
        wanted = {url: page for url, page in self.pages.items() if page["kind"] == "advertisement"}
        landings = {url for url, page in self.pages.items() if page["kind"] == "landing"}
        said = [f"no advertisement: {url} {page['title']}" for url, page in wanted.items() if url not in stored]
        said += [f"advertisement that is none: {url} {row['title']}" for url, row in stored.items() if url not in wanted and url not in landings]
        for url in stored.keys() & wanted.keys():
            row, page = stored[url], wanted[url]
            for name, value in (("title", page["title"]), ("advertiser", page["advertiser"]), ("landing_url", page["link"].replace("{port}", self.port))):
                if row[name] != value:
                    said.append(f"{url}: {name} {row[name]!r}, should be {value!r}")
            if not row["marked"]:
                said.append(f"{url}: the mark 广告 was not seen")
        return said

    def landings(self) -> list[str]:
        """The landing page of each advert is kept with the redirect that led to it."""
        wanted = {page["link"].replace("{port}", self.port): page["landing"].replace("{port}", self.port) for page in self.pages.values() if "landing" in page}
        kept = {(hop["url"], row["final_url"]) for row in self.captures for hop in json.loads(row["chain"])}
        return [f"landing page not kept with its redirect: {link} to {landing}" for link, landing in wanted.items() if (link, landing) not in kept]

    def other_pages(self) -> list[str]:
        """Every other page is stored, whatever its kind is called; none is stored that the market does not have."""
        stored = {row["url"] for kind in ("page", "listing", "advertisement") for row in self.rows[kind]}
        said = [f"page not stored: {url}" for url in self.pages if url not in stored]
        return said + [f"page that is none: {url}" for url in stored if url not in self.pages and not url.endswith(("/#/", "/licence.html"))]

    def shop_facts(self) -> list[str]:
        """Compare operator, licences and exemption of each shop that is judged as a whole."""
        said, stored = [], {row["key"]: row for row in self.rows["shop"]}
        for key, shop in self.shops.items():
            if shop["licence"] in ("", "not judged", "untold") or (shop.get("browser") and not any(page.get("browser") for page in self.pages.values())):
                continue
            row = stored.get(key)
            if row is None:
                said.append(f"no shop: {key} {shop['name']}")
                continue
            if shop["licence"] not in ("exempt", "missing") and row["operator"] != shop["operator"]:
                said.append(f"{key}: operator {row['operator']!r}, should be {shop['operator']!r}")
            if shop["licence"] == "exempt" and not row["exemption"]:
                said.append(f"{key}: the sentence of exemption was not seen")
            seen = {(x["kind"], x["value"], x["valid"]) for x in json.loads(row["licences"]) if x["kind"] in _OF_A_SHOP}
            wanted = {(x["kind"], x["value"], x["valid"]) for x in shop["licences"]}
            said += [f"{key} ({shop['key']}): number not read {item}" for item in _without_verdict(wanted) - _without_verdict(seen)]
            said += [f"{key} ({shop['key']}): number that is none {item}" for item in _without_verdict(seen) - _without_verdict(wanted)]
            said += [
                f"{key} ({shop['key']}): {x[0]} {x[1]} should be valid={x[2]}"
                for x in wanted - seen
                if x[2] is not None and _without_verdict({x}) <= _without_verdict(seen)
            ]
        return said

    def found(self) -> list[str]:
        """Compare findings with what must, may and must not be found, page by page and shop by shop."""
        said, met = [], set()
        for row in self.findings:
            if not row["finding"]["lead"]:
                continue
            for number, wanted in enumerate(self._wanted(row)):
                if wanted.get("must") and fits(row["finding"], wanted):
                    met.add((self._place(row), number))
            if not any(fits(row["finding"], wanted) for wanted in self._wanted(row)):
                words = [span["text"] for span in row["finding"]["spans"]]
                said.append(f"must not be found: {row['rule']} ({row['category']}) {words} on {self._place(row)}")
        for place, all_wanted in self._everything().items():
            for number, wanted in enumerate(all_wanted):
                if wanted.get("must") and (place, number) not in met:
                    said.append(f"must be found: {wanted['category']} {wanted.get('licence', '')} {wanted['words']} {wanted.get('within', '')!r} on {place}")
        return said

    def leads_follow(self) -> list[str]:
        """Each finding that is a lead has its lead, each lead has its finding."""
        wanted = {row["lead_id"] for row in self.findings if row["finding"]["lead"]}
        there = {row["id"] for row in self.leads}
        return [f"finding without its lead {x}" for x in wanted - there] + [f"lead without a finding {x}" for x in there - wanted]

    def _place(self, row: dict[str, Any]) -> str:
        if row["document_kind"] == "shop":
            return next(shop["key"] for shop in self.rows["shop"] if shop["id"] == row["document_id"])
        return self.url_of[row["document_id"]]

    def _wanted(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        return self._everything().get(self._place(row), [])

    def _everything(self) -> dict[str, list[dict[str, Any]]]:
        places = {url: [*({**x, "must": True} for x in page["must_find"]), *page["may_find"]] for url, page in self.pages.items()}
        return places | {key: [{**x, "must": True} for x in shop["must_find"]] for key, shop in self.shops.items()}


def nothing(said: list[Any]) -> None:
    """Fail with every sentence on its own line when there is any."""
    assert not said, "\n" + "\n".join(map(str, said))


def fits(finding: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a finding is the wanted one: the category, and words that lie in the sentence (or hold the number, for a licence)."""
    if finding["category"] != wanted["category"]:
        return False
    if not wanted["words"]:
        return True
    sentence = wanted.get("within") or " ".join(wanted["words"])
    return any(
        span["text"].strip() and (span["text"] in sentence or sentence in span["text"] or any(w in span["text"] for w in wanted["words"]))
        for span in finding["spans"]
    )


def _without_verdict(numbers: set[tuple[str, str, bool | None]]) -> set[tuple[str, str]]:
    return {(kind, value) for kind, value, _ in numbers}


def _unlike(url: str, row: dict[str, Any], page: dict[str, Any]) -> list[str]:
    said = []
    if row["title"] != page["title"]:
        said.append(f"{url}: title {row['title']!r}, should be {page['title']!r}")
    for name in ("price", "list_price"):
        if money(row[name]) != money(page[name]):
            said.append(f"{url} ({page['shop']}): {name} {row[name]!r}, should be {page[name]!r}")
    if row["currency"] != page["currency"]:
        said.append(f"{url}: currency {row['currency']!r}, should be {page['currency']!r}")
    if row["seller"] not in ("", page["seller"]):
        said.append(f"{url}: seller {row['seller']!r}, should be {page['seller']!r}")
    return said


def money(text: str) -> Decimal | str:
    """Return the number, or the text itself where it is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
