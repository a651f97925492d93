"""资料: what learners hand in, and what is decided, noted and set aside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    DecisionKind,
    RejectSubmission,
    ReturnSubmission,
    SetAside,
    Slot,
    SubmitPapers,
    UploadPaper,
    WithdrawSubmission,
)
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.mill import UNACCEPTABLE, file_name
from desktop_admin.demo.special import SITUATIONS
from desktop_admin.demo.steps import Decide, HandIn, PutAside, Remark, Step, Withdraw
from desktop_admin.rules.subjects import SubjectKind

ORDER = 100

#: Shares of the people: dossiers that wait, and dossiers decided over the last weeks.
WAITING, DECIDED = 0.30, 0.21


def plan(draft: Draft) -> Iterable[Step]:
    """The first of the people wait, each of the very first shows one thing; those after them were decided."""
    story, people = draft.story, draft.people
    waiting, decided = round(len(people) * WAITING), round(len(people) * DECIDED)
    for place, person in enumerate(people[: waiting + decided]):
        if place >= waiting:
            story.was_decided(person)
        elif place < len(SITUATIONS):
            SITUATIONS[place](story, person)
        else:
            story.waits(person)
    return story.steps


def _hand_in(history: History, step: HandIn) -> None:
    """Each paper some seconds before the last moment, which is the step's own."""
    papers = [history.papers.bytes_of(paper) for paper in step.papers]
    history.desks.at(step.at - timedelta(seconds=25 * len(papers)))
    desk = history.desks.as_staff(step.by) if step.by else history.learner(step.dossier[0])
    candidate = history.candidates[step.dossier[0]] if step.by else None
    for place, (paper, data) in enumerate(zip(step.papers, papers, strict=True)):
        history.desks.at(step.at - timedelta(seconds=20 * (len(papers) - place)))
        # The office has looked at it already; whoever names it has to bring it (learners theirs alone).
        sha256 = desk.put(data, file_name(paper)).sha256
        upload = UploadPaper(
            candidate,
            step.application.category,
            paper.slot,
            sha256,
            file_name(paper),
            source=step.source,
            as_received=paper.style in UNACCEPTABLE,
        )
        receipt = desk.run(upload)
        number = receipt.first(SubjectKind.SUBMISSION)
        history.submissions[step.dossier] = number
        history.current.setdefault(number, {})[paper.slot] = sha256
        history.keep(receipt)
    history.desks.at(step.at)
    if step.submit:
        application = step.application
        expires = application.expires.isoformat() if application.expires else ""
        submit = SubmitPapers(
            history.submissions[step.dossier], application.certificate, expires, source=step.source
        )
        history.keep(desk.run(submit))


def _decide(history: History, step: Decide) -> None:
    number, version = history.seen(step.dossier)
    current = history.current[number]
    hashes = tuple(current[slot] for slot in Slot if slot in current)
    desk = history.staff_desk(step.at, step.by)
    if step.kind is DecisionKind.APPROVE:
        receipt = desk.run(ApproveSubmission(number, version, hashes))
    elif step.kind is DecisionKind.RETURN:
        receipt = desk.run(ReturnSubmission(number, version, hashes, step.reasons))
    else:
        receipt = desk.run(RejectSubmission(number, version, hashes, step.reasons))
    history.keep(receipt)


def _withdraw(history: History, step: Withdraw) -> None:
    history.desks.at(step.at)
    learner = history.learner(step.dossier[0])
    history.keep(learner.run(WithdrawSubmission(history.submissions[step.dossier])))


def _put_aside(history: History, step: PutAside) -> None:
    number, version = history.seen(step.dossier)
    aside = SetAside(number, version, step.until, step.note)
    history.keep(history.staff_desk(step.at, step.by).run(aside))


def _remark(history: History, step: Remark) -> None:
    desk = history.staff_desk(step.at, step.by)
    mentions = (history.staff_id(desk, step.mention),) if step.mention else ()
    history.keep(desk.run(AddNote(history.submissions[step.dossier], step.text, mentions)))


TELL: Mapping[type, Callable[[History, Any], None]] = {
    HandIn: _hand_in,
    Decide: _decide,
    Withdraw: _withdraw,
    PutAside: _put_aside,
    Remark: _remark,
}
