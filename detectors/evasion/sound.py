"""Disguises that write a character as it sounds: pinyin, its first letter, another character of the same sound, and spellings that everybody knows."""

from __future__ import annotations

from core.text.sounds import READING, SOUNDS
from detectors.evasion.disguise import Places


def pinyin(char: str) -> str | None:
    """The syllable in place of the character."""
    sounds = READING.get(char)
    return sounds[0] if sounds else None


def initial(char: str) -> str | None:
    """The first letter of the syllable in place of the character."""
    sounds = READING.get(char)
    return sounds[0][0] if sounds else None


def homophone(char: str) -> str | None:
    """Another common character of the same syllable, whatever its tone: the next one in the order of GB 2312."""
    sounds = READING.get(char)
    if not sounds or len(SOUNDS[sounds[0]]) < 2:
        return None
    family = SOUNDS[sounds[0]]
    return family[(family.index(char) + 1) % len(family)]


# spellings that come back again and again, on purpose: plain words to what is written for them
KNOWN = {
    "微信": "薇信", "最": "蕞", "第一": "弟一", "治疗": "冶疗", "治愈": "冶愈", "根治": "根冶", "瘦": "so",
    "减肥": "jf", "糖尿病": "tnb", "高血压": "gxy", "国家级": "果家级", "唯一": "惟一", "顶级": "鼎级", "首选": "手选",
    "加微信": "加v信", "刷单": "s单", "赚钱": "赚米", "返现": "返羡", "好评": "好坪", "癌": "ai症",
}  # fmt: skip


def known(text: str, places: Places) -> str:
    """Write the spellings that everybody knows for the words that have one, the longest words first."""
    for plain in sorted(KNOWN, key=len, reverse=True):
        text = text.replace(plain, KNOWN[plain])
    return text
