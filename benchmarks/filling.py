"""A large office made by set-based SQL: what is measured is the office, not how it was filled."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import insert

from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.staff import NewAccount
from desktop_admin.models.files import FileFactsRow, FileRow
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyRow
from desktop_admin.models.submissions import PaperRow, SubmissionRow
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.rules.roles import STAFF_ROLES

NOW = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)
PASSWORD = "bench-2026-pass"
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_PEOPLE = 20_000
_COMPANIES = 500
_CHUNK = 20_000
_HASHES = ("a" * 64, "b" * 64)


def open_house(url: str) -> House:
    """An office whose clock stands still; nothing is put, so it needs no inspectors."""

    def none() -> Any:
        raise RuntimeError("no papers are put here")

    return House(url, inspectors=none, clock=lambda: NOW, hasher=HASHER)


def signed_in(house: House, name: str = "王敏") -> DirectOffice:
    """A desk of that person."""
    desk = DirectOffice(house, workstation="bench", owns=False)
    answer = desk.run(SignIn(name, PASSWORD))
    if answer.token is None:
        raise RuntimeError(answer.problem)
    return desk


def fill(house: House, submissions: int, *, waiting: int, names: tuple[str, ...] = ("王敏",)) -> None:
    """``submissions`` applications, ``waiting`` of them spread evenly among them waiting for review."""
    accounts = tuple(NewAccount(name, STAFF_ROLES, PASSWORD) for name in names)
    DirectOffice(house, owns=False).run(FirstRun("测量", accounts))
    with house.database.writing() as session:
        for row in _must_not_change(session):
            row.must_change = False
        session.execute(insert(CompanyRow), [_company(number) for number in range(1, _COMPANIES + 1)])
        session.execute(insert(CandidateRow), [_candidate(number) for number in range(1, _PEOPLE + 1)])
        session.execute(insert(CandidateNumbers), [_numbers(number) for number in range(1, _PEOPLE + 1)])
        session.execute(insert(FileRow), [{"sha256": sha, "size": 1, "put_at": NOW} for sha in _HASHES])
        session.execute(insert(FileFactsRow), [_facts(sha) for sha in _HASHES])
        step = max(1, submissions // waiting)
        for start in range(1, submissions + 1, _CHUNK):
            numbers = range(start, min(start + _CHUNK, submissions + 1))
            session.execute(insert(SubmissionRow), [_submission(n, n % step == 0) for n in numbers])
            papers = [_paper(n, slot) for n in numbers if n % step == 0 for slot in (0, 1)]
            if papers:
                session.execute(insert(PaperRow), papers)
    with house.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def sqlite_office(folder: Path, name: str) -> str:
    """The address of a file in ``folder``."""
    return f"sqlite:///{folder / name}.sqlite3"


def _must_not_change(session: Any) -> list[Any]:
    from sqlalchemy import select

    from desktop_admin.models.staff import StaffRow

    return list(session.scalars(select(StaffRow)))


def _company(number: int) -> dict[str, Any]:
    name = f"测量建筑工程有限公司{number}"
    return {
        "id": number, "credit_code": f"91522700{number:010d}", "name": name, "name_key": name, "initials": "cl",
        "legal_representative": "", "county": "522701", "phone": "", "created_at": NOW, "version": 1,
    }  # fmt: skip


def _candidate(number: int) -> dict[str, Any]:
    return {
        "id": number, "name": f"测量{number}", "name_typed": f"测量{number}", "pinyin": f"ce liang {number}",
        "initials": "cl", "pinyin_given": False, "company_id": number % _COMPANIES + 1, "source": "",
        "created_at": NOW, "version": 1,
    }  # fmt: skip


def _numbers(number: int) -> dict[str, Any]:
    return {
        "candidate_id": number, "id_type": "passport", "id_number": f"E{number:08d}",
        "id_last4": f"{number % 10000:04d}", "phone": "",
    }  # fmt: skip


def _facts(sha256: str) -> dict[str, Any]:
    facts = {
        "sha256": sha256, "size": 1, "media_type": "application/pdf", "acceptable": True, "problems": [],
        "pages": 1, "has_text": False, "red_seal": "yes", "seals": [], "blank_pages": [], "inspector": 1,
    }  # fmt: skip
    return {"sha256": sha256, "inspector": 1, "facts": facts, "text": [""]}


def _submission(number: int, waits: bool) -> dict[str, Any]:
    at = NOW - timedelta(minutes=number % 40_000)
    return {
        "id": number, "candidate_id": number % _PEOPLE + 1, "company_id": number % _COMPANIES + 1,
        "category": ("A_renewal", "B_renewal", "C2_renewal", "C1_initial")[number % 4],
        "state": "waiting" if waits else "approved", "queue": 1 if waits else None, "attempt": 1,
        "submitted_at": at, "waiting_since": at, "decided_at": None if waits else at, "cycle": "2026-11",
        "missed_cycle": "", "late_minutes": 0, "next_month": False, "border": False, "admitted": False,
        "certificate": "", "expires": "", "precheck": "green", "bad_file": False, "replaced": False,
        "duplicate": False, "aside_note": "", "created_at": at, "version": 1,
    }  # fmt: skip


def _paper(number: int, slot: int) -> dict[str, Any]:
    return {
        "submission_id": number, "slot": ("commitment_letter", "registration_form")[slot],
        "sha256": _HASHES[slot], "file_name": "x.pdf", "uploaded_at": NOW, "source": "", "attempt": 1,
        "current": True,
    }  # fmt: skip


SEEN = _HASHES
