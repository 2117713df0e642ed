"""One whole crawl of a little shop in a child process, and what it left: rows, evidence, report, and what the server saw."""

from __future__ import annotations

import gzip
import time

import pytest

from core.records import Hop
from core.repositories import captures
from crawlers.agent import USER_AGENT
from evidence.decode import decode_body
from evidence.store import EvidenceStore
from tests.crawlers.conftest import database_of, job_for
from tests.crawlers.little_site import LittleSite, page

pytestmark = pytest.mark.slow

HOME = """<h1>惠州小店</h1><p>本店出售毛巾</p>
<a href="/towel">纯棉毛巾</a> <a href="/moved">旧地址</a> <a href="/busy">忙</a> <a href="/packed">压缩</a> <a href="/gone">下架</a> <a href="/slow">慢</a>
<a href="/login">登录</a> <a href="/cart/">购物车</a> <a href="/logout?x=1">退出</a> <a href="/secret/page">后台</a> <a href="/towel#part">毛巾</a>
<a href="/away">友情</a> <a href="http://169.254.169.254/latest">元数据</a> <a href="/to-metadata">跳转</a> <a href="/leaflet.pdf">说明书</a>
<a href="/shelf">架</a><a href="/shelf?sort=1">架</a>
<a href="/list?sort=1">1</a><a href="/list?sort=2">2</a><a href="/list?sort=3">3</a><a href="/list?sort=4">4</a><a href="/list?sort=5">5</a>
<img src="/licence.png" alt="营业执照">"""


def furnish(site: LittleSite, other: LittleSite) -> None:
    status, headers, body = page("<h1>压缩的毛巾</h1>")
    site.routes |= {
        "/": page(HOME),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret/\n"),
        "/towel": page("<h1>纯棉毛巾</h1><p>售价：￥19.90</p>"),
        "/moved": (302, {"Location": "/moved-on"}, b""),
        "/moved-on": (301, {"Location": "/new-place"}, b""),
        "/new-place": page("<h1>新地址</h1>"),
        "/busy": lambda hit: (429, {"Retry-After": "1"}, b"") if hit == 1 else page("<h1>不忙了</h1>"),
        "/packed": (status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(body)),
        "/slow": slowly,
        "/away": (302, {"Location": f"{other.url}/"}, b""),
        "/to-metadata": (302, {"Location": "http://169.254.169.254/latest/"}, b""),
        "/licence.png": (200, {"Content-Type": "image/png"}, b"\x89PNG no picture"),
        "/shelf": page("<h1>架</h1>"),
        **{f"/list?sort={number}": page("<h1>列表</h1>") for number in range(1, 6)},
    }
    other.routes["/"] = page("<h1>别家</h1>")


def slowly(_hit: int):
    time.sleep(1)
    return page("<h1>慢页</h1>")


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    with LittleSite() as site, LittleSite() as other:
        furnish(site, other)
        crawl = job_for(tmp_path_factory.mktemp("crawl"), f"{site.url}/", site, other).run()
        yield crawl, site


def test_every_page_of_the_shop_is_stored(visited):
    crawl, site = visited
    stored = {url.removeprefix(site.url) for url in crawl.urls()}
    assert stored == {"/", "/towel", "/moved", "/busy", "/packed", "/slow", "/shelf", "/list?sort=1", "/list?sort=2"}


def test_the_report_counts_and_says_why_it_ended(visited):
    crawl, _ = visited
    assert crawl.report["stopped"] == "all pages visited"
    assert crawl.report["start_stored"] is True
    assert crawl.report["pages"] == len(crawl.urls()) == 9


def test_all_evidence_reads_back(visited):
    crawl, _ = visited
    assert crawl.problems() == []


def test_a_page_that_robots_txt_forbids_is_not_fetched(visited):
    crawl, site = visited
    assert "/secret/page" not in site.hits
    assert "robots.txt forbids" in crawl.why(f"{site.url}/secret/page")


def test_robots_txt_is_kept_as_evidence(visited):
    crawl, site = visited
    assert f"{site.url}/robots.txt" in crawl.urls("file")
    assert site.hits.count("/robots.txt") == 1


