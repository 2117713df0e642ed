"""From a page that the browser drew to the lead: a pop-up advert without a way to close it, and the same one with it."""

from __future__ import annotations

import pytest

from core.repositories import lead_lists
from core.repositories.lead_lists import LeadFilter
from core.settings import Settings
from pipeline.crawl import plan, run
from pipeline.rooms import open_rooms
from tests.crawlers.little_site import LittleSite, page

POPUP = '<div style="position:fixed;left:15%;top:15%;width:70%;height:60%;background:#fff;z-index:9"><p>恭喜您获得88元新人红包</p><p>扫码进群领取</p>{}</div>'
GOODS = "<h1>竹编果篮</h1><p>售价：￥59.00</p><p>老师傅手工编织，一件约三天</p><p>统一社会信用代码：91441300MA4UHF1C9X</p>"


def leads_of(folder, popup: str):
    with LittleSite() as site:
        script = f"<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', {popup!r}), 100)</script>"
        site.routes |= {"/": page(GOODS + script), "/2": page(GOODS + script)}
        rooms = open_rooms(Settings(data=folder, allow_addresses=site.address, crawl_delay=0))
        try:
            report = run(rooms, plan(rooms, f"{site.url}/", browser="always").id)
            assert report.stopped == "all pages visited"
            with rooms.database.read() as connection:
                return [lead for lead in lead_lists.page(connection, LeadFilter())[1] if lead.rule.startswith("popup")]
        finally:
            rooms.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser_name")
def test_a_pop_up_advert_without_a_close_button_is_a_lead(tmp_path):
    found = leads_of(tmp_path, POPUP.format(""))
    assert [(lead.rule, lead.title) for lead in found] == [("popup-without-close", "弹窗广告无关闭标志")]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("browser_name")
def test_the_same_pop_up_with_a_close_button_is_none(tmp_path):
    assert leads_of(tmp_path, POPUP.format('<button class="btn-x">×</button>')) == []
