"""Words and codes on the pictures of goods: judged by the same rules, each with its place; a very long picture, a bomb, a broken file."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from core.handed_in import Brand
from core.ids import digest
from core.pictures import PictureLine
from core.records import Capture, Page, PageListing, PageShop, Target
from core.repositories import captures, findings, jobs, leads, registers, targets
from core.settings import Settings
from pipeline import flow
from pipeline.indexing import drain
from pipeline.rooms import open_rooms
from pipeline.settle import settle
from search.base import Query
from tests.demo_market.picture import font_file

T0 = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture
def rooms(tmp_path):
    made = open_rooms(Settings(data=tmp_path))
    yield made
    made.close()


def png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def bars(seed: int = 0) -> Image.Image:
    picture = Image.new("RGB", (300, 400), "white")
    for row in range(8):
        ImageDraw.Draw(picture).rectangle((20, 20 + 45 * row, 80 + (row * (5 + seed)) % 7 * 30, 50 + 45 * row), fill=(20, 60, 90))
    return picture


def code(text: str) -> Image.Image:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made, scale=6)))


def visit(rooms, host: str, pictures: dict[str, bytes], *, title: str = "红枣核桃 500g", operator: str = "惠州市青禾贸易有限公司", day: int = 0):
    """One shop with one product that shows these pictures: captured, travelled, settled."""
    moment = T0 + timedelta(days=day)
    addresses = tuple(f"http://{host}{path}" for path in pictures)
    page = Page(
        url=f"http://{host}/item/1",
        kind="product",
        title=title,
        text="产地直发，包装完好。",
        listings=(PageListing(title=title, price="39.00", currency="CNY", images=addresses),),
        shop=PageShop(operator=operator),
    )
    with rooms.database.write() as connection:
        target = Target(id=digest("target", host), url=f"http://{host}/", area="惠城区")
        targets.put(connection, target)
        job = jobs.plan(connection, target.id, moment)
        captures.add(connection, made := _capture(page.url, job.id, moment), page)
    travelled = [made]
    for address, body in zip(addresses, pictures.values(), strict=True):
        with rooms.store.open_writer() as writer:
            place = writer.write(address, request=("GET / HTTP/1.1", (), b""), response=("200 OK", (), body), fetched_at=moment)
        kept = {name: getattr(place, name) for name in ("sha256", "size", "warc", "offset", "length")}
        capture = replace(_capture(address, job.id, moment), kind="picture", content_type="image/png", **kept)
        with rooms.database.write() as connection:
            captures.add(connection, capture)
        travelled.append(capture)
    for capture in travelled:
        flow.travel(rooms, capture)
    return settle(rooms, job.id, complete=False)


def _capture(url: str, job: str, moment: datetime) -> Capture:
    return Capture(
        id=digest("capture", job, url),
        job_id=job,
        url=url,
        final_url=url,
        fetched_at=moment,
        status=200,
        content_type="text/html",
        sha256=digest(url, moment.isoformat()),
        size=1,
        warc="w",
        offset=0,
        length=1,
    )


@pytest.fixture
def reader(monkeypatch):
    """Stands in for OCR."""
    lines = (
        PictureLine(text="产地直供", box=(20, 20, 120, 50), row=0),
        PictureLine(text="红枣茶根治糖尿病", box=(20, 110, 180, 140), row=1),
        PictureLine(text="一看就懂", box=(20, 200, 120, 230), row=2),
    )
    monkeypatch.setattr("pipeline.pictures.read_lines", lambda _picture: lines)


def all_leads(rooms):
    with rooms.database.read() as connection:
        return leads.page(connection)[1]


def test_words_on_a_picture_make_a_lead_with_their_place(rooms, reader):
    visit(rooms, "a.example", {"/1.png": png(bars())})
    (lead,) = all_leads(rooms)
    with rooms.database.read() as connection:
        (stored, *_) = findings.page_of_lead(connection, lead.id)[1]
    span = stored.finding.spans[0]
    assert "根治糖尿病" in span.text
    assert (span.field, span.picture) == ("picture", stored.capture_id)
    left, top, right, bottom = span.box
    assert (top, bottom, right) == (110, 140, 180)
    assert 20 < left < 100  # 红枣茶 stands before the words
    assert lead.url == "http://a.example/item/1"


def test_a_second_visit_to_the_same_picture_is_no_second_lead(rooms, reader):
    visit(rooms, "a.example", {"/1.png": png(bars())})
    visit(rooms, "a.example", {"/1.png": png(bars())}, day=1)
    (lead,) = all_leads(rooms)
    assert lead.seen == 2


def test_pictures_of_goods_make_no_shop_of_the_host_that_they_lie_on(rooms, reader):
    visit(rooms, "a.example", {"/1.png": png(bars())})
    with rooms.database.read() as connection:
        assert {row[0] for row in connection.exec_driver_sql("SELECT key FROM shops")} == {"a.example"}


def test_a_code_to_a_chat_group_is_a_weak_signal_with_its_place(rooms, monkeypatch):
    monkeypatch.setattr("pipeline.pictures.read_lines", lambda _picture: ())
    picture = Image.new("RGB", (600, 800), "white")
    picture.paste(code("https://weixin.qq.com/g/AwYAAtest"), (100, 500))
    visit(rooms, "a.example", {"/1.png": png(picture)})
    assert all_leads(rooms) == []
    with rooms.database.read() as connection:
        ((rule, finding),) = connection.exec_driver_sql("SELECT rule, finding FROM findings WHERE rule LIKE 'picture-code%%'").all()
    assert rule == "picture-code-group"
    assert '"box"' in str(finding)


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("body", "note"),
    [(bomb(), "decompression bomb"), (b"GIF89a broken", "picture"), (png(bars())[:200], "damaged"), (b"<html></html>", "not a picture")],
    ids=["a bomb", "no GIF", "cut short", "a page"],
)
def test_a_picture_that_cannot_be_decoded_is_a_note_on_its_capture_and_stops_nothing(rooms, reader, body, note):
    visit(rooms, "a.example", {"/bad.png": body, "/good.png": png(bars())})
    with rooms.database.read() as connection:
        notes = [captures.error_of(connection, capture.id) for capture in captures.every(connection)]
    assert [item for item in notes if note in item]
    assert len(all_leads(rooms)) == 1


def test_the_same_picture_in_an_unrelated_shop_adds_to_a_low_price(rooms, reader, monkeypatch):
    monkeypatch.setattr("pipeline.pictures.read_lines", lambda _picture: ())
    with rooms.database.write() as connection:
        registers.put_brand(connection, Brand(id="b", name="岚岳堂", chinese=("岚岳堂",), classes=("clothing",), guide_prices={"": 599.0}))
    visit(rooms, "a.example", {"/1.png": png(bars())}, title="岚岳堂 跑鞋 透气")
    assert all_leads(rooms) == []  # a low price alone
    small = bars().resize((240, 320))
    visit(rooms, "b.example", {"/copy.png": png(small)}, title="岚岳堂 跑鞋 新款", operator="深圳市蓝礁电子商务有限公司")
    (lead,) = all_leads(rooms)
    with rooms.database.read() as connection:
        (stored,) = findings.page_of_lead(connection, lead.id)[1]
    assert set(stored.finding.parts) == {"brand-price-far-below", "picture-in-other-shops"}
    assert any("a.example" in line for line in stored.finding.met)


def test_one_question_finds_the_goods_of_every_shop_that_show_nearly_the_same_picture(rooms, reader):
    small, other = bars().resize((240, 320)), bars().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for host, picture in (("a.example", bars()), ("b.example", small), ("c.example", other)):
        visit(rooms, host, {"/picture.png": png(picture)})
    drain(rooms)
    engine = rooms.index
    (first,) = engine.search(Query(filters={"shop": ("a.example",), "kind": ("listing",)}, body=True)).hits
    found = engine.search(Query(identifiers={"picture": first.identifiers["picture"]}))
    assert {hit.shop for hit in found.hits} == {"a.example", "b.example"}


@pytest.mark.slow
@pytest.mark.skipif(not font_file(), reason="no font with Chinese characters on this machine")
def test_a_very_long_detail_picture_is_read_in_order_and_its_words_are_found_in_their_place(rooms):
    picture = Image.new("RGB", (750, 9000), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype(font_file(), 40)
    said = [f"第{row}段 产地直发 包装完好" for row in range(60)]
    said[41] = "红枣茶根治糖尿病"
    for row, words in enumerate(said):
        pen.text((60, 60 + row * 148), words, fill="#222222", font=font)
    visit(rooms, "a.example", {"/long.png": png(picture)})
    (lead,) = all_leads(rooms)
    with rooms.database.read() as connection:
        (stored, *_) = findings.page_of_lead(connection, lead.id)[1]
        page = captures.page_of(connection, stored.capture_id)
    wanted = 60 + 41 * 148
    left, top, right, bottom = stored.finding.spans[0].box
    assert wanted - 15 < top < bottom < wanted + 65
    assert 60 <= left < right <= 420
    numbers = [int(digits) for line in page.text.splitlines() if (digits := "".join(char for char in line if char.isdigit()))]
    assert numbers == [row for row in range(60) if row != 41]
