"""What shop programs call things in their data: which key is the title, the price, the higher struck-out price, the cost that is nobody's price."""

from __future__ import annotations

import re
from functools import lru_cache


def _keys(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TITLES = _keys(
    """
    goodsname productname prodname itemname spuname goodstitle producttitle itemtitle rawtitle title warename subject displayname fullname name skuname
    goods storename
    """
)
# in order: the first that holds an amount is what a buyer pays
PRICES = _keys(
    """
    seckillprice activityprice promotionprice promotionalprice promoprice flashprice finalprice saleprice salesprice discountedprice specialprice
    currentprice nowprice actualprice sellprice sellingprice dealprice offerprice payprice minsaleprice minprice pricemin lowprice lowestprice
    shopprice goodsprice productprice prodprice itemprice skuprice spuprice onlineprice mallprice viewprice price prices unitprice retailprice pricevalue
    priceinfo pricing 售价 价格
    """
)
LISTS = _keys(
    """
    marketprice originalprice originprice orgprice oriprice listprice lineprice linethroughprice oldprice regularprice msrp otprice tagprice
    markprice delprice referenceprice crossedprice wasprice strikethroughprice compareatprice compareprice pricebeforediscount underlineprice
    minmarketprice marketpricemin minoriginprice minoriginalprice originalpricemin
    suggestedprice suggestprice standardprice normalprice scribingprice baseprice reserveprice 市场价 原价 划线价
    """
)
HIGHEST = _keys("maxprice pricemax highprice highestprice maxsaleprice")
# either the lower price now or the higher one before, as shops please: told apart by comparing
EITHER = _keys("discountprice")
# inside a price that is an object of its own
INNER_NOW = _keys(
    """
    special sale sales discounted final current now actual promotional min low value amount number price decimalprice regular numeric text
    formatted display centamount
    """
)
INNER_WAS = _keys("regular original list was old strikethrough market basic standard")
INNER_MAX = _keys("max high")
CURRENCIES = _keys("pricecurrency currencycode currency currencyiso currencyisocode")
IMAGES = _keys(
    """
    images imgs pics gallery goodsimages productimages itemimages goodsimgs sliderimage sliderimages banners album albums picurls imageurls
    photos mainimages imagelist imglist piclist goodsgallery swiper auctionimages image img pic cover mainimage goodsimg goodspic picurl imageurl
    imgurl thumbnail thumb goodsimage defaultimage mainpic
    """
)
SELLERS = _keys("shopname sellername merchantname sellernick storename vendorname suppliername nick merchname")
CATEGORIES = _keys("categoryname catname catename cname category classname typename gcname catetitle")
LINKS = _keys("url detailurl producturl itemurl goodsurl href link weburl")
STOCKS = _keys(
    """
    isinstock instock available availability stockstatus stock stocks totalstock inventory quantity goodsnumber storecount storenum 库存
    """
)
VARIANTS = _keys(
    """
    skus skulist skuslist skudata skusdata variants specs speclist specgoodsprice models items skumap products attrvalue productvalue options
    offers combinations
    """
)
DESCRIPTIONS = _keys(
    """
    description goodsdesc goodscontent content detail details desc subtitle intro keywords sellpoint sellingpoint
    """
)
OWN_NAMES = re.compile(r"goods|product|prod|item|detail|spu|commodity|ware|info|sku|商品", re.IGNORECASE)

MANY_NAMES = re.compile(r"list$|items$|products$|skus$|data$|related|recommend|similar|hot|cart|history|rows$|records$", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def plain(key: str) -> str:
    """Return a key as the lists above write it: lower case, without _ and -."""
    return key.replace("_", "").replace("-", "").lower()
