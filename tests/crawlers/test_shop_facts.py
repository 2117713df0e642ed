"""What a page says of its shop: names, licences, the exempt sentence, contacts; and what must not be taken for them."""

from __future__ import annotations

import pytest

from core.records import PageShop
from crawlers.extract.dom import read_dom
from crawlers.extract.shop import read_shop
from tests.core.numbers.make_numbers import fourteen, uscc

URL = "https://shop.example/about"
CODE = uscc("91441302", "MA8K3N5W")
SHORT = CODE[:-1]  # a number that only its label announces
PERMIT = fourteen("JY", "1441302045518")


def read(html: str, *, text: str | None = None, url: str = URL, structured: tuple[dict[str, object], ...] = ()) -> PageShop | None:
    dom = read_dom(html)
    body = dom.tree.body
    return read_shop(dom, text if text is not None else (body.text(separator="\n") if body else ""), url, structured)


def shop(html: str, **more: object) -> PageShop:
    found = read(html, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_page_that_says_nothing_of_the_shop_gives_none() -> None:
    assert read("<p>今日天气晴，适合出行。</p>") is None


def test_a_table_of_licence_facts_is_read() -> None:
    found = shop(
        f"<table><tr><th>企业名称</th><td>惠州市禾田商贸有限公司</td></tr><tr><th>统一社会信用代码</th><td>{CODE}</td></tr>"
        "<tr><th>法定代表人</th><td>林某</td></tr><tr><th>住所</th><td>惠州市惠城区江北云山西路2号</td></tr></table>"
    )
    assert found.operator == "惠州市禾田商贸有限公司"
    assert [(x.kind, x.value, x.valid) for x in found.licences] == [("uscc", CODE, True)]
    assert found.address == "惠州市惠城区江北云山西路2号"


def test_name_beside_a_code_is_the_operator_and_elsewhere_it_is_not() -> None:
    facts = f"<dl><dt>名称</dt><dd>惠城区小满文具店</dd><dt>统一社会信用代码</dt><dd>{CODE}</dd></dl>"
    assert shop(facts).operator == "惠城区小满文具店"
    assert read("<p>商品名称：手工皂</p><p>名称：薰衣草款</p>") is None


@pytest.mark.parametrize(
    ("line", "operator"),
    [
        ("Copyright © 2016-2026 惠州市青禾电子商务有限公司 版权所有", "惠州市青禾电子商务有限公司"),
        ("版权所有：博罗县罗阳街道阿珍服装店（个体工商户） 粤ICP备19044821号", "博罗县罗阳街道阿珍服装店（个体工商户）"),
        ("本网站由惠东县海味水产专业合作社运营", "惠东县海味水产专业合作社"),
        ("经营主体：龙门县农家土特产经营部 | 客服热线 400-7731-662", "龙门县农家土特产经营部"),
        ("© 2020 惠州市山海贸易有限公司 技术支持：惠州市云图网络科技有限公司", "惠州市山海贸易有限公司"),
        ("技术支持：惠州市云图网络科技有限公司 粤ICP备19044821号", ""),
        ("本站由惠州市云图网络科技有限公司提供技术支持", ""),
        ("版权所有 翻版必究", ""),
    ],
)
def test_the_operator_of_a_footer_line(line: str, operator: str) -> None:
    found = read(f"<footer>{line}</footer>")
    assert (found.operator if found else "") == operator


def test_a_shop_run_by_one_person_names_the_person_and_no_team() -> None:
    assert shop("<p>阿满小店由陈晓满经营，欢迎选购。</p>").operator == "陈晓满"
    assert read("<p>阿满小店由专业团队经营，欢迎选购。</p>") is None


def test_company_names_in_running_text_are_no_operator() -> None:
    assert read("<p>供应商惠州市某物流有限公司负责配送，合作伙伴深圳市某某科技有限公司。</p>") is None


def test_the_name_comes_from_structured_data_then_site_name_then_logo_then_title() -> None:
    title = "<head><title>竹编篮子 - 山野铺子</title></head>"
    sign = '<a href="/">山野铺子</a>'
    assert shop(f"<html>{title}<body>{sign}</body></html>").name == "山野铺子"
    logo = '<header><a class="logo"><img src="/l.png" alt="山野铺子旗舰"></a></header>'
    assert shop(f"<html>{title}<body>{sign}{logo}</body></html>").name == "山野铺子旗舰"
    meta = title.replace("</head>", '<meta property="og:site_name" content="山野良品"></head>')
    assert shop(f"<html>{meta}<body>{logo}</body></html>").name == "山野良品"
    told = (
        {"@type": "Organization", "name": "总公司"},
        {"@type": "OnlineStore", "name": "山野官方店", "legalName": "惠州市山野贸易有限公司", "telephone": "0752-2817733"},
    )
    found = shop(f"<html>{meta}<body>{logo}</body></html>", structured=told)
    assert (found.name, found.operator, found.contacts) == ("山野官方店", "惠州市山野贸易有限公司", ("0752-2817733",))
    assert shop(f"<html>{title}</html>", structured=({"@type": "WebSite", "name": "山野网店"},)).name == "山野网店"


CUP = "<title>Stoneware Tea Mug - Green</title><h1>Stoneware Tea Mug - Green</h1>"


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<title>竹编篮子 - 山野铺子</title>", ""),
        ('<title>竹编篮子 - 山野铺子</title><a href="index.php">山野铺子</a>', "山野铺子"),
        ('<title>竹编篮子 - 山野铺子</title><a href="/list">山野铺子</a>', ""),
        ('<title>竹编篮子_山野铺子 - Powered by SomeCart</title><a href="/"><img alt="山野铺子 logo"></a>', "山野铺子"),
        ("<title>竹编篮子 - Powered by SomeCart</title><footer>Powered by SomeCart</footer>", ""),
        ("<title>山野铺子 | 竹编篮子</title><header>山野铺子</header>", "山野铺子"),
        ("<title>竹编篮子 - 山野铺子</title><footer>© 2026 山野铺子 版权所有</footer>", "山野铺子"),
        ("<title>竹编篮子 - 山野</title><footer>© 2026 山野铺子 版权所有</footer>", ""),
        ("<title>竹编篮子 | Shop.example</title>", "Shop.example"),
        (CUP, ""),
        (f"{CUP}<footer>© 2026 Green Hill Pottery</footer>", ""),
        (f"{CUP}<header><span>Green</span></header>", ""),
        ("<title>Tea Mug - Green</title><h1>Tea Mug</h1><select><option>Blue<option>Green</select><footer>© Green</footer>", ""),
        ("<title>Tea Mug - Green</title><h1>Tea Mug</h1><footer>© Green</footer>", "Green"),
        (f'{CUP}<p class="brand-logo"><img alt="Green"></p><div class="logo"><img alt="Visa"></div>', ""),
    ],
)
def test_a_part_of_the_title_is_the_shops_name_only_where_the_page_bears_it_out(page: str, name: str) -> None:
    found = read(page, url="https://shop.example/item/7")
    assert (found.name if found else "") == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("山野铺子", "山野铺子"),
        ("山野铺子 - 正品低价，全国包邮", "山野铺子"),
        ("好物天天有！ | 山野铺子", "山野铺子"),
        ("首页 - 山野铺子", "山野铺子"),
        ("Home | Hill Pottery Shop", "Hill Pottery Shop"),
        ("欢迎光临", ""),
        ("Powered by SomeCart", ""),
    ],
)
def test_the_title_of_the_home_page_is_the_shops_name_without_its_slogan(title: str, name: str) -> None:
    found = read(f"<title>{title}</title>", url="https://www.shop-7.example/")
    assert (found.name if found else "") == name


