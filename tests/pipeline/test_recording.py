"""Recorded pages: what `tradewatch record-page` writes, and what it refuses."""

from __future__ import annotations

import json

import pytest

from core.errors import BadInput, ExtractError
from pipeline.cli import main
from pipeline.recording import recorded, write

ITEM = "<html><head><title>竹篮</title></head><body><h1>手编竹篮 大号</h1><p class=price>￥48.00</p><button>立即购买</button></body></html>"
URL = "http://bamboo.test/goods/3"


def test_a_page_without_a_site_file_is_recorded_with_the_general_reading():
    case = recorded(URL, ITEM.encode())
    assert case.site == "bamboo_test"
    assert (case.listing["title"], case.listing["price"], case.listing["currency"]) == ("手编竹篮 大号", "48.00", "CNY")


def test_a_page_of_a_known_shop_must_fit_its_site_file():
    with pytest.raises(ExtractError, match="site demo_market"):
        recorded("http://lawful.demo-market.example/goods/1", ITEM.encode())


def test_a_page_that_shows_no_product_is_refused():
    with pytest.raises(BadInput, match="a recorded page is a product's"):
        recorded("http://bamboo.test/news/1", "<h1>放假通知</h1><p>国庆期间照常发货，三日后恢复。</p>".encode())


def test_the_case_is_three_files_and_is_never_overwritten(tmp_path):
    case = recorded(URL, ITEM.encode("gbk"), "text/html; charset=gbk")
    path = write(case, tmp_path, "plain")
    assert (path / "page.html").read_text("utf-8") == ITEM
    assert (path / "url.txt").read_text("utf-8").strip() == URL
    assert json.loads((path / "listing.json").read_text("utf-8"))["price"] == "48.00"
    with pytest.raises(BadInput, match="is there already"):
        write(case, tmp_path, "plain")


@pytest.mark.parametrize("name", ["../up", "", "a b"])
def test_a_case_is_named_simply(tmp_path, name):
    with pytest.raises(BadInput, match="wanted letters"):
        write(recorded(URL, ITEM.encode()), tmp_path, name)


def test_the_command_records_a_file(tmp_path, capsys):
    (tmp_path / "page.html").write_text(ITEM, "utf-8")
    assert main(["record-page", str(tmp_path / "page.html"), "--url", URL, "--into", str(tmp_path / "cases")]) == 0
    assert "bamboo_test/plain" in capsys.readouterr().out


def test_the_command_says_that_an_address_is_not_in_the_evidence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TRADEWATCH_DATA", str(tmp_path))
    assert main(["record-page", URL]) == 1
    assert "no page of this address is in the evidence" in capsys.readouterr().err
