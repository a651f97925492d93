"""Study hours (学时): facts with the instant they were counted at, the batches that brought them, and what is staged."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class HoursBatchRow(Base):
    """One table somebody booked. Undone as a whole, with a reason; its facts stay and count no more."""

    __tablename__ = "hours_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(200))
    rows: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    undone_reason: Mapped[str] = mapped_column(Text, default="")

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class StudyHoursRow(Base):
    """What one person had studied in a class at ``as_of``, in whole minutes. Appended, never edited."""

    __tablename__ = "study_hours"
    __table_args__ = (Index("ix_study_hours_registration", "registration_id", "as_of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("hours_batch.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    class_name: Mapped[str] = mapped_column(String(120), default="")
    minutes: Mapped[int]
    as_of: Mapped[datetime]


class HoursStageRow(Base):
    """A table being brought in: seen by nobody, gone when it is booked, dropped or a day old."""

    __tablename__ = "hours_stage"
    # A number is never given twice: whoever still holds one that was dropped would book somebody else's table.
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    #: 数据截至 of rows that say none, as somebody answered.
    as_of: Mapped[datetime | None]
    at: Mapped[datetime]


class StagedHoursRow(Base):
    """One row of it, as the table has it."""

    __tablename__ = "staged_hours"

    stage_id: Mapped[int] = mapped_column(ForeignKey("hours_stage.id"), primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sheet: Mapped[str] = mapped_column(String(60))
    row: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    id_number: Mapped[str] = mapped_column(String(30))
    class_name: Mapped[str] = mapped_column(String(120))
    minutes: Mapped[int]
    as_of: Mapped[datetime | None]
