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
    #: A learner's session: the token hash of the portal's own session, with which it ends.
    opened_by: Mapped[str | None] = mapped_column(String(64))
    workstation: Mapped[str] = mapped_column(String(120))
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]


class RoleGrantRow(Base):
    """Rights that somebody handed to an account beyond their own; never changed but to say who has seen it.

    Without a giver it was done on the machine that holds the data, by nobody's account.
    """

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    way: Mapped[str] = mapped_column(String(10))
    roles: Mapped[list[Any]]
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
