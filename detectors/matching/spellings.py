"""Other ways to write a word that a table can undo: numerals, characters taken apart, spellings on purpose that everybody knows."""

from __future__ import annotations

import re

from detectors.matching.halves import halves
from detectors.matching.respell import Respelled, respell

# what is written, and what is meant. Latin letters count only where no other letter or digit touches them
_ON_PURPOSE = {
    "薇信": "微信", "徽信": "微信", "葳信": "微信", "威信号": "微信号", "v信": "微信", "wx": "微信", "vx": "微信",
    "gzh": "公众号", "弟一": "第一", "第衣": "第一", "冶疗": "治疗", "治疔": "治疗", "冶愈": "治愈", "冶好": "治好",
    "根冶": "根治", "包冶": "包治", "主冶": "主治", "zl": "治疗", "tnb": "糖尿病", "gxy": "高血压", "gxz": "高血脂",
    "躺着so": "躺着瘦", "躺so": "躺瘦", "so身": "瘦身", "so腿": "瘦腿", "so脸": "瘦脸", "so下来": "瘦下来", "暴so": "暴瘦",
    "狂so": "狂瘦", "jf": "减肥", "果家级": "国家级", "国佳级": "国家级", "国家及": "国家级", "惟一": "唯一", "独一无贰": "独一无二",
    "鼎级": "顶级", "顶及": "顶级", "手选": "首选", "返羡": "返现", "好坪": "好评", "赚米": "赚钱", "s单": "刷单",
    "高访": "高仿", "高防表": "高仿表", "元单": "原单", "复克": "复刻",
}  # fmt: skip
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十", strict=True))
_ARABIC = str.maketrans("零一二三四五六七八九", "0123456789")
_NUMERALS = frozenset("零一二三四五六七八九十百千万亿两第")

READINGS = halves() | _FORMAL | _ON_PURPOSE
_WRITTEN = re.compile(
    "|".join(
        (r"(?<![a-z0-9])" if written[0].isascii() else "") + written + (r"(?![a-z0-9])" if written[-1].isascii() else "")
        for written in sorted(READINGS, key=len, reverse=True)
    )
)


def respelled(text: str) -> Respelled | None:
    """Return the letters with every spelling of the table undone; None where there is none."""
    return respell(text, ((*match.span(), READINGS[match[0]]) for match in _WRITTEN.finditer(text)))


def with_numerals(word: str) -> tuple[str, ...]:
    """Return the word and, where a Chinese numeral stands beside other Chinese letters, the word in Arabic numerals (唯一, 唯1).

    Not undone like the others: texts are full of digits, so the words are looked for in both spellings.
    """
    if not any("\u4e00" <= letter not in _NUMERALS for letter in word):
        return (word,)
    return tuple(dict.fromkeys((word, word.translate(_ARABIC))))
