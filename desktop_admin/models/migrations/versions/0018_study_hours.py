"""Study hours: facts, the batches that brought them, tables being brought in"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Four tables, empty."""
    op.create_table(
        "hours_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", _MOMENT, nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_hours_batch_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["staff.id"], name=op.f("fk_hours_batch_undone_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_batch")),
    )
    op.create_index(op.f("ix_hours_batch_at"), "hours_batch", ["at"])
    op.create_table(
        "study_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("class_name", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["hours_batch.id"], name=op.f("fk_study_hours_batch_id_hours_batch")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_study_hours_registration_id_registration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_hours")),
    )
    op.create_index(op.f("ix_study_hours_batch_id"), "study_hours", ["batch_id"])
    op.create_index("ix_study_hours_registration", "study_hours", ["registration_id", "as_of"])
    op.create_table(
        "hours_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("as_of", _MOMENT, nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_hours_stage_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_stage")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "staged_hours",
        sa.Column("stage_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheet", sa.String(length=60), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("id_number", sa.String(length=30), nullable=False),
        sa.Column("class_name", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("as_of", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["hours_stage.id"], name=op.f("fk_staged_hours_stage_id_hours_stage")
        ),
        sa.PrimaryKeyConstraint("stage_id", "place", name=op.f("pk_staged_hours")),
    )