def test_account_cart_and_files_are_never_asked_for(visited):
    _, site = visited
    assert not {"/login", "/cart/", "/logout?x=1", "/leaflet.pdf"} & set(site.hits)


def test_no_page_is_asked_for_twice(visited):
    _, site = visited
    assert site.hits.count("/towel") == 1


def test_a_redirect_is_kept_hop_by_hop(visited):
    crawl, site = visited
    capture = next(capture for capture, _ in crawl.rows() if capture.url == f"{site.url}/moved")
    assert capture.final_url == f"{site.url}/new-place"
    assert capture.chain == (Hop(url=f"{site.url}/moved", status=302), Hop(url=f"{site.url}/moved-on", status=301))


def test_a_redirect_to_a_refused_address_is_not_followed(visited):
    crawl, site = visited
    assert "169.254.169.254 refused" in crawl.why(f"{site.url}/to-metadata")


def test_a_redirect_out_of_the_shop_is_not_stored_as_its_page(visited):
    crawl, site = visited
    assert "leads away from the shop" in crawl.why(f"{site.url}/away")


def test_a_busy_host_is_asked_again_when_it_said(visited):
    crawl, site = visited
    assert site.hits.count("/busy") == 2
    assert f"{site.url}/busy" in crawl.urls()


def test_a_missing_page_is_counted_named_and_kept(visited):
    crawl, site = visited
    assert crawl.why(f"{site.url}/gone") == "HTTP 404"
    assert f"{site.url}/gone" in crawl.urls("error")
    assert crawl.report["failed"] == 2  # and the redirect that the guard refused


def test_other_orders_of_a_list_are_bounded(visited):
    _, site = visited
    assert sorted(hit for hit in site.hits if hit.startswith("/list")) == ["/list?sort=1", "/list?sort=2"]


def test_a_list_that_was_seen_is_not_asked_for_in_another_order(visited):
    _, site = visited
    assert [hit for hit in site.hits if hit.startswith("/shelf")] == ["/shelf"]


def test_a_packed_page_is_kept_as_sent_and_read_unpacked(visited):
    crawl, site = visited
    capture, read = next(row for row in crawl.rows() if row[0].url == f"{site.url}/packed")
    exchange = EvidenceStore(crawl.settings.evidence_folder).read(capture.warc, capture.offset, capture.length)
    assert exchange.body.startswith(b"\x1f\x8b")
    assert "压缩的毛巾" in decode_body(exchange.body, exchange.headers).decode()
    assert "压缩的毛巾" in read.text


def test_the_picture_of_a_licence_is_fetched(visited):
    crawl, site = visited
    assert crawl.urls("picture") == [f"{site.url}/licence.png"]


def test_the_page_is_read_once_and_kept_with_its_capture(visited):
    crawl, _ = visited
    assert all(read is not None for capture, read in crawl.rows() if capture.kind == "page")


def test_the_crawler_says_who_it_is(visited):
    _, site = visited
    assert site.agents == {USER_AGENT}


def test_the_same_job_again_fetches_no_page_twice_and_doubles_nothing(visited):
    crawl, site = visited
    before, hits = crawl.rows(), len(site.hits)
    again = crawl.again().run()
    assert again.rows() == before
    assert set(site.hits[hits:]) <= {"/robots.txt", "/gone", "/to-metadata", "/away"}
    assert (again.report["pages"], again.report["start_stored"], again.report["stopped"]) == (9, True, "all pages visited")


def test_a_killed_crawl_goes_on_where_it_was(site, crawl_of):
    pages = {f"/{number}": page(f"<h1>第{number}页</h1>") for number in range(30)}
    site.routes |= {"/": page("".join(f'<a href="{path}">{path}</a>' for path in pages)), **pages}
    crawl = crawl_of(f"{site.url}/", site, crawl_concurrency=1)
    child = crawl.start()
    while len(site.hits) < 12 and child.poll() is None:
        time.sleep(0.01)
    child.kill()
    child.communicate()
    stored = crawl.urls()
    crawl.run()
    assert 0 < len(stored) < 31
    assert sorted(crawl.urls()) == sorted([f"{site.url}/", *(f"{site.url}{path}" for path in pages)])
    assert all(site.hits.count(url.removeprefix(site.url)) == 1 for url in stored)
    assert crawl.problems() == []


