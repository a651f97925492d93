"""Where and when exams are held: sites, rooms, sessions, invigilators, and the days that are no ordinary ones."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class SiteRow(Base):
    """考点. One that is used no longer stays, with ``active`` off, for the sessions that were held there."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    #: The name as it is compared: without regard to brackets, spaces and capitals.
    name_key: Mapped[str] = mapped_column(String(120), unique=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class RoomRow(Base):
    """考场 of a site. ``places``: how many may sit there; its grid belongs to the rosters."""

    __tablename__ = "room"
    __table_args__ = (Index("uq_room_site_name", "site_id", "name_key", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    name: Mapped[str] = mapped_column(String(40))
    name_key: Mapped[str] = mapped_column(String(80))
    places: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class InvigilatorRow(Base):
    """监考员."""

    __tablename__ = "invigilator"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), index=True)
    active: Mapped[bool] = mapped_column(default=True)

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class InvigilatorPhone(Base):
    """The phone of an invigilator, apart as all phones are (purge, grants)."""

    __tablename__ = "invigilator_phone"

    invigilator_id: Mapped[int] = mapped_column(
        ForeignKey("invigilator.id"), primary_key=True, autoincrement=False
    )
    phone: Mapped[str] = mapped_column(String(20), default="")


class ExamSessionRow(Base):
    """场次. Its windows follow from ``exam`` (rules/exam_windows) unless pinned; they are not stored.

    ``starts`` and ``ends`` are instants on the day ``exam``.  ``cycle`` (``2026-11``) is derived from ``exam`` and
    stored to be searched by.  ``number`` counts within the cycle (第二场).  ``name_given`` is the name somebody typed;
    without one ``name`` is generated.  ``ended_reason``: why it was moved or cancelled; ``moved_to_id``: where to.
    """

    __tablename__ = "exam_session"
    __table_args__ = (Index("ix_exam_session_cycle_starts", "cycle", "starts", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(12), index=True)
    cycle: Mapped[str] = mapped_column(String(7))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    name_given: Mapped[str] = mapped_column(String(120), default="")
    exam: Mapped[date]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    capacity: Mapped[int]
    #: Cut-offs pinned by hand; None: derived from the exam date (domain §2.1).
    application_opens: Mapped[datetime | None]
    application_closes: Mapped[datetime | None]
    study_closes: Mapped[datetime | None]
    pin_reason: Mapped[str] = mapped_column(String(200), default="")
    ended_reason: Mapped[str] = mapped_column(String(200), default="")
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("exam_session.id"))
    created_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class ExamSessionCategory(Base):
    """A category that may sit in a session; ``category`` is its key, as in applications."""

    __tablename__ = "exam_session_category"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("exam_session.id"), primary_key=True, autoincrement=False
    )
    category: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)


class ExamSessionRoom(Base):
    """A room a session uses."""

    __tablename__ = "exam_session_room"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("exam_session.id"), primary_key=True, autoincrement=False
    )
    room_id: Mapped[int] = mapped_column(
        ForeignKey("room.id"), primary_key=True, autoincrement=False, index=True
    )


class ExamDuty(Base):
    """Who invigilates a session, and in which room (None: not settled yet)."""

    __tablename__ = "exam_duty"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("exam_session.id"), primary_key=True, autoincrement=False
    )
    invigilator_id: Mapped[int] = mapped_column(
        ForeignKey("invigilator.id"), primary_key=True, autoincrement=False, index=True
    )
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)


class MonthTemplateRow(Base):
    """What a month starts with, one row (id 1); before somebody changed it the rule's own template holds."""

    __tablename__ = "month_template"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sessions: Mapped[list[Any]]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class CalendarYearRow(Base):
    """A year whose days off somebody has entered or changed; any other year is what the package knows of it."""

    __tablename__ = "calendar_year"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class CalendarDayRow(Base):
    """One day that differs from its weekday: a holiday (``off``) or a make-up workday."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("calendar_year.id"), index=True)
    off: Mapped[bool]
    name: Mapped[str] = mapped_column(String(20))
