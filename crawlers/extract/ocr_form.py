"""From lines of text with places to the fields of a licence: 名称, 住所. Pure; no picture is needed to test it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.numbers.validity import valid_until

_NAME = ("企业名称", "经营者名称", "单位名称", "主体名称", "申请人名称", "名称", "字号名称")
_ADDRESS = ("经营场所", "住所", "营业场所", "生产地址", "主要经营场所", "地址")
_UNTIL = ("有效期至", "有效期限", "有效期")
_OTHER = (
    "统一社会信用代码", "社会信用代码", "注册号", "类型", "主体类型", "法定代表人", "法定代表人（负责人）", "法定代表人(负责人)",
    "负责人", "经营者", "组成形式", "注册资本", "成员出资总额", "成立日期", "注册日期", "营业期限", "经营范围", "登记机关",
    "主体业态", "经营项目", "许可证编号", "编号", *_UNTIL, "发证机关", "签发人", "发证日期", "日常监督管理机构",
    "日常监督管理人员", "投诉举报电话", "业务范围", "食品类别",
)  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(sorted(map(re.escape, (*_NAME, *_ADDRESS, *_OTHER)), key=len, reverse=True))})\s*[：:]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A line of text in a picture, in its pixels; `score`: how sure the reader is, 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float = 1.0

    @property
    def height(self) -> float:
        """Return the height of the line."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height at which the line lies."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The fields of a licence that are kept. `until`: its last day (ISO)."""

    name: str = ""
    address: str = ""
    until: str = ""


@dataclass(slots=True)
class _Field:
    label: str
    parts: list[Box]


def rows(boxes: list[Box]) -> list[list[Box]]:
    """Return the boxes in rows, top to bottom, each from left to right; letters of one label set apart (名 称) are joined."""
    found: list[list[Box]] = []
    for box in sorted(boxes, key=lambda item: item.middle):
        if found and abs(box.middle - sum(item.middle for item in found[-1]) / len(found[-1])) < 0.5 * min(box.height, found[-1][-1].height):
            found[-1].append(box)
        else:
            found.append([box])
    return [_joined(sorted(row, key=lambda item: item.left)) for row in found]


def _joined(row: list[Box]) -> list[Box]:
    result: list[Box] = []
    for box in row:
        last = result[-1] if result else None
        if last is not None and len(last.text) == 1 and last.text + box.text[:1] in ("名称", "住所", "类型", "地址") and box.left - last.right < 6 * box.height:
            result[-1] = Box(
                text=last.text + box.text, left=last.left, right=box.right, top=last.top, bottom=max(last.bottom, box.bottom), score=min(last.score, box.score)
            )
        else:
            result.append(box)
    return result


def read_form(lines: list[list[Box]]) -> Form:
    """Return name and address: what stands behind the label, in its row and, when the line is broken, right below it."""
    fields: list[_Field] = []
    for row in lines:
        current: _Field | None = None
        for box in row:
            label = _LABEL.fullmatch(re.sub(r"(?<=^[名住类地])\s+(?=[称所型址])", "", box.text))
            if label:
                current = _Field(label[1], [])
                fields.append(current)
                if label[2]:
                    current.parts.append(Box(text=label[2], left=_value_left(box, label[2]), top=box.top, right=box.right, bottom=box.bottom, score=box.score))
            elif current is not None:
                current.parts.append(box)
            else:
                _continue(fields, box)
    said = "有效期至" + _first(fields, _UNTIL).removeprefix("至")
    until = valid_until(said, 0)
    return Form(name=_chinese_brackets(_first(fields, _NAME)), address=_chinese_brackets(_first(fields, _ADDRESS)), until=until.isoformat() if until else "")


def _chinese_brackets(text: str) -> str:
    # a licence is printed with full-width brackets; some readers give the narrow ones, and the name would be another one than on the shop's pages
    return re.sub(r"[(（]([\u4e00-\u9fff]+)[)）]", r"（\1）", text)


def _value_left(box: Box, value: str) -> float:
    """Guess where the value begins in a box that holds label and value: characters are about equally wide."""
    return box.right - (box.right - box.left) * len(value) / max(1, len(box.text))


def _continue(fields: list[_Field], box: Box) -> None:
    """A line that begins under a value, close to it, carries it on."""
    for field in reversed(fields[-6:]):
        if field.parts:
            last = field.parts[-1]
            if 0 <= box.top - last.bottom + 0.4 * box.height < 1.2 * box.height and abs(box.left - field.parts[0].left) < 2.5 * box.height:
                field.parts.append(box)
                return


def _first(fields: list[_Field], labels: tuple[str, ...]) -> str:
    for label in labels:
        for field in fields:
            value = "".join(part.text for part in field.parts).strip(" ：:")
            if field.label == label and len(value) >= 2:
                return value
    return ""
