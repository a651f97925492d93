"""The queue, its filters, notes and setting aside, the numbers above it (R01, R17)."""

from datetime import date, timedelta

import pytest

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.people import CompanyForm
from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    BringBack,
    Dossier,
    QueueFilter,
    QueueView,
    ReviewDays,
    ReviewProgress,
    ReviewQueue,
    RevokeDecision,
    SetAside,
)
from desktop_admin.rules.clock import local
from tests.contract.world import World

OTHER = CompanyForm("福泉（集团）矿业有限公司", "N2522701MF0000001Q", county="522702")


@pytest.fixture
def three(world: World) -> tuple[int, int, int]:
    """Oldest first: 石磊 C2延期, 覃芳 A新取, 石磊三 B延期 of another company."""
    company, other = world.company(), world.company(OTHER)
    people = (("石磊", "C2_renewal", company), ("覃芳", "A_initial", company), ("单雄信", "B_renewal", other))
    numbers = []
    for serial, (name, category, home) in enumerate(people):
        numbers.append(world.submitted(world.candidate(home, serial=serial, name=name), category=category))
        world.clock.advance(minutes=10)
    return numbers[0], numbers[1], numbers[2]


def ids(world: World, **limits: object) -> tuple[int, ...]:
    found: tuple[int, ...] = world.as_("李四").run(ReviewQueue(QueueFilter(**limits))).ids  # type: ignore[arg-type]
    return found


def test_r01_oldest_first_and_filtered(world: World, three: tuple[int, int, int]) -> None:
    a, b, c = three
    assert ids(world) == (a, b, c)
    assert ids(world, categories=("C2_renewal", "B_renewal")) == (a, c)
    assert ids(world, kind="initial") == (b,)
    row = world.as_("李四").run(ReviewQueue(rows_for=(c,))).rows[0]
    assert ids(world, company_id=row.company_id) == (c,)
    assert ids(world, attempt_from=2) == ()
    for text, found in (
        ("石", (a,)),
        ("qf", (b,)),
        ("shan", (c,)),
        ("shanxiong", (c,)),
        ("（集团）", (c,)),
        ("%", ()),
        ("_", ()),
    ):
        assert ids(world, text=text) == found, text


def test_deadline_near(world: World, three: tuple[int, int, int]) -> None:
    assert ids(world, deadline_near=True) == ()
    world.clock.advance(days=2)
    world.again("李四")
    assert ids(world, deadline_near=True) == three


def test_only_asks_touched_ids_again(world: World, three: tuple[int, int, int]) -> None:
    a, b, c = three
    world.approve(b)
    desk = world.as_("李四")
    page = desk.run(ReviewQueue(only=(a, b)))
    assert (page.ids, [row.id for row in page.rows], page.total) == ((a,), [a], 1)
    page = desk.run(ReviewQueue(rows_for=(c, 404, b)))
    assert (page.ids, [row.id for row in page.rows]) == ((), [c, b])
    page = desk.run(ReviewQueue(limit=1))
    assert (len(page.ids), len(page.rows), page.total) == (2, 1, 2)
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.DECIDED))).ids == (b,)
    assert desk.run(ReviewQueue(QueueFilter(view=QueueView.ALL))).ids == (c, b, a)


def test_rows_hold_no_numbers(world: World, three: tuple[int, int, int]) -> None:
    from tests.contract.world import citizen

    shown = repr(world.as_("李四").run(ReviewQueue()))
    assert not any(citizen(serial) in shown or citizen(serial)[-4:] in shown for serial in range(3))
    assert "13812345678" not in shown


