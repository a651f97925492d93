"""Files by hash: that they are there, what was found out, and (PostgreSQL only) their bytes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class FileRow(Base):
    """A stored file. One that no record names 24 h after ``put_at`` is swept."""

    __tablename__ = "file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    put_at: Mapped[datetime] = mapped_column(index=True)


class FileFactsRow(Base):
    """What one version of the inspector found in a file; ``text`` is its text, a list of pages."""

    __tablename__ = "file_facts"

    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), primary_key=True)
    inspector: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    facts: Mapped[dict[str, Any]]
    text: Mapped[list[Any]]


class BlobRow(Base):
    """The bytes, where the store is the database (a folder serves the SQLite office)."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
