"""Send due alerts: tried again until it works; decided once."""

from __future__ import annotations

import logging
import smtplib
from email.message import EmailMessage

from core import filelock
from core.clock import now
from core.records import Alert
from core.repositories import alerts, leads, saved, shops
from pipeline.alerts.channels import Send, addresses, open_channel
from pipeline.alerts.message import compose
from pipeline.alerts.saved_message import MOST_SHOWN, compose_saved
from pipeline.rooms import Rooms

log = logging.getLogger(__name__)


def send_due(rooms: Rooms) -> tuple[int, int]:
    """Send what is due; one process at a time, the others wait for it. Returns (sent, failed); a failure is kept with its reason and stays due."""
    with filelock.hold(rooms.settings.data / "alerts.lock"):
        return _send_all(rooms)


def _send_all(rooms: Rooms) -> tuple[int, int]:
    addresses(rooms.settings)  # a wrong setting is said before anything is tried
    sent, broken = 0, False
    tried: set[str] = set()
    while not broken:
        with rooms.database.read() as connection:
            batch = alerts.due(connection, without=tried)
        if not batch:
            break
        tried.update(alert.id for alert in batch)
        done, broken = _send_batch(rooms, batch)
        sent += done
    return sent, len(tried) - sent


def _send_batch(rooms: Rooms, batch: list[Alert]) -> tuple[int, bool]:
    """Send these over one connection; a letter that is refused stops no other. Returns how many went out, and whether the connection broke."""
    sent = 0
    left = list(batch)
    try:
        with open_channel(rooms.settings) as send:
            while left:
                try:
                    _send_one(rooms, left[0], send)
                    sent += 1
                except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as exc:
                    log.warning("alert %s could not be sent and stays due: %s", left[0].id, exc)
                    _keep_due(rooms, left[:1], exc)
                left.pop(0)
    except OSError as exc:  # smtplib's errors are: no server, a connection that broke
        log.warning("%d alerts could not be sent and stay due: %s: %s", len(left), type(exc).__name__, exc)
        _keep_due(rooms, left, exc)
        return sent, True
    return sent, False


def _send_one(rooms: Rooms, alert: Alert, send: Send) -> None:
    send(_letter(rooms, alert), alert.id)
    with rooms.database.write() as connection:
        alerts.sent(connection, alert.id, now())


def _letter(rooms: Rooms, alert: Alert) -> EmailMessage:
    sender, to = addresses(rooms.settings)
    screen = f"http://127.0.0.1:{rooms.settings.port}"
    with rooms.database.read() as connection:
        if alert.saved_id:
            total, first = saved.of_alert(connection, alert.id, MOST_SHOWN)
            return compose_saved(alert, saved.get(connection, alert.saved_id), total, first, sender, to, screen)
        lead = leads.get(connection, alert.lead_id)
        return compose(alert, lead, shops.find(connection, lead.shop_id), sender, to, screen)


def _keep_due(rooms: Rooms, batch: list[Alert], exc: OSError) -> None:
    with rooms.database.write() as connection:
        for alert in batch:
            alerts.failed(connection, alert.id, f"{type(exc).__name__}: {exc}")
