"""Who the crawler says it is: an honest name, what for, and whom to call."""

from __future__ import annotations

TOKEN = "Tradewatch"  # noqa: S105 - the product token of RFC 9110, and the name that robots.txt may use
CONTACT = "hotline 12315"


def user_agent(contact: str = CONTACT) -> str:
    """Return who we are and whom to call."""
    return f"{TOKEN}/0.1 (market supervision, Huizhou, China; contact: {contact or CONTACT})"


USER_AGENT = user_agent()


def browser_agent(version: str, contact: str = CONTACT) -> str:
    """Return the name that the browser gives: what pages need to know of Chromium, and ours."""
    return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version} Safari/537.36 {user_agent(contact)}"
