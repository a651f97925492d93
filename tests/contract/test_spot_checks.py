"""R20: a share of what was approved unseen is read by a second person, who was not told beforehand which."""

import pytest

from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.policy import EditPolicy, PolicySettings
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    ConfirmSpotCheck,
    Dossier,
    QueueFilter,
    QueueView,
    ReviewProgress,
    ReviewQueue,
    RevokeDecision,
    UndoDecision,
)
from tests.contract.world import World, citizen

SPOT = ReviewQueue(QueueFilter(view=QueueView.SPOT_CHECK))


def percent(world: World, wanted: int) -> None:
    """What the chief has set."""
    chief = world.as_("王敏")
    form = chief.run(PolicySettings()).form
    chief.run(EditPolicy(form, type(form)(**{**form.__dict__, "spot_check_percent": wanted})))


def green(world: World, serial: int = 0, company: int = 0) -> int:
    """A dossier that may be approved unseen."""
    company = company or world.company()
    text = (
        f"石磊 {citizen(serial)} 91110000600037341L 都匀瑞泰建筑工程有限公司 C2类延期"
        " 土建类专职安全生产管理人员 承诺书 报名表 黔建安C2（2020）0412337"
    )
    return world.submitted(world.candidate(company, name="石磊", serial=serial), text=text)


def approved_unseen(world: World) -> int:
    number = green(world)
    world.as_("李四").run(ApproveSubmission(*world.seen(number), unseen=True))
    return number


def test_a_drawn_one_waits_for_somebody_else(world: World) -> None:
    percent(world, 100)
    number = approved_unseen(world)
    first, second = world.as_("李四"), world.as_("王敏")
    assert first.run(SPOT).ids == ()
    assert first.run(ReviewProgress()).spot_checks == 0
    page = second.run(SPOT)
    assert page.ids == (number,)
    assert "spot_check" in page.rows[0].flags
    assert second.run(ReviewProgress()).spot_checks == 1
    assert second.run(Dossier(number)).state == "approved", "what the learner was told stands meanwhile"
    with pytest.raises(NotAllowed, match="另一位"):
        first.run(ConfirmSpotCheck(*world.seen(number)))


def test_agreeing_is_kept_with_the_decision(world: World) -> None:
    percent(world, 100)
    number = approved_unseen(world)
    second = world.as_("王敏")
    second.run(ConfirmSpotCheck(*world.seen(number)))
    dossier = second.run(Dossier(number))
    assert second.run(SPOT).ids == ()
    assert (dossier.state, dossier.decisions[0].checked_by) == ("approved", "王敏")
    assert dossier.decisions[0].checked_at is not None
    assert dossier.history[0].title == "抽查无误"
    with pytest.raises(Conflict, match="不在抽查之列"):
        second.run(ConfirmSpotCheck(*world.seen(number)))


def test_it_is_about_the_papers_that_were_seen(world: World) -> None:
    percent(world, 100)
    number = approved_unseen(world)
    who, version, hashes = world.seen(number)
    second = world.as_("王敏")
    for stale in (ConfirmSpotCheck(who, version, hashes[:1]), ConfirmSpotCheck(who, version - 1, hashes)):
        with pytest.raises(Conflict):
            second.run(stale)
    assert second.run(SPOT).ids == (number,)


def test_revoking_and_undoing_end_the_spot_check(world: World) -> None:
    percent(world, 100)
    number = approved_unseen(world)
    second = world.as_("王敏")
    second.run(RevokeDecision(number, world.seen(number)[1], "抽查：承诺书没有盖章"))
    assert second.run(SPOT).ids == ()
    assert second.run(Dossier(number)).state == "waiting"
    first = world.as_("李四")
    first.run(ApproveSubmission(*world.seen(number), unseen=True))
    assert second.run(SPOT).ids == (number,)
    first.run(UndoDecision(number, world.seen(number)[1]))
    assert second.run(SPOT).ids == ()


def test_looked_at_approvals_and_a_share_of_nothing_draw_none(world: World) -> None:
    percent(world, 100)
    company = world.company()
    world.as_("李四").run(ApproveSubmission(*world.seen(green(world, 0, company))))
    percent(world, 0)
    world.as_("李四").run(ApproveSubmission(*world.seen(green(world, 1, company)), unseen=True))
    assert world.as_("王敏").run(SPOT).ids == ()


def test_one_in_every_share_is_drawn_whatever_the_chance(world: World) -> None:
    percent(world, 34)
    company = world.company()
    for serial in range(3):
        number = green(world, serial, company)
        world.as_("李四").run(ApproveSubmission(*world.seen(number), unseen=True))
    assert world.as_("王敏").run(SPOT).ids
