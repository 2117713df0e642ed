"""How the business can be reached: telephone and mail that are called so. Numbers of authorities and of people in reviews are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawlers.extract.dom import Dom

_MOST = 10
_PHONE = (
    r"(?:\(?\+?86\)?[- ]?)?"
    r"(?:[48]00[- ]?\d{3,4}[- ]?\d{3,4}|[(（]?0\d{2,3}[)）]?[- ]?\d{7,8}(?:[-转]\d{1,6})?|1[3-9]\d[- ]?\d{4}[- ]?\d{4})"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,4}(?![\w-])", re.ASCII)
_CALLED = re.compile(
    rf"(?:客服|电话|热线|联系|手机|咨询|售后|致电|tel|phone|call)[^\n0-9+(（]{{0,12}}(?P<number>{_PHONE})(?!\d)(?P<more>(?:\s?[/、,，]\s?{_PHONE}(?!\d)){{0,3}})",
    re.IGNORECASE,
)
# telephones of authorities and of those who watch over the net
_OFFICIAL = re.compile(r"举报|监督|违法|不良信息|110|12315|12377|12318|12321|报警|消协|市场监管|工商局|仲裁")
_NEAR = 14


def read_contacts(dom: Dom, text: str, told: Iterable[str]) -> tuple[str, ...]:
    """Return telephones and mail addresses of the business, each once: structured data, links, then the text."""
    found = [*told, *_linked(dom), *_phones(text), *_mails(text)]
    return tuple(dict.fromkeys(" ".join(value.split()) for value in found if value))[:_MOST]


def _linked(dom: Dom) -> Iterator[str]:
    links = [link for link in dom.tagged("a") if (link.attrs.get("href") or "").startswith(("tel:", "mailto:"))]
    for link in links[:50]:
        value = link.get("href").partition(":")[2].partition("?")[0].strip()
        if re.fullmatch(r"\+?[\d\-() ]{5,20}", value) or _MAIL.fullmatch(value):
            yield value


def _phones(text: str) -> Iterator[str]:
    for match in _CALLED.finditer(text):
        if not _OFFICIAL.search(text[max(0, match.start() - _NEAR) : match.start("number")]):
            yield match["number"]
            yield from re.findall(_PHONE, match["more"])


def _mails(text: str) -> Iterator[str]:
    for match in _MAIL.finditer(text):
        if not _OFFICIAL.search(text[max(0, match.start() - _NEAR) : match.start()]):
            yield match[0]
