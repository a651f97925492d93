"""What F1 lists is what the keyboard does: at the page, in the viewer, or while reasons are picked (X10)."""

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.tools import PaperTools
from desktop_admin.views.review.keys import HELP, action_of

#: Named otherwise on screen than Qt names them.
_SPOKEN = {"空格": "Space", "−": "-"}
#: Keys of the reason field alone.
_PICKING = {"Tab", "0"}


def test_every_key_of_the_help_does_something(qtbot: QtBot) -> None:
    tools = PaperTools(Theme())
    qtbot.addWidget(tools)
    viewer = {QKeySequence(key) for key in tools.actions_by_key}
    listed = [_SPOKEN.get(key, key) for line in HELP for key in line.keys.split()]
    assert len(listed) > 25
    dead = [key for key in listed if key not in _PICKING and not _does_something(key, viewer)]
    assert not dead


def test_no_key_of_the_page_hides_one_of_the_viewer(qtbot: QtBot) -> None:
    tools = PaperTools(Theme())
    qtbot.addWidget(tools)
    both = [key for key in tools.actions_by_key if action_of(QKeySequence(key)[0]) is not None]
    assert not both


def _does_something(key: str, viewer: set[QKeySequence]) -> bool:
    sequence = QKeySequence(key)
    return sequence in viewer or action_of(sequence[0]) is not None
