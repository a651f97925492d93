"""Wrong passwords counted, and where each account signed in before. Written without a journal row of their own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class AttemptRow(Base):
    """Failures by name or by address. ``slot`` is a few bits of a hash: the table cannot grow past its slots,
    and what somebody typed into the name field, perhaps a password, cannot be told from it."""

    __tablename__ = "attempt"

    counted: Mapped[str] = mapped_column(String(10), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class WorkplaceRow(Base):
    """An address from which the right password of an account came: it is never kept waiting there."""

    __tablename__ = "workplace"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(130), primary_key=True)
    last_at: Mapped[datetime]
