"""Pairs of people who look alike and are not one"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table; before it nobody could say so."""
    op.create_table(
        "ruled_out_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("signs", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["candidate.id"], name=op.f("fk_ruled_out_pair_first_id_candidate")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["candidate.id"], name=op.f("fk_ruled_out_pair_second_id_candidate")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_ruled_out_pair_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruled_out_pair")),
    )
    op.create_index("uq_ruled_out_pair_people", "ruled_out_pair", ["first_id", "second_id"], unique=True)
    op.create_index(op.f("ix_ruled_out_pair_second_id"), "ruled_out_pair", ["second_id"])
