"""Pages as Chinese shop programs make them, without structured data: the page's own product, or the rows of a list."""

from __future__ import annotations

import pytest

from crawlers.extract.page import read_html

THINKPHP = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>荞麦枕 全荞麦壳 成人护颈 40*60cm-惠民家居商城</title>
<meta name="keywords" content="枕头"></head><body><div class="tpshop-tm-hander"><div class="top-hander"><div class="fl nologin">
<a href="/login">登录</a><a href="/reg">注册</a></div><ul class="top-ri-header"><li><a href="/order">我的订单</a></li><li>
<a href="/my">个人中心</a></li></ul></div></div><div class="nav-middan-z"><div class="shop-list-tour"><ul><li><a href="/c/1">家纺</a>
</li><li><a href="/c/2">床品</a></li><li><a href="/c/3">枕芯</a></li><li><a href="/c/4">毛巾</a></li><li><a href="/c/5">厨具</a></li>
</ul></div></div><div class="search-box p"><div class="path-mark"><a href="/">首页</a><i>&gt;</i><a href="/c/2">床上用品</a><i>&gt;</i>
<a href="/c/3">枕芯</a><i>&gt;</i><a href="/g/143">荞麦枕 全荞麦壳 成人护颈 40*60cm</a></div></div><div class="details-bigimg p">
<div class="detail-img"><div class="product-gallery"><div class="product-photo" id="photoBody"><div class="product-img jqzoom">
<img id="zoomimg" src="/public/upload/goods/thumb/143/goods_thumb_143_400_400.jpeg" jqimg="/public/upload/goods/thumb/143/goods_thumb_143_800_800.jpeg">
</div></div></div></div><form id="buy_goods_form"><input type="hidden" name="goods_id" value="143"><div class="detail-ggsl">
<h1 class="shop-name">荞麦枕 全荞麦壳 成人护颈 40*60cm</h1><div class="shop-price-tou"><div class="shop-cou-le"><ul><li class="jaj">
<span>市场价：</span><span class="bod-le"><em>￥</em><i id="market_price">139.00</i></span></li><li class="jaj"><span>价格：</span>
<span class="jahe"><em>￥</em><i id="goods_price">89.00</i></span></li></ul></div><div class="comment-pj"><span>累计评价 <em>12</em>
</span></div></div><ul class="p"><li><span>运费：</span>满99元包邮，不足收10元</li><li>库存：<span id="spec_store_count">233</span>
</li></ul><a class="buyOrder" href="javascript:;">立即购买</a><a class="addcar" href="javascript:;">加入购物车</a></div></form>
<div class="shop-recommend"><h3>看了又看</h3><ul><li><a href="/g/144"><img src="/1.jpg"></a><p class="red">￥59.00</p>
<a href="/g/144">乳胶枕</a></li><li><a href="/g/145"><img src="/2.jpg"></a><p class="red">￥99.00</p><a href="/g/145">决明子枕</a></li>
</ul></div></div><div class="detail-main"><ul class="ul_guige"><li>商品名称：荞麦枕</li><li>品牌：惠民</li><li>产品类别：枕芯</li></ul>
<div class="he-nav"><p>甄选荞麦壳，手工填充，透气支撑。</p></div></div><div class="footer"><p>Copyright 惠民家居 版权所有</p></div>
</body></html>"""

ECSHOP = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
<title>诺力 N85 手机_GSM手机_手机类型_某某商城 - Powered by ECShop</title></head><body><div class="top_nav"><ul class="top_bav_l">
<li>欢迎光临本店</li></ul></div><div class="block box"><div id="ur_here">当前位置: <a href=".">首页</a><code>&gt;</code>
<a href="category.php?id=1">手机类型</a><code>&gt;</code><a href="category.php?id=3">GSM手机</a><code>&gt;</code> 诺力N85</div></div>
<div id="goodsInfo" class="clearfix"><div class="imgInfo"><a href="javascript:;">
<img src="images/200905/goods_img/32_G_1242110760868.jpg" alt="诺力N85"/></a></div><div class="textInfo">
<form action="javascript:addToCart(32)" name="ECS_FORMBUY" id="ECS_FORMBUY"><div class="goodsname clearfix">
<p class="f_l">诺力N85 黑色 双卡双待</p></div><ul><li class="clearfix"><dd><strong>商品货号：</strong>ECS000032</dd><dd class="ddR">
<strong>商品库存：</strong>4 台</dd></li><li class="clearfix"><dd><strong>市场价格：</strong><font class="market">￥3612.00元</font>
</dd><dd class="ddR"><strong>本店售价：</strong><font class="shop" id="ECS_SHOPPRICE">￥3010.00元</font></dd></li><li class="clearfix">
<dd><strong>注册用户：</strong><font class="shop" id="ECS_RANKPRICE_1">￥2950.00元</font></dd></li><li><strong>商品总价：</strong>
<font id="ECS_GOODS_AMOUNT" class="shop"></font></li><li><strong>购买数量：</strong><input name="number" value="1"/></li><li>
<a href="javascript:addToCart(32)"><img src="themes/default/images/bnt_cat.gif"/></a></li></ul></form></div></div><div class="box_1">
<h3><span class="text">相关商品</span></h3><div class="goodsItem"><a href="goods.php?id=9"><img src="a.jpg"/></a><br/><p>
<a href="goods.php?id=9">诺力E66</a></p><font class="shop_s">￥2298.00元</font></div><div class="goodsItem"><a href="goods.php?id=10">
<img src="a.jpg"/></a><br/><p><a href="goods.php?id=10">索立C702c</a></p><font class="shop_s">￥1328.00元</font></div></div></body>
</html>"""

