"""Where and when exams are held"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of their own; nothing that was there is touched."""
    op.create_table(
        "calendar_year",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "invigilator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invigilator")),
    )
    op.create_index(op.f("ix_invigilator_name"), "invigilator", ["name"], unique=False)
    op.create_table(
        "month_template",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sessions", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_template")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name_key", name=op.f("uq_site_name_key")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["year"], ["calendar_year.id"], name=op.f("fk_calendar_day_year_calendar_year")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_index(op.f("ix_calendar_day_year"), "calendar_day", ["year"], unique=False)
    op.create_table(
        "exam_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("cycle", sa.String(length=7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_given", sa.String(length=120), nullable=False),
        sa.Column("exam", sa.Date(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("application_opens", sa.DateTime(timezone=True), nullable=True),
        sa.Column("application_closes", sa.DateTime(timezone=True), nullable=True),
        sa.Column("study_closes", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pin_reason", sa.String(length=200), nullable=False),
        sa.Column("ended_reason", sa.String(length=200), nullable=False),
        sa.Column("moved_to_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moved_to_id"], ["exam_session.id"], name=op.f("fk_exam_session_moved_to_id_exam_session")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_exam_session_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exam_session")),
    )
    op.create_index("ix_exam_session_cycle_starts", "exam_session", ["cycle", "starts", "id"], unique=False)
    op.create_index(op.f("ix_exam_session_site_id"), "exam_session", ["site_id"], unique=False)
    op.create_index(op.f("ix_exam_session_starts"), "exam_session", ["starts"], unique=False)
    op.create_index(op.f("ix_exam_session_state"), "exam_session", ["state"], unique=False)
    op.create_table(
        "invigilator_phone",
        sa.Column("invigilator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["invigilator_id"],
            ["invigilator.id"],
            name=op.f("fk_invigilator_phone_invigilator_id_invigilator"),
        ),
        sa.PrimaryKeyConstraint("invigilator_id", name=op.f("pk_invigilator_phone")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_room_site_id_site")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    op.create_index("uq_room_site_name", "room", ["site_id", "name_key"], unique=True)
    op.create_table(
        "exam_duty",
        sa.Column("session_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("invigilator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invigilator_id"], ["invigilator.id"], name=op.f("fk_exam_duty_invigilator_id_invigilator")
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_exam_duty_room_id_room")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["exam_session.id"], name=op.f("fk_exam_duty_session_id_exam_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "invigilator_id", name=op.f("pk_exam_duty")),
    )
    op.create_index(op.f("ix_exam_duty_invigilator_id"), "exam_duty", ["invigilator_id"], unique=False)
    op.create_index(op.f("ix_exam_duty_room_id"), "exam_duty", ["room_id"], unique=False)
    op.create_table(
        "exam_session_category",
        sa.Column("session_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["exam_session.id"], name=op.f("fk_exam_session_category_session_id_exam_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "category", name=op.f("pk_exam_session_category")),
    )
    op.create_index(
        op.f("ix_exam_session_category_category"), "exam_session_category", ["category"], unique=False
    )
    op.create_table(
        "exam_session_room",
        sa.Column("session_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("room_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_exam_session_room_room_id_room")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["exam_session.id"], name=op.f("fk_exam_session_room_session_id_exam_session")
        ),
        sa.PrimaryKeyConstraint("session_id", "room_id", name=op.f("pk_exam_session_room")),
    )
    op.create_index(op.f("ix_exam_session_room_room_id"), "exam_session_room", ["room_id"], unique=False)
