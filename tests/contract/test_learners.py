"""Learners behind the portal: their own things only, and decisions only when they stand (house §7)."""

import hashlib

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded
from desktop_admin.contract.people import CandidateForm, EditCandidate, RegisterCandidate, RevealCandidate
from desktop_admin.contract.sessions import OpenLearnerSession, SignOut, WhoAmI
from desktop_admin.contract.staff import EditStaff, StaffForm
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    MySubmissions,
    ReasonGiven,
    RejectSubmission,
    ReviewQueue,
    Slot,
    SubmitPapers,
    UndoDecision,
    UploadPaper,
    WithdrawSubmission,
)
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.roles import Role
from tests.contract.world import World, citizen, paper

SEAL = ReasonGiven("seal_missing", Slot.REGISTRATION_FORM, "未加盖单位公章")


def test_a_learner_is_who_the_portal_opened_the_session_for(world: World) -> None:
    candidate = world.candidate(world.company(), name="石磊")
    person = world.learner(candidate).run(WhoAmI())
    assert (person.id, person.name, person.roles) == (candidate, "石磊", (Role.LEARNER,))
    with pytest.raises(NotFound):
        world.as_("门户").run(OpenLearnerSession(404))
    with pytest.raises(NotAllowed):
        world.as_("李四").run(OpenLearnerSession(candidate))


def test_naming_another_is_refused(world: World) -> None:
    company = world.company()
    mine, other = (world.candidate(company, serial=serial) for serial in range(2))
    number = world.submitted(other)
    learner = world.learner(mine)
    facts = learner.put(paper(pad=50), "a.pdf")
    form = CandidateForm("石", IdType.CITIZEN, citizen(1), company, "13812345678")
    for request in (
        UploadPaper(other, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, "a.pdf"),
        SubmitPapers(number),
        WithdrawSubmission(number),
        EditCandidate(other, form, form),
    ):
        with pytest.raises(NotAllowed):
            learner.run(request)
    assert learner.run(MySubmissions()).rows == ()
    assert world.as_("李四").run(Dossier(number)).state == "waiting"


def test_learners_set_no_exception_for_bad_files(world: World) -> None:
    learner = world.learner(world.candidate(world.company()))
    bad = learner.put(paper(acceptable=False), "坏.pdf")
    with pytest.raises(NotAllowed):
        learner.run(
            UploadPaper(None, "C2_renewal", Slot.REGISTRATION_FORM, bad.sha256, "坏.pdf", as_received=True)
        )


def test_learners_and_portal_do_no_staff_work(world: World) -> None:
    number = world.waiting_one()
    for desk in (world.learner(1), world.as_("门户")):
        for request in (ReviewQueue(), Dossier(number), ApproveSubmission(number, 1, ()), RevealCandidate(1)):
            with pytest.raises(NotAllowed):
                desk.run(request)
    form = CandidateForm("石", IdType.CITIZEN, citizen(1), None)
    with pytest.raises(NotAllowed):
        world.learner(1).run(RegisterCandidate(form))


def test_r10_a_decision_shows_only_after_eight_seconds(world: World) -> None:
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    learner = world.learner(candidate)
    world.send_back(number)
    world.clock.advance(seconds=7.9)
    row = learner.run(MySubmissions()).rows[0]
    assert (row.state, row.sentence) == ("waiting", "")
    world.clock.advance(seconds=0.1)
    row = learner.run(MySubmissions()).rows[0]
    assert row.state == "returned"
    assert "未加盖单位公章" in row.sentence
    world.submitted(candidate, pad=4)
    row = learner.run(MySubmissions()).rows[0]
    assert (row.state, row.sentence) == ("waiting", "")


@pytest.mark.parametrize("kind", ["approve", "return", "reject"])
def test_r10_no_step_of_the_learner_gives_a_fresh_decision_away(world: World, kind: str) -> None:
    """Nor does it get in the way of the undo."""
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    learner = world.learner(candidate)
    facts = learner.put(paper(pad=66), "新.pdf")
    if kind == "approve":
        world.approve(number)
    elif kind == "return":
        world.send_back(number)
    else:
        world.as_("李四").run(RejectSubmission(*world.seen(number), (SEAL,)))
    sentences = set()
    for request in (
        UploadPaper(None, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, "新.pdf"),
        SubmitPapers(number),
        WithdrawSubmission(number),
    ):
        with pytest.raises(Conflict) as refused:
            learner.run(request)
        sentences.add((refused.value.message, str(refused.value.details)))
    assert sentences == {("您的资料正在处理，请十几秒后再试。", "{'reason': 'being_decided'}")}
    desk = world.as_("李四")
    desk.run(UndoDecision(number, desk.run(Dossier(number)).version))
    assert len(learner.run(MySubmissions()).rows) == 1
    learner.run(WithdrawSubmission(number))


def test_a_desk_cannot_pass_for_the_portal(world: World) -> None:
    """History says 学员本人 only where the learner's own session acted (R13)."""
    candidate = world.candidate(world.company())
    desk = world.desk("李四", via="portal")
    facts = desk.put(paper(pad=3), "a.pdf")
    upload = UploadPaper(
        candidate, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, "a.pdf", source="窗口"
    )
    number = desk.run(upload).first("submission")
    entry = desk.run(Dossier(number)).history[0]
    assert (entry.who, entry.on_behalf) == ("李四", True)
    own = world.submitted(candidate)
    assert world.as_("李四").run(Dossier(own)).history[0].who == "学员本人"


def test_learners_leave_with_the_portal(world: World) -> None:
    """Their tokens end with its sign-out, its deactivation and the loss of its role."""
    candidate = world.candidate(world.company())
    portal = world.desk("门户")
    admin, number = world.as_("系统管理员"), world.staff_id("门户")
    learner = portal.as_learner(portal.run(OpenLearnerSession(candidate)))
    other = world.learner(candidate)
    portal.run(SignOut())
    with pytest.raises(SignInNeeded):
        learner.run(WhoAmI())
    assert other.run(WhoAmI()).id == candidate, "opened by another session of the portal"
    staff = StaffForm("门户", (Role.REVIEWER,))
    admin.run(EditStaff(number, StaffForm("门户", (Role.PORTAL,)), staff))
    with pytest.raises(SignInNeeded):
        other.run(WhoAmI())
    learner.close()


def test_a_hash_alone_names_no_file(world: World) -> None:
    """Known or unknown, the answer is the same to the letter; bringing the bytes makes it one's own."""
    company = world.company()
    mine, other = (world.candidate(company, serial=serial) for serial in range(2))
    world.submitted(other)
    data = paper(pad=other * 1000)
    theirs = hashlib.sha256(data).hexdigest()
    learner, answers = world.learner(mine), []
    for sha256 in (theirs, "0" * 64):
        with pytest.raises(Invalid) as refused:
            learner.run(UploadPaper(None, "C2_renewal", Slot.COMMITMENT_LETTER, sha256, "a.pdf"))
        answers.append((refused.value.message, refused.value.details))
    assert answers[0] == answers[1]
    with pytest.raises(NotFound):
        learner.get(theirs)
    learner.put(data, "同一封承诺书.pdf")
    learner.run(UploadPaper(None, "C2_renewal", Slot.COMMITMENT_LETTER, theirs, "a.pdf"))
    assert learner.get(theirs) == data
