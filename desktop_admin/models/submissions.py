"""Applications, their papers and the decisions on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class SubmissionRow(Base):
    """A person's application in a category (资质提交).

    ``queue`` is 0 for 需复审, 1 for 待审核 and NULL otherwise: one index serves the work list
    in its order, however many decided rows lie beside it.
    """

    __tablename__ = "submission"
    __table_args__ = (
        # Partial and covering: a page of the work list and its exact count never touch decided rows.
        Index(
            "ix_submission_queue",
            "queue",
            "waiting_since",
            "id",
            "category",
            "aside_until",
            sqlite_where=text("queue is not null"),
            postgresql_where=text("queue is not null"),
        ),
        Index(
            "ix_submission_spot_check",
            "decided_at",
            "id",
            sqlite_where=text("spot_check"),
            postgresql_where=text("spot_check"),
        ),
        Index("ix_submission_person", "candidate_id", "category", "cycle"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    category: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12), index=True)
    queue: Mapped[int | None]
    attempt: Mapped[int] = mapped_column(default=1)
    submitted_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    cycle: Mapped[str] = mapped_column(String(7), default="")
    missed_cycle: Mapped[str] = mapped_column(String(7), default="")
    late_minutes: Mapped[int] = mapped_column(default=0)
    next_month: Mapped[bool] = mapped_column(default=False)
    border: Mapped[bool] = mapped_column(default=False, index=True)
    admitted: Mapped[bool] = mapped_column(default=False)
    certificate: Mapped[str] = mapped_column(String(60), default="")
    expires: Mapped[str] = mapped_column(String(10), default="")
    precheck: Mapped[str] = mapped_column(String(8), default="unknown")
    bad_file: Mapped[bool] = mapped_column(default=False)
    replaced: Mapped[bool] = mapped_column(default=False)
    duplicate: Mapped[bool] = mapped_column(default=False)
    #: Approved unseen and drawn for a second look that has not happened yet (R20).
    spot_check: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    aside_until: Mapped[datetime | None]
    aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    aside_note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class PaperRow(Base):
    """One uploaded file of a slot. A replaced one stays, with ``current`` off."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    slot: Mapped[str] = mapped_column(String(30))
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    uploaded_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    source: Mapped[str] = mapped_column(String(60), default="")
    attempt: Mapped[int]
    current: Mapped[bool] = mapped_column(default=True)


class DecisionRow(Base):
    """A decision with the words it was made with; undone ones keep who and why."""

    __tablename__ = "decision"
    __table_args__ = (Index("ix_decision_day", "at", "staff_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reasons: Mapped[list[Any]]
    sentence: Mapped[str] = mapped_column(Text)
    hashes: Mapped[list[Any]]
    unseen: Mapped[bool] = mapped_column(default=False)
    #: Approved although the pre-check was red, and the person said so.
    despite: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    #: Whether this approval was drawn for a spot check, and who agreed with it when.
    drawn: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]
    #: What the submission looked like before, so that undo restores it exactly.
    before: Mapped[dict[str, Any]]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    undone_reason: Mapped[str] = mapped_column(Text, default="")


class NoteRow(Base):
    """A staff note on a dossier, with the colleagues it calls."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[Any]]
