"""Each generic spider goes where its target's class says, and nowhere else."""

from __future__ import annotations

import pytest

from core.repositories import targets
from tests.crawlers.conftest import database_of
from tests.crawlers.little_site import page

pytestmark = pytest.mark.slow

GOODS = "".join(f'<li><a href="/item/{n}"><img src="/{n}.jpg">惠州特产{n}号</a><b class="price">￥{n}9.00</b></li>' for n in range(1, 5))
ITEMS = {f"/item/{n}": page(f'<h1>惠州特产{n}号</h1><p>售价：￥{n}9.00</p><a href="/elsewhere">广场</a>') for n in range(1, 5)}


def paths(crawl, site) -> set[str]:
    return {url.removeprefix(site.url) for url in crawl.urls()}


def test_an_account_is_visited_and_the_platform_around_it_is_not(site, crawl_of):
    site.routes |= ITEMS | {
        "/u/12": page(f'<h1>惠州茶客</h1><ul>{GOODS}</ul><a href="/u/12/about">简介</a><a href="/u/13">别人</a><a href="/hot">热榜</a>'),
        "/u/12/about": page("<h1>简介</h1>"),
        "/u/13": page("<h1>别人</h1>"),
        "/hot": page("<h1>热榜</h1>"),
        "/elsewhere": page("<h1>广场</h1>"),
    }
    crawl = crawl_of(f"{site.url}/u/12", site, klass="social_account").run()
    assert paths(crawl, site) == {"/u/12", "/u/12/about", *ITEMS}


def test_a_list_of_sites_proposes_targets_and_visits_none(site, other_site, crawl_of):
    site.routes |= {
        "/": page(
            f'<h1>名录</h1><a href="{other_site.url}/x">甲店</a><a href="http://b.example/">乙店</a><a href="/p2">下一页</a><a href="https://www.gov.cn/">政府</a>'
        ),
        "/p2": page('<h1>名录</h1><a href="http://b.example/about">乙店</a>'),
    }
    crawl = crawl_of(f"{site.url}/", site, other_site, klass="site_list").run()
    with database_of(crawl.settings) as database, database.read() as connection:
        proposed = {target.url: (target.name, target.active) for target in targets.every(connection) if target.url != f"{site.url}/"}
    assert proposed == {f"{other_site.url}/": ("甲店", False), "http://b.example/": ("乙店", False)}
    assert other_site.hits == []
    assert paths(crawl, site) == {"/", "/p2"}


def test_a_site_map_is_visited_as_it_says(site, crawl_of):
    places = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in ITEMS)
    site.routes |= ITEMS | {"/map.xml": (200, {"Content-Type": "application/xml"}, f"<urlset>{places}</urlset>".encode()), "/elsewhere": page("<h1>广场</h1>")}
    crawl = crawl_of(f"{site.url}/map.xml", site, klass="sitemap").run()
    assert paths(crawl, site) == set(ITEMS)
    assert crawl.report["start_stored"] is True


def test_search_terms_are_asked_for_one_by_one(site, crawl_of):
    tea, wine = "/search?q=%E8%8D%AF%E8%8C%B6", "/search?q=%E8%8D%AF%E9%85%92"
    site.routes |= ITEMS | {
        tea: page(f'<h1>搜索</h1><ul>{GOODS}</ul><a href="{tea}&page=2">2</a><a href="/search?q=other">热搜</a><a href="/elsewhere">广场</a>'),
        f"{tea}&page=2": page("<h1>搜索</h1><p>没有更多</p>"),
        wine: page("<h1>搜索</h1><p>没有找到</p>"),
        "/search?q=other": page("x"),
        "/elsewhere": page("x"),
    }
    crawl = crawl_of(f"{site.url}/search?q={{q}}#药茶，药酒", site, klass="search_terms").run()
    assert paths(crawl, site) == {tea, f"{tea}&page=2", wine, *ITEMS}
