"""Wrong passwords by name and address, workplaces, learners' sessions by the portal's, and who put a file"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Wrong passwords by name and address, workplaces, learners' sessions by the portal's, and who put a file"""
    op.create_table(
        "attempt",
        sa.Column("counted", sa.String(length=10), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("counted", "slot", name=op.f("pk_attempt")),
    )
    op.create_table(
        "workplace",
        sa.Column("staff_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String(length=130), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_workplace_staff_id_staff")),
        sa.PrimaryKeyConstraint("staff_id", "address", name=op.f("pk_workplace")),
    )
    op.create_table(
        "file_put",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_file_put_sha256_file")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_file_put_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("sha256", "candidate_id", name=op.f("pk_file_put")),
    )
    op.add_column("session", sa.Column("opened_by", sa.String(length=64), nullable=True))
