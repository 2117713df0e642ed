"""What the bureau hands in (operators, brands), what was read in pictures and which shop shows them, and leads that were put together."""

import sqlalchemy as sa
from alembic import op

from core.db.types import UTCTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    _handed_in()
    _pictures()
    op.create_table(
        "lead_aliases",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("lead_id", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_aliases")),
    )
    op.create_index(op.f("ix_lead_aliases_lead_id"), "lead_aliases", ["lead_id"])


def _handed_in() -> None:
    op.create_table(
        "registered_operators",
        sa.Column("code", sa.String(18), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("permits", sa.JSON(), nullable=False),
        sa.Column("city", sa.String(4), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_registered_operators")),
    )
    op.create_index(op.f("ix_registered_operators_city"), "registered_operators", ["city"])
    op.create_table(
        "brands",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("latin", "chinese", "classes", "own_shops", "guide_prices")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brands")),
    )


def _pictures() -> None:
    op.create_table(
        "picture_readings",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(40), nullable=False),
        sa.Column("phash", sa.String(64), nullable=False),
        sa.Column("shape", sa.String(10), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("same_as", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_picture_readings")),
    )
    op.create_index("ix_picture_readings_shape", "picture_readings", ["shape", "reader"])
    op.create_table(
        "shown_pictures",
        sa.Column("shop_id", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("document_id", sa.String(40), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("seen", UTCTime(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_shown_pictures_shop_id")),
        sa.PrimaryKeyConstraint("shop_id", "sha256", name=op.f("pk_shown_pictures")),
    )
    op.create_index("ix_shown_pictures_sha256", "shown_pictures", ["sha256"])


def downgrade() -> None:
    """Go one version down."""
    for table in ("lead_aliases", "shown_pictures", "picture_readings", "brands", "registered_operators"):
        op.drop_table(table)
