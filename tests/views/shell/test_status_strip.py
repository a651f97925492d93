"""The strip at the foot hears of a moved deadline from the feed, not minutes later from its own clock; and where
there is no room for all of it, whole parts go and nothing is cut."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.policy import MonthWindows, ShiftRegistration
from desktop_admin.contract.sessions import Person
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.shell.status_strip import StatusStrip
from desktop_admin.views.shell.workbench import Workbench
from tests.contract.world import STAFF, World


def test_a_moved_deadline_stands_in_an_open_strip_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    world = World(f"sqlite:///{tmp_path / 'office.sqlite3'}", over_http=False, durable=False).set_up()
    desk = Desk(world.desk("李四"), Person(3, "李四", STAFF["李四"]), wait_seconds=0.05)
    try:
        strip = StatusStrip(desk, "本机文件")
        qtbot.addWidget(strip)
        strip.begin()
        desk.start()
        qtbot.waitUntil(lambda: "报名截止 22日 17:00" in strip.month.text())
        chief = world.as_("王敏")
        window = chief.run(MonthWindows()).current
        moved = window.closes + timedelta(days=3, hours=1)
        chief.run(ShiftRegistration(window.cycle, window.version, window.opens, moved, "停电检修"))
        # The office's clock stands still: nothing but the feed can have told.
        qtbot.waitUntil(lambda: "报名截止 25日 18:00" in strip.month.text())
    finally:
        desk.close()
        world.close()


def _cut(strip: StatusStrip) -> list[str]:
    """What does not stand there whole, or lies on something else."""
    shown = [one for one in strip.findChildren(QWidget) if one.isVisible() and one.parent() is strip]
    shown.sort(key=lambda one: one.x())
    edges = [one.x() for one in shown[1:]] + [strip.width()]
    return [
        one.text() if isinstance(one, Text) else one.accessibleName()
        for one, edge in zip(shown, edges, strict=True)
        if one.width() < one.sizeHint().width() or one.geometry().right() >= edge
    ]


@pytest.mark.parametrize("width", [640, 800, 1024, 1290, 1920])
@pytest.mark.parametrize("problems", [0, 12])
def test_nothing_in_the_strip_is_cut(qtbot: QtBot, bench: Workbench, width: int, problems: int) -> None:
    """With a clock that is wrong, as here (the office's stands in another year), there is most to say."""
    qtbot.waitUntil(lambda: "还有" in bench.strip.month.text())
    bench.strip.count_problems(problems)
    bench.resize(width, 700)
    qtbot.waitUntil(lambda: bench.width() == width and not _cut(bench.strip))
    assert bench.strip.problems.isVisible() is bool(problems)
    assert bench.strip.who.text().startswith("王敏")
    assert "报名截止" in bench.strip.month.text()
    if width >= 1024:
        assert "（还有 " in bench.strip.month.text(), "the time that is left goes last"


def test_what_gave_way_is_back_when_there_is_room(qtbot: QtBot, bench: Workbench) -> None:
    qtbot.waitUntil(lambda: "还有" in bench.strip.month.text())
    bench.resize(700, 700)
    qtbot.waitUntil(lambda: bench.strip.month.text().startswith("报名截止"))
    assert bench.strip.month.accessibleName().startswith("2026年11月 · 报名截止"), "a reader hears all of it"
    bench.resize(1920, 700)
    qtbot.waitUntil(lambda: bench.strip.month.text().startswith("2026年11月"))
    assert bench.strip.month.accessibleName() == ""
    assert bench.strip.hints.text() == "F1 按键 · Ctrl+K 查找"
