"""Label and value as pages write them: 企业名称：某某公司, in one line, in two table cells, or the value on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST = 100

# each label that some fact is read from, and some that only end the value before them
LABELS = (
    "企业名称", "公司名称", "单位名称", "主体名称", "执照名称", "商户名称", "商家名称", "卖家名称", "经营者名称", "经营主体名称", "经营主体", "运营主体",
    "店铺主体", "运营公司", "运营方", "运营单位", "主办单位", "字号名称", "经营者姓名", "经营者", "名称", "店铺名称", "店铺名", "店名", "网店名称", "网站名称",
    "住所", "经营场所", "营业场所", "注册地址", "公司地址", "企业地址", "经营地址", "店铺地址", "联系地址", "办公地址", "地址",
    "统一社会信用代码", "社会信用代码", "信用代码", "营业执照注册号", "注册号", "法定代表人", "负责人", "类型", "企业类型", "组成形式", "主体类型",
    "经营范围", "注册资本", "出资总额", "成立日期", "注册日期", "登记机关", "发证机关", "核准日期", "营业期限", "有效期", "许可证编号", "食品经营许可证",
    "电话", "客服电话", "联系电话", "服务热线", "客服热线", "热线", "传真", "邮箱", "客服邮箱", "电子邮箱", "联系邮箱", "邮编",
    "微信", "联系人", "客服QQ", "QQ",
    "备案号", "举报电话", "投诉电话", "营业时间", "工作时间", "服务时间", "技术支持",
    "收货地址", "退货地址", "发货地址", "寄回地址", "邮箱地址", "邮件地址", "网站地址", "网络地址", "IP地址",
    "商品名称", "产品名称", "品牌名称", "药品名称", "通用名称",
)  # fmt: skip

_ANY = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
# a label begins its line or stands behind a mark; with a colon it may also stand behind a blank
_LABEL = re.compile(rf"(?:(?<=[\s|｜/；;，,。·•【\[（(])|^)(?P<label>{_ANY})(?:\s?[】\]])?\s{{0,2}}(?:[：:]\s{{0,2}}|(?=\n)|(?<=\S)[ ](?=\S)|$)", re.MULTILINE)
_COLON = re.compile(rf"(?P<label>{_ANY})\s{{0,2}}[：:]\s{{0,2}}")
_END = re.compile(r"\s{2,}|[|｜•；;\n]|\s[·/]\s|copyright|©|版权所有", re.IGNORECASE)
_EMPTY = re.compile(r"[-—/\s]*|无|暂无|未填写|待补充|xx+|\*+|点击查看|查看", re.IGNORECASE)


def read_pairs(text: str) -> list[tuple[str, str]]:
    """Return (label, value) in the order of the text; a value ends at the next label, at a mark, or with its line."""
    marks = sorted({(match.start("label"), match.end("label"), match.end()) for match in _matches(text)})
    marks = [mark for place, mark in enumerate(marks) if not place or mark[0] >= marks[place - 1][1]]
    found = []
    for place, (start, label_end, end) in enumerate(marks):
        until = marks[place + 1][0] if place + 1 < len(marks) else len(text)
        value = _value(text[end : min(until, end + 3 * LONGEST)])
        if value:
            found.append((text[start:label_end], value))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _LABEL.finditer(text)
    yield from _COLON.finditer(text)


def _value(rest: str) -> str:
    rest = rest.lstrip(" \t\u3000\r\n：:")
    end = _END.search(rest)
    value = (rest[: end.start()] if end else rest).strip(" \t\u3000，,。、：:「」【】[]\"'“”")
    return "" if len(value) > LONGEST or _EMPTY.fullmatch(value) else value


def value_of(pairs: Iterable[tuple[str, str]], labels: Iterable[str], *, least: int = 2) -> str:
    """Return the value of the first label (in the order of `labels`) that has one of `least` characters or more."""
    known = list(pairs)
    return next((value for label in labels for name, value in known if name == label and len(value) >= least), "")
