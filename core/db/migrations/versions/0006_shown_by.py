"""What a capture shows is looked up at each unchanged page: an index for it in every table of documents."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLES = ("advertisements", "findings", "listings", "pages")


def upgrade() -> None:
    """Go one version up."""
    for table in _TABLES:
        op.create_index(f"ix_{table}_capture_id", table, ["capture_id"])


def downgrade() -> None:
    """Go one version down."""
    for table in _TABLES:
        op.drop_index(f"ix_{table}_capture_id", table)
