"""What the library says of files that are cut short, garbled or gone, as one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import SearchError

_LONGEST = 160  # characters of the library's own words


def damaged(place: Path | str, cause: BaseException) -> SearchError:
    """Return the error of an index that cannot be read."""
    said = " ".join(str(cause).split())
    return SearchError(f"the index {place} is damaged: build it again with `tradewatch reindex` ({said[:_LONGEST]})")


@contextmanager
def reading(place: Path | str) -> Iterator[None]:
    """Raise SearchError for whatever the library meets in damaged files."""
    try:
        yield
    except (ValueError, OSError) as exc:
        raise damaged(place, exc) from exc
    except BaseException as exc:  # the library's panics are no Exception, and their class cannot be imported
        if type(exc).__name__ != "PanicException":
            raise
        raise damaged(place, exc) from exc
