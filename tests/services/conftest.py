"""A small office on a fresh SQLite file with the real engine, a settable clock and cheap password hashes."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from argon2 import PasswordHasher

from desktop_admin.contract.base import Request
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.people import CandidateForm, CompanyForm, RegisterCandidate, RegisterCompany
from desktop_admin.contract.sessions import ChangePassword, OpenLearnerSession, SignIn
from desktop_admin.contract.staff import AddStaff, NewAccount
from desktop_admin.office.database import Database
from desktop_admin.office.engine import Engine
from desktop_admin.office.schema import make_ready
from desktop_admin.rules.clock import CHINA
from desktop_admin.rules.identity import IdType, check_digit
from desktop_admin.rules.roles import Role

Answer = TypeVar("Answer")

PASSWORD = "yunfeng2026!"
FIRST_PASSWORD = "chuci2026mima"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=CHINA)
CODE = "91110000600037341L"


@dataclass
class Small:
    """The engine and its clock. ``tokens`` are the sessions by account name."""

    engine: Engine
    database: Database
    now: datetime = NOW
    tokens: dict[str, str] = field(default_factory=dict)

    def run(self, request: Request[Answer], who: str | None = "周主管") -> Answer:
        """One request as the person of that name (None: before sign-in)."""
        token = None if who is None else self.tokens[who]
        return self.engine.run(request, token, via="desk", workstation="二号机")  # type: ignore[no-any-return]

    def later(self, **span: float) -> None:
        """Let the office's clock run on."""
        self.now += timedelta(**span)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Keep a session for ``name``."""
        answer = self.run(SignIn(name, password), None)
        assert answer.token is not None, answer.problem
        self.tokens[name] = answer.token

    def add(self, name: str, *roles: Role) -> int:
        """Another account, signed in, with its own password."""
        receipt = self.run(AddStaff(NewAccount(name, roles, FIRST_PASSWORD)))
        self.sign_in(name, FIRST_PASSWORD)
        if Role.PORTAL not in roles:
            self.run(ChangePassword(FIRST_PASSWORD, PASSWORD), name)
        return receipt.first("staff")

    def learner(self, candidate_id: int, portal: str = "门户网站") -> str:
        """The name under which a learner's session, opened by the portal, is kept."""
        answer = self.run(OpenLearnerSession(candidate_id), portal)
        name = f"学员{answer.candidate_id}"
        self.tokens[name] = answer.token
        return name

    def company(self, name: str = "龙里恒泰建筑有限公司", code: str = CODE) -> int:
        """A registered company."""
        return self.run(RegisterCompany(CompanyForm(name, code))).first("company")

    def person(self, name: str = "龙䶮", number: str = "", **more: Any) -> int:
        """A registered person."""
        form = CandidateForm(name, IdType.CITIZEN, number or citizen(), more.pop("company_id", None), **more)
        return self.run(RegisterCandidate(form)).first("candidate")


def citizen(first_17: str = "52270119850312001") -> str:
    """A sound invented number."""
    return first_17 + check_digit(first_17)


def _small(file: Path) -> Small:
    database = Database(f"sqlite:///{file}")
    make_ready(database)
    small: list[Small] = []

    def clock() -> datetime:
        return small[0].now

    small.append(Small(Engine(database, clock=clock, hasher=CHEAP), database))
    return small[0]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Small]:
    """An office nobody has set up."""
    small = _small(tmp_path / "office.sqlite3")
    yield small
    small.database.close()


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office after its first run, to be copied: making the tables takes longest."""
    file = tmp_path_factory.mktemp("set_up") / "office.sqlite3"
    small = _small(file)
    roles = (Role.ADMINISTRATOR, Role.CHIEF, Role.REVIEWER)
    small.run(FirstRun("黔南州建筑业协会", (NewAccount("周主管", roles, PASSWORD),)), None)
    small.database.close()
    return file


@pytest.fixture
def office(set_up: Path, tmp_path: Path) -> Iterator[Small]:
    """An office with one person who is administrator, chief and reviewer: 周主管, signed in."""
    shutil.copy(set_up, tmp_path / "office.sqlite3")
    small = _small(tmp_path / "office.sqlite3")
    small.sign_in("周主管")
    yield small
    small.database.close()


def faults(error: Any) -> set[tuple[str, str]]:
    """(field, code) of everything an Invalid names."""
    return {(fault["field"], fault["code"]) for fault in error.value.details["faults"]}
