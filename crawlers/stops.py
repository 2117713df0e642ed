"""The bounds of a crawl: the name of each reason for which an address is left out, as it is counted and shown."""

from __future__ import annotations

PAGE_LIMIT = "page_limit"
DEPTH = "depth"
ORDERS = "orders"
CALENDAR = "calendar"
PAGINATION = "pagination"
TOO_LARGE = "too_large"
UNFOLDS = "unfolds"
REDIRECTS = "redirects"
SLOW = "slow"
BROWSER = "browser_bound"
NO_BROWSER = "no_browser"
ROBOTS = "robots"
GUARD = "guard"
AWAY = "away"
DNS = "dns"
CONNECTION = "connection"
BROKEN_OFF = "broken_off"
HTTP = "http"
NO_PAGE = "no_page"
UNREADABLE = "unreadable"
SCOPE = "scope"
PICTURES = "pictures"
OTHER = "other"


def stop_of_status(status: int) -> str:
    """Return the reason under which an answer that is no page is counted."""
    return f"{HTTP}_{status}" if 100 <= status <= 999 else OTHER
