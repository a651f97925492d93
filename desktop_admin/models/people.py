"""Companies and candidates. Numbers that identify live in a table of their own (purge, grants)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desktop_admin.models.base import Base


class CompanyRow(Base):
    """A company, keyed on its credit code; ``name_key`` compares names without regard to brackets."""

    __tablename__ = "company"

    id: Mapped[int] = mapped_column(primary_key=True)
    credit_code: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120), index=True)
    initials: Mapped[str] = mapped_column(String(120), index=True)
    legal_representative: Mapped[str] = mapped_column(String(60), default="")
    county: Mapped[str] = mapped_column(String(6), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    created_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class CompanyNameRow(Base):
    """A name a company bore from an instant on (domain §4: names are dated)."""

    __tablename__ = "company_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120), index=True)
    since: Mapped[datetime]


class CandidateRow(Base):
    """A person. ``name`` is normalised, ``name_typed`` what was typed; a merged record points on."""

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50), index=True)
    name_typed: Mapped[str] = mapped_column(String(60))
    pinyin: Mapped[str] = mapped_column(String(200), index=True)
    initials: Mapped[str] = mapped_column(String(50), index=True)
    pinyin_given: Mapped[bool] = mapped_column(default=False)
    sex: Mapped[str | None] = mapped_column(String(1))
    birth_date: Mapped[date | None]
    company_id: Mapped[int | None] = mapped_column(ForeignKey("company.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    source: Mapped[str] = mapped_column(String(60), default="")
    created_at: Mapped[datetime]

    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class RuledOutPair(Base):
    """Two people who look alike and are not one; ``first_id`` is the smaller number.

    ``signs`` is what made them look alike when that was decided (services/people/likeness.py), by spaces.
    """

    __tablename__ = "ruled_out_pair"
    __table_args__ = (Index("uq_ruled_out_pair_people", "first_id", "second_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    signs: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class CandidateNumbers(Base):
    """The numbers of a person. Unique on (id_type, normalised number)."""

    __tablename__ = "candidate_numbers"
    __table_args__ = (Index("uq_candidate_numbers_id", "id_type", "id_number", unique=True),)

    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("candidate.id"), primary_key=True, autoincrement=False
    )
    id_type: Mapped[str] = mapped_column(String(20))
    id_number: Mapped[str] = mapped_column(String(30), index=True)
    id_last4: Mapped[str] = mapped_column(String(4), index=True)
    phone: Mapped[str] = mapped_column(String(20), index=True, default="")
