"""The text that detectors and the index get, and the links."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html

URL = "https://shop.test/goods/5"
BOX = '<h1>手工棉拖鞋</h1><p class="price">￥59.00</p><button>加入购物车</button><p>鞋面为纯棉，鞋底为橡胶。</p>'


def text_of(body: str, url: str = URL) -> str:
    return read_html(f"<html><head><title>手工棉拖鞋</title></head><body>{body}</body></html>", url).text


def test_blocks_are_lines_and_inline_elements_are_not():
    assert text_of("<div>国家<b>标准</b><span>规定</span></div><p>第二<br>行</p>") == "国家标准规定\n第二\n行"


def test_cells_of_a_row_stand_in_one_line():
    assert "统一社会信用代码 未填" in text_of("<table><tr><td>统一社会信用代码</td><td>未填</td></tr></table>")


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '最佳'</script>",
        "<style>.最佳{}</style>",
        "<template>最佳</template>",
        "<p hidden>最佳</p>",
        '<p style="display: none">最佳</p>',
        '<p class="hidden">最佳</p>',
        "<!-- 最佳 -->",
        "<noscript>最佳</noscript>",
        "<select><option>最佳</option></select>",
    ],
)
def test_what_is_not_seen_is_not_text(hidden):
    assert "最佳" not in text_of(BOX + hidden)


def test_a_class_that_only_sounds_hidden_hides_nothing():
    assert "纯棉" in text_of('<div class="overflow-hidden">鞋面为纯棉</div>')


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><a href='/a'>最佳</a></nav>",
        '<div class="cookie-banner">最佳</div>',
        '<div class="login-box">最佳</div>',
        '<header><a href="/">最佳</a></header>',
        '<div class="related-goods"><a href="/b">最佳</a></div>',
        '<div><h3>猜你喜欢</h3><div><a href="/b">最佳凉鞋</a><p>颜色多样尺码齐全</p></div></div>',
        '<div class="review-list"><p>最佳</p></div>',
        "<ul>" + "".join(f'<li><a href="/c/{i}">最佳</a></li>' for i in range(8)) + "</ul>",
    ],
)
def test_menus_boxes_related_goods_and_reviews_are_none_of_a_products_text(furniture):
    text = text_of(furniture + BOX + furniture)
    assert "最佳" not in text
    assert "鞋面为纯棉，鞋底为橡胶。" in text


def test_the_footers_facts_stay():
    assert "经营者：惠州市暖步鞋业有限公司" in text_of(f"{BOX}<footer><p>经营者：惠州市暖步鞋业有限公司</p></footer>")


def test_placeholders_that_a_script_fills_are_no_text():
    assert "{{" not in text_of(BOX + "<p>库存 {{ goods.stock }} 件</p>")


def test_prices_side_by_side_do_not_run_together():
    assert "￥59 ￥99" in text_of("<p><b>￥59</b><i>￥99</i></p>")


def links_of(body: str, url: str = URL) -> list[str]:
    return [link.url for link in read_html(f"<html><body>{body}</body></html>", url).links]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/a", "https://shop.test/a"),
        ("b?x=1", "https://shop.test/goods/b?x=1"),
        ("//cdn.test/c", "https://cdn.test/c"),
        ("../d", "https://shop.test/d"),
        ("/a/../e", "https://shop.test/e"),
        ("/f#top", "https://shop.test/f"),
        ("/h5#/pages/7", "https://shop.test/h5#/pages/7"),
        ("#!/item/3", "https://shop.test/goods/5#!/item/3"),
        (" https://other.test/ ", "https://other.test/"),
        ("/中文", "https://shop.test/中文"),
    ],
)
def test_a_link_is_absolute(href, address):
    assert links_of(f'<a href="{href}">x</a>') == [address]


@pytest.mark.parametrize(
    "href",
    [
        "#top",
        "",
        "javascript:void(0)",
        "mailto:a@b.test",
        "tel:12345",
        "data:text/html,x",
        "https://[bad",
        "https://a.test:99999/",
        "ftp://a.test/",
        "/goods/5",
    ],
)
def test_what_leads_nowhere_else_is_no_link(href):
    assert links_of(f'<a href="{href}">x</a>') == []


def test_a_link_keeps_its_words_and_is_told_once():
    (link,) = read_html('<a href="/a"><img src="/x.png"></a><a href="/a">营业执照</a><a href="/a">再次</a>', URL).links
    assert link.text == "营业执照"


def test_links_start_from_the_base_that_the_page_names():
    assert links_of('<base href="https://m.shop.test/app/"><a href="x">x</a>') == ["https://m.shop.test/app/x"]
