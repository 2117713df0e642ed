"""What class of goods a page sells, in its own words: category attributes, breadcrumbs, the category that the data names."""

from __future__ import annotations

import re

from crawlers.extract.titles import alike
from crawlers.extract.view import View
from crawlers.extract.zones import Zone

LONGEST = 200
_CATEGORY_KEYS = (
    "产品类别",
    "商品类别",
    "商品类目",
    "产品类目",
    "类目",
    "品类",
    "所属分类",
    "商品分类",
    "产品分类",
    "分类",
    "类别",
    "产品名称",
    "产品类型",
    "商品类型",
    "category",
    "product type",
)
_NO_STEP = re.compile(
    r"^(?:首页|主页|全部商品|全部|所有商品|商城首页|商品列表|产品列表|商品详情|产品详情|返回.*|当前位置|您的位置|您现在的位置|位置|home|start|shop|products?|all|正文|详情|\W*)[:：]?$",
    re.IGNORECASE,
)
_HERE = re.compile(r"^(?:当前位置|您的位置|您当前的位置|您现在的位置|所在位置|當前位置)\s*[:：]?\s*")
_SEPARATOR = re.compile(r"\s*(?:>|›|»|/|→|＞|::|\|)\s*")


def goods_words(view: View, title: str, attributes: dict[str, str], named: list[str], category: str) -> str:
    """Return the goods words: an attribute first, else the data's category, else the breadcrumb's steps, joined by " > "."""
    for key in _CATEGORY_KEYS:
        value = next((value for name, value in attributes.items() if name.lower() == key), "")
        if value and value != title:
            return value[:LONGEST]
    if category and not category.isdigit():
        return _steps([category], title)[:LONGEST]
    return _steps(named or crumbs(view), title)[:LONGEST]


def crumbs(view: View) -> list[str]:
    """Return the steps of the first breadcrumb on the page."""
    dom = view.dom
    for element in dom.elements:
        if not view.zones[element.index] & Zone.CRUMBS or not 2 <= element.size <= 400 or view.zones[element.index] & Zone.HIDDEN:
            continue
        texts = [text.text.strip() for text in dom.inside(element.index)]
        steps = [step for text in texts for step in _SEPARATOR.split(text) if step]
        if len(steps) >= 2:
            return steps
    for text in dom.texts:
        if text.parent >= 0 and _HERE.match(text.text.strip()) and not view.zones[text.parent] & Zone.HIDDEN:
            said = dom.said(text.parent, 400)
            steps = [step for step in _SEPARATOR.split(_HERE.sub("", said)) if step]
            return steps if len(steps) >= 2 else []
    return []


def _steps(steps: list[str], title: str) -> str:
    kept = [step.strip() for step in steps if not _NO_STEP.match(step.strip())]
    return " > ".join(step for step in dict.fromkeys(kept) if not (title and alike(step, title) >= 0.9 and len(step) >= 0.6 * len(title)))
