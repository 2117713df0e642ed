"""A process that writes the embedded index is killed at any moment: the old index still answers, and the next writer goes on."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from search.base import Doc, Query
from search.embedded import EmbeddedEngine

CHILD = """
import sys
from pathlib import Path
from search.base import Doc
from search.embedded import EmbeddedEngine

def docs():
    for number in range(10**9):
        if number == 3000:
            print("under way", flush=True)
        yield Doc(id=f"new{number}", kind="page", url="http://shop.test/", title="绿茶", text="新的一页" * 20)

getattr(EmbeddedEngine(Path(sys.argv[1])), sys.argv[2])(docs())
"""


def kill_while(doing, folder):
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder), doing], stdout=subprocess.PIPE)
    assert child.stdout.readline() == b"under way\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


@pytest.mark.parametrize("doing", ["rebuild", "put"])
def test_killed_in_the_midst_the_old_index_answers_and_the_next_goes_on(tmp_path, doing):
    folder = tmp_path / "index"
    engine = EmbeddedEngine(folder)
    engine.put([Doc(id="old", kind="page", url="http://shop.test/", title="红茶", text="")])
    before = engine.status()
    kill_while(doing, folder)
    assert EmbeddedEngine(folder).search(Query()).hits[0].id == "old"
    assert engine.status() == before
    engine.put([Doc(id="next", kind="page", url="http://shop.test/", title="白茶", text="")])
    assert engine.count(Query()) == 2
    assert engine.rebuild([Doc(id="again", kind="page", url="http://shop.test/", title="黑茶", text="")]) == 1
    assert sorted(path.name for path in folder.glob("index-*")) == sorted([before.name, engine.status().name])  # what was killed is gone


def test_killed_between_the_last_file_and_the_switch_the_new_index_is_not_used(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.put([Doc(id="old", kind="page", url="http://shop.test/", title="红茶", text="")])
    builds = engine.place.builds
    whole = builds.begin()
    builds.finish(whole)
    (tmp_path / "current.4711").write_text(whole)  # what a half-made switch leaves
    assert engine.search(Query()).hits[0].id == "old"
    assert engine.status().kept == (whole,)


def test_an_index_of_an_older_layout_says_what_to_do_and_is_built_again(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.put([Doc(id="old", kind="page", url="http://shop.test/", title="红茶", text="")])
    name = engine.status().name
    (tmp_path / name / "build.json").unlink()  # the first layout had none
    other = EmbeddedEngine(tmp_path)
    with pytest.raises(Exception, match="layout 1, this program wants 3: run `tradewatch reindex`"):
        other.search(Query())
    assert other.status().schema == 1
    assert other.rebuild([Doc(id="new", kind="page", url="http://shop.test/", title="红茶", text="")]) == 1
    assert other.search(Query()).hits[0].id == "new"
