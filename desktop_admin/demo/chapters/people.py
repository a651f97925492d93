"""学员: everybody registers; one person who registered twice becomes one again."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from desktop_admin.contract.people import CandidateForm, CandidatePage, MergeCandidates, RegisterCandidate
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.hours import learner_time
from desktop_admin.demo.special import SECOND_RECORD
from desktop_admin.demo.staff import PORTAL
from desktop_admin.demo.steps import HandIn, Merge, Register, Step
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.subjects import SubjectKind

ORDER = 200


def plan(draft: Draft) -> Iterable[Step]:
    """Those who apply register some minutes before their first hand-in, the others any day."""
    rng, starts = draft.story.rng, draft.starts
    first: dict[int, datetime] = {}
    for step in draft.steps:
        if isinstance(step, HandIn) and step.dossier[0] < SECOND_RECORD:
            first[step.dossier[0]] = min(step.at, first.get(step.dossier[0], step.at))
    for person in draft.people:
        if person.key in first:
            moment = first[person.key] - timedelta(minutes=rng.randrange(4, 40), seconds=rng.randrange(60))
        else:
            moment = learner_time(rng, starts + timedelta(hours=2), draft.now)
        yield Register(max(moment, starts + timedelta(hours=1)), person.key)


def _register(history: History, step: Register) -> None:
    person = history.plan.people[step.person % SECOND_RECORD]
    form = CandidateForm(
        name=person.name,
        id_type=IdType.PASSPORT if step.passport else IdType.CITIZEN,
        id_number=step.passport or person.id_number,
        company_id=history.companies[person.company.key],
        phone=person.phone,
    )
    receipt = history.staff_desk(step.at, PORTAL).run(RegisterCandidate(form))
    history.candidates[step.person] = receipt.first(SubjectKind.CANDIDATE)


def _merge(history: History, step: Merge) -> None:
    desk = history.staff_desk(step.at, step.by)
    keep, drop = (desk.run(CandidatePage(history.candidates[key])) for key in (step.keep, step.drop))
    history.keep(desk.run(MergeCandidates(keep.id, keep.version, drop.id, drop.version, step.reason)))


TELL: Mapping[type, Callable[[History, Any], None]] = {Register: _register, Merge: _merge}
