"""Spot checks of what was approved unseen"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Spot checks of what was approved unseen"""
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("drawn", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("checked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_checked_by_id_staff"), "staff", ["checked_by_id"], ["id"]
        )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("spot_check", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(
            "ix_submission_spot_check",
            ["decided_at", "id"],
            unique=False,
            sqlite_where=sa.text("spot_check"),
            postgresql_where=sa.text("spot_check"),
        )
