"""What waits is found without a look at what is done: a job's captures lie behind pages of JSON, and there are tens of thousands of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one version up."""
    waiting = sa.text("done_at IS NULL")
    op.create_index("ix_captures_waiting", "captures", ["job_id", "kind", "fetched_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_index("ix_captures_job_id_kind", "captures", ["job_id", "kind"])
    op.drop_index("ix_captures_job_id", "captures")


def downgrade() -> None:
    """Go one version down."""
    op.create_index("ix_captures_job_id", "captures", ["job_id"])
    op.drop_index("ix_captures_job_id_kind", "captures")
    op.drop_index("ix_captures_waiting", "captures")
