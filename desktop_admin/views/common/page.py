"""What a desk's page promises the window: a title, an icon, its keys, and a way to be jumped to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.contract.base import Request
from desktop_admin.views.common.command_menu import ask_by_key
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text

if TYPE_CHECKING:
    from desktop_admin.views.common.desk import Desk


@dataclass(frozen=True)
class KeyHelp:
    """A line of the F1 sheet: the keys, what they do, and a group to stand under."""

    keys: str
    does: str
    group: str = ""


@dataclass(frozen=True)
class Target:
    """Where to jump: ``kind`` is candidate, company, submission or filter; ``data`` is the page's own."""

    kind: str
    id: int = 0
    data: Any = None


class Asked(Protocol):
    """Commands as a page is asked for them; see :class:`Commands`."""

    def do(self, name: str) -> None:
        """Ask for one by its name."""

    def holds(self, name: str) -> bool:
        """Whether there is one of this name."""


class Page(QWidget):
    """Base of every desk's page: a command bar on top, the page's own content below.

    ``bar`` takes the page's few actions after the title; ``content`` takes the page.  The window adds
    the search field at the right of the bar.  What the page does by key is in ``commands``.
    """

    count_changed = Signal(int)
    """How many things wait here: the number on the rail."""
    jump = Signal(str, object)
    """Ask the window to show another page: (page key, :class:`Target`)."""

    def __init__(self, desk: "Desk", title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.commands: Sequence[Asked] = ()
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.command_bar = QFrame()
        self.command_bar.setObjectName("commandBar")
        self.command_bar.setFixedHeight(44)
        outer = QHBoxLayout(self.command_bar)
        outer.setContentsMargins(14, 0, 14, 0)
        outer.setSpacing(2 * GRID)
        self.title = Text(title, size="heading")
        self.subtitle = Text(tone="muted")
        self.subtitle.setMinimumWidth(1)  # gives way first when the window is narrow
        self.bar = QHBoxLayout()
        self.bar.setSpacing(2 * GRID)
        self.bar_end = QHBoxLayout()
        self.bar_end.setSpacing(2 * GRID)
        outer.addWidget(self.title)
        outer.addSpacing(2 * GRID)
        outer.addWidget(self.subtitle)
        outer.addSpacing(GRID)
        outer.addLayout(self.bar)
        outer.addStretch(1)
        outer.addLayout(self.bar_end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.command_bar)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(0)
        layout.addLayout(self.content, 1)
        # The Menu key is the window system's; this one it leaves to us.
        by_key = QShortcut(
            QKeySequence("Shift+F10"),
            self,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            autoRepeat=False,
        )
        by_key.activated.connect(ask_by_key)

    def keys(self) -> list[KeyHelp]:
        """The keys of this page for F1."""
        return []

    def do(self, name: str) -> None:
        """Ask for a command by its name: Ctrl+K begins it where the page stands."""
        for commands in self.commands:
            if commands.holds(name):
                commands.do(name)
                return

    def activate(self, target: Target | None = None) -> None:
        """The page comes to the front; ``target`` says what to show."""

    def unsent(self) -> str:
        """A sentence that names what was begun here and would be lost on leaving the program; '' for nothing."""
        return ""

    def leave(self) -> None:
        """Another page comes to the front: release claims, keep drafts."""

    def locked(self) -> None:
        """The window was locked; drafts stay, claims may lapse."""

    def close_down(self) -> None:
        """The person signs out or the window closes."""


@dataclass(frozen=True)
class Place:
    """Somewhere inside a desk, for Ctrl+K: a sub-page, or with ``command`` something that is begun there.

    ``needs``: not offered without all of these. ``command`` is the name of a command of the page, done when it stands
    at ``target``; ``keys`` is shown beside it.
    """

    title: str
    target: Target | None = None
    needs: tuple[type[Request[Any]], ...] = ()
    keys: str = ""
    command: str = ""
