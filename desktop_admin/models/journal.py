"""The office row, the journal and its erasable details (house §2)."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class OfficeRow(Base):
    """The one row every command takes first; it carries the head of the journal."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    demonstration: Mapped[bool] = mapped_column(default=False)
    #: Only a demonstration runs on a clock of its own: microseconds added to the real one.
    clock_offset_us: Mapped[int] = mapped_column(BigInteger, default=0)
    head: Mapped[int] = mapped_column(default=0)
    head_hash: Mapped[str] = mapped_column(String(64), default="")
    last_at: Mapped[datetime]


class JournalRow(Base):
    """One command that was done. Never changed, never deleted."""

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    format: Mapped[int]
    command_id: Mapped[str] = mapped_column(String(64), unique=True)
    staff_id: Mapped[int | None] = mapped_column(index=True)
    on_behalf_id: Mapped[int | None]
    via: Mapped[str] = mapped_column(String(20))
    workstation: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(60))
    subjects: Mapped[str] = mapped_column(Text)
    receipt: Mapped[str] = mapped_column(Text)
    detail_digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class JournalSubject(Base):
    """Which journal rows speak of a thing: its history without reading the whole journal."""

    __tablename__ = "journal_subject"
    __table_args__ = (Index("ix_journal_subject_number", "number"),)

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(ForeignKey("journal.number"), primary_key=True, autoincrement=False)


class JournalDetailRow(Base):
    """What was asked, behind a salt; may be erased, the chain holds only its digest."""

    __tablename__ = "journal_detail"

    number: Mapped[int] = mapped_column(ForeignKey("journal.number"), primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