def test_numbers_in_names_of_pictures_and_in_official_links_are_read_once() -> None:
    found = shop(
        f'<a href="https://beian.mps.gov.cn/#/query/webSearch?code=44130202005518"><img src="b.png"></a>'
        f'<a href="https://zzlz.gsxt.gov.cn/businessCheck/verifKey.do?showType=p&amp;serial={CODE}-SAIC_SHOW_1&amp;signData=x">亮照</a>'
        f'<img src="p.png" alt="食品经营许可证 {PERMIT}"><p>粤公网安备 44130202005518号</p>'
    )
    assert [(x.kind, x.value) for x in found.licences] == [("psb", "粤公网安备44130202005518号"), ("food", PERMIT), ("uscc", CODE)]


@pytest.mark.parametrize("between", ["：", "\n", "：\n", "\n：\n"])
def test_a_number_is_read_with_the_label_that_stands_lines_before_it(between: str) -> None:
    words = "\n".join(["茶具，天然竹材。", "营业时间：周一至周日。"] * 50)
    found = shop("<p></p>", text=f"{words}\n统一社会信用代码{between}{SHORT}\n{words}")
    assert [(x.kind, x.value, x.valid) for x in found.licences] == [("uscc", SHORT, False)]


def test_a_label_far_above_other_digits_announces_no_number() -> None:
    assert read("<p></p>", text="食品经营许可证编号\n茶具\n竹材\n茶盘\n茶杯\n库存 4482913 件") is None


