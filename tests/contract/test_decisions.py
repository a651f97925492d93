"""Deciding: versions, papers, claims, undo (R03–R10), over every kind of office."""

import pytest

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.submissions import ApproveSubmission, Dossier, ReviewQueue
from tests.contract.world import World


def hashes(dossier) -> tuple[str, ...]:
    return tuple(paper.sha256 for paper in dossier.papers if paper.current)


def test_r03_approving_takes_the_dossier_from_the_queue(world: World) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    assert desk.run(ReviewQueue()).ids == (number,)
    seen = desk.run(Dossier(number))
    receipt = desk.run(ApproveSubmission(number, seen.version, hashes(seen)))
    assert receipt.first("submission") == number
    assert desk.run(ReviewQueue()).ids == ()
    assert desk.run(Dossier(number)).state == "approved"


def test_r06_the_second_is_told_by_whom_and_when(world: World) -> None:
    number = world.waiting_one()
    seen = world.as_("李四").run(Dossier(number))
    world.as_("李四").run(ApproveSubmission(number, seen.version, hashes(seen)))
    with pytest.raises(Conflict, match="已由李四于 10:42:00 通过"):
        world.as_("王敏").run(ApproveSubmission(number, seen.version, hashes(seen)))
