"""What went wrong with a fetch, in one sentence for the report."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from core.errors import TradewatchError


def sentence(exc: BaseException | None) -> str:
    """Return a sentence that a person can use: what failed, not in which class."""
    if isinstance(exc, TradewatchError | IgnoreRequest):
        return str(exc)
    if isinstance(exc, CannotResolveHostError):
        return f"DNS lookup failed: {exc}"
    if isinstance(exc, DownloadConnectionRefusedError):
        return f"connection refused: {exc}"
    if isinstance(exc, DownloadTimeoutError):
        return f"no answer in time: {exc}"
    if isinstance(exc, DownloadCancelledError):
        return f"download cancelled: {exc}"
    if isinstance(exc, ResponseDataLossError):
        return "the answer broke off before its end"
    return f"{type(exc).__name__}: {exc}"
