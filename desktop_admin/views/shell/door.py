"""What stands in the window before anybody is at work: opening, trouble, or one of the forms."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Card, CommandButton, Text

#: Milliseconds before a wait is worth a word.
_PATIENCE = 400


class Trouble(QWidget):
    """A start that failed: what is wrong, and the ways out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = Text()
        self.sentence = Text(size="heading", wrap=True)
        self.cause = Text(tone="muted", wrap=True)
        self.cause.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        for widget in (self._icon, self.sentence, self.cause):
            layout.addWidget(widget)
        layout.addLayout(self.buttons)

    def say(self, sentence: str, cause: str, ways: list[tuple[str, Callable[[], None]]]) -> None:
        """The first way out has the keyboard."""
        self._theme.set_icon(self._icon, "triangle-alert", "warn", 28)
        self.sentence.setText(sentence)
        self.cause.setText(cause)
        while (item := self.buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        buttons = [
            CommandButton(word, kind="" if number else "primary") for number, (word, _) in enumerate(ways)
        ]
        for button, (_, act) in zip(buttons, ways, strict=True):
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        if buttons:
            # A widget added to a visible layout is only shown by the next event, too late for the focus.
            buttons[0].show()
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class Door(QWidget):
    """A card in the middle of the window; above it the program's and the office's name."""

    def __init__(self, theme: Theme, place: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._theme = theme
        logo = Text()
        theme.set_icon(logo, "hard-hat", "accent", 28)
        self.program = Text("考务台", size="heading")
        self.office = Text("三类人员考务管理", tone="muted")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.program)
        names.addWidget(self.office)
        head = QHBoxLayout()
        head.setSpacing(3 * GRID)
        head.addWidget(logo)
        head.addLayout(names)
        head.addStretch(1)
        self.card = Card(margin=6 * GRID)
        self.stack = QStackedWidget()
        self.card.body.addWidget(self.stack)
        self.waiting = Text(tone="muted", wrap=True)
        self.trouble = Trouble(theme)
        self.stack.addWidget(self.waiting)
        self.stack.addWidget(self.trouble)
        self.place = Text(place, tone="muted", size="small", wrap=True)
        column = QWidget()
        column.setFixedWidth(440)
        inner = QVBoxLayout(column)
        inner.setSpacing(4 * GRID)
        inner.addStretch(2)
        inner.addLayout(head)
        inner.addWidget(self.card)
        inner.addWidget(self.place)
        inner.addStretch(3)
        middle = QWidget()
        centred = QHBoxLayout(middle)
        centred.addStretch(1)
        centred.addWidget(column)
        centred.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self._words = ""
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(lambda: self.waiting.setText(self._words))

    def show_waiting(self, words: str) -> None:
        """Opening; the words only come when it takes long enough to wonder."""
        self._words = words
        self.waiting.setText("")
        self._patience.start()
        self._bring(self.waiting)

    def show_trouble(self, sentence: str, cause: str, ways: list[tuple[str, Callable[[], None]]]) -> None:
        """It did not open."""
        self._patience.stop()
        self._bring(self.trouble)
        self.trouble.say(sentence, cause, ways)

    def show_form(self, form: QWidget) -> None:
        """One of the forms; the one before is gone."""
        self._patience.stop()
        for number in range(self.stack.count() - 1, -1, -1):
            old = self.stack.widget(number)
            if old is not None and old not in (self.waiting, self.trouble, form):
                self.stack.removeWidget(old)
                old.deleteLater()
        if self.stack.indexOf(form) < 0:
            self.stack.addWidget(form)
        self._bring(form)

    def _bring(self, widget: QWidget) -> None:
        # A stack is as tall as its tallest page; the card should be as tall as the one in front.
        policy = widget.sizePolicy()
        for number in range(self.stack.count()):
            page = self.stack.widget(number)
            if page is not None:
                other = page.sizePolicy()
                kind = policy.Policy.Preferred if page is widget else policy.Policy.Ignored
                other.setVerticalPolicy(kind)
                page.setSizePolicy(other)
        self.stack.setCurrentWidget(widget)
        self.stack.adjustSize()
