"""Tables of what the bureau hands in (operators, brands), of what was read in pictures, and of leads that were put together."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from core.db.tables import Id, metadata
from core.db.types import UTCTime

registered_operators = Table(
    "registered_operators",
    metadata,
    Column("code", String(18), primary_key=True),
    Column("name", Text, nullable=False),
    Column("status", String(40), nullable=False),
    Column("scope", Text, nullable=False),
    Column("permits", JSON, nullable=False),
    Column("city", String(4), nullable=False, index=True),
    Column("as_of", String(10), nullable=False),
)

brands = Table(
    "brands",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("latin", JSON, nullable=False),
    Column("chinese", JSON, nullable=False),
    Column("classes", JSON, nullable=False),
    Column("own_shops", JSON, nullable=False),
    Column("guide_prices", JSON, nullable=False),
)

picture_readings = Table(
    "picture_readings",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reader", String(40), nullable=False),
    Column("phash", String(64), nullable=False),
    Column("shape", String(10), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("same_as", String(64), nullable=False),
    Index("ix_picture_readings_shape", "shape", "reader"),
)

shown_pictures = Table(
    "shown_pictures",
    metadata,
    Column("shop_id", Id, ForeignKey("shops.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("document_id", Id, nullable=False),
    Column("url", Text, nullable=False),
    Column("seen", UTCTime, nullable=False),
    Index("ix_shown_pictures_sha256", "sha256"),
)

lead_aliases = Table(
    "lead_aliases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, nullable=False, index=True),
    Column("why", Text, nullable=False),
)
