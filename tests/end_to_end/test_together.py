"""Two visits at once, beside the screens and the worker: nobody is locked out and nothing is lost."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from tests.end_to_end.bureau import FORBIDDEN
from tests.end_to_end.compare import nothing
from tests.end_to_end.conftest import TWO
from tests.end_to_end.standing import differences, standing
from tests.services.common import free_port, listens, stop, wait_for

pytestmark = pytest.mark.slow


def test_two_visits_beside_screens_and_worker_lose_nothing(bureau, two_visited, stall):
    bureau = replace(bureau, port=free_port())
    bureau.data.mkdir()
    serve = bureau.start("serve", log="serve.log")
    work = bureau.start("work", log="work.log")
    try:
        wait_for(lambda: listens(bureau.port), serve, bureau.data.parent / "serve.log")
        visits = [
            subprocess.Popen(bureau.command("crawl", stall.market.url(key), "--json"), env=bureau.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for key in TWO
        ]
        said = [visit.communicate(timeout=240) for visit in visits]
        assert [visit.returncode for visit in visits] == [0, 0], said
        assert work.poll() is None
        assert serve.poll() is None
    finally:
        stop(work)
        stop(serve)
    told = [part.decode("utf-8", "replace") for pair in said for part in pair] + [
        (bureau.data.parent / name).read_text(errors="replace") for name in ("serve.log", "work.log")
    ]
    assert not [word for word in FORBIDDEN for text in told if word in text], told
    hosts = [stall.market.shop(key).address for key in TWO]
    nothing(differences(standing(two_visited, *hosts), standing(bureau, *hosts)))
    assert bureau.indexed() == two_visited.indexed()
    assert bureau.mails() == two_visited.mails()
