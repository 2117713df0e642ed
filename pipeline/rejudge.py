"""A new register came in: the shops that show a business licence are judged by it, without a new visit."""

from __future__ import annotations

from core.repositories import shops
from pipeline.judge import Seen
from pipeline.rooms import Rooms
from pipeline.settle import judge_whole


def judge_registered(rooms: Rooms) -> tuple[int, int]:
    """Judge every shop that shows a valid code. Returns how many there are, and how many leads were touched.

    What only a visit shows (nothing is shown, goods without their permit) is left as it is: nobody looked again.
    """
    with rooms.database.read() as connection:
        wanted = shops.with_number(connection, "uscc")
    touched = [lead.id for shop in wanted for lead, _ in judge_whole(rooms, shop, Seen(complete=False))]
    return len(wanted), len(set(touched))
