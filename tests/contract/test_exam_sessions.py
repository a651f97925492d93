"""Months and sessions: made, changed, opened, ended (C01–C04, C16, C17, C20)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.exams import (
    ArchiveSession,
    BackToDraft,
    CancelSession,
    CreateMonth,
    CreateSession,
    Duty,
    EditMonthTemplate,
    EditSession,
    MonthPage,
    MonthTemplate,
    OpenSession,
    PreviewSession,
    SessionCard,
    SessionForm,
    SessionList,
    SessionRecord,
)
from desktop_admin.contract.policy import ShiftRegistration
from desktop_admin.rules.clock import at
from desktop_admin.rules.exam_sessions import SessionMove, SessionState
from desktop_admin.rules.month_plan import PlannedSession
from tests.contract.exam_month import EXAM, FORM, card, coordinator, create, hall
from tests.contract.world import World

NOON = at(date(2026, 11, 24), 12)


def edit(world: World, session: SessionRecord, reason: str = "", **changes: object) -> SessionRecord:
    """Change a session as it was seen."""
    wanted = replace(session.form, **changes)  # type: ignore[arg-type]
    coordinator(world).run(EditSession(session.id, session.form, wanted, reason))
    return card(world, session.id)


def opened(world: World, form: SessionForm | None = None) -> SessionRecord:
    """An open session at a site of its own."""
    session = create(world, form or replace(FORM, site_id=hall(world).site))
    coordinator(world).run(OpenSession(session.id, session.version))
    return card(world, session.id)


def test_c01_a_month_from_the_template_has_its_windows_in_words(world: World) -> None:
    desk = coordinator(world)
    receipt = desk.run(CreateMonth("2026-11"))
    assert receipt.counts["sessions"] == 2
    month = desk.run(MonthPage("2026-11"))
    assert [one.name for one in month.sessions] == [
        "2026年11月各类延期考试（第一场）", "2026年11月各类新取考试（第二场）",
    ]  # fmt: skip
    words = [line.words for line in month.sessions[0].lines]
    assert "申请于 11月24日 12:00 截止（考试日 11月25日 的前一天中午）" in words
    assert all(one.state is SessionState.DRAFT and one.cycle == "2026-11" for one in month.sessions)
    with pytest.raises(Conflict, match="已有 2 场"):
        desk.run(CreateMonth("2026-11"))
    for wrong in ("2026-13", "2199-12", "1999-01"):
        with pytest.raises(Invalid):
            desk.run(CreateMonth(wrong))
    for other in ("李四", "赵会计", "审计", "系统管理员", "门户"):
        with pytest.raises(NotAllowed):
            world.as_(other).run(CreateMonth("2026-12"))


def test_c01_the_template_is_a_chiefs(world: World) -> None:
    chief = world.as_("王敏")
    template = chief.run(MonthTemplate())
    assert template.version == 0
    lines = (
        PlannedSession(5, "09:00", "10:30", 30, ("A_renewal",)),
        PlannedSession(31, "14:00", "15:30", 60, ("B_renewal", "A_renewal")),
    )
    with pytest.raises(NotAllowed):
        coordinator(world).run(EditMonthTemplate(0, lines))
    with pytest.raises(Invalid) as refused:
        chief.run(EditMonthTemplate(0, (replace(lines[0], day=0, capacity=0),)))
    assert len(refused.value.details["faults"]) == 2
    chief.run(EditMonthTemplate(0, lines))
    with pytest.raises(Conflict):
        chief.run(EditMonthTemplate(0, lines))
    assert chief.run(MonthTemplate()).sessions[1].categories == ("A_renewal", "B_renewal")
    coordinator(world).run(CreateMonth("2026-11"))
    days = [one.form.exam for one in coordinator(world).run(MonthPage("2026-11")).sessions]
    assert days == [date(2026, 11, 30), date(2026, 12, 5)]


def test_c20_last_month_is_copied_without_its_pins_and_people(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    form = replace(
        FORM,
        exam=date(2026, 11, 30),
        site_id=made.site,
        rooms=made.rooms,
        duties=(Duty(made.invigilator, made.rooms[0]),),
        name="2026年11月第一批",
        study_closes=NOON,
        pin_reason="机房检修",
    )
    create(world, form)
    gone = create(world, replace(FORM, exam=date(2026, 12, 5)))
    desk.run(CancelSession(gone.id, gone.version, "场地被占"))
    assert desk.run(MonthPage("2026-12")).copied_from == "2026-11"
    desk.run(CreateMonth("2026-12", copy_of="2026-11"))
    (copy,) = desk.run(MonthPage("2026-12")).sessions
    assert copy.form == replace(
        form, exam=date(2026, 12, 30), name="2026年12月第一批", duties=(), study_closes=None, pin_reason=""
    )
    with pytest.raises(Invalid, match="没有可以照着"):
        desk.run(CreateMonth("2027-02", copy_of="2027-01"))


def test_c01_a_date_moves_what_is_not_pinned_and_says_what_moved(world: World) -> None:
    session = create(world)
    pinned = edit(world, session, study_closes=NOON - timedelta(hours=3), pin_reason="机房检修")
    assert (pinned.study.closes, pinned.application.closes) == (NOON - timedelta(hours=3), NOON)
    wanted = replace(pinned.form, exam=date(2026, 11, 27))
    preview = coordinator(world).run(PreviewSession(wanted, pinned.id))
    assert [change.field for change in preview.changes] == ["application_closes"]
    assert "11月24日 12:00" in preview.changes[0].before
    assert "11月26日 12:00" in preview.changes[0].after
    assert (preview.faults, preview.reason_needed, preview.name) == ((), False, pinned.name)
    moved = edit(world, pinned, exam=date(2026, 11, 27))
    assert (moved.study.closes, moved.application.closes) == (pinned.study.closes, NOON + timedelta(days=2))
    assert (moved.starts, moved.ends) == (at(date(2026, 11, 27), 9), at(date(2026, 11, 27), 10, 30))
    assert moved.lines == preview.lines
    free = edit(world, moved, study_closes=None)
    assert free.form.pin_reason == "", "without a pin there is no reason to keep"
    december = edit(world, free, exam=date(2026, 12, 25))
    assert (december.cycle, december.name) == ("2026-12", "2026年12月A类、B类延期考试（第一场）")


def test_a_pin_needs_a_reason_and_a_window(world: World) -> None:
    session = create(world)
    for changes, field in (
        ({"application_closes": NOON - timedelta(hours=1)}, "pin_reason"),
        ({"application_opens": NOON, "pin_reason": "提前"}, "application_opens"),
        ({"study_closes": at(date(2026, 11, 26), 9), "pin_reason": "推迟"}, "study_closes"),
        ({"study_closes": NOON + timedelta(seconds=30), "pin_reason": "推迟"}, "study_closes"),
    ):
        preview = coordinator(world).run(PreviewSession(replace(session.form, **changes), session.id))
        assert [fault.field for fault in preview.faults] == [field]
        with pytest.raises(Invalid) as refused:
            edit(world, session, **changes)
        assert [fault["field"] for fault in refused.value.details["faults"]] == [field]
    assert card(world, session.id) == session


@pytest.mark.parametrize(
    ("exam", "said"),
    [
        ("2026-11-21", "只开放 3 小时"),
        ("2026-12-05", "本场属于 2026年11月"),
        ("2026-11-18", "申请已于 11月17日 12:00 截止"),
        ("2026-11-28", "考试日 11月28日 是休息日（周六）"),
        ("2027-01-05", "2027年节假日安排尚未录入"),
    ],
)
def test_c02_what_to_know_is_said_before_saving_and_forbids_nothing(
    world: World, exam: str, said: str
) -> None:
    form = replace(FORM, exam=date.fromisoformat(exam))
    preview = coordinator(world).run(PreviewSession(form))
    assert preview.faults == ()
    assert any(said in text for text in preview.warnings), preview.warnings
    made = create(world, form)
    assert (made.warnings, made.name, made.cycle) == (preview.warnings, preview.name, preview.cycle)


def test_every_fault_of_a_form_at_once(world: World) -> None:
    made = hall(world)
    form = SessionForm(
        date(2036, 11, 25), "9点", "25:00", 0, ("Z",), 99, "长" * 101, (made.rooms[0],), (Duty(99, 7),)
    )
    with pytest.raises(Invalid) as refused:
        coordinator(world).run(CreateSession(form))
    faults = [fault["field"] for fault in refused.value.details["faults"]]
    assert set(faults) == {"starts", "ends", "capacity", "categories", "site_id", "name", "rooms", "duties"}
    with pytest.raises(Invalid, match="超过两年"):
        create(world, replace(FORM, exam=date(2036, 11, 25)))
    with pytest.raises(NotFound):
        coordinator(world).run(SessionCard(99))


def test_c03_half_open_on_the_offices_clock(world: World) -> None:
    session = create(world)
    opens = session.application.opens
    for moment, is_open in (
        (opens - timedelta(seconds=1), False), (opens, True), (opens + timedelta(seconds=1), True),
        (NOON - timedelta(seconds=1), True), (NOON, False), (NOON + timedelta(seconds=1), False),
    ):  # fmt: skip
        world.clock.now = moment
        world.again("周考务")
        found = card(world, session.id).application
        assert (found.open, found.words.startswith("开放中")) == (is_open, is_open)


def test_two_coordinators_merge_or_clash(world: World) -> None:
    session = create(world)
    edit(world, session, capacity=60)
    merged = edit(world, session, exam=date(2026, 11, 26))
    assert (merged.form.capacity, merged.form.exam) == (60, date(2026, 11, 26))
    with pytest.raises(Conflict) as clash:
        edit(world, session, exam=date(2026, 11, 27))
    (field,) = clash.value.details["fields"]
    assert (field["field"], field["seen"], field["stored"], field["wanted"]) == (
        "exam", "2026-11-25", "2026-11-26", "2026-11-27",
    )  # fmt: skip
    assert clash.value.details["who"] == "周考务"
    edit(world, merged, duties=())
    assert card(world, session.id).version == merged.version, "nothing changed, nothing is a new version"


def test_a_session_opens_goes_back_and_is_cancelled(world: World) -> None:
    desk = coordinator(world)
    session = create(world)
    assert session.moves == (SessionMove.OPEN, SessionMove.CANCEL)
    with pytest.raises(Invalid, match="请先选择考点"):
        desk.run(OpenSession(session.id, session.version))
    session = edit(world, session, site_id=hall(world).site)
    with pytest.raises(Conflict):
        desk.run(OpenSession(session.id, session.version - 1))
    desk.run(OpenSession(session.id, session.version))
    session = card(world, session.id)
    assert session.state is SessionState.OPEN
    with pytest.raises(Invalid, match="请选择考点"):
        edit(world, session, site_id=None)
    with pytest.raises(Invalid, match="不能改到已经过去的"):
        edit(world, session, exam=date(2026, 11, 18))
    desk.run(BackToDraft(session.id, session.version))
    session = card(world, session.id)
    with pytest.raises(Conflict, match="不能“转回草稿”"):
        desk.run(BackToDraft(session.id, session.version))
    with pytest.raises(Invalid):
        desk.run(CancelSession(session.id, session.version, "  "))
    desk.run(CancelSession(session.id, session.version, "场地被占"))
    ended = card(world, session.id)
    assert (ended.state, ended.ended_reason, ended.moves) == (SessionState.CANCELLED, "场地被占", ())
    with pytest.raises(Conflict, match="只供查看"):
        edit(world, ended, capacity=10)
    assert [one.id for one in desk.run(MonthPage("2026-11")).sessions] == [session.id], "it stays visible"


def test_a_session_whose_application_has_closed_does_not_open(world: World) -> None:
    session = create(world, replace(FORM, exam=date(2026, 11, 18), site_id=hall(world).site))
    with pytest.raises(Invalid, match="申请已于 11月17日 12:00 截止"):
        coordinator(world).run(OpenSession(session.id, session.version))


def test_c16_an_archived_session_is_read_only(world: World) -> None:
    desk, session = coordinator(world), opened(world)
    with pytest.raises(Conflict, match="之后才能归档"):
        desk.run(ArchiveSession(session.id, session.version))
    world.clock.now = session.ends
    world.again("周考务")
    desk = coordinator(world)
    desk.run(ArchiveSession(session.id, session.version))
    ended = card(world, session.id)
    assert (ended.state, ended.moves, ended.warnings) == (SessionState.ARCHIVED, (), ())
    assert "只供查看" in ended.fixed
    for request in (OpenSession, BackToDraft, ArchiveSession):
        with pytest.raises(Conflict):
            desk.run(request(ended.id, ended.version))
    with pytest.raises(Conflict):
        desk.run(CancelSession(ended.id, ended.version, "不考了"))
    with pytest.raises(Conflict):
        edit(world, ended, capacity=10)
    with pytest.raises(Conflict):
        desk.run(PreviewSession(ended.form, ended.id))
    assert card(world, session.id) == ended


def test_c17_rooms_and_people_needed_twice_are_told(world: World) -> None:
    made, desk = hall(world), coordinator(world)
    duties = (Duty(made.invigilator, made.rooms[0]),)
    form = replace(FORM, site_id=made.site, rooms=made.rooms, duties=duties)
    first = create(world, form)
    assert first.clashes == ()
    later = replace(form, starts="10:29", ends="12:00")
    preview = desk.run(PreviewSession(later))
    assert len(preview.clashes) == 3
    second = create(world, later)
    assert second.clashes
    assert len(card(world, first.id).clashes) == 3
    month = desk.run(MonthPage("2026-11"))
    assert {one.sessions for one in month.clashes} == {(first.id, second.id)}
    assert any("监考员 韦监考 在 11月25日 10:29–10:30 同时用于" in one.words for one in month.clashes)
    edit(world, second, starts="10:30")
    assert desk.run(MonthPage("2026-11")).clashes == ()
    small = desk.run(PreviewSession(replace(form, exam=date(2026, 11, 26), rooms=made.rooms[:1], duties=())))
    assert any("共 45 个座位，少于名额 90" in text for text in small.warnings)


def test_a_chief_shifts_a_months_registration_and_the_month_says_so(world: World) -> None:
    create(world)
    window = coordinator(world).run(MonthPage("2026-11")).registration
    closes = at(date(2026, 11, 23), 17)
    world.as_("王敏").run(ShiftRegistration("2026-11", 0, window.opens, closes, "停电检修"))
    month = coordinator(world).run(MonthPage("2026-11"))
    assert (month.registration.shifted, month.registration.closes) == (True, closes)
    assert month.sessions[0].registration.closes == closes
    assert "（已调整：停电检修）" in month.sessions[0].lines[0].words
    with pytest.raises(Invalid):
        coordinator(world).run(MonthPage("2026年11月"))


def test_the_list_finds_sessions_by_text_month_and_state(world: World) -> None:
    session = opened(world)
    other = create(world, replace(FORM, exam=date(2026, 12, 25), name="年末专场"))
    desk = world.as_("审计")
    everything = desk.run(SessionList())
    assert everything.ids == (other.id, session.id)
    row = everything.rows[1]
    assert (row.site, row.capacity, row.booked, row.waiting, row.exam) == ("都匀市建设大厦", 90, 0, 0, EXAM)
    for question, ids in (
        (SessionList(text="年末"), (other.id,)),
        (SessionList(text="建设大厦"), (session.id,)),
        (SessionList(cycle="2026-11"), (session.id,)),
        (SessionList(state=SessionState.DRAFT), (other.id,)),
        (SessionList(sort="starts"), (session.id, other.id)),
        (SessionList(cycle="2026-11", only=(other.id,)), ()),
    ):
        assert desk.run(question).ids == ids


def test_a_reader_sees_what_may_be_done_by_others_only(world: World) -> None:
    session = create(world)
    for name in ("审计", "李四", "赵会计"):
        seen = world.as_(name).run(SessionCard(session.id))
        assert (seen.moves, seen.form) == ((), session.form)
        with pytest.raises(NotAllowed):
            world.as_(name).run(EditSession(session.id, session.form, replace(session.form, capacity=5)))
    assert world.as_("王敏").run(SessionCard(session.id)).moves
