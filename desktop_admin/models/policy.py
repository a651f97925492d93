"""What a chief may change: categories, reasons, settings, one month's window."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class CategoryRow(Base):
    """One of the ten categories."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(20), unique=True)
    code: Mapped[str] = mapped_column(String(4))
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(80))
    short: Mapped[str] = mapped_column(String(20))
    required_hours: Mapped[int]
    offered: Mapped[bool]
    sort: Mapped[int]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class CategoryPaperRow(Base):
    """A paper a category demands."""

    __tablename__ = "category_paper"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True, autoincrement=False)
    slot: Mapped[str] = mapped_column(String(30), primary_key=True)
    title: Mapped[str] = mapped_column(String(60))
    sort: Mapped[int]


class ReasonRow(Base):
    """A reason of the catalogue; retired ones stay for the decisions that used them.

    Unique on code and slot, not on the code: a reason may have another digit on each paper.
    """

    __tablename__ = "reason"
    __table_args__ = (Index("uq_reason_code_slot", "code", "slot", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(200))
    slot: Mapped[str] = mapped_column(String(30), default="")
    category: Mapped[str] = mapped_column(String(20), default="")
    digit: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    given_for: Mapped[str] = mapped_column(String(10), default="")
    sort: Mapped[int] = mapped_column(default=0)

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class PolicyRow(Base):
    """The settings, one row (id 1)."""

    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    settings: Mapped[dict[str, Any]]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class RegistrationShiftRow(Base):
    """One month's registration window moved by a chief (domain §2.11)."""

    __tablename__ = "registration_shift"

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle: Mapped[str] = mapped_column(String(7), unique=True)
    opens: Mapped[datetime]
    closes: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(200))

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
