"""A shop that was visited: its facts are put together, what was known is not lost by a short visit, and both sides of a borrowed licence are named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.ids import digest
from core.records import Capture, Licence, Page, PageAdvertisement, PageListing, PageShop, Target
from core.repositories import captures, jobs, leads, shops, targets
from core.settings import Settings
from pipeline.rooms import open_rooms
from pipeline.settle import settle
from pipeline.shopkey import shop_id

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)
NUMBER = "91441302MA7H00013C"  # made for this test; its check characters are right


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def visit(rooms, host: str, pages: list[Page], *, complete: bool = True, day: int = 0, area: str = "惠城区"):
    """Store a visit to the shop as a crawl leaves it, and settle it."""
    moment = T0 + timedelta(days=day)
    with rooms.database.write() as connection:
        target = Target(id=digest("target", host), url=f"http://{host}/", area=area)
        targets.put(connection, target)
        job = jobs.plan(connection, target.id, moment)
        for number, page in enumerate(pages):
            capture = Capture(
                id=digest("capture", job.id, page.url),
                job_id=job.id,
                url=page.url,
                final_url=page.url,
                fetched_at=moment + timedelta(seconds=number),
                status=200,
                content_type="text/html",
                sha256=str(number),
                size=1,
                warc="w",
                offset=number,
                length=1,
            )
            captures.add(connection, capture, page)
    return settle(rooms, job.id, complete=complete)


def home(host: str, **facts) -> Page:
    return Page(url=f"http://{host}/", kind="shop", shop=PageShop(name="小店", **facts))


def goods(host: str) -> Page:
    return Page(url=f"http://{host}/item/1", kind="product", listings=(PageListing(title="竹编果篮", price="39.00", currency="CNY"),))


def licence_page(host: str, operator: str) -> Page:
    return Page(url=f"http://{host}/licence", kind="shop", shop=PageShop(operator=operator, licences=(Licence(kind="uscc", value=NUMBER, valid=True),)))


def stored(rooms, host: str):
    with rooms.database.read() as connection:
        return shops.get(connection, shop_id(host))


def rules(rooms, host: str) -> dict[str, str]:
    with rooms.database.read() as connection:
        return {lead.rule: lead.url for lead in leads.page(connection, shop_id=shop_id(host))[1]}


def test_the_facts_of_all_pages_become_one_shop_in_the_target_s_area(rooms):
    visit(rooms, "a.example", [home("a.example", contacts=("0752-1234567",)), licence_page("a.example", "惠州市竹里商贸有限公司"), goods("a.example")])
    shop = stored(rooms, "a.example")
    assert (shop.name, shop.operator, shop.area) == ("小店", "惠州市竹里商贸有限公司", "惠城区")
    assert [x.value for x in shop.licences] == [NUMBER]
    assert rules(rooms, "a.example") == {}


def named(path: str, name: str) -> Page:
    return Page(url=f"http://a.example{path}", kind="product", shop=PageShop(name=name, address="惠州市惠城区江北云山西路2号"))


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ({"/": "竹里小店", "/i/1": "青色", "/i/2": "青色", "/i/3": "", "/i/4": ""}, "竹里小店"),
        ({"/": "竹里", "/i/1": "竹里小店", "/i/2": "竹里小店"}, "竹里小店"),
        ({"/": "", "/i/1": "竹里小店", "/i/2": "竹里小店", "/i/3": "青色", "/i/4": ""}, "竹里小店"),
    ],
    ids=["the home page's own name", "what more than half of the pages say", "what most say"],
)
def test_a_shop_is_called_what_half_of_its_pages_or_its_home_page_say(rooms, names, kept):
    visit(rooms, "a.example", [named(path, name) for path, name in names.items()])
    assert stored(rooms, "a.example").name == kept


def test_a_visit_that_was_cut_short_takes_nothing_away(rooms):
    visit(rooms, "a.example", [home("a.example"), licence_page("a.example", "惠州市竹里商贸有限公司"), goods("a.example")])
    visit(rooms, "a.example", [goods("a.example")], complete=False, day=1)
    shop = stored(rooms, "a.example")
    assert [x.value for x in shop.licences] == [NUMBER]
    assert shop.operator == "惠州市竹里商贸有限公司"
    assert rules(rooms, "a.example") == {}


def test_a_whole_visit_without_a_licence_is_a_lead_and_a_short_one_is_none(rooms):
    visit(rooms, "a.example", [home("a.example"), goods("a.example")], complete=False)
    assert rules(rooms, "a.example") == {}
    visit(rooms, "a.example", [home("a.example"), goods("a.example")], day=1)
    assert rules(rooms, "a.example") == {"licence-missing": "http://a.example/"}


def test_a_licence_that_is_gone_at_the_next_whole_visit_is_missing(rooms):
    visit(rooms, "a.example", [home("a.example"), licence_page("a.example", "惠州市竹里商贸有限公司"), goods("a.example")])
    visit(rooms, "a.example", [home("a.example"), goods("a.example")], day=1)
    assert stored(rooms, "a.example").licences == ()
    assert set(rules(rooms, "a.example")) == {"licence-missing"}


def test_one_licence_in_shops_of_two_operators_is_a_lead_on_both_at_the_page_that_shows_it(rooms):
    visit(rooms, "a.example", [home("a.example"), licence_page("a.example", "惠州市竹里商贸有限公司"), goods("a.example")])
    touched = visit(rooms, "b.example", [home("b.example"), licence_page("b.example", "惠州市云上百货有限公司"), goods("b.example")])
    assert {lead.rule for lead, _ in touched} == {"licence-borrowed"}
    assert rules(rooms, "a.example") == {"licence-borrowed": "http://a.example/licence"}
    assert rules(rooms, "b.example") == {"licence-borrowed": "http://b.example/licence"}


def test_settling_twice_changes_nothing(rooms):
    pages = [home("a.example"), goods("a.example")]
    visit(rooms, "a.example", pages)
    before = stored(rooms, "a.example")
    again = visit(rooms, "a.example", pages)
    assert stored(rooms, "a.example") == before
    assert [what for _, what in again] == ["again"]


def product(host: str, number: int, title: str, approval: str) -> Page:
    listing = PageListing(title=title, price="39.00", currency="CNY", goods="化妆品", attributes={"备案编号": approval})
    return Page(url=f"http://{host}/item/{number}", kind="product", title=title, text=f"{title}\n备案编号：{approval}", listings=(listing,))


def test_one_approval_number_on_other_goods_is_a_lead_on_each_and_one_product_in_two_sizes_is_none(rooms):
    shared, own = "粤G妆网备字2022324124", "粤G妆网备字2023118765"
    pages = [home("a.example"), product("a.example", 1, "保湿面霜 50g", shared), product("a.example", 2, "玫瑰香水 30ml", shared)]
    visit(rooms, "a.example", [*pages, product("a.example", 3, "烟酰胺精华液 30ml", own), product("a.example", 4, "烟酰胺精华液 60ml", own)], complete=False)
    with rooms.database.read() as connection:
        found = {lead.url: lead.words for lead in leads.page(connection)[1] if lead.rule == "approval-number-of-other-goods"}
    assert set(found.values()) == {shared}


def advert(host: str, **facts) -> Page:
    return Page(url=f"http://{host}/land/1", kind="advertisement", advertisement=PageAdvertisement(title="秋冬上新"), shop=PageShop(**facts))


def test_the_landing_page_of_an_advert_tells_who_stands_behind_it_and_judges_no_licence(rooms):
    icp = Licence(kind="icp", value="粤ICP备2024111222号", valid=True, why="")
    touched = visit(rooms, "ad.example", [advert("land.example", operator="惠州市听说商贸有限公司", licences=(icp,), contacts=("0752-3000000",))])
    with rooms.database.read() as connection:
        shop = shops.get(connection, shop_id("land.example"))
    assert (shop.operator, shop.licences, shop.contacts) == ("惠州市听说商贸有限公司", (icp,), ("0752-3000000",))
    assert touched == []


def test_an_advert_does_not_overwrite_what_a_visit_to_the_shop_found(rooms):
    visit(rooms, "land.example", [home("land.example", operator="惠州市真身商贸有限公司")])
    visit(rooms, "ad.example", [advert("land.example", operator="惠州市旁人商贸有限公司")], day=1)
    with rooms.database.read() as connection:
        assert shops.get(connection, shop_id("land.example")).operator == "惠州市真身商贸有限公司"
