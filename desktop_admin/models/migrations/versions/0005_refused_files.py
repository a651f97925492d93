"""Refused files without their bytes, and what a learner has uploaded today"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Whether a file's bytes are kept (those that stand here are), and a tally by learner and day."""
    op.add_column("file", sa.Column("kept", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_table(
        "upload_day",
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_upload_day_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "day", name=op.f("pk_upload_day")),
    )
