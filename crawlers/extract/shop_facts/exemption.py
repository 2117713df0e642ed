"""The self-declaration of those who need no registration (网络交易监督管理办法 art. 12 paragraph 3): four exact sentences, small slips forgiven."""

from __future__ import annotations

import re

from core.text import normalise

_WHAT = {
    "farm": "个人销售自产的?农副产品",
    "craft": "个人销售(?:自制的?)?家庭手工业产品",
    "labour": "个人利用自己的?技能从事依法无[须需]取得许可的便民劳务活动",
    "petty": "个人从事零星小额(?:的)?交易活动",
}
_TAIL = "依法(?:不需要?|无需|无须|不须|不用)办理(?:市场|经营|商事)?主体登记"
_GAP = r"[\s,,;;。.、:·]{0,3}"
# a page that explains the rule quotes the sentences as such
_QUOTED = re.compile(r"(?:可以|应当|应|须|需|如|例如|包括|之一|公示|声明内容|下列|以下)[^\n。]{0,20}[:“\"「『]\s{0,2}$")


def _loose(pattern: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", r"\\s?", pattern)


_SENTENCES = {name: re.compile(rf"{_loose(what)}{_GAP}{_loose(_TAIL)}") for name, what in _WHAT.items()}


def read_exemption(text: str) -> str:
    """Return the declaration as it stands on the page, empty when there is none; two different ones together are a text about the rule."""
    normal = normalise(text)
    found = [match for pattern in _SENTENCES.values() if (match := _declared(pattern, normal.text))]
    if len(found) != 1:
        return ""
    start, end = normal.span(*found[0].span())
    return text[start:end]


def _declared(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(plain) if not _QUOTED.search(plain[max(0, match.start() - 40) : match.start()])), None)
