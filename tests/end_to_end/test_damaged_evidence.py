"""Evidence of a real visit that was damaged afterwards: `verify` names the file and exits with 1."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def damage(path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)


def shorten(path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def take_away(path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [damage, shorten, take_away])
@pytest.mark.parametrize("pattern", ["*.warc.gz", "*.png"])
def test_verify_names_the_file_that_was_harmed(two_visited, tmp_path, harm, pattern):
    bureau = two_visited.copy(tmp_path)
    files = sorted((bureau.data / "evidence").rglob(pattern))
    if not files and pattern == "*.png":
        pytest.skip("no browser: there are no screenshots")
    assert bureau.run("verify").returncode == 0
    harm(files[0])
    done = bureau.run("verify")
    assert done.returncode == 1
    assert files[0].name in done.stdout.decode()
