"""Approvals against a red finding"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column; of what was decided before nobody asked."""
    op.add_column(
        "decision", sa.Column("despite", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
