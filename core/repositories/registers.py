"""What the bureau handed in: registered operators and brands."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from core.db.handed_in import brands, registered_operators
from core.handed_in import Brand, RegisteredOperator
from core.repositories.rows import record, upsert, values


def put_operator(connection: Connection, operator: RegisteredOperator) -> str:
    """Store the operator as last handed in. Returns new, changed or same; an older export than the one known changes nothing."""
    row = connection.execute(select(registered_operators).where(registered_operators.c.code == operator.code)).mappings().first()
    known = record(RegisteredOperator, row) if row else None
    if known == operator or (known is not None and known.as_of > operator.as_of):
        return "same"
    upsert(connection, registered_operators, [values(operator, registered_operators)])
    return "changed" if known else "new"


def operators_of(connection: Connection, codes: Collection[str]) -> list[RegisteredOperator]:
    """Return the operators of these codes that are registered."""
    query = select(registered_operators).where(registered_operators.c.code.in_(codes)).order_by(registered_operators.c.code)
    return [record(RegisteredOperator, row) for row in connection.execute(query).mappings()]


def covered(connection: Connection) -> tuple[str, list[str]]:
    """Return the day of the newest export ("" when nothing was handed in), and the cities (four digits) whose operators are in the register."""
    newest = connection.execute(select(func.max(registered_operators.c.as_of))).scalar() or ""
    cities = connection.execute(select(registered_operators.c.city).distinct().order_by(registered_operators.c.city)).scalars()
    return newest, [str(city) for city in cities]


def put_brand(connection: Connection, brand: Brand) -> str:
    """Store the brand as last handed in. Returns new, changed or same."""
    row = connection.execute(select(brands).where(brands.c.id == brand.id)).mappings().first()
    known = record(Brand, row) if row else None
    if known == brand:
        return "same"
    upsert(connection, brands, [values(brand, brands)])
    return "changed" if known else "new"


def every_brand(connection: Connection) -> list[Brand]:
    """Return all brands by name."""
    return [record(Brand, row) for row in connection.execute(select(brands).order_by(brands.c.name, brands.c.id)).mappings()]
