"""A real RabbitMQ of the test run's own, with its own node name, ports and folders."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.common import Missing, free_port, listens, start, stop, wait_for

PROGRAMS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server")


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a server; gives its URL."""
    # Debian's wrapper on the path insists on its own user; the program behind it runs as anybody
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if not program:
        raise Missing("RabbitMQ is not installed (apt-get install rabbitmq-server)")
    port, inner, mapper, log = free_port(), free_port(), free_port(), folder / "rabbitmq.log"
    own = {
        "HOME": str(folder),
        "RABBITMQ_NODENAME": f"tests{port}@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_DIST_PORT": str(inner),
        "ERL_EPMD_PORT": str(mapper),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none.conf"),
    }
    process = start([program], log, env={**os.environ, **own})
    try:
        wait_for(lambda: listens(port), process, log, seconds=120)
        yield f"amqp://guest:guest@127.0.0.1:{port}//"
    finally:
        stop(process)
        if mapper_program := shutil.which("epmd"):  # Erlang's name server outlives its nodes
            subprocess.run([mapper_program, "-port", str(mapper), "-kill"], capture_output=True, check=False)