def test_pictures_of_licences_are_told_from_icons_and_goods() -> None:
    found = shop(
        '<h3>营业执照</h3><div><img src="/up/01.jpg"></div><img src="/up/yyzz.png"><img src="/up/3.jpg" alt="食品经营许可证">'
        '<img src="/icon/beian.png" alt="公安备案图标"><img src="/i.png" alt="营业执照" width="20" height="20">'
        '<img src="/goods/9.jpg" alt="营业执照框 A3相框挂墙"><img src="/goods/10.jpg" alt="保温杯">'
    )
    assert found.licence_images == ("https://shop.example/up/01.jpg", "https://shop.example/up/yyzz.png", "https://shop.example/up/3.jpg")


@pytest.mark.parametrize("words", ["营业执照", "亮照", "证照信息", "查看营业执照", "经营者信息", "《食品经营许可证》", "工商执照信息"])
def test_a_link_mark_to_the_licence_is_found(words: str) -> None:
    assert shop(f'<a href="/zhizhao.html">{words}</a>').licence_links == ("https://shop.example/zhizhao.html",)


@pytest.mark.parametrize(
    "link", ['<a href="/x">代办营业执照</a>', '<a href="/x">营业执照相框</a>', '<a href="javascript:void(0)">营业执照</a>', '<a href="#">资质</a>']
)
def test_other_links_about_licences_are_none(link: str) -> None:
    assert read(link) is None


def test_a_link_straight_to_a_picture_counts_as_the_picture() -> None:
    assert shop('<a href="/f/licence.JPG?v=2">营业执照</a>').licence_images == ("https://shop.example/f/licence.JPG?v=2",)


@pytest.mark.parametrize(
    "sentence",
    [
        "个人销售自产农副产品，依法不需要办理市场主体登记",
        "个人销售家庭手工业产品,依法不需要办理市场主体登记。",
        "个人利用自己的技能从事依法无须取得许可的便民劳务活动 依法不需要办理市场主体登记",
        "個人從事零星小額交易活動，依法無需辦理經營主體登記",
    ],
)
def test_the_exempt_sentence_is_found_with_small_slips(sentence: str) -> None:
    assert shop(f"<footer>本店声明：</footer><footer>{sentence}</footer>").exemption == sentence.rstrip("。")


def test_a_page_that_explains_the_rule_declares_nothing() -> None:
    one, two = "个人销售自产农副产品，依法不需要办理市场主体登记", "个人从事零星小额交易活动，依法不需要办理市场主体登记"
    assert read(f"<p>经营者可以公示以下声明：“{one}”。</p>") is None
    assert read(f"<p>{one}；</p><p>{two}。</p>") is None


def test_contacts_are_those_of_the_business() -> None:
    found = shop(
        "<p>客服电话：0752-2817733 手机 139 2881 7733 邮箱 kefu@shop.example</p><p>违法和不良信息举报电话：0752-9990001 举报邮箱：jubao@gov.example</p>"
        '<p>订单 13800001111 已发货</p><a href="tel:400-7731-662">拨打</a><div class="review-list"><p>联系我 13900002222 一起拼单</p></div>'
    )
    assert found.contacts == ("400-7731-662", "0752-2817733", "139 2881 7733", "kefu@shop.example")


def test_an_address_is_the_business_one_and_no_other() -> None:
    assert shop("<p>退货地址：东莞市某仓 地址：惠州市惠阳区淡水街道白云路6号 邮编：516211</p>").address == "惠州市惠阳区淡水街道白云路6号"
    assert read("<p>收货地址：惠州市惠阳区淡水街道白云路6号</p>") is None


def test_broken_links_and_an_empty_page_do_no_harm() -> None:
    assert read('<a href="http://[::1">营业执照</a><img src="http://[/yyzz.jpg">') is None
    assert read("") is None
