"""Unpack zlib, gzip and brotli data that may be hostile: bounded in what it unfolds to, in its number of members, and in the time that they take."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import brotli

CHUNK = 64 * 1024  # bytes taken in at a time: what follows a member is copied, so it must stay short
MOST_MEMBERS = 10_000  # of one gzip file; servers send one, a file that was appended to has some
GZIP = 31  # zlib's "window bits" for gzip with its header


class TooManyMembers(zlib.error):
    """More gzip members than any file has that was not made to keep us busy."""


@dataclass(frozen=True, slots=True)
class Inflated:
    """What was unpacked, at most one byte more than asked for. `whole`: whether the data came to its own end."""

    data: bytes
    whole: bool


def inflate(read: Callable[[int], bytes], bits: int, largest: int) -> Inflated:
    """Unpack what `read(size)` gives until it gives nothing, at most `largest` + 1 bytes; of gzip (bits 31) all members as one.

    Raises zlib.error for what is no such data, TooManyMembers for more than 10,000 members.
    """
    found = bytearray()
    machine, members = zlib.decompressobj(bits), 1
    packed = read(CHUNK)
    while packed and len(found) <= largest:
        found += machine.decompress(packed, largest + 1 - len(found))
        packed = machine.unconsumed_tail
        if machine.eof:
            packed = (machine.unused_data or read(CHUNK)).lstrip(b"\0") if bits == GZIP else b""
            if packed:  # zeros behind the last member are padding
                machine, members = zlib.decompressobj(bits), members + 1
                if members > MOST_MEMBERS:
                    raise TooManyMembers(f"more than {MOST_MEMBERS} gzip members")
        elif not packed:
            packed = read(CHUNK)
    return Inflated(bytes(found), machine.eof or len(found) > largest)


def unbrotli(packed: bytes, largest: int) -> Inflated:
    """Unpack brotli data (RFC 7932), at most about a chunk more than `largest` bytes. Raises brotli.error for what is no such data."""
    found = bytearray()
    machine = brotli.Decompressor()
    for start in range(0, len(packed), CHUNK):
        piece = packed[start : start + CHUNK]
        while len(found) <= largest:
            found += machine.process(piece, output_buffer_limit=CHUNK)
            piece = b""
            if machine.can_accept_more_data():
                break
        if len(found) > largest:
            break
    return Inflated(bytes(found), machine.is_finished() or len(found) > largest)
