"""Which people and companies a typed text means (X08): one place for Ctrl+K and for the filtered lists.

A text becomes a few selects of ids, best kind of match first.  Each is a comparison an index can serve;
only “contains” reads a whole (narrow) column, and stands last.
"""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyNameRow, CompanyRow
from desktop_admin.rules.names import company_key, normalise_name
from desktop_admin.rules.phones import check_phone
from desktop_admin.rules.text import normalise_number

Ids = Select[int]

_LAST_IN_UNICODE = "\U0010ffff"


def begins(session: Session, column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """``column`` begins with ``text``.

    SQLite does not use an index for LIKE, but for a range; PostgreSQL sorts by language, where the
    range would not mean “begins with”.
    """
    if session.get_bind().dialect.name == "sqlite":
        return and_(column >= text, column < text + _LAST_IN_UNICODE)
    return column.startswith(text, autoescape=True)


def in_order(session: Session, column: InstrumentedAttribute[str]) -> ColumnElement[Any]:
    """``column`` for sorting readings: by code point on both databases, blanks before letters."""
    if session.get_bind().dialect.name == "sqlite":
        return column.expression
    return column.collate("C")


def candidate_matches(session: Session, text: str, *, numbers: bool) -> list[Ids]:
    """Selects of candidate ids, best first; numbers of merged records lead to the kept person.

    ``numbers``: whether whoever asks may see whole numbers. To anybody else only what the lists show finds: whoever
    can ask whether a number begins with 1381 has the whole one in a few hundred questions, and leaves no trace.
    """
    number = normalise_number(text)
    found = _by_whole_number(session, text, number) if numbers else []
    if re.fullmatch(r"[0-9]{3}[0-9X]", number):
        found.append(_by_number(CandidateNumbers.id_last4 == number))
    letters = _letters(text)
    if letters:
        found += [_people(CandidateRow.initials == letters), _people(_reads(session, letters))]
        found.append(_people(begins(session, CandidateRow.initials, letters)))
    name = normalise_name(text)
    if name and not number.isdigit():
        found += [_people(CandidateRow.name == name), _people(begins(session, CandidateRow.name, name))]
        if not letters and len(name) > 1:
            found.append(_people(CandidateRow.name.contains(name, autoescape=True)))
    return found


def _by_whole_number(session: Session, text: str, number: str) -> list[Ids]:
    found: list[Ids] = []
    if re.fullmatch(r"[0-9A-Z()]{5,}", number) and re.search(r"[0-9]", number):
        found.append(_by_number(CandidateNumbers.id_number == number))
    phone = check_phone(text)
    if phone.ok:
        found.append(_by_number(CandidateNumbers.phone == phone.number))
    elif re.fullmatch(r"1[3-9][0-9]{5,8}", number):
        found.append(_by_number(begins(session, CandidateNumbers.phone, number)))
    return found


def company_matches(session: Session, text: str) -> list[Ids]:
    """Selects of company ids, best first: credit code, name, former name, initials."""
    code, key, letters = normalise_number(text), company_key(text), _letters(text)
    found: list[Ids] = []
    if len(code) >= 4 and re.fullmatch(r"[0-9A-Z]+", code):
        found.append(select(CompanyRow.id).where(begins(session, CompanyRow.credit_code, code)))
    if letters:
        found.append(select(CompanyRow.id).where(begins(session, CompanyRow.initials, letters)))
    if key and not key.isdigit():
        found.append(select(CompanyRow.id).where(begins(session, CompanyRow.name_key, key)))
        found.append(select(CompanyRow.id).where(CompanyRow.name_key.contains(key, autoescape=True)))
        former = CompanyNameRow.name_key.contains(key, autoescape=True)
        found.append(select(CompanyNameRow.company_id).where(former))
    return found


def _letters(text: str) -> str:
    """The text as run-together pinyin letters, or nothing when it holds anything else."""
    letters = re.sub(r"[\s'·]", "", text).casefold().replace("ü", "v")
    return letters if re.fullmatch(r"[a-z]+", letters) else ""


def _reads(session: Session, letters: str) -> ColumnElement[bool]:
    # Syllables are stored with blanks and typed without; the first letter narrows the index range.
    together = func.replace(CandidateRow.pinyin, " ", "")
    return and_(
        begins(session, CandidateRow.pinyin, letters[0]), together.startswith(letters, autoescape=True)
    )


def _people(condition: ColumnElement[bool]) -> Ids:
    return select(CandidateRow.id).where(condition, CandidateRow.merged_into_id.is_(None))


def _by_number(condition: ColumnElement[bool]) -> Ids:
    return (
        select(func.coalesce(CandidateRow.merged_into_id, CandidateRow.id))
        .join(CandidateNumbers, CandidateNumbers.candidate_id == CandidateRow.id)
        .where(condition)
    )
