"""Who has which thing open."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class ClaimRow(Base):
    """Small, re-read whole, never journalled (house §1). ``kind`` and ``subject_id`` name a thing as journal rows do."""

    __tablename__ = "claim"

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    since: Mapped[datetime]
    last_at: Mapped[datetime]
