"""Who has a dossier open: leases, take-over, release (R05, R07)."""

from datetime import timedelta

import pytest

from desktop_admin.contract.claims import ClaimSubject, ReleaseClaim, TakeOverClaim
from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    Dossier,
    SetAside,
)
from desktop_admin.rules.claims import CLAIMED
from desktop_admin.rules.rights import who_may
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.naming import table_of
from tests.contract.test_races import at_once
from tests.contract.world import World

LEASE = timedelta(minutes=10)


@pytest.fixture
def number(world: World) -> int:
    """A dossier 李四 has open."""
    number = world.waiting_one()
    answer = world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, number))
    assert (answer.mine, answer.who) == (True, "李四")
    return number


def reviewer(world: World) -> str:
    """A second reviewer who is no chief."""
    from desktop_admin.contract.staff import EditStaff, StaffForm

    seen = StaffForm("周考务", (Role.COORDINATOR,))
    form = StaffForm("周考务", (Role.COORDINATOR, Role.REVIEWER))
    world.as_("系统管理员").run(EditStaff(world.staff_id("周考务"), seen, form))
    return "周考务"


def test_r05_another_sees_who_and_when_and_only_reads(world: World, number: int) -> None:
    since = world.clock.now
    world.clock.advance(minutes=3)
    other = world.as_(reviewer(world))
    answer = other.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    assert (answer.mine, answer.who, answer.since, answer.lapsed, answer.may_take_over) == (
        False, "李四", since, False, False,
    )  # fmt: skip
    claim = other.run(Changes(0)).claims[0]
    assert (claim.subject_id, claim.who, claim.since, claim.lapsed) == (number, "李四", since, False)
    dossier = other.run(Dossier(number))
    assert (dossier.claim_by, dossier.claim_mine, dossier.claim_since) == ("李四", False, since)
    with pytest.raises(Conflict, match="李四 从 10:42:00 起正在看") as refused:
        other.run(ApproveSubmission(*world.seen(number, "周考务")))
    assert refused.value.details["reason"] == "claimed"
    with pytest.raises(Conflict, match="10 分钟没有操作后可以接管"):
        other.run(TakeOverClaim(SubjectKind.SUBMISSION, number))


@pytest.mark.parametrize(("past", "lapsed"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_r05_the_lease_ends_after_ten_minutes(
    world: World, number: int, past: timedelta, lapsed: bool
) -> None:
    name = reviewer(world)
    world.clock.now += LEASE + past
    other = world.as_(name)
    asked = other.run(ClaimSubject(SubjectKind.SUBMISSION, number, active=False))
    assert (asked.mine, asked.lapsed, asked.may_take_over) == (False, lapsed, lapsed)
    if lapsed:
        other.run(TakeOverClaim(SubjectKind.SUBMISSION, number))
        assert other.run(ClaimSubject(SubjectKind.SUBMISSION, number)).mine
        assert not world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, number)).mine
    else:
        with pytest.raises(Conflict):
            other.run(TakeOverClaim(SubjectKind.SUBMISSION, number))


def test_r05_a_heartbeat_keeps_the_lease_and_its_beginning(world: World, number: int) -> None:
    since = world.clock.now
    other = reviewer(world)
    for _ in range(3):
        world.clock.advance(minutes=9)
        answer = world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, number))
        assert (answer.mine, answer.since) == (True, since)
    assert not world.as_(other).run(ClaimSubject(SubjectKind.SUBMISSION, number)).mine


def test_r05_a_chief_takes_over_and_the_first_hears_of_it(world: World, number: int) -> None:
    first = world.as_("李四")
    head = first.run(Changes(0)).head
    chief = world.as_("王敏")
    assert chief.run(ClaimSubject(SubjectKind.SUBMISSION, number)).may_take_over
    receipt = chief.run(TakeOverClaim(SubjectKind.SUBMISSION, number))
    page = first.run(Changes(head))
    assert [(change.name, change.who) for change in page.changes if change.number == receipt.journal_no] == [
        ("TakeOverClaim", "王敏")
    ]
    assert page.claims[0].who == "王敏"
    with pytest.raises(Conflict, match="王敏"):
        first.run(ApproveSubmission(*world.seen(number)))


def test_a_lapsed_claim_stops_nobody(world: World, number: int) -> None:
    world.clock.now += LEASE + timedelta(seconds=1)
    world.approve(number, "王敏")


