"""Saved searches and what they matched, rescans of the past, and marks by which texts that are nearly the same are found."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UTCTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("saved_id", sa.String(40), nullable=False, server_default=""))
        batch_op.create_index(batch_op.f("ix_alerts_saved_id"), ["saved_id"], unique=False)
    _saved()
    _rescans()
    _likes()
    # marks are written when a document comes to the index: what is stored already comes there once more
    queue = sa.table("index_queue", sa.column("document_kind"), sa.column("document_id"))
    for kind, name in (("shop", "shops"), ("listing", "listings"), ("advertisement", "advertisements"), ("page", "pages")):
        stored = sa.select(sa.literal(kind), sa.table(name, sa.column("id")).c.id)
        op.execute(queue.insert().from_select(["document_kind", "document_id"], stored))


def _saved() -> None:
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("alert", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        sa.Column("looked_at", UTCTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_searches")),
    )
    op.create_index(op.f("ix_saved_searches_owner_id"), "saved_searches", ["owner_id"])
    op.create_table(
        "saved_matches",
        sa.Column("saved_id", sa.String(40), nullable=False),
        sa.Column("document_id", sa.String(40), nullable=False),
        sa.Column("document_kind", sa.String(20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("found_at", UTCTime(), nullable=False),
        sa.Column("alert_id", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("saved_id", "document_id", name=op.f("pk_saved_matches")),
    )
    op.create_index(op.f("ix_saved_matches_alert_id"), "saved_matches", ["alert_id"])
    op.create_index("ix_saved_matches_saved_id_found_at", "saved_matches", ["saved_id", "found_at"])


def _rescans() -> None:
    op.create_table(
        "rescans",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(80), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(80), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("created_at", UTCTime(), nullable=False),
        *(sa.Column(name, UTCTime(), nullable=True) for name in ("started_at", "heartbeat_at", "ended_at")),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("place", sa.String(80), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("done", "total", "found", "opened")),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rescans")),
    )
    op.create_index(op.f("ix_rescans_status"), "rescans", ["status"])


def _likes() -> None:
    op.create_table(
        "likenesses",
        sa.Column("document_id", sa.String(40), nullable=False),
        sa.Column("document_kind", sa.String(20), nullable=False),
        sa.Column("shop_id", sa.String(40), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_likenesses")),
    )
    op.create_table(
        "likeness_bands",
        sa.Column("value", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("value", "document_id", name=op.f("pk_likeness_bands")),
    )
    op.create_index("ix_likeness_bands_document_id", "likeness_bands", ["document_id"])


def downgrade() -> None:
    """Go one version down."""
    for name in ("likeness_bands", "likenesses", "rescans", "saved_matches", "saved_searches"):
        op.drop_table(name)
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alerts_saved_id"))
        batch_op.drop_column("saved_id")
