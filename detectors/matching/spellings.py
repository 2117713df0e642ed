"""Other ways to write a word that a table can undo: numerals, characters taken apart, spellings on purpose that everybody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detectors.matching.halves import halves

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


def stand_alone(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield, of the spellings of the table at these places, those that are to be undone, with what is meant: in order, apart, the longest first.

    A Latin spelling with further Latin letters or digits beside it is another word.
    """
    done = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= done and not _joins(text, start) and not _joins(text, end):
            yield start, end, READINGS[text[start:end]]
            done = end


def _joins(text: str, border: int) -> bool:
    """Whether Latin letters or digits stand on both sides of a border."""
    pair = text[max(border - 1, 0) : border + 1]
    return len(pair) == 2 and border > 0 and pair.isascii() and pair.isalnum()


def with_numerals(word: str) -> tuple[str, ...]:
    """Return the word and, where a Chinese numeral stands beside other Chinese letters, the word in Arabic numerals (唯一, 唯1).

    Not undone like the others: texts are full of digits, so the words are looked for in both spellings.
    """
    if not any("\u4e00" <= letter not in _NUMERALS for letter in word):
        return (word,)
    return tuple(dict.fromkeys((word, word.translate(_ARABIC))))
