"""How much staff put on one day"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table of its own, empty: the day of the upgrade begins anew."""
    op.create_table(
        "staff_upload_day",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_upload_day_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "purpose", "day", name=op.f("pk_staff_upload_day")),
    )
