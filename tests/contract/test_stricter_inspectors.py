"""A stricter inspector takes nothing away that the office has already taken in."""

from collections.abc import Callable

import pytest

from desktop_admin.contract.errors import NotFound
from desktop_admin.contract.submissions import Dossier
from desktop_admin.papers import versions
from desktop_admin.rules.purposes import Purpose
from tests.contract.world import World, paper


@pytest.fixture
def stricter(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on the inspectors are of the next version, and refuse everything."""
    looked = world.inspector.inspect
    refused = paper(acceptable=False)

    def refuse(data: bytes, name: str, purpose: Purpose = Purpose.PAPER) -> object:
        from dataclasses import replace

        seen = looked(data, name, purpose)
        no = looked(refused, name, purpose).facts
        facts = replace(seen.facts, acceptable=False, problems=no.problems, inspector=99)
        return replace(seen, facts=facts)

    def change() -> None:
        monkeypatch.setattr(world.inspector, "inspect", refuse)
        monkeypatch.setattr(world.house.files, "_versions", dict.fromkeys(versions.INSPECTORS, 99))

    return change


def test_a_paper_of_an_application_is_still_shown(world: World, stricter: Callable[[], None]) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    sha256 = desk.run(Dossier(number)).papers[0].sha256
    data = desk.get(sha256)
    stricter()
    assert not desk.put(data, "a.pdf").acceptable
    assert desk.get(sha256) == data
    assert [one.kept for one in desk.run(Dossier(number)).papers if one.sha256 == sha256] == [True]


def test_a_bill_stays_its_time(world: World, stricter: Callable[[], None]) -> None:
    desk, data = world.as_("赵会计"), paper("表")
    sha256 = desk.put(data, "三月.csv", Purpose.BILL).sha256
    stricter()
    assert not desk.put(data, "三月.csv", Purpose.BILL).acceptable
    assert desk.get(sha256) == data
    world.clock.advance(days=30)
    assert world.house.files.sweep(world.clock.now) == 0
    world.again("赵会计")
    assert world.as_("赵会计").get(sha256) == data


def test_what_was_refused_from_the_first_is_not_shown(world: World, stricter: Callable[[], None]) -> None:
    stricter()
    facts = world.as_("赵会计").put(paper("表"), "三月.csv", Purpose.BILL)
    with pytest.raises(NotFound):
        world.as_("赵会计").get(facts.sha256)
