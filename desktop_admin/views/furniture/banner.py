"""A strip across the work: connection lost, who else is here, what changed meanwhile. It stays while it is true.

What is over after a moment is a message; what must be answered is a sheet.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

Step = tuple[str, str, Callable[[], None]]
"""A way on: (word, key shown behind it, what it does)."""


class Banner(QFrame):
    """Icon, sentence, the ways on (two at most). Hidden until it has something to say.

    ``wrap`` for long sentences; ``links``: the ways on stand in the line as links, not as buttons at its end.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, wrap: bool = False, links: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._kind = "link" if links else ""
        self._icon = Text()
        self.sentence = Text(wrap=wrap)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(3 * GRID, 6, 2 * GRID, 6)
        self._box.setSpacing(2 * GRID)
        self._box.addWidget(self._icon)
        self._box.addWidget(self.sentence, 1 if wrap else 0)
        self._ways = QHBoxLayout()
        self._ways.setSpacing(2 * GRID)
        self._box.addLayout(self._ways)
        if not wrap:
            self._box.addStretch(1)
        self.buttons: list[CommandButton] = []
        self._acts: list[Callable[[], None]] = []
        self.about = ""
        self.hide()

    def say(
        self,
        sentence: str,
        *steps: Step,
        about: str = "",
        tone: str = "warn",
        icon: str = "circle-alert",
    ) -> None:
        """Show a sentence for as long as it is true; an empty one hides the strip.

        ``about`` names the matter, so that :meth:`settle` can take it away and leave another.
        """
        self.about = about if sentence else ""
        self._theme.set_icon(self._icon, icon, tone, 16)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._acts = [act for _word, _hint, act in steps]
        words = [(word, hint) for word, hint, _act in steps] if sentence else []
        if words != [
            (button.text(), button.hint) for button in self.buttons
        ]:  # else one may have the keyboard
            self._make(words)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
            restyle(self.sentence)
        self.setVisible(bool(sentence))

    def settle(self, *about: str) -> None:
        """That matter is over; without names, whatever is shown."""
        if not about or self.about in about:
            self.about = ""
            self.hide()

    def _make(self, words: list[tuple[str, str]]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [CommandButton(word, hint, kind=self._kind) for word, hint in words]
        for place, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, place=place: self._acts[place]())
            self._ways.addWidget(button)