def test_r07_claims_end_on_leaving_deciding_and_setting_aside(world: World, number: int) -> None:
    desk = world.as_("李四")
    assert desk.run(ReleaseClaim(SubjectKind.SUBMISSION, number)).released
    assert not desk.run(ReleaseClaim(SubjectKind.SUBMISSION, number)).released
    desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    assert not world.as_("王敏").run(ReleaseClaim(SubjectKind.SUBMISSION, number)).released, (
        "another's claim stays"
    )
    version = desk.run(Dossier(number)).version
    desk.run(SetAside(number, version, world.clock.now + timedelta(days=1)))
    assert desk.run(Changes(0)).claims == ()
    desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    world.approve(number)
    assert desk.run(Changes(0)).claims == ()


def test_r07_claims_are_not_in_the_history(world: World, number: int) -> None:
    titles = [entry.title for entry in world.as_("李四").run(Dossier(number)).history]
    world.as_("李四").run(TakeOverClaim(SubjectKind.SUBMISSION, number))
    after = [entry.title for entry in world.as_("李四").run(Dossier(number)).history]
    assert after == ["接管", *titles]


def test_claiming_what_is_not_there(world: World) -> None:
    with pytest.raises(NotFound):
        world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, 404))


def test_what_is_not_claimed_says_so(world: World, number: int) -> None:
    for kind in (SubjectKind.COMPANY, SubjectKind.JOURNAL):
        for request in (ClaimSubject(kind, 1), TakeOverClaim(kind, 1)):
            with pytest.raises(Invalid, match="不用占用"):
                world.as_("李四").run(request)
    assert not world.as_("李四").run(ReleaseClaim(SubjectKind.COMPANY, number)).released


def test_any_kind_of_thing_can_be_claimed(world: World, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk adds its kind to the table; things of different kinds with one number are not mixed up."""
    both = {**CLAIMED, SubjectKind.CANDIDATE: frozenset({Role.COORDINATOR, Role.CHIEF})}
    monkeypatch.setattr("desktop_admin.services.claims.CLAIMED", both)
    person = world.as_("李四").run(Dossier(number)).candidate_id
    with pytest.raises(NotAllowed, match="这名学员"):
        world.as_("李四").run(ClaimSubject(SubjectKind.CANDIDATE, person))
    with pytest.raises(NotFound, match="没有找到这名学员"):
        world.as_("王敏").run(ClaimSubject(SubjectKind.CANDIDATE, 4711))
    other = world.as_(reviewer(world))
    assert other.run(ClaimSubject(SubjectKind.CANDIDATE, person)).mine
    held = {(claim.kind, claim.subject_id): claim.who for claim in other.run(Changes(0)).claims}
    assert held == {(SubjectKind.SUBMISSION, number): "李四", (SubjectKind.CANDIDATE, person): "周考务"}
    receipt = world.as_("王敏").run(TakeOverClaim(SubjectKind.CANDIDATE, person))
    assert receipt.first(SubjectKind.CANDIDATE) == person
    with pytest.raises(Conflict, match=r"王敏 .*正在看这名学员"):
        other.run(TakeOverClaim(SubjectKind.CANDIDATE, person))
    assert world.as_("王敏").run(ReleaseClaim(SubjectKind.CANDIDATE, person)).released
    left = other.run(Changes(0)).claims
    assert [(claim.kind, claim.subject_id) for claim in left] == [(SubjectKind.SUBMISSION, number)]


def test_everything_that_is_claimed_has_rows() -> None:
    for kind in CLAIMED:
        assert table_of(kind).id is not None
    assert frozenset().union(*CLAIMED.values()) == who_may("ClaimSubject") == who_may("TakeOverClaim")


def test_whoever_opens_takes_over_and_leaves_at_once_hears_no_fault(world: World, number: int) -> None:
    """All of it comes at the same moment when somebody closes a dossier that colleagues wait for."""
    first, chief = world.as_("李四"), world.as_("王敏")
    mine = (SubjectKind.SUBMISSION, number)
    for _ in range(8):
        answers = at_once(
            lambda: first.run(ClaimSubject(*mine)),
            lambda: chief.run(TakeOverClaim(*mine)),
            lambda: first.run(ReleaseClaim(*mine)),
            lambda: first.run(TakeOverClaim(*mine)),
            lambda: chief.run(ReleaseClaim(*mine)),
        )
        assert [one for one in answers if isinstance(one, Exception) and not isinstance(one, Conflict)] == []
        for desk in (first, chief):
            desk.run(ReleaseClaim(*mine))
