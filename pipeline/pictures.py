"""Pictures of licences: read once by OCR, kept as a page of the shop with the facts that stand on it."""

from __future__ import annotations

from core.records import Page
from crawlers.extract.ocr import read_licence_picture


def read_licence(image: bytes, url: str) -> Page:
    """Return a page of kind shop with what the picture says; raise BadInput when it is no picture."""
    shop = read_licence_picture(image)
    return Page(url=url, kind="shop", shop=shop)
