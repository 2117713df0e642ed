"""Pictures of the market: a business licence drawn as a picture, and plain pictures of goods."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.demo_market.model import Identity

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", str(Path.home() / ".fonts"))
_NAMES = ("NotoSansCJK*", "NotoSansSC*", "NotoSerifCJK*", "SourceHanSans*", "wqy-*", "DroidSansFallback*", "PingFang*", "simhei*", "uming*", "ukai*")


@cache
def font_file() -> str:
    """Return a font with Chinese characters, empty when this machine has none."""
    for name in _NAMES:
        for folder in _FOLDERS:
            for path in sorted(Path(folder).rglob(name)) if Path(folder).is_dir() else ():
                if path.suffix.lower() in (".ttf", ".ttc", ".otf"):
                    return str(path)
    return ""


def licence(who: Identity) -> bytes:
    """Return a business licence as JPEG: title, code and the lines of the form, as an owner would photograph it."""
    picture = Image.new("RGB", (1180, 820), "#fdfaf0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((18, 18, 1161, 801), outline="#b08d3c", width=6)
    draw.text((430, 60), "营 业 执 照", fill="#111111", font=_font(62))
    draw.text((90, 180), f"统一社会信用代码  {who.uscc}", fill="#111111", font=_font(34))
    kind = "有限责任公司" if who.form == "company" else "个体工商户"
    head = "法定代表人" if who.form == "company" else "经营者"
    lines = (("名称", who.operator), ("类型", kind), (head, who.person), ("住所", who.address), ("经营范围", "日用百货销售；互联网销售"))
    for row, (label, value) in enumerate(lines):
        draw.text((90, 270 + row * 74), label, fill="#333333", font=_font(30))
        draw.text((290, 270 + row * 74), value, fill="#111111", font=_font(30))
    draw.text((700, 690), "登记机关：市场监督管理局", fill="#111111", font=_font(28))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(), size)


def goods(rng: Random) -> bytes:
    """Return a plain picture that stands for a product."""
    out = io.BytesIO()
    picture = Image.new("RGB", (320, 320), tuple(rng.randrange(140, 230) for _ in range(3)))
    ImageDraw.Draw(picture).ellipse((70, 70, 250, 250), fill=tuple(rng.randrange(60, 140) for _ in range(3)))
    picture.save(out, "PNG")
    return out.getvalue()
