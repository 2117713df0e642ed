"""Text from outside made fit to be stored: the same length, so that positions hold."""

from __future__ import annotations

import re

_UNFIT = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text with NUL and lone surrogates replaced by U+FFFD: UTF-8 cannot hold the latter, PostgreSQL not the former."""
    if "\x00" not in text:
        try:
            text.encode()
            return text  # nearly every text; looking for each single character costs ten times as much
        except UnicodeEncodeError:  # a lone surrogate
            pass
    return _UNFIT.sub("\ufffd", text)