def test_a_crawl_that_is_asked_to_end_reports_and_leaves(site, crawl_of):
    site.routes |= {"/": page('<a href="/slow">慢</a>'), "/slow": lambda _hit: (time.sleep(30), page("x"))[1]}
    crawl = crawl_of(f"{site.url}/", site)
    child = crawl.start()
    while "/slow" not in site.hits and child.poll() is None:
        time.sleep(0.05)
    began = time.monotonic()
    child.terminate()
    crawl.end(child, 15)
    assert time.monotonic() - began < 9
    assert crawl.report["stopped"] == "stopped by SIGTERM"
    assert crawl.report["pages"] == 1


def test_the_page_limit_is_exact(site, crawl_of):
    site.routes |= {"/": page("".join(f'<a href="/{n}">{n}</a>' for n in range(20))), **{f"/{n}": page(f"<h1>{n}</h1>") for n in range(20)}}
    crawl = crawl_of(f"{site.url}/", site, max_pages=7).run()
    assert crawl.report["stopped"] == "page limit"
    assert crawl.report["pages"] == len(crawl.urls()) == 7
    assert len(set(site.hits) - {"/robots.txt", "/sitemap.xml"}) == 7


def test_robots_txt_that_forbids_the_start_page_ends_the_visit(site, crawl_of):
    site.routes |= {"/": page("x"), "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: tradewatch\nDisallow: /\n")}
    crawl = crawl_of(f"{site.url}/", site).run()
    assert crawl.report["stopped"].startswith("robots forbid the start page")
    assert crawl.report["start_stored"] is False
    assert site.hits == ["/robots.txt"]


def test_a_robots_txt_that_cannot_be_read_forbids_everything(site, crawl_of):
    site.routes |= {"/": page("x"), "/robots.txt": (500, {}, b"")}
    crawl = crawl_of(f"{site.url}/", site).run()
    assert crawl.report["stopped"].startswith("robots forbid the start page: robots.txt could not be read")
    assert set(site.hits) == {"/robots.txt"}


def test_a_refused_start_page_is_not_asked_for(site, crawl_of):
    site.routes["/"] = page("x")
    crawl = crawl_of(f"{site.url}/").run()
    assert crawl.report["stopped"].startswith("start page refused: address 127.0.0.1 refused: loopback")
    assert site.hits == []


def test_a_name_whose_dns_answer_is_refused_is_not_connected_to(site, crawl_of):
    crawl = crawl_of(f"http://localhost:{site.address.partition(':')[2]}/").run()
    assert crawl.report["stopped"].startswith("start page refused: DNS answer for localhost: address")
    assert site.hits == []


def test_a_name_that_does_not_resolve_is_said_in_one_line(crawl_of):
    crawl = crawl_of("http://no-such-shop.invalid/").run()
    assert crawl.report["stopped"].startswith("start page failed: DNS lookup failed")


def test_goods_are_found_through_the_site_map_when_the_home_page_links_to_none(site, crawl_of):
    site.routes |= {
        "/": page("<h1>欢迎</h1>"),
        "/sitemap.xml": (200, {"Content-Type": "application/xml"}, f"<urlset><url><loc>{site.url}/item/1</loc></url></urlset>".encode()),
        "/item/1": page("<h1>纯棉毛巾</h1>"),
    }
    assert f"{site.url}/item/1" in crawl_of(f"{site.url}/", site).run().urls()


WELCOME = "<h1>欢迎</h1><p>" + "本店在老街口，周一到周六营业，欢迎到店看样。" * 12 + "</p><a href=/hours>营业时间</a>"
HOURS = {"/hours": page("<h1>营业时间</h1><p>周一到周六九点到十八点，周日休息。</p>")}


