"""The attributes that a product page lists: tables, dt/dd, and lines like 品牌：… in the product's own part of the page."""

from __future__ import annotations

import re

from core.text import normalise
from crawlers.extract.dom import Dom
from crawlers.extract.view import View
from crawlers.extract.zones import Zone, is_read

MOST = 80
_LONGEST_NAME = 20
_LINE = re.compile(r"^([^\s:：][^:：\n]{0,18}[^\s:：]|[^\s:：])\s*[:：]\s*(\S.{0,199})$")
_NO_KEY = re.compile(
    r"https?|价$|价格|^\d|电话|客服|热线|运费|配送|服务$|数量|库存|销量|评价|温馨提示|注意|说明$|备案|付款|编号$|许可证|执照|信用代码|版权|^@|price|客户|您|我们|扫|当前位置|用户$|会员$|分期|积点|点数|优惠|券"
)
_NO_VALUE = re.compile(r"^(?:[¥￥$€£]|[\d.,]+\s*[€元]|https?:|//|\{\{|\d{1,2}:\d{2})")
_OUTSIDE = Zone.HIDDEN | Zone.MENU | Zone.HEADER | Zone.FOOTER | Zone.RELATED | Zone.REVIEWS | Zone.BANNER


def attributes_of(view: View) -> dict[str, str]:
    """Return the attributes by name, the first value of each."""
    found: dict[str, str] = {}
    for name, said in [*_from_rows(view), *_from_lines(view)]:
        key, value = name.strip(" :：　*"), said.strip()
        if (
            1 <= len(key) <= _LONGEST_NAME
            and 1 <= len(value) <= 200
            and not _NO_KEY.search(normalise(key.replace(" ", "")).text)
            and not _NO_VALUE.match(value)
        ):
            found.setdefault(key, value)
        if len(found) >= MOST:
            break
    return found


def _from_rows(view: View) -> list[tuple[str, str]]:
    """Return key and value of table rows with two (or four, six) cells, of dt/dd, and of pairs of elements named so."""
    dom = view.dom
    found = []
    for element in dom.tagged("tr", "dt"):
        if not is_read(view.zones[element.index], _OUTSIDE):
            continue
        if element.tag == "dt":
            following = _next(dom, element.index)
            if following >= 0 and dom.elements[following].tag == "dd" and dom.elements[following].size <= 200:
                found.append((_name(dom, element.index), dom.said(following, 200)))
            continue
        cells = [
            inner.index
            for inner in dom.elements[element.index + 1 : min(element.end, element.index + 60)]
            if inner.tag in ("td", "th") and inner.parent == element.index
        ]
        if len(cells) in (2, 4, 6) and all(dom.elements[cell].size <= 200 for cell in cells):
            said = [dom.said(cell, 200) for cell in cells]
            found += list(zip(said[::2], said[1::2], strict=True))
    return found


def _name(dom: Dom, index: int) -> str:
    """Return the words of a dt, or only its first ones where an explanation follows them in the same dt."""
    said = dom.said(index, 40)
    first = next((text.text.strip() for text in dom.inside(index) if not text.text.isspace()), "")
    return first if len(said) > _LONGEST_NAME >= len(first) else said


def _next(dom: Dom, index: int) -> int:
    """Return the next sibling element, -1 when there is none."""
    end = dom.elements[index].end
    return end if end < len(dom.elements) and dom.elements[end].parent == dom.elements[index].parent else -1


def _from_lines(view: View) -> list[tuple[str, str]]:
    """Return key and value of small blocks that say "key：value"."""
    dom = view.dom
    found = []
    for element in dom.elements:
        if (
            element.tag in ("li", "p", "div", "span", "td", "dd")
            and 3 <= element.size <= 120
            and element.end - element.index <= 12
            and is_read(view.zones[element.index], _OUTSIDE)
        ):
            inner = dom.elements[element.index + 1 : element.end]
            if any(part.tag in ("li", "p", "div", "td", "dd", "ul") for part in inner):
                continue
            match = _LINE.match(dom.said(element.index, 230))
            if match and not view.zones[element.index] & Zone.LINK:
                found.append((match.group(1), match.group(2)))
    return found
