"""Files by hash: that they are there, what was found out, and (PostgreSQL only) their bytes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class FileRow(Base):
    """A file that was put. One without a use, that no record names, is swept 24 h after ``put_at``.

    ``kept`` False: it was refused for whatever it was put for, and its bytes were never stored.
    """

    __tablename__ = "file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    put_at: Mapped[datetime] = mapped_column(index=True)
    kept: Mapped[bool] = mapped_column(default=True)


class FileUseRow(Base):
    """What a file was put for, last by whom and under which name (as shown); swept as the purpose says.

    ``kept`` False: it was refused for that purpose, and nobody is shown its bytes for it. ``facts``: what the
    purpose's inspector found; None for papers, whose facts stand in ``file_facts`` with what their text says.
    """

    __tablename__ = "file_use"

    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    put_at: Mapped[datetime] = mapped_column(index=True)
    kept: Mapped[bool]
    file_name: Mapped[str] = mapped_column(String(200), default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    facts: Mapped[dict[str, Any] | None]


class FilePutRow(Base):
    """A learner brought these bytes: only then may that learner name them."""

    __tablename__ = "file_put"

    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    put_at: Mapped[datetime]


class UploadDayRow(Base):
    """How many new files, and bytes, a learner brought on one day at the association; older days are swept."""

    __tablename__ = "upload_day"

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidate.id"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    files: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)


class StaffUploadDayRow(Base):
    """The same of a member of staff, for a purpose that has a limit (``rules/purposes``)."""

    __tablename__ = "staff_upload_day"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    purpose: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    files: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)


class FileFactsRow(Base):
    """What one version of the inspector found in a file; ``reading`` is what its text says (personal data).

    ``text``: the pages as inspector 1 kept them, before there was a reading; empty from 2 on.
    """

    __tablename__ = "file_facts"

    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), primary_key=True)
    inspector: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    facts: Mapped[dict[str, Any]]
    text: Mapped[list[Any]]
    reading: Mapped[dict[str, Any] | None]


class BlobRow(Base):
    """The bytes, where the store is the database (a folder serves the SQLite office)."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