@pytest.mark.parametrize(
    ("answer", "robots"),
    [((404, {}, b""), ""), (page("<h1>没有这一页</h1>"), ""), ((404, {}, b""), "User-agent: *\nDisallow: /sitemap.xml\n")],
    ids=["not found", "a page in its place", "forbidden"],
)
def test_a_site_map_that_nobody_named_is_missed_by_nobody(site, crawl_of, answer, robots):
    site.routes |= HOURS | {"/": page(WELCOME), "/sitemap.xml": answer, "/robots.txt": (200, {"Content-Type": "text/plain"}, robots.encode())}
    report = crawl_of(f"{site.url}/", site).run().report
    assert (report["failed"], report["skipped"], report["stopped"]) == (0, [], "all pages visited")


def test_a_site_map_that_robots_txt_names_is_read_and_its_absence_is_told(site, crawl_of):
    named = f"Sitemap: {site.url}/maps/goods.xml\nSitemap: {site.url}/maps/gone.xml\nSitemap: http://elsewhere.invalid/x.xml\n"
    site.routes |= HOURS | {
        "/": page(WELCOME),
        "/robots.txt": (200, {"Content-Type": "text/plain"}, named.encode()),
        "/maps/goods.xml": (200, {"Content-Type": "application/xml"}, f"<urlset><url><loc>{site.url}/item/1</loc></url></urlset>".encode()),
        "/item/1": page("<h1>纯棉毛巾</h1>"),
    }
    crawl = crawl_of(f"{site.url}/", site).run()
    assert f"{site.url}/item/1" in crawl.urls()
    assert "/sitemap.xml" not in site.hits
    assert (crawl.report["failed"], crawl.report["skipped"]) == (1, [{"url": f"{site.url}/maps/gone.xml", "why": "HTTP 404"}])


def test_a_shop_whose_licence_page_does_not_answer_does_not_count_as_seen(site, crawl_of):
    site.routes |= {"/": page('<h1>小店</h1><a href="/a">毛巾</a><a href="/l">营业执照</a>'), "/a": page("<h1>毛巾</h1>"), "/l": (500, {}, b"")}
    crawl = crawl_of(f"{site.url}/", site).run()
    assert crawl.report["stopped"].startswith("incomplete: a page about the shop did not come")
    assert crawl.report["pages"] == 2


def test_the_landing_page_of_an_advert_is_kept_with_each_redirect(site, other_site, crawl_of):
    site.routes |= {"/": page('<h1>广告频道</h1><a href="/click?to=1">养生茶</a>'), "/click?to=1": (302, {"Location": f"{other_site.url}/land"}, b"")}
    other_site.routes |= {"/land": page('<h1>养生茶</h1><p>广告</p><a href="/more">更多</a>'), "/more": page("more")}
    crawl = crawl_of(f"{site.url}/", site, other_site, klass="advert_channel").run()
    landing = next(row for row in crawl.rows() if row[0].url.endswith("/click?to=1"))
    assert landing[0].final_url == f"{other_site.url}/land"
    assert landing[0].chain == (Hop(url=f"{site.url}/click?to=1", status=302),)
    assert landing[1].kind == "advertisement"
    assert "/more" not in other_site.hits


def test_a_job_that_is_not_there_is_said_in_the_report(crawl_of, site):
    crawl = crawl_of(f"{site.url}/", site)
    crawl.job_id = "nobody"
    child = crawl.start()
    crawl.end(child)
    assert child.returncode == 1
    assert "no job nobody" in crawl.report["stopped"]


def test_what_the_parent_writes_meanwhile_does_not_stop_the_crawl(site, crawl_of):
    site.routes |= {"/": page("".join(f'<a href="/{n}">{n}</a>' for n in range(10))), **{f"/{n}": page(f"<h1>{n}</h1>") for n in range(10)}}
    crawl = crawl_of(f"{site.url}/", site)
    child = crawl.start()
    with database_of(crawl.settings) as database:
        while child.poll() is None:
            with database.write() as connection:
                captures.counts(connection, crawl.job_id)
            time.sleep(0.01)
    crawl.end(child)
    assert crawl.report["pages"] == 11
