"""The table that `make run` ends with: a line each shop of the demo market, then the places that they link to."""

from __future__ import annotations

from rich.table import Table

from core.ids import digest
from core.records import Job
from core.repositories import captures, jobs, leads, shops
from pipeline.crawl import ORDERLY
from pipeline.rooms import Rooms
from tests.demo_market.model import Market


def report(rooms: Rooms, market: Market) -> Table:
    """Return what was found, a line each shop; then the places that are no shop of the market's list, as an advert's landing page."""
    table = Table(title="What was found", title_justify="left")
    for name in ("shop", "address", "pages", "goods", "adverts", "leads", "what"):
        number = name in ("pages", "goods", "adverts", "leads")
        table.add_column(name, justify="right" if number else "left", no_wrap=name != "what", overflow="fold")
    with rooms.database.read() as connection:
        titles: dict[str, list[str]] = {}
        for lead in leads.page(connection, limit=10_000)[1]:
            titles.setdefault(lead.shop_id, []).append(lead.title)
        rows = {shop.key: shop for shop in shops.every(connection)}
        for url, _, name in market.start_urls:
            job = jobs.recent(connection, 1, digest("target", url))[0]
            found = captures.found_by(connection, job.id)
            numbers = (captures.counts(connection, job.id)[0], found["listings"], found["advertisements"])
            shop = rows.pop(url.split("/")[2], None)
            table.add_row(name, *line(url, numbers, titles.get(shop.id, []) if shop else [], "" if is_orderly(job) else job.stopped))
        for shop in rows.values():
            if shop.id in titles:
                table.add_row(shop.name or "(linked from there)", *line(shop.key, ("", "", ""), titles[shop.id], ""))
    return table


def line(url: str, numbers: tuple[object, ...], titles: list[str], trouble: str) -> list[str]:
    """Return the cells of one row after its name: address, pages, goods, adverts, leads, and what they are or why there are none."""
    what = "、".join(dict.fromkeys(titles))
    return [url.removeprefix("http://").rstrip("/"), *map(str, numbers), str(len(titles)), "; ".join(filter(None, (what, trouble)))]


def is_orderly(job: Job) -> bool:
    """Return whether nothing was left out of the visit."""
    return job.status == "done" and job.stopped.startswith(ORDERLY)
