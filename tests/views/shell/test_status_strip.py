"""The strip at the foot hears of a moved deadline from the feed, not minutes later from its own clock."""

from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_admin.contract.policy import MonthWindows, ShiftRegistration
from desktop_admin.contract.sessions import Person
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.shell.status_strip import StatusStrip
from tests.contract.world import STAFF, World


def test_a_moved_deadline_stands_in_an_open_strip_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    world = World(f"sqlite:///{tmp_path / 'office.sqlite3'}", over_http=False, durable=False).set_up()
    desk = Desk(world.desk("李四"), Person(3, "李四", STAFF["李四"]), wait_seconds=0.05)
    try:
        strip = StatusStrip(desk, "本机文件")
        qtbot.addWidget(strip)
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
