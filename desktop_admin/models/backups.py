"""Backups that were ordered and made, the plan, and the machines that make them.

``backup_run`` and ``backup_place`` speak of this installation and its disks: they do not go into a backup.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class BackupRunRow(Base):
    """One backup, from the order to its end; written by whoever makes it. ``folder`` empty: the usual one."""

    __tablename__ = "backup_run"
    __table_args__ = (Index("ix_backup_run_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(12))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    #: Who is to make it, then who made it.
    workstation: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    #: The program that has it now, and until when that holds without another sign of life.
    keeper: Mapped[str] = mapped_column(String(200), default="")
    lease_until: Mapped[datetime | None]
    stopping: Mapped[bool] = mapped_column(default=False)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    folder: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    head: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    papers: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(Text, default="")
    removed: Mapped[bool] = mapped_column(default=False)


class BackupPlanRow(Base):
    """The plan, one row (id 1) once somebody has changed it."""

    __tablename__ = "backup_plan"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    daily: Mapped[bool]
    minute: Mapped[int]
    keep: Mapped[int]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class BackupPlaceRow(Base):
    """A machine: the folder chosen there, and what its program last found. ``folder`` is where it writes."""

    __tablename__ = "backup_place"

    workstation: Mapped[str] = mapped_column(String(120), primary_key=True)
    chosen: Mapped[str] = mapped_column(Text, default="")
    folder: Mapped[str] = mapped_column(Text, default="")
    served: Mapped[bool] = mapped_column(default=False)
    same_disk: Mapped[bool] = mapped_column(default=False)
    free: Mapped[int] = mapped_column(BigInteger, default=-1)
    problem: Mapped[str] = mapped_column(Text, default="")
    seen_at: Mapped[datetime]
