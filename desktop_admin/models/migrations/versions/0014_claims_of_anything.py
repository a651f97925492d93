"""Claims of anything, not of applications only"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The few rows go through memory: the table is remade, and whoever has a dossier open keeps it."""
    moment = sa.DateTime(timezone=True)
    old = sa.table(
        "claim",
        *map(sa.column, ("submission_id", "staff_id")),
        sa.column("since", moment),
        sa.column("last_at", moment),
    )
    rows = op.get_bind().execute(sa.select(old)).all()
    op.drop_table("claim")
    fresh = op.create_table(
        "claim",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_claim_staff_id_staff")),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_claim")),
    )
    kept = [
        {
            "kind": "submission",
            "subject_id": row.submission_id,
            "staff_id": row.staff_id,
            "since": row.since,
            "last_at": row.last_at,
        }
        for row in rows
    ]
    if kept:
        op.bulk_insert(fresh, kept)
