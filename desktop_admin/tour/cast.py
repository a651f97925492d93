"""Who acts beside the window: colleagues at other desks, and the dossiers that each show one thing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.submissions import (
    Dossier,
    DossierRecord,
    QueueFilter,
    QueueView,
    ReviewQueue,
    Slot,
    UploadPaper,
)
from desktop_admin.demo.mill import Mill, Paper, Resources, Style, file_name
from desktop_admin.demo.plan import Plan
from desktop_admin.demo.staff import DemoStaff
from desktop_admin.office.connect import connect
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.findings import Level
from desktop_admin.tour.guide import TourFailed

Answer = TypeVar("Answer")


class Colleague:
    """Somebody at another desk of the same office."""

    def __init__(self, url: str, person: DemoStaff, inspectors: Inspectors) -> None:
        self.name = person.name
        self._office: Office = connect(url, inspectors=lambda: inspectors, workstation=f"{person.name}的电脑")
        try:
            answer = self._office.run(SignIn(person.name, person.password))
        except BaseException:
            self._office.close()
            raise
        if answer.person is None:
            self._office.close()
            raise OfficeError(answer.problem)

    def run(self, request: Request[Answer]) -> Answer:
        """Ask or do something, at once."""
        return self._office.run(request)

    def hand_in(self, record: DossierRecord, slot: Slot, data: bytes, name: str) -> None:
        """Upload a paper on behalf of the learner."""
        facts = self._office.put(data, name)
        self.run(
            UploadPaper(record.candidate_id, record.category, slot, facts.sha256, name, source="微信发来")
        )

    def close(self) -> None:
        """Leave."""
        self._office.close()


class Stationery:
    """Fresh papers of people of the demonstration, as they would send them."""

    def __init__(self, plan: Plan, resources: Resources) -> None:
        self._plan, self._mill = plan, Mill(resources)

    def fresh(self, record: DossierRecord, slot: Slot) -> tuple[bytes, str]:
        """A new paper for a dossier: bytes and file name."""
        for step in self._plan.hand_ins:
            if step.application.person.name == record.name and step.dossier[1] == record.category:
                paper = Paper(slot, step.application, Style.TEXT, f"tour {record.id}")
                return self._mill.make(paper), file_name(paper)
        raise TourFailed(f"演示数据里没有{record.name}的申请。")


@dataclass
class Cases:
    """Ids of dossiers by what they show; ``plain`` are sound ones with text and seal, oldest first."""

    first: int
    re_review: int
    word: int
    grey: int
    unusable: int
    late: int
    twice: int
    plain: list[int]
    yellow: list[int]

    def take(self) -> int:
        """A sound dossier nobody has touched yet."""
        return self.plain.pop(0)


def find_cases(colleague: Colleague) -> Cases:
    """Look through the work list once, as a newcomer would."""
    page = colleague.run(ReviewQueue(QueueFilter(view=QueueView.WAITING), limit=10_000))
    records = [colleague.run(Dossier(one)) for one in page.ids]
    border = colleague.run(ReviewQueue(QueueFilter(view=QueueView.BORDER)))
    late = [row.id for row in border.rows if row.late_minutes and row.aside_until is None]

    def having(what: str, fits: Callable[[DossierRecord], bool]) -> int:
        found = next((record.id for record in records if fits(record)), None)
        if found is None:
            raise TourFailed(f"演示数据里没有{what}的资料，请用更多的学员。")
        return found

    special = ("re_review", "replaced", "late", "next_month", "duplicate", "bad_file", "mentioned")
    quiet = [r for r in records if not set(r.flags) & set(special) and r.attempt == 1 and not r.siblings]
    if not late:
        raise TourFailed("演示数据里没有迟交的资料，请用更多的学员。")
    return Cases(
        first=page.ids[0],
        re_review=having("需复审", lambda r: r.state == "re_review"),
        word=having("Word", lambda r: any("word" in p.media_type for p in r.papers if p.current)),
        grey=having(
            "灰度扫描", lambda r: any(f.level == Level.UNKNOWN and f.code == "red_seal" for f in r.findings)
        ),
        unusable=having("不能使用", lambda r: any(not p.acceptable for p in r.papers if p.current)),
        late=late[0],
        twice=having("重复", lambda r: bool(r.siblings)),
        plain=[r.id for r in quiet if _sound(r)],
        yellow=[r.id for r in quiet if any(f.level in (Level.YELLOW, Level.RED) for f in r.findings)],
    )


def _sound(record: DossierRecord) -> bool:
    pdf = all(paper.media_type == "application/pdf" for paper in record.papers if paper.current)
    return pdf and all(finding.level == Level.GREEN for finding in record.findings)
