"""Work: run due jobs, plan the schedule, sweep up what was left lying. Runs until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse

HELP = "run due jobs and the schedule"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--concurrency", type=int, default=2, metavar="N", help="jobs at once (default 2)")


def run(args: argparse.Namespace) -> int:
    """Exits 0 when it was asked to stop."""
    from celery.beat import EmbeddedService
    from celery.signals import setup_logging

    from core.logs import set_up
    from core.settings import load_settings
    from pipeline.app import current
    from pipeline.figures import serve_worker_figures
    from pipeline.rooms import open_rooms

    settings = load_settings()
    rooms = open_rooms(settings)  # a wrong setting or a broken rulebook is said here, before the worker starts
    _ = rooms.detectors
    rooms.close()
    app = current()
    if settings.log_format == "json":
        setup_logging.connect(lambda **_: set_up("json"), weak=False)
    if settings.metrics_port:
        serve_worker_figures(settings)
    # a thread of this process: Celery's own --beat is a process that outlives a worker which is killed
    beat = EmbeddedService(app, thread=True)
    beat.start()
    app.worker_main(["worker", "--pool=threads", f"--concurrency={args.concurrency}", "--loglevel=INFO", "--without-gossip", "--without-mingle"])
    return 0
