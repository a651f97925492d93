"""A clock that was fast for one command and was put right: the office goes on from there, and says so (house §7)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from desktop_admin.contract.backups import Backups
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.submissions import AddNote
from desktop_admin.office.clock import PACE, OfficeClock
from tests.contract.test_attempts import tried
from tests.contract.world import PASSWORD, START, World
from tests.server.wires import Lines, heard

#: How far the clock was ahead.
FAST = timedelta(days=365)


class Ticks:
    """A monotonic clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticks(world: World) -> Ticks:
    """The process's own clock from now on."""
    made = Ticks()
    world.house.clock.monotonic = made
    return made


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Every warning meanwhile."""
    with heard() as handler:
        yield handler


@pytest.fixture
def number(world: World, ticks: Ticks) -> int:
    """A dossier with a note of next year's; the clock has been put right since."""
    made = world.waiting_one()
    world.as_("李四")
    world.clock.now = START + FAST
    world.as_("李四").run(SignIn("李四", PASSWORD, "PC-1"))
    world.as_("李四").run(AddNote(made, "时钟快了一年"))
    world.clock.now = START + timedelta(minutes=1)
    return made


def office_time(world: World) -> timedelta:
    """Since the fast command."""
    return world.desk().run(OfficeFacts()).now - (START + FAST)  # type: ignore[no-any-return]


def test_time_goes_on_from_the_last_record(world: World, number: int, ticks: Ticks) -> None:
    assert office_time(world) == timedelta()
    for minute in (10, 20):
        ticks.seconds += 600
        world.clock.advance(minutes=10)
        assert office_time(world) == PACE * timedelta(minutes=minute)
    world.as_("李四").run(AddNote(number, "以后"))
    proof = world.as_("王敏").run(VerifyJournal())
    assert proof.intact
    rows = world.as_("审计").run(JournalPage()).rows
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)


@pytest.mark.usefixtures("number")
def test_a_wait_for_wrong_passwords_ends(world: World, ticks: Ticks) -> None:
    for _ in range(20):
        if tried(world, "李四", "wrong").not_before is not None:
            break
    refused = tried(world, "李四", PASSWORD)
    assert refused.token is None
    assert refused.not_before is not None
    ticks.seconds += 16 * 60 / PACE
    assert tried(world, "李四", PASSWORD).token is not None


@pytest.mark.usefixtures("number")
def test_the_clock_is_right_again_when_it_has_caught_up(world: World, ticks: Ticks) -> None:
    assert office_time(world) == timedelta()
    ticks.seconds += 3600
    world.clock.now = START + FAST + timedelta(minutes=50)
    assert office_time(world) == PACE * timedelta(hours=1), "never back by what it has shown"
    world.clock.now = START + FAST + timedelta(minutes=55)
    assert office_time(world) == timedelta(minutes=55)
    ticks.seconds += 3600
    assert office_time(world) == timedelta(minutes=55)
    assert world.as_("系统管理员").run(Backups()).trouble.count("时钟") == 0


def test_two_programs_on_one_office_differ_by_no_more_than_the_last_command(
    world: World, number: int, ticks: Ticks
) -> None:
    """The other one starts later, so it has counted less; it goes on from what the first one wrote."""
    assert office_time(world) == timedelta()
    ticks.seconds += 3600
    others_ticks = Ticks()
    other = OfficeClock(world.clock, monotonic=others_ticks)

    def others() -> timedelta:
        with world.house.database.reading() as session:
            return other.now(session) - (START + FAST)

    assert others() == timedelta()
    world.as_("李四").run(AddNote(number, "一小时以后"))
    assert others() == office_time(world) == PACE * timedelta(hours=1)
    others_ticks.seconds += 60
    assert others() == PACE * timedelta(minutes=61)


@pytest.mark.usefixtures("number")
def test_the_administrator_is_told_and_the_log_once(world: World, ticks: Ticks, lines: Lines) -> None:
    for _ in range(3):
        ticks.seconds += 60
        page = world.as_("系统管理员").run(Backups())
        assert re.search(r"时钟比办公室的时间慢 36[45]天", page.trouble)
        assert "kaowu restore" in page.trouble
    assert [line.partition(" is ")[0] for line in lines.lines] == ["the office's last record"]


def test_a_clock_that_is_a_little_behind_is_nobodys_trouble(world: World, ticks: Ticks, lines: Lines) -> None:
    world.waiting_one()
    world.clock.now -= timedelta(seconds=30)
    assert "时钟" not in world.as_("系统管理员").run(Backups()).trouble
    ticks.seconds += 301
    world.clock.advance(seconds=301)
    assert world.desk().run(OfficeFacts()).now == world.clock.now, "caught up"
    assert lines.lines == []
