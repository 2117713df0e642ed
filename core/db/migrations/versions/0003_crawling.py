"""Crawling that goes on: written tasks behind targets, a durable frontier, what is known between visits, coverage, and the custody log."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UTCTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TEXTS = ("operator", "basis", "scope", "robots_reason")
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go one version up."""
    with op.batch_alter_table("targets", schema=None) as batch_op:
        for name in _TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in ("approved_by", "robots_by"):
            batch_op.add_column(sa.Column(name, sa.String(80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("valid_until", UTCTime(), nullable=True))
        batch_op.add_column(sa.Column("robots", sa.String(10), nullable=False, server_default="obey"))
        batch_op.add_column(sa.Column("window", sa.String(11), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("delay", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("concurrency", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("risk", sa.String(10), nullable=False, server_default="medium"))
    with op.batch_alter_table("captures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("same_as", sa.String(40), nullable=False, server_default=""))
    _tables_of_a_job()
    _tables_between_visits()


def _tables_of_a_job() -> None:
    op.create_table(
        "frontier",
        sa.Column("job_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("age", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "key", name=op.f("pk_frontier")),
    )
    op.create_index("ix_frontier_job_id_state", "frontier", ["job_id", "state"])
    op.create_table(
        "stops",
        sa.Column("job_id", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "reason", name=op.f("pk_stops")),
    )


def _tables_between_visits() -> None:
    op.create_table(
        "page_states",
        sa.Column("target_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("via", sa.String(10), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("capture_id", sa.String(40), nullable=False),
        sa.Column("product", sa.Boolean(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("checked_at", UTCTime(), nullable=False),
        sa.Column("changed_at", UTCTime(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("target_id", "key", name=op.f("pk_page_states")),
    )
    op.create_table(
        "site_memory",
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("via", sa.String(10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("learned_at", UTCTime(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_site_memory")),
    )
    op.create_table(
        "coverage",
        sa.Column("target_id", sa.String(40), nullable=False),
        sa.Column("job_id", sa.String(40), nullable=False),
        sa.Column("last_seen", UTCTime(), nullable=True),
        sa.Column("last_complete", UTCTime(), nullable=True),
        sa.Column("blocked", sa.Text(), nullable=False),
        sa.Column("blocked_at", UTCTime(), nullable=True),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("layout_at", UTCTime(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("pages", "goods", "unchanged", "pictures_unread")),
        sa.Column("yields", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("updated_at", UTCTime(), nullable=True),
        sa.PrimaryKeyConstraint("target_id", name=op.f("pk_coverage")),
    )
    op.create_table(
        "custody",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", UTCTime(), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_custody")),
    )


def downgrade() -> None:
    """Go one version down."""
    for name in ("custody", "coverage", "site_memory", "page_states", "stops", "frontier"):
        op.drop_table(name)
    with op.batch_alter_table("captures", schema=None) as batch_op:
        batch_op.drop_column("same_as")
    with op.batch_alter_table("targets", schema=None) as batch_op:
        for name in (*_TEXTS, "approved_by", "robots_by", "valid_until", "robots", "window", "delay", "concurrency", "risk"):
            batch_op.drop_column(name)
