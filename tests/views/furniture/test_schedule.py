"""A schedule: where things stand, walking with the keys, carrying to another day, names, and how it is painted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import BEIJING
from desktop_admin.views.furniture.schedule import Schedule
from desktop_admin.views.furniture.spans import DayMark, Placed, Scale, Span, in_order, lanes_of, place
from tests.views.furniture.conftest import Furnish
from tests.views.furniture.hearing import heard
from tests.views.stops import unseen_stops

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def at(day: int, hour: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


SPANS = (
    Span("reg", "注册缴费报名", at(1, 9), at(22, 17), filled=True),
    Span("apply", "申请考试", at(5), at(18), tone="info"),
    Span("next", "下月注册", at(25), at(22, month=12)),
    Span("s1", "B类 上午", at(12, 9), at(12, 11), tone="ok", block=True, movable=True),
    Span("s2", "B类 下午", at(12, 14), at(12, 16), tone="ok", block=True),
    Span("s3", "C类", at(30, 9), at(30, 11), tone="warn", block=True, movable=True),
    Span("gone", "十月", at(1, month=10), at(20, month=10)),
)
MARKS = (DayMark(date(2026, 11, 3), "纪念日"), DayMark(date(2026, 11, 14), "调休上班", works=True))


@pytest.fixture
def schedule(theme: Theme, furnish: Furnish) -> Schedule:
    shown = Schedule(theme, "十一月的安排")
    shown.show_days(FIRST, LAST)
    shown.show_spans(SPANS, MARKS)
    shown.set_now(at(12, 10))
    furnish(shown)
    return shown


def walk(schedule: Schedule, *keys: Qt.Key) -> object:
    for key in keys:
        QTest.keyClick(schedule, key)
    assert schedule.current is not None
    return schedule.current.key


# -- where things stand ----------------------------------------------------------------------------


def placed(width: float = 900) -> dict[object, Placed]:
    scale = Scale(FIRST, 30, width)
    return {
        one.span.key: one for one in place(in_order(SPANS, scale), scale, lambda words: 12.0 * len(words))
    }


def test_what_lies_outside_the_days_is_not_there() -> None:
    assert set(placed()) == {"reg", "apply", "next", "s1", "s2", "s3"}


@pytest.mark.parametrize("width", [300, 620, 900, 1800])
def test_no_two_boxes_of_a_lane_touch_and_none_leaves_the_edge(width: float) -> None:
    found = placed(width)
    for one in found.values():
        assert 0 <= one.left < one.right <= width
        for two in found.values():
            assert one is two or one.lane != two.lane or one.right < two.left or two.right < one.left


def test_bars_lie_above_blocks_and_begin_where_they_begin() -> None:
    found = placed(900)
    assert max(found[key].lane for key in ("reg", "apply", "next")) < min(
        found[key].lane for key in ("s1", "s2", "s3")
    )
    assert found["apply"].left == pytest.approx(4 * 30)
    assert found["apply"].right == pytest.approx(17 * 30)
    assert found["reg"].left == pytest.approx(30 * 9 / 24)
    assert found["s3"].right == 900, "at the right edge its words go to the left"
    assert lanes_of(()) == 1


def test_the_wall_clock_of_the_association_counts() -> None:
    assert Scale(FIRST, 30, 900).x(datetime(2026, 10, 31, 16, tzinfo=UTC)) == 0


# -- keys ------------------------------------------------------------------------------------------


def test_arrows_walk_by_time_and_between_lanes(schedule: Schedule) -> None:
    chosen = heard(schedule.chosen)
    schedule.setFocus(Qt.FocusReason.TabFocusReason)
    assert schedule.current is not None
    assert schedule.current.key == "reg", "the first that is not over"
    assert walk(schedule, Qt.Key.Key_Right) == "apply"
    assert walk(schedule, Qt.Key.Key_Right, Qt.Key.Key_Right) == "s2"
    assert walk(schedule, Qt.Key.Key_Up) == "s1"
    assert walk(schedule, Qt.Key.Key_Up) == "apply"
    assert walk(schedule, Qt.Key.Key_Up) == "reg"
    assert walk(schedule, Qt.Key.Key_Up) == "reg"
    assert walk(schedule, Qt.Key.Key_End) == "s3"
    assert walk(schedule, Qt.Key.Key_Right) == "s3"
    assert walk(schedule, Qt.Key.Key_Up) == "next"
    assert walk(schedule, Qt.Key.Key_Home) == "reg"
    assert walk(schedule, Qt.Key.Key_Left) == "reg"
    assert chosen == ["apply", "s1", "s2", "s1", "apply", "reg", "s3", "next", "reg"]


def test_enter_opens_and_pages_ask_for_other_days(schedule: Schedule) -> None:
    opened, paged = heard(schedule.opened), heard(schedule.paged)
    schedule.setFocus()
    QTest.keyClick(schedule, Qt.Key.Key_Return)
    QTest.keyClick(schedule, Qt.Key.Key_PageDown)
    QTest.keyClick(schedule, Qt.Key.Key_PageUp)
    assert opened == ["reg"]
    assert paged == [1, -1]


def test_letters_are_the_pages(schedule: Schedule) -> None:
    above = heard(_Keys(schedule.window()).heard)
    schedule.setFocus()
    QTest.keyClicks(schedule, "a ")
    assert above == ["a", " "]


class _Keys(QObject):
    """What reaches the page."""

    heard = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.heard.emit(event.text())
        return False


def test_where_one_stands_stays_while_things_change(schedule: Schedule) -> None:
    schedule.setFocus()
    walk(schedule, Qt.Key.Key_End)
    chosen = heard(schedule.chosen)
    schedule.show_spans(SPANS[:4] + SPANS[5:], MARKS)
    schedule.window().resize(700, 260)
    QApplication.processEvents()
    assert schedule.current is not None
    assert schedule.current.key == "s3"
    assert chosen == []


def test_an_empty_schedule_is_no_stop(schedule: Schedule) -> None:
    schedule.show_spans(())
    assert schedule.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert schedule.current is None
    QTest.keyClick(schedule, Qt.Key.Key_Right)


# -- carrying --------------------------------------------------------------------------------------


def test_shift_and_arrows_carry_and_enter_lays_down(schedule: Schedule) -> None:
    carried, moved = heard(schedule.carried), heard(schedule.moved)
    schedule.choose("s1")
    schedule.setFocus()
    QTest.keyClick(schedule, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(schedule, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(schedule, Qt.Key.Key_Left)
    QTest.keyClick(schedule, Qt.Key.Key_Return)
    assert [day for _key, day in carried] == [
        date(2026, 11, 13),
        date(2026, 11, 20),
        date(2026, 11, 19),
        date(2026, 11, 19),
    ]
    assert moved == [("s1", date(2026, 11, 19))]
    assert walk(schedule, Qt.Key.Key_Left) == "apply", "arrows walk again"


def test_escape_puts_back_and_what_is_fixed_stays(schedule: Schedule) -> None:
    carried, moved = heard(schedule.carried), heard(schedule.moved)
    schedule.choose("s2")
    schedule.setFocus()
    QTest.keyClick(schedule, Qt.Key.Key_Right, SHIFT)
    assert carried == []
    schedule.choose("s1")
    QTest.keyClick(schedule, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(schedule, Qt.Key.Key_Escape)
    QTest.keyClick(schedule, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(schedule, Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(schedule, Qt.Key.Key_Return)
    assert [day for _key, day in carried] == [
        date(2026, 11, 13),
        None,
        date(2026, 11, 13),
        date(2026, 11, 12),
        None,
    ]
    assert moved == []


def test_it_is_not_carried_beyond_the_days_shown(schedule: Schedule) -> None:
    carried = heard(schedule.carried)
    schedule.choose("s3")
    schedule.setFocus()
    QTest.keyClick(schedule, Qt.Key.Key_Right, SHIFT)
    assert carried == []


def drag(schedule: Schedule, start: QPoint, end: QPoint) -> None:
    port = schedule.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        point = QPointF(start + (end - start) * step / 4)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            point,
            port.mapToGlobal(point),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_the_mouse_carries_to_another_day(schedule: Schedule) -> None:
    moved = heard(schedule.moved)
    start = schedule.box("s1").center()
    day = round(schedule.left_of(date(2026, 11, 2)) - schedule.left_of(date(2026, 11, 1)))
    drag(schedule, start, start + QPoint(5 * day, 3))
    assert moved == [("s1", date(2026, 11, 17))]
    drag(schedule, start, start + QPoint(2, 0))
    drag(schedule, schedule.box("s2").center(), start + QPoint(5 * day, 0))
    assert len(moved) == 1, "a click is no drag, and what is fixed stays"


def test_a_click_chooses_and_a_double_click_opens(schedule: Schedule) -> None:
    chosen, opened = heard(schedule.chosen), heard(schedule.opened)
    point = schedule.box("next").center()
    QTest.mouseClick(schedule.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(schedule.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen == ["next"]
    assert opened == ["next"]


# -- for eyes and ears -----------------------------------------------------------------------------


def test_every_item_has_its_name_and_place_for_screen_readers(schedule: Schedule) -> None:
    whole = QAccessible.queryAccessibleInterface(schedule)
    assert whole.text(QAccessible.Text.Name) == "十一月的安排"
    model = schedule.model()
    names = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert names[0] == "注册缴费报名　11月1日 09:00 – 22日 17:00"
    assert names[2] == "B类 上午　11月12日 09:00–11:00"
    assert names[4] == "下月注册　11月25日 00:00 – 12月22日 00:00"
    said = {whole.child(number).text(QAccessible.Text.Name) for number in range(whole.childCount())}
    assert set(names) <= said


def test_who_has_the_keyboard_is_seen(qtbot: QtBot, schedule: Schedule, theme: Theme) -> None:
    count, unseen = unseen_stops(qtbot, schedule.window(), theme)
    assert count == 1
    assert unseen == []


def test_days_off_and_today_are_painted(schedule: Schedule, theme: Theme) -> None:
    picture = schedule.viewport().grab().toImage()
    middle = (schedule.left_of(date(2026, 11, 4)) - schedule.left_of(date(2026, 11, 3))) // 2

    def ground(day: date) -> str:
        return picture.pixelColor(schedule.left_of(day) + middle, 1).name()

    assert ground(date(2026, 11, 3)) == theme.colour("bad_soft").name()
    assert ground(date(2026, 11, 4)) == theme.colour("raised").name()
    assert ground(date(2026, 11, 7)) == theme.colour("surface").name()
    assert ground(date(2026, 11, 14)) == theme.colour("raised").name(), "a weekend that works"
    assert _has(picture, theme.colour("bad"), schedule.left_of(date(2026, 11, 12)), middle)


def _has(picture: QImage, colour: QColor, left: int, wide: int) -> bool:
    return any(picture.pixelColor(x, 1).name() == colour.name() for x in range(left, left + wide))


@pytest.mark.parametrize(("days", "width"), [(1, 400), (14, 500), (92, 900), (365, 900), (365, 240)])
def test_any_length_of_time_can_be_shown(schedule: Schedule, days: int, width: int) -> None:
    schedule.show_days(FIRST, FIRST + timedelta(days=days - 1))
    schedule.window().resize(width, 260)
    QApplication.processEvents()
    assert not schedule.viewport().grab().isNull()
    assert all(0 <= one.left < one.right <= schedule.viewport().width() for one in schedule.placed)


def test_short_words_at_the_edge_are_painted(schedule: Schedule, theme: Theme) -> None:
    area, ink = schedule.box("s3"), theme.colour("warn").name()
    picture = schedule.viewport().grab().toImage()
    inside = range(area.left() + 3, area.right() - 5)
    assert any(
        picture.pixelColor(x, y).name() == ink
        for x in inside
        for y in range(area.top() + 3, area.bottom() - 3)
    )
