"""Registrations, fees, orders and payments; notices about registrations"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """New tables; a notice may be about a registration instead of papers."""
    op.create_table(
        "fee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_fee_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
    )
    op.create_index("ix_fee_category", "fee", ["category", "valid_from", "id"])
    _registrations()
    _orders()
    with op.batch_alter_table("notice") as batch_op:
        batch_op.alter_column("submission_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("registration_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_notice_registration_id_registration"), "registration", ["registration_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_notice_registration_id"), ["registration_id"])


def _registrations() -> None:
    op.create_table(
        "registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("cycle", sa.String(length=7), nullable=False),
        sa.Column("first_cycle", sa.String(length=7), nullable=False),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("late_admitted", sa.Boolean(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("application", sa.String(length=8), nullable=False),
        sa.Column("applied_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.Column("ended_as", sa.String(length=10), nullable=False),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_registration_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["exam_session.id"], name=op.f("fk_registration_session_id_exam_session")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_registration_staff_id_staff")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_registration_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
    )
    op.create_index(op.f("ix_registration_candidate_id"), "registration", ["candidate_id"])
    op.create_index(op.f("ix_registration_submission_id"), "registration", ["submission_id"])
    op.create_index("ix_registration_cycle", "registration", ["cycle", "category"])
    op.create_index(
        "ix_registration_session", "registration", ["session_id", "application", "applied_at", "id"]
    )
    op.create_index(
        "uq_registration_live",
        "registration",
        ["candidate_id", "category"],
        unique=True,
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )


def _orders() -> None:
    op.create_table(
        "payment_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("merchant_order_no", sa.String(length=32), nullable=False),
        sa.Column("fee_name", sa.String(length=60), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_payment_order_registration_id_registration"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_order")),
        sa.UniqueConstraint("merchant_order_no", name=op.f("uq_payment_order_merchant_order_no")),
        sa.UniqueConstraint("registration_id", name=op.f("uq_payment_order_registration_id")),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("merchant_order_no", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("channel_no", sa.String(length=64), nullable=False),
        sa.Column("flow", sa.String(length=8), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("paid_at", _MOMENT, nullable=False),
        sa.Column("reported_at", _MOMENT, nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["payment_order.id"], name=op.f("fk_payment_order_id_payment_order")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_payment_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_merchant_order_no"), "payment", ["merchant_order_no"])
    op.create_index(op.f("ix_payment_order_id"), "payment", ["order_id"])
    op.create_index("uq_payment_channel_no", "payment", ["channel", "channel_no", "flow"], unique=True)
