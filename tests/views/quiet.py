"""Until nothing is under way: what a test waits for before it says that something did not happen."""

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.errands import Errands
from tests.views.recording import RecordingOffice

_LOOKS = 3
"""So often in a row nothing is under way: an answer may begin something at the next turn of the loop."""


def quiet(qtbot: QtBot, desk: Errands, office: RecordingOffice) -> None:
    """Every question is answered and landed, and every command; but for those that the test itself holds at a gate,
    and the commands behind them."""
    looks: list[bool] = []

    def still() -> bool:
        commands, reading = office.held(commands=True), office.held(commands=False)
        calm = desk.unanswered(commands=False) <= reading
        calm &= desk.unanswered(commands=True) == 0 or commands > 0
        looks[:] = [*looks, True] if calm else []
        return len(looks) >= _LOOKS

    qtbot.waitUntil(still)


def silent(timers: QObject) -> bool:
    """No timer of that object runs: it will do nothing by itself."""
    return not any(timer.isActive() for timer in timers.findChildren(QTimer))


def turn(qtbot: QtBot) -> None:
    """One turn of the event loop: what was posted before has been handled, in order."""
    passed: list[bool] = []
    QTimer.singleShot(0, lambda: passed.append(True))
    qtbot.waitUntil(lambda: bool(passed))