UNIAPP_DRAWN = """<html lang="zh-CN"><head><meta charset="utf-8"><title>商品详情</title></head><body class="uni-body pages-goods-detail"><noscript>
<strong>Please enable JavaScript to continue.</strong></noscript><div id="app"><uni-app class="uni-app--maxwidth">
<uni-page data-page="pages/goods/detail"><uni-page-head uni-page-head-type="default"><div class="uni-page-head">
<div class="uni-page-head__title">商品详情</div></div></uni-page-head><uni-page-wrapper><uni-page-body><uni-view class="goods-detail">
<uni-swiper class="carousel"><uni-swiper-item><uni-image><img src="https://img.shop.test/g/12-1.jpg"></uni-image></uni-swiper-item>
</uni-swiper><uni-view class="introduce-section"><uni-text class="title"><span>高山云雾绿茶 250克 罐装</span></uni-text>
<uni-view class="price-box"><uni-text class="price-tip"><span>¥</span></uni-text><uni-text class="price"><span>128</span></uni-text>
<uni-text class="price-dec"><span>.50</span></uni-text><uni-text class="m-price"><span>¥198</span></uni-text>
<uni-text class="coupon-tip"><span>6.5折</span></uni-text></uni-view><uni-view class="bot-row"><uni-text><span>销量: 108</span>
</uni-text><uni-text><span>库存: 4690</span></uni-text></uni-view></uni-view><uni-view class="c-list"><uni-view class="c-row">
<uni-text class="tit"><span>优惠券</span></uni-text><uni-text class="con"><span>满200减30</span></uni-text></uni-view></uni-view>
<uni-view class="detail-desc"><uni-view class="d-header"><uni-text><span>图文详情</span></uni-text></uni-view><uni-rich-text><div>
<p>产自海拔800米茶园，手工采摘。</p></div></uni-rich-text></uni-view><uni-view class="page-bottom"><uni-view class="p-b-btn"><uni-text>
<span>首页</span></uni-text></uni-view><uni-view class="action-btn-group"><uni-button class="action-btn">立即购买</uni-button>
<uni-button class="action-btn">加入购物车</uni-button></uni-view></uni-view></uni-view></uni-page-body></uni-page-wrapper></uni-page>
</uni-app></div></body></html>"""

