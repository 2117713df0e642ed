"""Channels: a mailbox folder below the data folder by default, SMTP by setting."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from core.errors import ConfigError
from core.settings import Settings

Send = Callable[[EmailMessage, str], None]
"""Sends one message; the text is the alert's id. Raises OSError (smtplib's errors are) when it cannot."""


def addresses(settings: Settings) -> tuple[str, str]:
    """Return sender and receiver; raise ConfigError when SMTP lacks one."""
    if not settings.smtp_url:
        return "tradewatch@localhost", "guanggao-jianguan@localhost"
    query = parse_qs(urlsplit(settings.smtp_url).query)
    try:
        return query["from"][0], query["to"][0]
    except KeyError as exc:
        raise ConfigError(f"TRADEWATCH_SMTP_URL: {exc.args[0]}= is missing; write smtp://host:25/?from=a@b&to=c@d") from exc


@contextmanager
def open_channel(settings: Settings) -> Iterator[Send]:
    """Open the channel of the settings for several messages."""
    if not settings.smtp_url:
        yield _mailbox(settings.data / "mailbox")
        return
    parts = urlsplit(settings.smtp_url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigError("TRADEWATCH_SMTP_URL: write smtp://host:25/?from=a@b&to=c@d, or smtps://")
    cls = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    with cls(parts.hostname, parts.port or 0, timeout=30) as server:
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))

        def send(message: EmailMessage, _alert: str) -> None:
            server.send_message(message)

        yield send


def _mailbox(folder: Path) -> Send:
    """A folder in the Maildir manner: written below tmp, then renamed; the file is named after the alert, so twice is once."""
    (folder / "new").mkdir(parents=True, exist_ok=True)
    (folder / "tmp").mkdir(exist_ok=True)
    (folder / "cur").mkdir(exist_ok=True)

    def send(message: EmailMessage, alert: str) -> None:
        part = folder / "tmp" / alert
        part.write_bytes(message.as_bytes())
        part.replace(folder / "new" / alert)

    return send
