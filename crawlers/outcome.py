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

from core.errors import AddressRefused, BadInput, FetchFailed, TradewatchError
from crawlers import stops


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


def stop_of(exc: BaseException | None) -> str:
    """Return the reason under which a failed fetch is counted."""
    if isinstance(exc, AddressRefused):
        return stops.GUARD
    if isinstance(exc, BadInput):
        return stops.UNFOLDS if "unfold" in str(exc) or "encoding" in str(exc) else stops.UNREADABLE
    if isinstance(exc, FetchFailed):
        return stops.BROWSER
    if isinstance(exc, IgnoreRequest):
        return stops.REDIRECTS if "redirect" in str(exc).lower() else stops.ROBOTS
    for cls, reason in _BY_CLASS:
        if isinstance(exc, cls):
            return reason
    return stops.CONNECTION


_BY_CLASS: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, stops.DNS),
    (DownloadConnectionRefusedError, stops.CONNECTION),
    (DownloadTimeoutError, stops.SLOW),
    (DownloadCancelledError, stops.TOO_LARGE),
    (ResponseDataLossError, stops.BROKEN_OFF),
)