def test_r17_aside_until_a_moment_and_back_by_itself(world: World, three: tuple[int, int, int]) -> None:
    a, b, c = three
    desk = world.as_("李四")
    until = world.clock.now + timedelta(hours=3)
    desk.run(SetAside(a, desk.run(Dossier(a)).version, until, "等学员补营业执照"))
    assert ids(world) == (b, c)
    assert ids(world, view=QueueView.SET_ASIDE) == (a,)
    dossier = desk.run(Dossier(a))
    assert (dossier.aside_until, dossier.aside_by, dossier.aside_note) == (until, "李四", "等学员补营业执照")
    assert desk.run(ReviewProgress()).set_aside == 1
    world.clock.now = until - timedelta(seconds=1)
    assert ids(world) == (b, c)
    world.clock.now = until
    assert ids(world) == (a, b, c)
    desk.run(SetAside(b, desk.run(Dossier(b)).version, until + timedelta(days=1)))
    with pytest.raises(Conflict):
        desk.run(BringBack(c, desk.run(Dossier(c)).version))
    desk.run(BringBack(b, desk.run(Dossier(b)).version))
    assert ids(world) == (a, b, c)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_r17_aside_is_for_a_while(world: World, days: int) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    version = desk.run(Dossier(number)).version
    with pytest.raises(Invalid, match="90 天之内"):
        desk.run(SetAside(number, version, world.clock.now + timedelta(days=days)))
    world.approve(number)
    with pytest.raises(Conflict, match="已由李四"):
        desk.run(SetAside(number, version, world.clock.now + timedelta(days=1)))


def test_r17_notes_call_a_colleague(world: World, three: tuple[int, int, int]) -> None:
    desk, chief = world.as_("李四"), world.as_("王敏")
    desk.run(AddNote(three[0], "公章像是复印的，@王敏 请看", (world.staff_id("王敏"),)))
    for text, mentions in (("  ", ()), ("x" * 2001, ()), ("好", (404,))):
        with pytest.raises(Invalid):
            desk.run(AddNote(three[0], text, mentions))
    note = chief.run(Dossier(three[0])).notes[0]
    assert (note.who, note.mentions, note.at) == ("李四", ("王敏",), world.clock.now)
    assert "mentioned" in chief.run(ReviewQueue()).rows[0].flags
    assert "mentioned" in chief.run(Dossier(three[0])).flags
    assert "mentioned" not in desk.run(ReviewQueue()).rows[0].flags


def test_days_count_what_came_and_what_stands(world: World, three: tuple[int, int, int]) -> None:
    """Submissions by the journal, decisions while they stand; a day ends at midnight in Guizhou."""
    a, b, c = three
    world.approve(a)
    world.approve(b)
    desk = world.as_("王敏")
    world.approve(c, "王敏")
    desk.run(RevokeDecision(c, desk.run(Dossier(c)).version, "照片不符，重新审核。"))
    first = local(world.clock.now).date()

    def seen(who: str) -> list[tuple[date, int, int]]:
        days = world.desk(who).run(ReviewDays()).days
        assert [one.day for one in days] == [days[0].day + timedelta(days=n) for n in range(14)]
        return [(one.day, one.submitted, one.decided) for one in days if one.submitted or one.decided]

    assert seen("王敏") == seen("李四") == [(first, 3, 2)]
    assert world.desk("李四").run(ReviewDays()).days[-1].day == first
    world.clock.advance(hours=13, minutes=10)
    again = world.desk("李四")
    seen_now = again.run(Dossier(c))
    again.run(ApproveSubmission(c, seen_now.version, tuple(p.sha256 for p in seen_now.papers if p.current)))
    assert seen("李四") == [(first, 3, 2), (first + timedelta(days=1), 0, 1)]
    world.clock.advance(days=13)
    assert seen("李四") == [(first + timedelta(days=1), 0, 1)], "the day before is left behind"


def test_r17_progress_is_todays(world: World, three: tuple[int, int, int]) -> None:
    a, b, _c = three
    begun = world.as_("李四").run(ReviewQueue()).rows[0].waiting_since
    progress = world.as_("李四").run(ReviewProgress())
    assert (progress.waiting, progress.decided_today, progress.oldest) == (3, 0, begun)
    world.approve(a)
    world.approve(b, "王敏")
    progress = world.as_("李四").run(ReviewProgress())
    assert (progress.waiting, progress.decided_today, progress.mine_today) == (1, 2, 1)
    world.clock.advance(hours=13, minutes=10)
    progress = world.desk("李四").run(ReviewProgress())
    assert (progress.waiting, progress.decided_today, progress.mine_today) == (1, 0, 0), "midnight in Guizhou"
    assert progress.deadline.isoformat() == "2026-11-22T17:00:00+08:00" or progress.deadline.hour == 9
