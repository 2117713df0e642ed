"""The reader of text in pictures: one per process, made when it is first needed, two threads at most."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from typing import Any

import numpy as np

from crawlers.extract.ocr_form import Box
from crawlers.extract.ocr_image import Tile

THREADS = 2
_EDGE = 4  # pixels; a line that touches the inner edge of a piece stands whole in the next one
_lock = Lock()


@cache
def _engine() -> Any:
    # read when the library is loaded: without it the library reports each run to its maker and leaves files in the home and in /tmp
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    # loading the models takes 100 MB: only who reads pictures pays
    from rapidocr import RapidOCR

    threads = {"EngineConfig.onnxruntime.intra_op_num_threads": THREADS, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    return RapidOCR(params={"Global.log_level": "error", **threads})


def read_boxes(tiles: list[Tile]) -> list[Box]:
    """Return the lines of text of all pieces, in places of the whole picture, each once."""
    found: list[Box] = []
    for tile in tiles:
        for box in _read(tile):
            if not any(_same(box, other) for other in found):
                found.append(box)
    return found


def _read(tile: Tile) -> list[Box]:
    pixels = np.asarray(tile.picture)[:, :, ::-1]  # the reader wants blue first
    with _lock:
        result = _engine()(np.ascontiguousarray(pixels))
    boxes = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True) if result.txts else ():
        across, down = [point[0] for point in corners], [point[1] for point in corners]
        if text.strip() and not _cut(tile, across, down):
            boxes.append(
                Box(
                    text=text.strip(),
                    score=float(score),
                    left=tile.left + min(across) / tile.scale,
                    right=tile.left + max(across) / tile.scale,
                    top=tile.top + min(down) / tile.scale,
                    bottom=tile.top + max(down) / tile.scale,
                )
            )
    return boxes


def _cut(tile: Tile, across: list[float], down: list[float]) -> bool:
    places, end = (down, tile.picture.height) if tile.upright else (across, tile.picture.width)
    return (not tile.first and min(places) < _EDGE) or (not tile.last and max(places) > end - _EDGE)


def _same(one: Box, other: Box) -> bool:
    """Whether two boxes are one line seen twice: one lies mostly on the other."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return False
    smaller = min((one.right - one.left) * one.height, (other.right - other.left) * other.height)
    return wide * high > 0.5 * smaller
