"""A whole shop has been visited: its facts are put together, its licences judged, and those of the shops that show the same ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from core.ids import digest
from core.numbers import canonical
from core.records import Capture, Lead, Licence, Page, PageShop, Shop
from core.repositories import captures, frontier, index_queue, jobs, page_states, shops, targets
from crawlers.links import clean
from pipeline import alerts, heard
from pipeline.group import group, subject_of
from pipeline.joining import join
from pipeline.judge import Seen, judge_shop
from pipeline.number_findings import judge_numbers
from pipeline.picture_findings import judge_pictures
from pipeline.registers import brands_for, register_for
from pipeline.rooms import Rooms
from pipeline.shopkey import shop_id, shop_key
from pipeline.showing import Visit, showings

# what a licence says outranks what the pages around it say
_IDENTITY = ("uscc", "reg_no")
# numbers of one holder: shown by shops of different operators, one of them shows another's
_SHARED = ("uscc", "food", "food_filing", "drug")
SAID = 400
"""Characters of a product's own words that are looked at for its class."""
MOST_OFFERED = 1000


def settle(rooms: Rooms, job_id: str, *, complete: bool) -> list[tuple[Lead, str]]:
    """Settle each shop that the job visited. Returns the leads touched. Run twice it changes nothing."""
    with rooms.database.read() as connection:
        target = targets.get(connection, jobs.get(connection, job_id).target_id)
        visited = [(_with_bytes(connection, capture), page) for capture, page in captures.of_job(connection, job_id)]
        fresh = page_states.shown_by(connection, target.id, frontier.keys(connection, job_id, "fresh"))  # read lately: they speak for the shop too
        visited += [(capture, captures.page_of(connection, capture.id)) for capture in fresh]
        area = target.area
        errors = captures.errors_by_id(connection, job_id)
    touched: list[tuple[Lead, str]] = []
    for key, pages in _by_shop(visited).items():
        visit = Visit(home=home_of(pages), pages=pages, everything=visited, errors=errors)
        touched += _settle_one(rooms, key, visit, area, complete=complete)
    for key, adverts in heard.by_host(visited).items():
        heard.keep(rooms, merge(key, adverts, None))
    return touched


def _with_bytes(connection: Connection, capture: Capture) -> Capture:
    """Return the capture, under the id of the one that has the page's bytes; of a picture with its bytes' hash, by which its reading is known."""
    if not capture.same_as or capture.status != captures.NOT_MODIFIED:
        return capture
    if capture.kind != "picture":
        return replace(capture, id=capture.same_as)
    return replace(captures.get(connection, capture.same_as), url=capture.url, job_id=capture.job_id, fetched_at=capture.fetched_at)


def _by_shop(visited: list[tuple[Capture, Page | None]]) -> dict[str, list[tuple[Capture, Page]]]:
    result: dict[str, list[tuple[Capture, Page]]] = {}
    # a picture of a licence may lie on another host; it speaks for the shop whose page shows it
    shown_on = {image: page.url for _, page in visited if page is not None and page.shop is not None for image in page.shop.licence_images}
    of_goods = {clean(image) for _, page in visited if page is not None for listing in page.listings for image in listing.images}
    for capture, page in visited:
        if capture.kind == "picture" and capture.url not in shown_on and clean(capture.url) in of_goods:
            continue  # it speaks for its goods alone, wherever it lies
        if page is not None and page.kind != "advertisement" and capture.kind != "shell":  # the drawn page speaks for its empty shell
            key = shop_key(capture.url if capture.kind == "page" else shown_on.get(capture.url, page.url))
            result.setdefault(key, []).append((capture, page))
    return result


def _settle_one(rooms: Rooms, key: str, visit: Visit, area: str, *, complete: bool) -> list[tuple[Lead, str]]:
    pages = list(visit.pages)
    with rooms.database.read() as connection:
        known = shops.find(connection, shop_id(key))
    shop = merge(key, pages, known, area)
    if known and not complete:
        shop = with_what_was_known(shop, known)
    with rooms.database.write() as connection:
        heard.write(connection, shop)
    links = sum(len(page.shop.licence_links) for _, page in pages if page.shop is not None)
    offers = sum(bool(page.listings) or page.kind in ("product", "list") for _, page in pages)
    seen = Seen(complete=complete, links=links, offers=offers, offered=offered(pages), showings=showings(visit))
    touched = judge_whole(rooms, shop, seen) + judge_pictures(rooms, shop, pages, visit.everything)
    touched += judge_numbers(rooms, shop, pages)
    with rooms.database.read() as connection:
        others = [shops.get(connection, shop_id) for shop_id in dict.fromkeys(str(row["shop_id"]) for row in _same(connection, shop))]
    for other in others:  # the lender is as interesting as the borrower: an officer sees both sides
        touched += judge_whole(rooms, other, Seen(complete=False))
    join(rooms.database, shop)
    return touched


def _same(connection: Connection, shop: Shop) -> list[dict[str, object]]:
    """Other shops that show a licence or permit which this shop shows too."""
    return [{**row, "kind": kind} for kind in _SHARED for row in shops.same_licence(connection, shop.id, kind)]


