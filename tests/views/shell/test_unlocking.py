"""After the lock the page takes up again what it let go of: the review desk its claim (R05, R07)."""

from pytestqt.qtbot import QtBot

from desktop_admin.views.shell.workbench import Workbench
from tests.views.shell.conftest import SmallPage


def test_unlocking_brings_the_page_back_and_leaves_the_keyboard_where_it_was(
    qtbot: QtBot, bench: Workbench
) -> None:
    page = bench.pages.current
    assert isinstance(page, SmallPage)
    page.field.setFocus()
    qtbot.waitUntil(page.field.hasFocus)
    shown = len(page.targets)
    bench.lock()
    assert len(page.targets) == shown
    bench.lock_page.form.unlocked.emit()
    assert not bench.is_locked
    assert page.targets[shown:] == [None]
    qtbot.waitUntil(page.field.hasFocus)
