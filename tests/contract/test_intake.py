"""Uploading, submitting, withdrawing; on behalf with the source noted (R19, seed §2.5–2.6)."""

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotFound
from desktop_admin.contract.submissions import (
    Dossier,
    MySubmissions,
    QueueFilter,
    QueueView,
    ReviewQueue,
    Slot,
    SubmitPapers,
    UploadPaper,
    WithdrawSubmission,
)
from tests.contract.world import World, paper

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM


def test_both_papers_are_needed(world: World) -> None:
    learner = world.learner(world.candidate(world.company()))
    facts = learner.put(paper(), "承诺书.pdf")
    number = learner.run(UploadPaper(None, "C2_renewal", LETTER, facts.sha256, "承诺书.pdf")).first(
        "submission"
    )
    assert [row.state for row in learner.run(MySubmissions()).rows] == ["draft"]
    for no_date in ("明年", "2026-W51-1", "20261220", "0001-01-01"):
        with pytest.raises(Invalid, match="还缺三类人员报名表") as refused:
            learner.run(SubmitPapers(number, expires=no_date))
        assert {fault["field"] for fault in refused.value.details["faults"]} == {"papers", "expires"}, (
            "all at once"
        )
    facts = learner.put(paper(pad=1), "报名表.pdf")
    learner.run(UploadPaper(None, "C2_renewal", FORM, facts.sha256, "报名表.pdf"))
    learner.run(SubmitPapers(number))
    with pytest.raises(Conflict):
        learner.run(SubmitPapers(number))
    assert world.as_("李四").run(ReviewQueue()).ids == (number,)


def test_what_cannot_be_used_is_refused_at_the_door(world: World) -> None:
    learner = world.learner(world.candidate(world.company()))
    good, bad = learner.put(paper(), "好.pdf"), learner.put(paper(acceptable=False), "坏.pdf")
    with pytest.raises(Invalid, match="设有密码"):
        learner.run(UploadPaper(None, "C2_renewal", LETTER, bad.sha256, "坏.pdf"))
    with pytest.raises(Invalid, match="还没有传上来"):
        learner.run(UploadPaper(None, "C2_renewal", LETTER, "0" * 64, "无.pdf"))
    for category in ("C3_renewal", "C_renewal"):
        with pytest.raises(Invalid, match="没有开放"):
            learner.run(UploadPaper(None, category, LETTER, good.sha256, "好.pdf"))
    assert learner.run(MySubmissions()).rows == ()


def test_a_person_without_company_picks_one_first(world: World) -> None:
    from desktop_admin.contract.people import CandidateForm, RegisterCandidate
    from desktop_admin.rules.identity import IdType
    from tests.contract.world import citizen

    form = CandidateForm("石", IdType.CITIZEN, citizen(5), None)
    learner = world.learner(world.as_("门户").run(RegisterCandidate(form)).first("candidate"))
    facts = learner.put(paper(), "承诺书.pdf")
    with pytest.raises(Invalid, match="请先选择单位"):
        learner.run(UploadPaper(None, "C2_renewal", LETTER, facts.sha256, "承诺书.pdf"))


def test_the_same_file_again_changes_nothing(world: World) -> None:
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    desk, learner = world.as_("李四"), world.learner(candidate)
    before = desk.run(Dossier(number))
    current = next(p for p in before.papers if p.slot is FORM)
    receipt = learner.run(UploadPaper(None, "C2_renewal", FORM, current.sha256, "报名表.pdf"))
    assert receipt.counts == {"unchanged": 1}
    after = desk.run(Dossier(number))
    assert (after.version, after.papers, after.flags) == (before.version, before.papers, before.flags)


def test_withdrawing_and_submitting_again(world: World) -> None:
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    learner = world.learner(candidate)
    learner.run(WithdrawSubmission(number))
    assert world.as_("李四").run(ReviewQueue()).ids == ()
    assert world.as_("李四").run(ReviewQueue(QueueFilter(view=QueueView.ALL))).ids == ()
    assert [(row.state, len(row.papers)) for row in learner.run(MySubmissions()).rows] == [("draft", 2)]
    with pytest.raises(Conflict):
        learner.run(WithdrawSubmission(number))
    world.clock.advance(minutes=3)
    learner.run(SubmitPapers(number))
    row = world.as_("李四").run(ReviewQueue()).rows[0]
    assert (row.id, row.attempt, row.waiting_since) == (number, 1, world.clock.now)


def test_r19_staff_upload_on_behalf_with_the_source_noted(world: World) -> None:
    candidate = world.candidate(world.company())
    desk = world.as_("周考务")
    facts = desk.put(paper(), "微信图片.pdf")
    upload = UploadPaper(candidate, "C2_renewal", LETTER, facts.sha256, "微信图片.pdf")
    with pytest.raises(Invalid, match="注明来源"):
        desk.run(upload)
    with pytest.raises(Invalid, match="请先选择学员"):
        desk.run(UploadPaper(None, "C2_renewal", LETTER, facts.sha256, "a.pdf", source="微信发来"))
    with pytest.raises(NotFound):
        desk.run(UploadPaper(404, "C2_renewal", LETTER, facts.sha256, "a.pdf", source="微信发来"))
    receipt = desk.run(UploadPaper(candidate, "C2_renewal", LETTER, facts.sha256, "a.pdf", source="微信发来"))
    dossier = world.as_("李四").run(Dossier(receipt.first("submission")))
    assert (dossier.papers[0].by, dossier.papers[0].source) == ("周考务", "微信发来")
    entry = dossier.history[0]
    assert (entry.who, entry.on_behalf, entry.title) == ("周考务", True, "上传资料")
    assert "来源：微信发来" in entry.text


def test_an_approval_of_long_ago_is_used_up(world: World) -> None:
    """Certificates are renewed every three years: the next upload begins a new application."""
    candidate = world.candidate(world.company())
    first = world.submitted(candidate)
    world.approve(first)
    world.clock.advance(days=90)
    world.again("门户", "李四")
    second = world.submitted(candidate, pad=8)
    assert second != first
    assert world.as_("李四").run(Dossier(first)).state == "approved"
