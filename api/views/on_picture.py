"""Words on a picture: which part of it is shown, and where the boxes lie in that part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.records import Span

MARGIN = 240  # pixels of a long picture above and below the words
LONG = 1.6  # from this proportion on only the part around the words is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One picture with its boxes (x, y, width, height) in the shown part, which is `top` to `bottom` of the picture."""

    capture_id: str
    width: int
    top: int
    bottom: int
    boxes: tuple[tuple[int, int, int, int], ...]
    words: tuple[str, ...]

    @property
    def height(self) -> int:
        """Height of the shown part."""
        return self.bottom - self.top


def figures(spans: Iterable[Span], sizes: dict[str, tuple[int, int]]) -> list[Figure]:
    """Return a figure for each picture on which a span lies; `sizes` by capture. A picture of unknown size has none."""
    by_picture: dict[str, list[Span]] = {}
    for span in spans:
        if span.picture and span.box is not None and span.picture in sizes:
            by_picture.setdefault(span.picture, []).append(span)
    return [_figure(capture_id, found, *sizes[capture_id]) for capture_id, found in by_picture.items()]


def _figure(capture_id: str, spans: list[Span], width: int, height: int) -> Figure:
    boxes = [span.box for span in spans if span.box is not None]
    first, last = min(box[1] for box in boxes), max(box[3] for box in boxes)
    top, bottom = (max(0, first - MARGIN), min(height, last + MARGIN)) if height > LONG * width else (0, height)
    return Figure(
        capture_id=capture_id,
        width=width,
        top=top,
        bottom=bottom,
        boxes=tuple((left, upper - top, right - left, lower - upper) for left, upper, right, lower in boxes),
        words=tuple(dict.fromkeys(span.text for span in spans)),
    )
