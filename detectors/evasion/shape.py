"""Disguises that write a character in another shape: wider, older, taken apart, or one that looks like it."""

from __future__ import annotations

import unicodedata
from functools import cache

from opencc import OpenCC

_LOOK_ALIKE = dict(zip("aeopcyxijs", "аеорсухіјѕ", strict=True)) | {
    "A": "Α",
    "B": "В",
    "E": "Е",
    "K": "К",
    "M": "М",
    "O": "О",
    "P": "Р",
    "T": "Т",
    "V": "Ѵ",
    "X": "Х",
}
_NUMERALS = "零一二三四五六七八九"
_CIRCLED, _DINGBAT, _FORMAL = "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "零壹贰叁肆伍陆柒捌玖"

# characters that fall apart into two that nearly look the same side by side
SPLIT = {
    "治": "氵台", "疗": "疒了", "病": "疒丙", "癌": "疒嵒", "痛": "疒甬", "症": "疒正", "瘤": "疒留", "痘": "疒豆", "疫": "疒殳", "疼": "疒冬",
    "减": "冫咸", "脂": "月旨", "肥": "月巴", "胖": "月半", "肿": "月中", "胆": "月旦", "肝": "月干", "肺": "月市", "肤": "月夫", "腰": "月要", "脑": "月囟",
    "胞": "月包", "肠": "月昜", "腺": "月泉", "脉": "月永", "强": "弓虽", "奶": "女乃", "妇": "女彐", "好": "女子", "抗": "扌亢", "排": "扌非", "换": "扌奂",
    "祛": "礻去", "神": "礻申", "福": "礻畐", "消": "氵肖", "清": "氵青", "活": "氵舌", "液": "氵夜", "酒": "氵酉", "湿": "氵显", "油": "氵由", "润": "氵闰",
    "证": "讠正", "保": "亻呆", "健": "亻建", "值": "亻直", "代": "亻弋", "传": "亻专", "像": "亻象", "佳": "亻圭", "们": "亻门", "银": "钅艮", "钱": "钅戋",
    "快": "忄夬", "性": "忄生", "情": "忄青", "糖": "米唐", "精": "米青", "级": "纟及", "红": "纟工", "绝": "纟色", "纯": "纟屯", "经": "纟圣", "给": "纟合",
    "根": "木艮", "极": "木及", "权": "木又", "植": "木直", "物": "牜勿", "特": "牜寺", "领": "令页", "颈": "圣页", "顶": "丁页", "预": "予页", "愈": "俞心",
    "炎": "火火", "烧": "火尧", "眠": "目民", "眼": "目艮", "睡": "目垂", "睛": "目青", "效": "交攵", "放": "方攵", "数": "娄攵", "配": "酉己", "醉": "酉卒",
    "防": "阝方", "降": "阝夅", "阳": "阝日", "阴": "阝月", "院": "阝完", "赚": "贝兼", "败": "贝攵", "码": "石马", "碍": "石㝵", "种": "禾中", "秘": "禾必",
    "唯": "口隹", "吃": "口乞", "嗽": "口欶", "咳": "口亥", "喘": "口耑", "味": "口未", "哮": "口孝", "饮": "饣欠", "饿": "饣我", "狂": "犭王", "狗": "犭句",
}  # fmt: skip


def full_width(char: str) -> str | None:
    """A visible ASCII character at the width of a Chinese one."""
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else None


def traditional(char: str) -> str | None:
    """The traditional form of a Chinese character."""
    other = str(_converter().convert(char))
    return other if other != char and len(other) == 1 else None


def look_alike(char: str) -> str | None:
    """A Cyrillic or Greek letter drawn like the Latin one."""
    return _LOOK_ALIKE.get(char)


def radical(char: str) -> str | None:
    """The same character out of the blocks of radicals and of compatibility forms."""
    return _twins().get(char)


def split(char: str) -> str | None:
    """The character taken apart, its left and right half side by side."""
    return SPLIT.get(char)


def arabic(char: str) -> str | None:
    """The digit of a Chinese numeral."""
    return str(_NUMERALS.index(char)) if char in _NUMERALS else None


def circled(char: str) -> str | None:
    """The circled digit of a digit or of a Chinese numeral."""
    return _digit(char, _CIRCLED)


def circled_black(char: str) -> str | None:
    """The white digit in a black circle of a digit or of a Chinese numeral."""
    return _digit(char, _DINGBAT)


def formal(char: str) -> str | None:
    """The numeral as cheques write it."""
    return _FORMAL[_NUMERALS.index(char)] if char in _NUMERALS[1:] else None


def boxed(char: str) -> str | None:
    """The Latin letter in a black box."""
    upper = char.upper()
    return chr(0x1F170 + ord(upper) - ord("A")) if "A" <= upper <= "Z" else None


def _digit(char: str, signs: str) -> str | None:
    if "0" <= char <= "9":
        return signs[int(char)]
    return signs[_NUMERALS.index(char)] if char in _NUMERALS else None


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


@cache
def _twins() -> dict[str, str]:
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAD9), *range(0x2F800, 0x2FA1E))
    twins = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in reversed(codes) if unicodedata.is_normalized("NFC", chr(code)) or code > 0xF8FF}
    return {plain: twin for plain, twin in twins.items() if plain != twin}
