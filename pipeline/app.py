"""The Celery application: embedded broker below the data folder by default, Redis or RabbitMQ by URL.

The broker only carries hints. Job rows, captures that wait, the index queue and due alerts are the truth; `tasks.sweep` sends every
hint again that was lost with a broker or a worker.
"""

from __future__ import annotations

from functools import cache

from celery import Celery
from kombu.connection import Connection

from core.errors import ConfigError
from core.settings import Settings, load_settings

SWEEP_EVERY = 30.0  # seconds


def make_app(settings: Settings) -> Celery:
    """Return the application for these settings."""
    app = Celery("tradewatch", include=["pipeline.tasks"])
    app.conf.update(
        task_acks_late=True,
        task_ignore_result=True,
        task_serializer="json",
        accept_content=["json"],
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        timezone="Asia/Shanghai",
        enable_utc=True,
        beat_schedule={"sweep": {"task": "pipeline.tasks.sweep", "schedule": SWEEP_EVERY, "options": {"expires": SWEEP_EVERY}}},
        beat_schedule_filename=str(settings.data / "beat-schedule"),
        **_broker(settings),
    )
    return app


def _broker(settings: Settings) -> dict[str, object]:
    if settings.broker_url:
        try:
            Connection(settings.broker_url).get_transport_cls()  # type: ignore[no-untyped-call] # the library has no types
        except (KeyError, ImportError, ValueError) as exc:
            raise ConfigError(f"TRADEWATCH_BROKER_URL: no broker of this kind ({exc}); write redis://host:6379/0 or amqp://user:password@host//") from exc
        return {"broker_url": settings.broker_url}
    folder = settings.data.resolve() / "broker"
    for name in ("queue", "processed", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    queue = str(folder / "queue")
    options = {"data_folder_in": queue, "data_folder_out": queue, "processed_folder": str(folder / "processed"), "control_folder": str(folder / "control")}
    return {"broker_url": "filesystem://", "broker_transport_options": options}


@cache
def current() -> Celery:
    """Return the application of this process, made from the environment once."""
    return make_app(load_settings())
