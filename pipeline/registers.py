"""What is handed to the detectors from the registers that the bureau handed in."""

from __future__ import annotations

from sqlalchemy import Connection

from core.codec import to_json
from core.numbers import canonical
from core.records import Shop
from core.repositories import registers
from pipeline.knowledge import Shelf


def register_for(connection: Connection, shop: Shop) -> dict[str, object]:
    """Return {"register": …} with what is registered of the codes that the shop shows; empty where no register was handed in."""
    as_of, cities = registers.covered(connection)
    if not as_of:
        return {}
    codes = [canonical("uscc", item.value) for item in shop.licences if item.kind == "uscc"]
    known = {operator.code: to_json(operator) for operator in registers.operators_of(connection, codes)}
    return {"register": {"as_of": as_of, "cities": cities, "operators": known}}


def brands_for(connection: Connection, shelf: Shelf) -> dict[str, object]:
    """Return {"brands": …}; empty where no brand was handed in."""
    book = shelf.current(connection)
    return {"brands": book} if book is not None else {}
