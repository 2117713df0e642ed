"""From bytes to text: which charset a page is really in, whatever it says of itself.

Order: byte order mark, then what decodes strictly. A page that is valid UTF-8 with several multi-byte characters is UTF-8 even when it
says GBK; one that says UTF-8 and is not is looked at as each of the East Asian charsets, and the most plausible text wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from core.text import storable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]{2,40})", re.IGNORECASE)
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
# what browsers read a label as (WHATWG Encoding Standard): the wider charset of the family
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
}
_EAST_ASIAN = ("gb18030", "big5hkscs", "euc_jp", "cp932", "cp949")
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经品商价格店购买元网页这個為國來時會說產種後學經價購買頁網與於將請信用证营业执照服务"
)
_COMMON_KOREAN = frozenset("이다는가의에을를은하고지로서한기도사있자어리인정상나대시스해전수일구부제보여주과들만원아장그문라마성동조공신매품배송구격")
_SAMPLE = 200_000
_LEADING = bytes(range(0xC0, 0x100))
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LANGUAGE = 0.5  # likeness of real Chinese, Japanese or Korean is 0.6 and more
_FEW = 3  # so few multi-byte characters may be valid UTF-8 by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text of a page, fit to be stored. `charset`: Python's name of the codec; `warnings`: where page and label disagree."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the page's text. Never fails: bytes that fit nowhere become U+FFFD, and a warning says so."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decoded(body, name, ())
    labels = tuple(dict.fromkeys(name for name in (_label(match) for match in _labels(body, content_type)) if name))
    name = _strict(body, labels) or _plausible(body, labels)
    said = labels[0] if labels else ""
    warnings = (f"charset: the page says {said}, its bytes are {name}",) if said and said != name and not body.isascii() else ()
    return _decoded(body, name, warnings)


def _decoded(body: bytes, name: str, warnings: tuple[str, ...]) -> Decoded:
    text = body.decode(name, "replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    if broken:
        warnings = (*warnings, f"charset: {broken} characters could not be read as {name}")
    return Decoded(text=storable(text), charset=name, warnings=warnings)


def _labels(body: bytes, content_type: str) -> list[str]:
    found = [match.group(1) for match in [_HTTP.search(content_type[:400])] if match]
    meta = _META.search(body[:8192])
    if meta:
        found.append((meta.group(1) or meta.group(2)).decode("ascii", "replace"))
    return found


def _label(name: str) -> str:
    """Return the codec that a browser uses for this label, "" for an unknown one or one that is no text encoding."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return ""
    return _WIDER.get(info.name, info.name) if getattr(info, "_is_text_encoding", True) else ""


def _strict(body: bytes, labels: tuple[str, ...]) -> str:
    """Return UTF-8 when it is that beyond doubt, else the first multi-byte label that decodes without an error, else ""."""
    others = [name for name in labels if name != "utf-8"]
    if body.isascii():
        return next((name for name in others if name.startswith(("iso2022", "hz"))), "utf-8")
    utf8 = _decodes(body, "utf-8")
    if utf8 and (not others or _multi_bytes(body) >= _FEW):
        return "utf-8"
    for name in others:
        if name in _EAST_ASIAN and _decodes(body, name) and _likeness(body, name) >= 0:
            return name
    return "utf-8" if utf8 else ""


def _plausible(body: bytes, labels: tuple[str, ...]) -> str:
    """Return the charset whose text looks most like language; a label of the page breaks a tie."""
    best = max(("utf-8", *labels, *_EAST_ASIAN), key=lambda name: (_likeness(body, name), name in labels))
    single = next((name for name in labels if name not in _EAST_ASIAN and name != "utf-8"), "")
    # any run of high bytes decodes as some Chinese: beside a single-byte label, or in short runs (Grüße), it must read like language
    needed = _LANGUAGE if single or _short_runs(body) else 0.0
    return best if _likeness(body, best) > needed else single or "cp1252"


def _short_runs(body: bytes) -> bool:
    runs = [len(match.group()) for match in _HIGH_RUN.finditer(body[:_SAMPLE])]
    return bool(runs) and sum(runs) < 2.5 * len(runs)


def _decodes(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except UnicodeError:
        return False
    return True


def _multi_bytes(body: bytes) -> int:
    return len(body[:_SAMPLE]) - len(body[:_SAMPLE].translate(None, _LEADING))


def _likeness(body: bytes, name: str) -> float:
    """Return how much the text in this charset looks like written language: common characters minus what no page would show."""
    text = body[:_SAMPLE].decode(name, "replace")
    high = [char for char in text if char >= "\x80"]
    if not high:
        return 0.0
    good = sum(1.0 for char in high if char in _COMMON or "\u3041" <= char <= "\u30f6" or char in _COMMON_KOREAN)
    fair = sum(
        0.3 for char in high if "\u4e00" <= char <= "\u9fa5" or "\uac00" <= char <= "\ud7a3" or "\u3000" <= char <= "\u3002" or "\uff01" <= char <= "\uff5e"
    )
    latin = sum(0.2 for char in high if "\xa0" <= char <= "\u04ff")
    bad = sum(3.0 for char in high if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f")
    rare = sum(0.3 for char in high if "\uff61" <= char <= "\uff9f" or "\u3400" <= char <= "\u4dbf")
    return (good + fair + latin - bad - rare) / len(high)
