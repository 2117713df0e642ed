"""Registers, readings of pictures, the market and joined leads, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

from core.handed_in import Brand, RegisteredOperator, RegisteredPermit
from core.pictures import PictureCode, PictureLine, PictureReading
from core.records import Lead, Listing, Shop
from core.repositories import documents, lead_aliases, leads, market, readings, registers, shops

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)


def a_shop(key: str, operator: str = "甲") -> Shop:
    return Shop(id=key, key=f"{key}.example", url=f"http://{key}.example/", operator=operator, operator_id=operator, first_seen=T0, last_seen=T0)


def a_lead(ident: str, shop: str, words: str) -> Lead:
    plain = {"rule": "r", "category": "other", "title": "t", "severity": "low", "confidence": "low", "status": "new", "url": "u"}
    return Lead(id=ident, shop_id=shop, words=words, first_seen=T0, last_seen=T0, **plain)


def test_an_operator_is_kept_as_the_newest_export_says(database):
    permit = RegisteredPermit(kind="food", number="JY1", until="2027-05-01")
    new = RegisteredOperator(code="91441302MA7H00013C", name="甲", status="存续", permits=(permit,), city="4413", as_of="2026-11-20")
    older = RegisteredOperator(code=new.code, name="旧", status="存续", city="4413", as_of="2025-01-01")
    with database.write() as connection:
        assert [registers.put_operator(connection, item) for item in (new, new, older)] == ["new", "same", "same"]
        assert registers.operators_of(connection, [new.code, "none"]) == [new]
        assert registers.covered(connection) == ("2026-11-20", ["4413"])


def test_a_brand_is_kept(database):
    brand = Brand(id="b", name="云鹿", latin=("Yunlu",), chinese=("云鹿",), classes=("clothing",), own_shops=("x",), guide_prices={"跑鞋": 599.0})
    with database.write() as connection:
        assert [registers.put_brand(connection, item) for item in (brand, brand)] == ["new", "same"]
        assert registers.every_brand(connection) == [brand]


def test_a_reading_is_found_by_its_hash_and_reader_and_the_shops_that_show_it(database):
    line, code = PictureLine(text="字", box=(1, 2, 3, 4), row=0, score=0.9), PictureCode(format="QR Code", text="x", box=(5, 6, 7, 8))
    first = PictureReading(sha256="a" * 64, reader="r1", phash="0" * 64, shape="3", width=10, height=20, lines=(line,), codes=(code,))
    twin = PictureReading(sha256="b" * 64, reader="r1", phash="0" * 64, shape="3", width=5, height=10, same_as=first.sha256)
    with database.write() as connection:
        for reading in (first, twin):
            readings.put(connection, reading)
        for shop in (a_shop("one"), a_shop("two", "乙")):
            shops.put(connection, shop, set())
        readings.show(connection, "one", first.sha256, "d1", "u1", T0)
        readings.show(connection, "two", twin.sha256, "d2", "u2", T0)
    with database.read() as connection:
        assert readings.find(connection, first.sha256, "r1") == first
        assert readings.find(connection, first.sha256, "r2") is None
        assert readings.hashes(connection, "3", "r1") == [(first.sha256, first.phash)]
        assert [row["shop"] for row in readings.elsewhere(connection, "one", [first.sha256])] == ["two.example"]
        assert [row["shop"] for row in readings.elsewhere(connection, "two", [twin.sha256])] == ["one.example"]


def test_offers_of_a_brand_are_found_in_any_case(database):
    with database.write() as connection:
        for number, title in enumerate(("YUNLU 跑鞋", "云鹿 卫衣", "森野 跑鞋")):
            item = Listing(id=f"l{number}", shop_id="s", url="u", title=title, price="59.00", currency="CNY", last_seen=T0)
            documents.put(connection, item)
        assert {offer.title for offer in market.offers(connection, ("Yunlu", "云鹿"), "CNY", "none")} == {"YUNLU 跑鞋", "云鹿 卫衣"}
        assert market.offers(connection, ("Yunlu",), "USD", "none") == []
        assert market.offers(connection, (), "CNY", "none") == []


def test_an_old_address_reaches_the_lead_that_took_it_up(database):
    with database.write() as connection:
        for lead in (a_lead("one", "s1", "x"), a_lead("two", "s2", "x"), a_lead("three", "s3", "x")):
            leads.seen(connection, lead)
        lead_aliases.move(connection, leads.get(connection, "three"), leads.get(connection, "two"), "why")
        lead_aliases.move(connection, leads.get(connection, "two"), leads.get(connection, "one"), "why")
        assert {leads.get(connection, ident).id for ident in ("one", "two", "three")} == {"one"}
        assert leads.get(connection, "one").seen == 3
        assert [lead.id for lead in lead_aliases.of_shops(connection, ["s1", "s2", "s3"])] == ["one"]
