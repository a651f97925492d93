"""An office of any kind with a clock the test sets, and people to act in it.

The contract suite runs every test over {SQLite, PostgreSQL} × {direct, HTTP}; what differs
between the four is in this file only.
"""

import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from typing import Any, Literal

import uvicorn
from argon2 import PasswordHasher

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.files import Box, FileFacts, Inspection, Problem, RedSeal
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.people import CandidateForm, CompanyForm, RegisterCandidate, RegisterCompany
from desktop_admin.contract.sessions import ChangePassword, LearnerSession, OpenLearnerSession, SignIn
from desktop_admin.contract.staff import AddStaff, NewAccount, StaffList
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    DossierRecord,
    ReasonGiven,
    ReturnSubmission,
    Slot,
    SubmitPapers,
    UploadPaper,
)
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.office.http import HttpOffice
from desktop_admin.office.wire import Wire
from desktop_admin.papers.versions import INSPECTORS
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.paper_reading import read_pages
from desktop_admin.rules.purposes import PURPOSES, Purpose
from desktop_admin.rules.roles import Role
from desktop_admin.server.connections import Limits
from desktop_admin.server.serve import config
from desktop_admin.server.setup_code import SetupCode

#: 19 November 2026, 10:42 in Guizhou: a Thursday inside the registration window.
START = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)
PASSWORD = "kaowu-2026-ok"
STAFF = {
    "系统管理员": (Role.ADMINISTRATOR,),
    "王敏": (Role.REVIEWER, Role.CHIEF),
    "李四": (Role.REVIEWER,),
    "周考务": (Role.COORDINATOR,),
    "赵会计": (Role.FINANCE,),
    "审计": (Role.AUDITOR,),
    "门户": (Role.PORTAL,),
}
COMPANY = CompanyForm(name="都匀瑞泰建筑工程有限公司", credit_code="91110000600037341L", county="522701")
PERSON = CandidateForm(
    name="欧阳诸葛",
    id_type=IdType.CITIZEN,
    id_number="11010519491231002X",
    company_id=None,
    phone="13812345678",
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def citizen(serial: int) -> str:
    """A valid invented number: 福泉市, born 1980-05-05, with ``serial`` 0–999."""
    body = f"52270219800505{serial:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


class TestClock:
    """The office's clock, moved by the test."""

    __test__ = False

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **parts: float) -> datetime:
        """Move on by timedelta parts."""
        self.now += timedelta(**parts)
        return self.now


def paper(text: str = "", *, acceptable: bool = True, seal: str = "yes", pad: int = 0) -> bytes:
    """An invented file the :class:`PlainInspector` understands: its verdict written in it."""
    return json.dumps(
        {"text": text, "acceptable": acceptable, "seal": seal, "pad": pad}, ensure_ascii=False
    ).encode()


@cache
def shared_wire() -> Wire:
    """Adapters are made once a run: each costs milliseconds, and every test has offices of its own."""
    return Wire()


