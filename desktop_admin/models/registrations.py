"""Registrations (报名): what people did about a month's exams. Money, hours and states are computed, never kept here."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class RegistrationRow(Base):
    """A person's registration in a category for the exams of a cycle.

    ``submission_id``: the approved papers it stands on.  ``ended_at``: cancelled, or absent for want of hours; the
    one index lets a person have one live registration in a category and any number of ended ones.
    """

    __tablename__ = "registration"
    __table_args__ = (
        Index(
            "uq_registration_live",
            "candidate_id",
            "category",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_registration_cycle", "cycle", "category"),
        Index("ix_registration_session", "session_id", "application", "applied_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    cycle: Mapped[str] = mapped_column(String(7))
    #: The cycle it was first registered for: what 转次月考 left, and may be gone back to.
    first_cycle: Mapped[str] = mapped_column(String(7))
    registered_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    source: Mapped[str] = mapped_column(String(60), default="")
    #: A chief let a payment inside the grace into the cycle (domain §2.5).
    late_admitted: Mapped[bool] = mapped_column(default=False)
    #: The session it has a place in or waits for; ``application`` says which: none, applied, waiting.
    session_id: Mapped[int | None] = mapped_column(ForeignKey("exam_session.id"))
    application: Mapped[str] = mapped_column(String(8), default="none")
    #: When it applied; those who wait rise in this order.
    applied_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    #: ``cancelled`` or ``absent``; empty while it lives.
    ended_as: Mapped[str] = mapped_column(String(10), default="")
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
