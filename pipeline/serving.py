"""Serve screens and API on 127.0.0.1 until Ctrl-C or SIGTERM. The screens are named by their import string: pipeline never imports api."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from types import FrameType

import uvicorn

from core.db import open_database
from core.errors import ConfigError
from core.settings import Settings

HOST = "127.0.0.1"
APP = "api.app:create_app"
LAST_WORDS = 5  # seconds that open requests get when the server is told to stop


def serve(settings: Settings) -> int:
    """Run the server. Returns 0 when it was asked to stop, 1 when it could not start; raises ConfigError for a taken port or a wrong setting."""
    listener = listen(settings.port)
    open_database(settings).close()  # a database that cannot be opened is said in one line, before the server's log begins
    config = uvicorn.Config(APP, factory=True, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=LAST_WORDS)
    server = uvicorn.Server(config)

    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    # uvicorn raises the signal once more when it is down: this handler makes an ordered stop end with 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    sys.stderr.write(f"tradewatch: serving on http://{HOST}:{settings.port}/ (Ctrl-C ends it)\n")
    with listener:
        server.run(sockets=[listener])
    return 0 if server.started else 1


def listen(port: int) -> socket.socket:
    """Return a socket that listens on this port of 127.0.0.1; raise ConfigError when it is taken or not allowed."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as exc:
        listener.close()
        why = "is taken by another program" if exc.errno == errno.EADDRINUSE else f"cannot be used: {exc.strerror}"
        raise ConfigError(f"TRADEWATCH_PORT: port {port} on {HOST} {why}; choose another one") from exc
    return listener
