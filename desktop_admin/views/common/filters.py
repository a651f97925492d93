"""What narrows a list, alike on every desk: pills for a few choices, chips with a menu for many, a field for words."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from desktop_admin.views.common.widgets import CommandButton

#: Milliseconds after the last letter before the list is asked.
TYPING = 250


class Pills(QWidget):
    """One of a few, all in sight. ``chosen`` with the key when a person chooses."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, CommandButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for key, words in choices.items():
            pill = self.buttons[key] = CommandButton(words, kind="pill")
            pill.setCheckable(True)
            pill.setAutoExclusive(True)
            pill.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            layout.addWidget(pill)
        self.show_choice(chosen)

    @property
    def choice(self) -> str:
        """The key chosen now."""
        return next((key for key, pill in self.buttons.items() if pill.isChecked()), "")

    def show_choice(self, key: str) -> None:
        """Mark a choice, without telling."""
        self.buttons[key].setChecked(True)


class Chip(CommandButton):
    """Says in words what it limits to, and offers the others in a menu; ``active`` while it limits at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", kind="pill", parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choice = ""

    def say(self, words: str, *, active: bool) -> None:
        """What stands on it."""
        self.choice = words
        self.set_text(f"{words} ∨")
        self.setProperty("active", "true" if active else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def offer(self, choices: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """A menu of (words, what it does); the words that stand on the chip are ticked."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for words, act in choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _=False, act=act: act())

        def tick() -> None:
            for action in menu.actions():
                action.setChecked(action.text() == self.choice)

        menu.aboutToShow.connect(tick)
        self.open_menu(menu)

    def open_menu(self, menu: QMenu) -> None:
        """A click opens it below."""
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(self.rect().bottomLeft())))


class SearchField(QLineEdit):
    """``typed`` a moment after the last letter; Esc empties and leaves, Enter leaves: the list gets the keyboard.

    ``walks``: ↑ and ↓ leave too, ``stepped`` by as many rows, and Esc only empties; in an empty field it is the page's.
    """

    typed = Signal()
    left = Signal()
    stepped = Signal(int)
    begun = Signal()
    """Another letter, or emptied: the words are not asked for yet."""

    def __init__(self, hint: str, parent: QWidget | None = None, *, walks: bool = False) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self._walks = walks
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self.typed)
        self.textEdited.connect(lambda _: self._begin())
        self.textChanged.connect(lambda text: None if text else self._begin())

    @property
    def waiting(self) -> bool:
        """Whether there is a moment left until ``typed``."""
        return self._typing.isActive()

    def _begin(self) -> None:
        self._typing.start()
        self.begun.emit()

    def words(self) -> str:
        """What is looked for, without blanks around it."""
        return self.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The ways out."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key())) if self._walks else None
        if step is not None:
            self._ask()
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self._walks:
            (self.clear if self.text() else event.ignore)()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._ask()
        self.left.emit()

    def _ask(self) -> None:
        """Now, if it is not asked for yet; a list that is asked for always is where there is nothing to walk to."""
        if self.waiting or not self._walks:
            self._typing.stop()
            self.typed.emit()