def judge_whole(rooms: Rooms, shop: Shop, seen: Seen) -> list[tuple[Lead, str]]:
    """Judge a shop as a whole with what a visit saw, and keep what is found. Returns the leads touched."""
    with rooms.database.read() as connection:
        same = _same(connection, shop)
        place = captures.find(connection, shop.capture_id)
        handed = register_for(connection, shop) | brands_for(connection, rooms.shelf)
    # the words of a finding stand where the licence is shown; what is missing is missing from the shop's first page
    shown_at = place.final_url if place is not None and place.kind == "page" else shop.url
    whole = subject_of(shop)
    found = judge_shop(rooms.detectors, shop, same, replace(seen, more={**seen.more, **handed}))
    with rooms.database.write() as connection:
        touched = group(connection, [(replace(whole, url=shown_at) if finding.spans else whole, finding) for finding in found], shop.capture_id)
        index_queue.put(connection, [("shop", shop.id)])
        alerts.decide(connection, touched, rooms.settings)
    return touched


def offered(pages: Iterable[tuple[Capture, Page]]) -> tuple[dict[str, str], ...]:
    """Return the goods of a visit as the detectors read them: each product by its own page, else as a list shows it."""
    rows: dict[str, dict[str, str]] = {}
    for _, page in sorted(pages, key=lambda item: item[1].kind != "product"):
        for listing in page.listings[:1] if page.kind == "product" else page.listings:
            text = (listing.description or page.text)[:SAID] if page.kind == "product" else ""
            rows.setdefault(listing.title, {"title": listing.title, "goods": listing.goods, "text": text})
    return tuple(rows.values())[:MOST_OFFERED]


def with_what_was_known(shop: Shop, known: Shop) -> Shop:
    """Return the shop with the facts of earlier visits kept: a visit that was cut short does not show that something is gone."""
    seen = {(x.kind, canonical(x.kind, x.value)) for x in shop.licences}
    older = tuple(x for x in known.licences if (x.kind, canonical(x.kind, x.value)) not in seen)
    return replace(
        shop,
        url=known.url,
        operator=shop.operator or known.operator,
        operator_id=shop.operator_id or known.operator_id,
        licences=(*shop.licences, *older),
        licence_images=tuple(dict.fromkeys((*shop.licence_images, *known.licence_images))),
        exemption=shop.exemption or known.exemption,
        contacts=tuple(dict.fromkeys((*shop.contacts, *known.contacts))),
        address=shop.address or known.address,
        capture_id=shop.capture_id if any(x.kind in _IDENTITY for x in shop.licences) else known.capture_id or shop.capture_id,
    )


def merge(key: str, pages: list[tuple[Capture, Page]], known: Shop | None, area: str = "") -> Shop:
    """Return the shop as the pages of this visit show it together; the page with its licence is the place it is shown at."""
    facts = [(capture, page, page.shop) for capture, page in pages if page.shop is not None]
    seen = max(capture.fetched_at for capture, _ in pages)
    licences: dict[tuple[str, str], Licence] = {}
    for _, _, shop in facts:
        for licence in shop.licences:
            number = licence.kind, canonical(licence.kind, licence.value)
            if number not in licences or (licence.until and not licences[number].until):
                licences[number] = licence
    holder = next((item for item in facts if any(x.kind in _IDENTITY for x in item[2].licences)), None)
    place = holder or (facts[0] if facts else None)
    operator = _operator([shop for _, _, shop in facts], holder[2] if holder else None)
    home = home_of(pages)
    return Shop(
        id=shop_id(key),
        key=key,
        url=home,
        name=_name(pages, home) or (known.name if known else ""),
        operator=operator,
        operator_id=digest("operator", operator) if operator else "",
        area=area or (known.area if known else ""),
        licences=tuple(licences.values()),
        licence_images=tuple(dict.fromkeys(url for _, _, shop in facts for url in shop.licence_images)),
        exemption=_most(shop.exemption for _, _, shop in facts),
        contacts=tuple(dict.fromkeys(value for _, _, shop in facts for value in shop.contacts)),
        address=_most(shop.address for _, _, shop in facts),
        capture_id=place[0].id if place else pages[0][0].id,
        first_seen=known.first_seen if known and known.first_seen else seen,
        last_seen=seen,
    )


def home_of(pages: list[tuple[Capture, Page]]) -> str:
    """Return the address of the shop's first page: the shortest one."""
    return min((page.url for capture, page in pages if capture.kind == "page"), key=len, default=pages[0][1].url)


def _name(pages: list[tuple[Capture, Page]], home: str) -> str:
    """Return the name that more than half of the pages say, else the home page's own, else the one said most: one page's slip is no name."""
    names = [(page.url, page.shop.name if page.shop is not None else "") for capture, page in pages if capture.kind == "page"]
    most = _most(name for _, name in names)
    if most and 2 * sum(name == most for _, name in names) > len(names):
        return most
    return next((name for url, name in names if url == home and name), most)


def _operator(facts: list[PageShop], holder: PageShop | None) -> str:
    return (holder.operator if holder else "") or _most(shop.operator for shop in facts)


def _most(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else ""
