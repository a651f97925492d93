"""Accounts and sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class StaffRow(Base):
    """An account: staff, or the portal's service account. Disabled, never deleted (X05)."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    roles: Mapped[list[Any]]
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    #: The last sign-in or sign-out; an open session knows it more exactly.
    last_seen: Mapped[datetime | None]
    created_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class SessionRow(Base):
    """An open session; only the SHA-256 of its token is kept. Written as a signal, not journalled."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    workstation: Mapped[str] = mapped_column(String(120))
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