VUE_INLINE = """<html><head><title>会员商城</title></head><body><div id="app"><div class="head">{{ goods.title }}</div>
<div class="price">￥{{ goods.price }}</div><del>￥{{goods.market_price}}</del><button @click="buy">立即购买</button></div>
<script src="/vue.js"></script><script>
var vm = new Vue({ el: '#app', data: { loading: false, goods: { id: 77, title: '竹纤维毛巾 三条装', price: '29.90', market_price: '49.00',
 cost_price: 11.2, stock: 36, images: ['/u/1.jpg','/u/2.jpg'], content: "<p>柔软吸水</p>" }, list: [] },
 methods: { buy: function(){ location.href='/buy?id='+this.goods.id; } } });
</script></body></html>"""

NUXT_NEXT = """<html><head><title>Loading</title></head><body><div id="__next"></div>
<script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"product":{"id":9,"name":"陶瓷马克杯 350ml","price":{"amount":"45.00","currencyCode":"CNY"},"compareAtPrice":{"amount":"60.00"},"images":[{"url":"https://cdn.shop.test/a.jpg"}],"inStock":true,"category":{"name":"杯具"}},"related":[{"name":"陶瓷碗","price":{"amount":"25.00"}},{"name":"陶瓷盘","price":{"amount":"35.00"}}]}}}</script>
<script src="/_next/a.js"></script></body></html>"""

JAVA_BOOTSTRAP = """<html><head><title>不锈钢炒锅 32cm 无涂层 - 家乐厨具专营</title></head><body><nav class="navbar navbar-default">
<ul class="nav navbar-nav"><li><a href="/">首页</a></li><li><a href="/l">全部</a></li></ul></nav><div class="container">
<ol class="breadcrumb"><li><a href="/">首页</a></li><li><a href="/c/8">厨房用品</a></li><li><a href="/c/9">炒锅</a></li>
<li class="active">详情</li></ol><div class="row"><div class="col-md-6"><img class="img-responsive" src="/upload/1001.jpg"></div>
<div class="col-md-6"><h3>不锈钢炒锅 32cm 无涂层</h3><hr><table class="table"><tr><td>促销价</td><td>
<b style="color:red;font-size:24px">268.00 元</b></td></tr><tr><td>原价</td><td><s>398.00 元</s></td></tr><tr><td>材质</td>
<td>304不锈钢</td></tr><tr><td>产地</td><td>广东惠州</td></tr></table>
<a class="btn btn-danger" href="/cart/add?itemId=1001">加入购物车</a></div></div><div class="row"><h4>本店热销</h4>
<div class="col-md-3"><a href="/item/detail.html?itemId=1002"><img src="/2.jpg"><p>汤锅</p></a><p>128.00 元</p></div>
<div class="col-md-3"><a href="/item/detail.html?itemId=1003"><img src="/3.jpg"><p>蒸锅</p></a><p>158.00 元</p></div>
<div class="col-md-3"><a href="/item/detail.html?itemId=1004"><img src="/4.jpg"><p>奶锅</p></a><p>88.00 元</p></div></div></div></body>
</html>"""

DL_PRODUCT = """<html><head><title>电热水壶1.7L 304不锈钢_小家电_乐购</title></head><body><div class="crumb">
<a href="/">首页</a> &gt; <a href="/x">小家电</a> &gt; <span>电热水壶</span></div><div class="goods-info">
<h2 class="goods-title">电热水壶1.7L 304不锈钢</h2><dl class="price"><dt>秒杀价</dt><dd><span class="unit">¥</span>
<span class="num">79</span><span class="dec">.00</span></dd></dl><dl class="old"><dt>划线价</dt><dd>¥<span>129.00</span></dd></dl><dl>
<dt>分期</dt><dd>¥26.33 x 3期</dd></dl><dl><dt>运费</dt><dd>¥8.00</dd></dl><dl><dt>品牌</dt><dd>乐壶</dd></dl>
<button>加入购物车</button></div></body></html>"""

