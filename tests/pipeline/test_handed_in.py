"""Registers that the bureau hands in: each row is answered, the good ones are kept, and the shops that show the codes are judged anew."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import BadInput
from core.repositories import leads, registers
from core.settings import Settings
from pipeline.cli import main
from pipeline.handed_in.brands import brand_of
from pipeline.handed_in.operators import operator_of
from pipeline.ingest import ingest
from pipeline.rooms import open_rooms
from tests.core.numbers.make_numbers import fourteen, uscc
from tests.pipeline.test_settle import goods, home, licence_page, visit

CODE = uscc("91441302", "MA7H0001")
PERMIT = fourteen("JY", "1441302078213")
DAY = date(2026, 11, 20)
HEAD = "统一社会信用代码,名称,登记状态,经营范围,许可证"


def run(tmp_path, monkeypatch, capsysbinary, command: str, text: str, encoding: str = "utf-8") -> tuple[int, list[str]]:
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path / "data"))
    path = tmp_path / "handed.csv"
    path.write_bytes(text.encode(encoding))
    more = ["--as-of", "2026-11-20"] if command == "import-register" else []
    status = main([command, str(path), *more])
    return status, capsysbinary.readouterr().out.decode().splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_row_of_the_operator_register_is_answered(tmp_path, monkeypatch, capsysbinary, encoding):
    wrong = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")
    rows = [f"{CODE},惠州市竹里商贸有限公司,存续,食品销售,食品经营许可证 {PERMIT} 2027-05-01", f"{wrong},某店,存续,,", f"{CODE},又来一次,存续,,"]
    status, said = run(tmp_path, monkeypatch, capsysbinary, "import-register", "\n".join([HEAD, *rows]), encoding)
    assert status == 1
    assert '"done": "new"' in said[0]
    assert '"row": 3' in said[1]
    assert "校验位错误" in said[1]
    assert "row 2 already" in said[2]
    assert said[3].startswith("1 new, 0 changed, 0 unchanged, 2 bad")


def test_the_same_register_again_changes_nothing(tmp_path, monkeypatch, capsysbinary):
    text = f"{HEAD}\n{CODE},惠州市竹里商贸有限公司,存续,,"
    run(tmp_path, monkeypatch, capsysbinary, "import-register", text)
    status, said = run(tmp_path, monkeypatch, capsysbinary, "import-register", text)
    assert (status, said[1]) == (0, "0 new, 0 changed, 1 unchanged, 0 bad; 0 shops judged anew, 0 leads touched")


@pytest.mark.parametrize("text", ["", "a,b\n1,2", HEAD])
def test_what_is_no_register_is_one_clear_error(tmp_path, monkeypatch, capsysbinary, text):
    assert run(tmp_path, monkeypatch, capsysbinary, "import-register", text)[0] == 1


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (f"食品经营许可证:{PERMIT}:2027-05-01", [("food", PERMIT, "2027-05-01")]),
        (f"{PERMIT} 2027年5月1日；粤DA752000123", [("food", PERMIT, "2027-05-01"), ("drug", "粤DA752000123", "")]),
        ("", []),
    ],
)
def test_permits_are_read_with_their_last_days(cell, found):
    operator = operator_of({"code": CODE, "name": "甲", "status": "存续", "permits": cell}, DAY)
    assert [(permit.kind, permit.number, permit.until) for permit in operator.permits] == found
    assert operator.city == "4413"


@pytest.mark.parametrize("fields", [{"name": ""}, {"status": ""}, {"permits": "无号"}, {"permits": f"{PERMIT} 2027-13-01"}, {"code": "123"}])
def test_a_wrong_field_of_an_operator_is_named(fields):
    with pytest.raises(BadInput, match=next(iter(fields))):
        operator_of({"code": CODE, "name": "甲", "status": "存续"} | fields, DAY)


def test_a_brand_is_read_with_its_names_classes_and_prices():
    row = {
        "name": "云鹿",
        "latin": "Yunlu;YUNLU SPORT",
        "chinese": "云鹿",
        "classes": "运动鞋；clothing",
        "own_shops": "云鹿官方旗舰店",
        "guide_prices": "跑鞋=599；299",
    }
    brand = brand_of(row)
    assert (brand.latin, brand.classes, brand.guide_prices) == (("Yunlu", "YUNLU SPORT"), ("clothing",), {"跑鞋": 599.0, "": 299.0})
    assert brand_of({"name": "Yunlu"}).latin == ("Yunlu",)


@pytest.mark.parametrize("fields", [{"name": ""}, {"chinese": "云"}, {"latin": "云鹿"}, {"classes": "不知道什么"}, {"guide_prices": "很贵"}])
def test_a_wrong_field_of_a_brand_is_named(fields):
    with pytest.raises(BadInput, match=next(iter(fields))):
        brand_of({"name": "云鹿"} | fields)


def test_the_shops_that_show_a_code_are_judged_by_a_new_register(tmp_path, monkeypatch, capsysbinary):
    rooms = open_rooms(Settings(data=tmp_path / "data"))
    code = "91441302MA7H00013C"
    visit(rooms, "a.example", [home("a.example"), licence_page("a.example", "惠州市竹里商贸有限公司"), goods("a.example")])
    rooms.close()
    status, said = run(tmp_path, monkeypatch, capsysbinary, "import-register", f"{HEAD}\n{code},惠州市竹里商贸有限公司,注销,,")
    assert (status, said[-1]) == (0, "1 new, 0 changed, 0 unchanged, 0 bad; 1 shops judged anew, 1 leads touched")
    rooms = open_rooms(Settings(data=tmp_path / "data"))
    with rooms.database.read() as connection:
        assert [lead.rule for lead in leads.page(connection)[1]] == ["register-ended"]
        assert registers.covered(connection) == ("2026-11-20", ["4413"])
    rooms.close()


def test_all_listings_are_judged_by_a_new_brand_register(tmp_path, monkeypatch, capsysbinary):
    rooms = open_rooms(Settings(data=tmp_path / "data"))
    for number, title in enumerate(("yun1u 跑鞋 透气", "云鹿 跑鞋 新款", "森野 跑鞋")):
        ingest(rooms, {"id": f"l{number}", "kind": "listing", "title": title, "goods": "跑鞋", "price": "59.00", "currency": "CNY", "seller": "a"})
    with rooms.database.read() as connection:
        assert leads.page(connection)[1] == []
    rooms.close()
    text = "品牌,外文名称,中文名称,商品类别,指导价\n云鹿,Yunlu,云鹿,运动鞋,599"
    status, said = run(tmp_path, monkeypatch, capsysbinary, "import-brands", text)
    assert (status, said[-1]) == (0, "1 new, 0 changed, 0 unchanged, 0 bad; 3 listings judged anew, 1 leads touched")
    rooms = open_rooms(Settings(data=tmp_path / "data"))
    with rooms.database.read() as connection:
        (lead,) = leads.page(connection)[1]
        rules = {row[0] for row in connection.exec_driver_sql("SELECT rule FROM findings")}
    rooms.close()
    assert (lead.rule, lead.words) == ("brand-lookalike", "yun1u")
    assert rules == {"brand-lookalike", "brand-price-far-below"}  # a weak signal alone is kept, and opens no lead
