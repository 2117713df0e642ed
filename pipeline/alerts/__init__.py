"""Who is told, once, through which channel."""

from pipeline.alerts.decide import decide
from pipeline.alerts.send import send_due

__all__ = ["decide", "send_due"]
