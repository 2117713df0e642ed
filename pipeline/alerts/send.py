"""Send due alerts: tried again until it works; decided once."""

from __future__ import annotations

import fcntl
import smtplib

from core.clock import now
from core.repositories import alerts, leads, shops
from pipeline.alerts.channels import addresses, open_channel
from pipeline.alerts.message import compose
from pipeline.rooms import Rooms


def send_due(rooms: Rooms) -> tuple[int, int]:
    """Send what is due; one process at a time. Returns (sent, failed); a failure is kept with its reason and stays due."""
    with (rooms.settings.data / "alerts.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0, 0  # the process that holds it sends ours too
        return _send_all(rooms)


def _send_all(rooms: Rooms) -> tuple[int, int]:
    sent = failed = 0
    tried: set[str] = set()
    while True:
        with rooms.database.read() as connection:
            batch = [alert for alert in alerts.due(connection) if alert.id not in tried]
        if not batch:
            return sent, failed
        sender, to = addresses(rooms.settings)
        try:
            with open_channel(rooms.settings) as send:
                for alert in batch:
                    tried.add(alert.id)
                    with rooms.database.read() as connection:
                        lead = leads.get(connection, alert.lead_id)
                        shop = shops.find(connection, lead.shop_id)
                    send(compose(alert, lead, shop, sender, to, f"http://127.0.0.1:{rooms.settings.port}"), alert.id)
                    with rooms.database.write() as connection:
                        alerts.sent(connection, alert.id, now())
                    sent += 1
        except (OSError, smtplib.SMTPException) as exc:
            tried.update(alert.id for alert in batch)
            failed += len(batch)
            with rooms.database.write() as connection:
                alerts.failed(connection, batch[0].id, f"{type(exc).__name__}: {exc}")
            return sent, failed
