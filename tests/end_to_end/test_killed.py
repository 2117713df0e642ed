"""Killed with -9 at any moment and run again: nothing is lost and nothing is doubled."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from tests.end_to_end.compare import nothing
from tests.end_to_end.standing import differences, standing

pytestmark = pytest.mark.slow


def children(pid: int) -> list[int]:
    """Return the processes that this process started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def kill_at_random(bureau, url: str, dice: Random, *, child: bool) -> float:
    """Start a visit and kill it, or the process that fetches for it, after a while. Returns after how many seconds."""
    after = dice.uniform(0.3, 6.0)
    process = bureau.start("crawl", url, "--json", log=f"killed-{dice.random()}.log")
    time.sleep(after)
    for pid in children(process.pid) if child else [process.pid]:
        os.kill(pid, signal.SIGKILL)
    process.wait(120)
    return after


@pytest.mark.parametrize("child", [False, True], ids=["the command", "its crawl process"])
def test_killed_again_and_again_it_ends_as_in_peace(bureau, two_visited, stall, child):
    url, host = stall.market.url("plain"), stall.market.shop("plain").address
    dice = Random(f"killed {child}")
    waited = [kill_at_random(bureau, url, dice, child=child) for _ in range(2 if child else 4)]
    said = bureau.crawl(url)
    assert said["stopped"].startswith("all pages visited"), (waited, said)
    nothing(differences(standing(two_visited, host), standing(bureau, host)))
    sent = bureau.rows("SELECT id FROM alerts WHERE status = 'sent'")
    assert bureau.mails() == sorted(row["id"] for row in sent)
    held = standing(bureau)
    assert bureau.indexed() == sum(len(held[name]) for name in ("shops", "listings", "advertisements", "pages"))
    assert bureau.rows("SELECT id FROM captures WHERE done_at IS NULL AND kind IN ('page', 'picture')") == []
    verified = bureau.run("verify")
    assert verified.returncode == 0, verified.stdout.decode()