class PlainInspector:
    """Reads its verdict from the file itself: the contract is about offices, not about PDFs."""

    def __init__(self) -> None:
        self.looked = 0
        self.at_once = 2

    def inspect(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> Inspection:
        """Facts as written in the file."""
        self.looked += 1
        said = json.loads(data)
        acceptable = bool(said["acceptable"]) and purpose.value not in said.get("not", ())
        return Inspection(
            FileFacts(
                sha256=hashlib.sha256(data).hexdigest(),
                size=len(data),
                media_type="application/pdf",
                acceptable=acceptable,
                problems=()
                if acceptable
                else (Problem("encrypted", "文件设有密码，打不开。请取消密码后重新上传。"),),
                pages=1,
                has_text=bool(said["text"]),
                red_seal=RedSeal(said["seal"]),
                seals=(Box(0, 0.6, 0.7, 0.2, 0.15),) if said["seal"] == "yes" else (),
                blank_pages=(),
                inspector=INSPECTORS[PURPOSES[purpose].inspector],
            ),
            (said["text"],),
            read_pages((said["text"],)),
        )


class CountingHasher(PasswordHasher):
    """As cheap as argon2 can be; ``worked`` counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.worked = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.worked += 1
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.worked += 1
        return super().verify(hash, password)


class Server:
    """A real uvicorn on loopback, in a thread."""

    def __init__(self, house: House, code: SetupCode | None = None, limits: Limits | None = None) -> None:
        self._server = uvicorn.Server(config(house, code=code, limits=limits))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > end or not self._thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.005)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def connections(self) -> set[Any]:
        """Who is connected; a live set."""
        return self._server.server_state.connections

    @property
    def tasks(self) -> set[Any]:
        """What is being answered; a live set."""
        return self._server.server_state.tasks

    def stop(self) -> None:
        """End it and wait for the thread."""
        self._server.should_exit = True
        self._thread.join(20)


@dataclass
class World:
    """An office, its clock, and desks of people who have signed in."""

    url: str
    over_http: bool
    #: False: do not wait for the disk. Only tests of faults need what a power cut would need.
    durable: bool = True
    clock: TestClock = field(default_factory=TestClock)
    inspector: PlainInspector = field(default_factory=PlainInspector)
    hasher: CountingHasher = field(default_factory=CountingHasher)

    def __post_init__(self) -> None:
        self._opened: list[Callable[[], None]] = []
        self.house = House(
            self.url,
            inspectors=lambda: self.inspector,
            clock=self.clock,
            hasher=self.hasher,
            durable=self.durable,
        )
        self.house.engine.wire = shared_wire()
        self.setup = SetupCode()
        self.server = Server(self.house, self.setup) if self.over_http else None
        self._desks: dict[str, Any] = {}

    def desk(self, name: str = "", *, workstation: str = "PC-1", via: str = "desk") -> Any:
        """A desk of its own; signed in when ``name`` is given. ``via``: what it says it is."""
        office: Any
        if self.server is None:
            office = DirectOffice(self.house, workstation=workstation, via=via, owns=False)
        else:
            office = HttpOffice(self.server.url, workstation=workstation, via=via, wire=shared_wire())
        self._opened.append(office.close)
        if name:
            answer = office.run(SignIn(name, PASSWORD, "PC-1"))
            assert answer.token is not None, answer.problem
        return office

    def as_(self, name: str) -> Any:
        """The one desk of this person, signed in when first asked for."""
        if name not in self._desks:
            self._desks[name] = self.desk(name)
        return self._desks[name]

    def again(self, *names: str) -> None:
        """They sign in anew when next asked for (all without ``names``): a session ends after twelve hours."""
        for name in names or tuple(self._desks):
            self._desks.pop(name, None)

    def set_up(self) -> "World":
        """First run and all accounts, each past its first password."""
        self.desk().run(
            FirstRun(
                "黔南州建筑业协会",
                (
                    NewAccount("系统管理员", STAFF["系统管理员"], PASSWORD),
                    NewAccount("王敏", STAFF["王敏"], "first-pass-2026"),
                ),
            )
        )
        self.own_password("王敏", "first-pass-2026")
        for name in list(STAFF)[2:]:
            self.as_("系统管理员").run(AddStaff(NewAccount(name, STAFF[name], "first-pass-2026")))
            self.own_password(name, "first-pass-2026")
        return self

    def own_password(self, name: str, first: str) -> None:
        """Past the first password."""
        desk = self.desk()
        answer = desk.run(SignIn(name, first, "PC-1"))
        assert answer.token is not None, answer.problem
        desk.run(ChangePassword(first, PASSWORD))

    def company(self, form: CompanyForm = COMPANY) -> int:
        """A registered company's id."""
        return int(self.as_("门户").run(RegisterCompany(form)).first("company"))

    def candidate(self, company_id: int, *, serial: int = 0, name: str = "石") -> int:
        """A registered person's id."""
        form = CandidateForm(name, IdType.CITIZEN, citizen(serial), company_id, "13812345678")
        return int(self.as_("门户").run(RegisterCandidate(form)).first("candidate"))

    def learner(self, candidate_id: int) -> Any:
        """The office as that learner sees it, through the portal."""
        portal = self.as_("门户")
        session: LearnerSession = portal.run(OpenLearnerSession(candidate_id))
        office = portal.as_learner(session)
        self._opened.append(office.close)
        return office

    def submitted(
        self, candidate_id: int, *, category: str = "C2_renewal", pad: int = 0, text: str = ""
    ) -> int:
        """A waiting application with two papers; its id."""
        learner = self.learner(candidate_id)
        submission = 0
        for place, slot in enumerate(Slot):
            facts = learner.put(paper(text, pad=pad * 10 + place + candidate_id * 1000), f"{slot.words}.pdf")
            receipt = learner.run(UploadPaper(None, category, slot, facts.sha256, f"{slot.words}.pdf"))
            submission = receipt.first("submission")
        learner.run(SubmitPapers(submission, "黔建安C2（2020）0412337", "2026-12-20"))
        return submission

    @cached_property
    def company_id(self) -> int:
        """The one company, registered when first asked for."""
        return self.company()

    def waiting_one(self, *, serial: int = 0) -> int:
        """A company, a person and a waiting application; its id."""
        return self.submitted(self.candidate(self.company_id, serial=serial))

    def staff_id(self, name: str) -> int:
        """The account's number."""
        rows = self.as_("系统管理员").run(StaffList()).rows
        return next(row.id for row in rows if row.form.name == name)

    def seen(self, number: int, who: str = "李四") -> tuple[int, int, tuple[str, ...]]:
        """What a decision of ``who`` would say it saw: id, version and hashes."""
        dossier: DossierRecord = self.as_(who).run(Dossier(number))
        return number, dossier.version, tuple(paper.sha256 for paper in dossier.papers if paper.current)

    def approve(self, number: int, who: str = "李四") -> Receipt:
        """Looked at and approved."""
        receipt: Receipt = self.as_(who).run(ApproveSubmission(*self.seen(number, who)))
        return receipt

    def send_back(self, number: int, who: str = "李四", text: str = "未加盖单位公章") -> Receipt:
        """Looked at and returned with one reason."""
        reasons = (ReasonGiven("seal_missing", Slot.REGISTRATION_FORM, text),)
        receipt: Receipt = self.as_(who).run(ReturnSubmission(*self.seen(number, who), reasons))
        return receipt

    def close(self) -> None:
        """Close every desk, the server and the house."""
        for close in reversed(self._opened):
            close()
        if self.server is not None:
            self.server.stop()
        self.house.close()
