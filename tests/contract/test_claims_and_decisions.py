"""A desk keeps its claim alive while its person decides: neither may stand in the other's way."""

from datetime import timedelta

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.submissions import BringBack, Dossier, SetAside
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.test_races import at_once
from tests.contract.world import World


def test_a_heartbeat_at_the_moment_of_a_decision(world: World) -> None:
    number, desk = world.waiting_one(), world.as_("李四")
    until = world.clock.now + timedelta(days=2)
    alive = ClaimSubject(SubjectKind.SUBMISSION, number)
    for _ in range(6):
        desk.run(alive)
        seen = desk.run(Dossier(number)).version
        answers = at_once(
            lambda seen=seen: desk.run(SetAside(number, seen, until)),
            lambda: desk.run(alive),
            lambda: desk.run(alive),
        )
        assert [one for one in answers if isinstance(one, Exception)] == []
        desk.run(BringBack(number, desk.run(Dossier(number)).version))