PRODUCTS = [
    pytest.param(
        "http://shop.test/index.php/Home/Goods/goodsInfo/id/143.html", THINKPHP, "荞麦枕 全荞麦壳 成人护颈 40*60cm", "89.00", "139.00", id="a ThinkPHP template"
    ),
    pytest.param("http://shop.test/goods.php?id=32", ECSHOP, "诺力N85 黑色 双卡双待", "3010.00", "3612.00", id="an old PHP template without headline"),
    pytest.param("https://h5.shop.test/#/pages/goods/detail?id=12", UNIAPP_DRAWN, "高山云雾绿茶 250克 罐装", "128.50", "198", id="uni-app, drawn by a browser"),
    pytest.param("http://m.shop.test/item/77", VUE_INLINE, "竹纤维毛巾 三条装", "29.90", "49.00", id="Vue with inline data"),
    pytest.param("https://www.shop.test/product/abc-123", NUXT_NEXT, "陶瓷马克杯 350ml", "45.00", "60.00", id="an empty shell with its state"),
    pytest.param(
        "http://mall.test/item/detail.html?itemId=1001", JAVA_BOOTSTRAP, "不锈钢炒锅 32cm 无涂层", "268.00", "398.00", id="a Java template over Bootstrap"
    ),
    pytest.param("http://shop.test/goods-55.html", DL_PRODUCT, "电热水壶1.7L 304不锈钢", "79.00", "129.00", id="a list of terms"),
]


@pytest.mark.parametrize(("url", "html", "title", "price", "list_price"), PRODUCTS)
def test_the_own_product_is_read(url, html, title, price, list_price):
    page = read_html(html, url)
    first = page.listings[0]
    assert (page.kind, first.title, first.price, first.list_price, first.currency) == ("product", title, price, list_price, "CNY")
    assert not page.needs_browser


def test_a_row_that_can_be_bought_at_once_is_no_product():
    rows = "".join(
        f'<li class="goods-item"><a href="/item/{i}.html"><img data-original="/u/{i}.jpg" src="/blank.gif"></a><div class="price"><em>¥</em>'
        f"<b>{i}0</b><i>.50</i>"
        f'<del>¥{i}9</del></div><div class="name"><a href="/item/{i}.html">家用汤锅 第{i}款</a></div><a class="btn-cart">加入购物车</a></li>'
        for i in range(1, 9)
    )
    filters = '<div class="filter"><span>价格：</span><a href="?p=1">0-50元</a><span class="price">¥12.00</span></div>'
    page = read_html(f"<html><head><title>汤锅</title></head><body><h1>汤锅</h1>{filters}<ul>{rows}</ul></body></html>", "http://mall.test/list?c=8")
    first = page.listings[0]
    assert (page.kind, len(page.listings)) == ("list", 8)
    assert (first.title, first.price, first.list_price, first.url, first.images) == (
        "家用汤锅 第1款",
        "10.50",
        "19",
        "http://mall.test/item/1.html",
        ("http://mall.test/u/1.jpg",),
    )


def test_rows_that_only_a_script_leads_on_from_are_rows():
    rows = "".join(
        f'<uni-view class="goods"><uni-view class="name">山茶油 压榨一级 {i}升</uni-view><uni-view class="price">￥{i}9.90</uni-view></uni-view>'
        for i in range(1, 7)
    )
    page = read_html(
        f'<html><head><title>首页</title></head><body><div id="app"><uni-view class="list">{rows}</uni-view></div></body></html>',
        "https://h5.test/#/pages/index",
    )
    assert (page.kind, (page.listings[0].title, page.listings[0].price), len(page.listings)) == ("list", ("山茶油 压榨一级 1升", "19.90"), 6)
