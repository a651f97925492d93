"""What files were put for"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table. Everything that was looked at until now is a paper; what was not is just coming or going."""
    op.create_table(
        "file_use",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_file_use_sha256_file")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_file_use_staff_id_staff")),
        sa.PrimaryKeyConstraint("sha256", "purpose", name=op.f("pk_file_use")),
    )
    with op.batch_alter_table("file_use") as batch_op:
        batch_op.create_index(batch_op.f("ix_file_use_put_at"), ["put_at"], unique=False)
    op.execute(
        "insert into file_use (sha256, purpose, put_at, kept, file_name)"
        " select sha256, 'paper', put_at, kept, '' from file"
        " where sha256 in (select sha256 from file_facts) or sha256 in (select sha256 from paper)"
    )
