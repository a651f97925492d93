"""Deciding: versions, papers, reasons, undo and revoke (R03–R11, R16), over every kind of office."""

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.notices import DueNotices, MarkNotice, Notices
from desktop_admin.contract.people import CandidateForm, MergeCandidates, RegisterCandidate
from desktop_admin.contract.policy import EditPolicy, PolicySettings
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    CloseDuplicate,
    Dossier,
    QueueFilter,
    QueueView,
    ReasonGiven,
    RejectSubmission,
    ReturnSubmission,
    ReviewQueue,
    RevokeDecision,
    Slot,
    UndoDecision,
    UploadPaper,
    WithdrawSubmission,
)
from desktop_admin.rules.identity import IdType
from tests.contract.world import World, citizen, paper

FORM, LETTER = Slot.REGISTRATION_FORM, Slot.COMMITMENT_LETTER
SEAL = ReasonGiven("seal_missing", FORM, "未加盖单位公章")
BLUR = ReasonGiven("blurred", LETTER, "扫描件模糊/缺页/倒置")


def test_r03_approving_takes_the_dossier_from_the_queue(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    assert desk.run(ReviewQueue()).ids == (number,)
    receipt = world.approve(number)
    assert receipt.first("submission") == number
    assert desk.run(ReviewQueue()).ids == ()
    dossier = desk.run(Dossier(number))
    assert (dossier.state, dossier.decisions[0].who, dossier.decisions[0].hashes) == (
        "approved", "李四", tuple(p.sha256 for p in dossier.papers),
    )  # fmt: skip


def test_r03_a_return_names_all_defects_and_none_is_impossible(world: World) -> None:
    number = world.waiting_one()
    desk, seen = world.as_("李四"), world.seen(number)
    for request in (ReturnSubmission, RejectSubmission):
        with pytest.raises(Invalid, match="至少写明一条原因"):
            desk.run(request(*seen, ()))
        with pytest.raises(Invalid):
            desk.run(request(*seen, (ReasonGiven("other", None, "  "),)))
    with pytest.raises(Invalid, match="没填的内容：字段"):
        desk.run(ReturnSubmission(*seen, (ReasonGiven("form_incomplete", FORM, "报名表有空项：{字段}"),)))
    desk.run(ReturnSubmission(*seen, (SEAL, BLUR)))
    sentence = desk.run(Dossier(number)).decisions[0].sentence
    assert "报名表：未加盖单位公章。" in sentence
    assert "承诺书：扫描件模糊/缺页/倒置。" in sentence
    assert "请于 11月22日 17:00 前更正后重新提交。" in sentence


def test_r04_a_return_can_be_corrected_a_rejection_ends_it(world: World) -> None:
    company = world.company()
    candidates = [world.candidate(company, serial=serial) for serial in range(2)]
    returned, rejected = (world.submitted(candidate) for candidate in candidates)
    world.send_back(returned)
    world.as_("李四").run(RejectSubmission(*world.seen(rejected), (SEAL,)))
    world.clock.advance(seconds=8)
    again = world.submitted(candidates[0], pad=1)
    assert again == returned
    assert world.as_("李四").run(Dossier(again)).attempt == 2
    new = world.submitted(candidates[1], pad=1)
    assert new != rejected
    assert world.as_("李四").run(Dossier(rejected)).state == "rejected"


def test_r06_the_second_is_told_by_whom_and_when(world: World) -> None:
    number = world.waiting_one()
    seen = world.seen(number)
    world.approve(number)
    with pytest.raises(Conflict, match="已由李四于 10:42:00 通过") as refused:
        world.as_("王敏").run(ReturnSubmission(*seen, (SEAL,)))
    assert refused.value.details["reason"] == "decided"
    assert len(world.as_("王敏").run(Dossier(number)).decisions) == 1


def test_r08_a_decision_is_about_the_papers_that_were_seen(world: World) -> None:
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    seen = world.seen(number)
    learner = world.learner(candidate)
    facts = learner.put(paper("新的一版", pad=77), "新.pdf")
    learner.run(UploadPaper(None, "C2_renewal", FORM, facts.sha256, "新.pdf"))
    for request in (
        ApproveSubmission(*seen),
        ReturnSubmission(*seen, (SEAL,)),
        RejectSubmission(*seen, (SEAL,)),
    ):
        with pytest.raises(Conflict) as refused:
            world.as_("李四").run(request)
        assert refused.value.details["reason"] == "papers_replaced"
    number, version, hashes = world.seen(number)
    for wrong in ((), hashes[:1], hashes[::-1], (*hashes, hashes[0])):
        with pytest.raises(Conflict):
            world.as_("李四").run(ApproveSubmission(number, version, wrong))
    with pytest.raises(Conflict) as refused:
        world.as_("李四").run(ApproveSubmission(number, version - 1, hashes))
    assert refused.value.details["reason"] == "changed"
    world.as_("李四").run(ApproveSubmission(number, version, hashes))


def test_r09_a_file_replaced_after_approval_comes_back_on_top(world: World) -> None:
    company = world.company()
    older = world.submitted(world.candidate(company, serial=1))
    candidate = world.candidate(company, serial=2)
    number = world.submitted(candidate)
    world.approve(number)
    world.clock.advance(minutes=5)
    learner = world.learner(candidate)
    facts = learner.put(paper("换了", pad=99), "换.pdf")
    learner.run(UploadPaper(None, "C2_renewal", FORM, facts.sha256, "换.pdf"))
    desk = world.as_("李四")
    queue = desk.run(ReviewQueue())
    assert queue.ids == (number, older)
    assert set(queue.rows[0].flags) >= {"re_review", "replaced"}
    versions = [p for p in desk.run(Dossier(number)).papers if p.slot is FORM]
    assert [version.current for version in versions] == [True, False], "old and new side by side"
    world.approve(number)
    assert desk.run(Dossier(number)).state == "approved"


@pytest.mark.parametrize(("seconds", "late"), [(7.9, False), (8.0, True)])
def test_r10_undo_lasts_eight_seconds(world: World, seconds: float, late: bool) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    before = desk.run(ReviewQueue()).rows
    world.send_back(number)
    version = desk.run(Dossier(number)).version
    world.clock.advance(seconds=seconds)
    if late:
        with pytest.raises(Conflict) as refused:
            desk.run(UndoDecision(number, version))
        assert refused.value.details["reason"] == "too_late"
        assert len(world.as_("门户").run(DueNotices()).rows) == 1
        return
    assert desk.run(Dossier(number)).undo_until is not None
    assert world.as_("门户").run(DueNotices()).rows == ()
    desk.run(UndoDecision(number, version))
    after = desk.run(ReviewQueue()).rows
    assert [(r.state, r.waiting_since, r.flags) for r in after] == [
        (r.state, r.waiting_since, r.flags) for r in before
    ]
    world.clock.advance(minutes=1)
    assert world.as_("门户").run(DueNotices()).rows == (), "the notice never leaves"
    assert [row.state for row in desk.run(Notices(submission_id=number)).rows] == ["dropped"]
    assert desk.run(Dossier(number)).decisions[0].undone_by == "李四"
    with pytest.raises(Conflict):
        desk.run(UndoDecision(number, desk.run(Dossier(number)).version))
    world.approve(number)


def test_r10_only_the_decider_undoes_and_only_what_still_stands(world: World) -> None:
    number = world.waiting_one()
    world.approve(number)
    version = world.as_("李四").run(Dossier(number)).version
    with pytest.raises(Conflict) as refused:
        world.as_("王敏").run(UndoDecision(number, version))
    assert refused.value.details["reason"] == "nothing"
    desk = world.as_("李四")
    candidate = desk.run(Dossier(number)).candidate_id
    facts = desk.put(paper("代传", pad=5), "代传.pdf")
    desk.run(UploadPaper(candidate, "C2_renewal", FORM, facts.sha256, "代传.pdf", source="微信发来"))
    dossier = desk.run(Dossier(number))
    assert dossier.undo_until is None
    with pytest.raises(Conflict) as refused:
        desk.run(UndoDecision(number, dossier.version))
    assert refused.value.details["reason"] == "moved_on"
    assert desk.run(Dossier(number)).state == "re_review"


def test_r10_revoking_corrects_a_notice_that_was_sent(world: World) -> None:
    number = world.waiting_one()
    world.approve(number)
    world.clock.advance(seconds=9)
    portal = world.as_("门户")
    due = portal.run(DueNotices()).rows[0]
    portal.run(MarkNotice(due.id, due.version, sent=True))
    desk = world.as_("王敏")
    version = desk.run(Dossier(number)).version
    with pytest.raises(Invalid):
        desk.run(RevokeDecision(number, version, " "))
    with pytest.raises(Conflict):
        desk.run(RevokeDecision(number, version - 1, "看错了人"))
    desk.run(RevokeDecision(number, version, "看错了人"))
    dossier = desk.run(Dossier(number))
    assert (dossier.state, dossier.decisions[0].undone_reason, dossier.decisions[0].undone_by) == (
        "waiting", "看错了人", "王敏",
    )  # fmt: skip
    correction = portal.run(DueNotices()).rows[0]
    assert (correction.kind, correction.corrects) == ("correction", due.id)
    assert correction.text.startswith("更正：")
    with pytest.raises(Conflict):
        desk.run(RevokeDecision(number, dossier.version, "再来"))


def policy(world: World, rule: str) -> None:
    chief = world.as_("王敏")
    form = chief.run(PolicySettings()).form
    chief.run(EditPolicy(form, type(form)(**{**form.__dict__, "bulk_approval": rule})))


def test_r11_unseen_approval_follows_the_policy(world: World) -> None:
    number = world.waiting_one()
    desk, seen = world.as_("李四"), world.seen(number)
    with pytest.raises(NotAllowed) as refused:
        desk.run(ApproveSubmission(*seen, unseen=True))
    assert refused.value.details["reason"] == "not_green"
    for rule in ("never", "opened"):
        policy(world, rule)
        with pytest.raises(NotAllowed) as refused:
            desk.run(ApproveSubmission(*seen, unseen=True))
        assert refused.value.details["reason"] == "bulk_policy"


def test_r11_a_green_dossier_may_be_approved_unseen_and_says_so(world: World) -> None:
    company = world.company()
    text = f"石磊 {citizen(0)} 91110000600037341L 都匀瑞泰建筑工程有限公司 C2类延期 土建类专职安全生产管理人员 承诺书 报名表 黔建安C2（2020）0412337"
    number = world.submitted(world.candidate(company, name="石磊"), text=text)
    desk = world.as_("李四")
    assert [f for f in desk.run(Dossier(number)).findings if f.level != "green"] == []
    assert desk.run(ReviewQueue()).rows[0].precheck == "green"
    desk.run(ApproveSubmission(*world.seen(number), unseen=True))
    dossier = desk.run(Dossier(number))
    assert dossier.decisions[0].unseen
    assert "未逐份查看" in dossier.history[0].text


def test_r14_what_cannot_be_opened_cannot_be_approved(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    candidate = desk.run(Dossier(number)).candidate_id
    facts = desk.put(paper(acceptable=False), "坏.pdf")
    upload = UploadPaper(
        candidate, "C2_renewal", FORM, facts.sha256, "坏.pdf", source="窗口", as_received=True
    )
    desk.run(upload)
    bad = next(p for p in desk.run(Dossier(number)).papers if p.current and p.slot is FORM)
    assert (bad.acceptable, bad.fitting_reason) == (False, "file_unreadable")
    assert "bad_file" in desk.run(ReviewQueue()).rows[0].flags
    with pytest.raises(Invalid, match="不能通过"):
        desk.run(ApproveSubmission(*world.seen(number)))
    world.send_back(number)


def test_what_was_withdrawn_is_not_said_to_be_decided(world: World) -> None:
    """A return lies behind it, but nobody has decided about this try."""
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    world.send_back(number)
    world.clock.advance(seconds=8)
    world.submitted(candidate, pad=3)
    seen = world.seen(number)
    world.learner(candidate).run(WithdrawSubmission(number))
    with pytest.raises(Conflict) as refused:
        world.as_("李四").run(ApproveSubmission(*seen))
    assert refused.value.details["reason"] == "state"


def twins(world: World) -> tuple[int, int]:
    """One human registered twice, merged: two waiting applications of one person."""
    company = world.company()
    first = world.candidate(company, serial=11, name="石磊")
    form = CandidateForm("石磊", IdType.PASSPORT, "E12345678", company)
    second = world.as_("门户").run(RegisterCandidate(form)).first("candidate")
    numbers = world.submitted(first), world.submitted(second)
    desk = world.as_("李四")
    versions = dict(subject_versions(world))
    desk.run(MergeCandidates(first, versions[first], second, versions[second], "护照与身份证为同一人"))
    return numbers


def subject_versions(world: World) -> list[tuple[int, int]]:
    rows = world.as_("王敏").run(JournalPage(subject_kind="candidate", limit=500)).rows
    return [
        (s.id, s.version)
        for row in reversed(rows)
        for s in row.subjects
        if s.kind == "candidate" and s.version
    ]


def test_r16_duplicates_lie_side_by_side_and_one_is_closed_quietly(world: World) -> None:
    first, second = twins(world)
    desk = world.as_("李四")
    assert all("duplicate" in row.flags for row in desk.run(ReviewQueue()).rows)
    assert [s.submission_id for s in desk.run(Dossier(first)).siblings] == [second]
    version = desk.run(Dossier(second)).version
    with pytest.raises(Invalid):
        desk.run(CloseDuplicate(second, version, same_as=second))
    desk.run(CloseDuplicate(second, version, same_as=first))
    assert desk.run(Dossier(second)).state == "void"
    assert desk.run(Notices(submission_id=second)).rows == (), "without a refusal notice"
    assert [row.flags for row in desk.run(ReviewQueue()).rows] == [()]
    desk.run(UndoDecision(second, desk.run(Dossier(second)).version))
    assert all("duplicate" in row.flags for row in desk.run(ReviewQueue()).rows)


def test_a_red_finding_is_passed_by_a_deed_of_its_own(world: World) -> None:
    """A key pressed out of habit passes no wrong name and no duplicate; whoever means it says so, for good."""
    first, _second = twins(world)
    desk = world.as_("李四")
    with pytest.raises(Conflict) as refused:
        world.approve(first)
    assert refused.value.details["reason"] == "red"
    assert "另有 1 份资料" in refused.value.message
    assert "仍然通过" in refused.value.message
    assert desk.run(Dossier(first)).state == "waiting"
    desk.run(ApproveSubmission(*world.seen(first), despite=True))
    dossier = desk.run(Dossier(first))
    assert (dossier.state, dossier.decisions[0].despite) == ("approved", True)
    assert "预检有问题，仍然通过" in [line.text for line in dossier.history]


def test_despite_nothing_is_not_remembered_as_despite(world: World) -> None:
    number = world.waiting_one()
    world.as_("李四").run(ApproveSubmission(*world.seen(number), despite=True))
    assert not world.as_("李四").run(Dossier(number)).decisions[0].despite


def test_r16_rejecting_one_of_two_leaves_no_duplicate(world: World) -> None:
    first, second = twins(world)
    desk = world.as_("李四")
    desk.run(RejectSubmission(*world.seen(second), (SEAL,)))
    assert [(row.id, row.flags) for row in desk.run(ReviewQueue()).rows] == [(first, ())]
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.DECIDED))).ids == (second,)
