"""What the queue keeps of a pre-check is as old as the dossier's last change; approving asks what is true now (R15)."""

import pytest

from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    QueueFilter,
    ReviewQueue,
    Slot,
    UploadPaper,
)
from tests.contract.test_decisions import twins
from tests.contract.world import World, citizen, paper


def green(world: World, candidate: int, serial: int, pad: int = 0) -> int:
    """A dossier that may be approved unseen."""
    text = (
        f"石磊 {citizen(serial)} 91110000600037341L 都匀瑞泰建筑工程有限公司 C2类延期"
        " 土建类专职安全生产管理人员 承诺书 报名表 黔建安C2（2020）0412337"
    )
    return world.submitted(candidate, text=text, pad=pad)


def same_form_later(world: World) -> int:
    """The first of two dossiers, whose form somebody else hands in afterwards."""
    company = world.company()
    one, other = (world.candidate(company, name="石磊", serial=serial) for serial in range(2))
    number = green(world, one, 0)
    form = next(p for p in world.as_("李四").run(Dossier(number)).papers if p.slot is Slot.REGISTRATION_FORM)
    seen_by = world.learner(other)
    text = (
        f"石磊 {citizen(0)} 91110000600037341L 都匀瑞泰建筑工程有限公司 C2类延期"
        " 土建类专职安全生产管理人员 承诺书 报名表 黔建安C2（2020）0412337"
    )
    facts = seen_by.put(paper(text, pad=one * 1000 + list(Slot).index(Slot.REGISTRATION_FORM)), "报名表.pdf")
    assert facts.sha256 == form.sha256
    seen_by.run(UploadPaper(None, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, "报名表.pdf"))
    return number


def red(world: World, number: int) -> bool:
    return any(finding.level == "red" for finding in world.as_("李四").run(Dossier(number)).findings)


def test_a_form_that_another_hands_in_later_is_red_for_both(world: World) -> None:
    number = same_form_later(world)
    assert red(world, number)
    desk = world.as_("李四")
    with pytest.raises(NotAllowed) as unseen:
        desk.run(ApproveSubmission(*world.seen(number), unseen=True))
    assert unseen.value.details["reason"] == "not_green"
    with pytest.raises(Conflict) as refused:
        desk.run(ApproveSubmission(*world.seen(number)))
    assert refused.value.details["reason"] == "red"
    desk.run(ApproveSubmission(*world.seen(number), despite=True))
    assert desk.run(Dossier(number)).decisions[0].despite


def test_the_queue_says_the_same(world: World) -> None:
    number = same_form_later(world)
    row = next(row for row in world.as_("李四").run(ReviewQueue(QueueFilter())).rows if row.id == number)
    assert row.precheck == "red"


def test_a_second_application_makes_the_first_red_in_the_queue_too(world: World) -> None:
    first, second = twins(world)
    rows = {row.id: row.precheck for row in world.as_("李四").run(ReviewQueue()).rows}
    assert rows == {first: "red", second: "red"}


def test_a_certificate_that_expired_in_the_queue_is_not_approved_unseen(world: World) -> None:
    number = green(world, world.candidate(world.company(), name="石磊", serial=0), 0)
    world.clock.advance(days=40)  # past 20 December 2026
    desk = world.desk("李四")
    assert {f.level for f in desk.run(Dossier(number)).findings} == {"green", "yellow"}
    with pytest.raises(NotAllowed) as unseen:
        desk.run(ApproveSubmission(*world.seen(number), unseen=True))
    assert unseen.value.details["reason"] == "not_green"
