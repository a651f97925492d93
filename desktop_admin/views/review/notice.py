"""The line above the papers: who else is here, what changed meanwhile, why a decision was not taken.

Apart from the panel because it must be seen by eyes that rest on the paper.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

Step = tuple[str, str, Callable[[], None]]
"""(word, key hint, what it does)"""


class Notice(QFrame):
    """One sentence with at most two ways on. Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("banner")
        self.sign = Text()
        self.text = Text(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(3 * GRID, 6, 2 * GRID, 6)
        self._box.setSpacing(2 * GRID)
        self._box.addWidget(self.sign)
        self._box.addWidget(self.text, 1)
        self.buttons: list[CommandButton] = []
        self.about = ""
        self.hide()

    def say(
        self, about: str, sentence: str, *steps: Step, tone: str = "warn", icon: str = "circle-alert"
    ) -> None:
        """Show a sentence; ``about`` names the matter so that :meth:`settle` can take it away."""
        self.about = about
        self._theme.set_icon(self.sign, icon, tone, 16)
        self.text.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for word, hint, act in steps:
            button = CommandButton(word, hint)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, act=act: act())
            self._box.addWidget(button)
            self.buttons.append(button)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
            restyle(self.text)
        self.show()

    def settle(self, *about: str) -> None:
        """That matter is over; without names, whatever is shown."""
        if not about or self.about in about:
            self.about = ""
            self.hide()


def copy(text: str) -> None:
    """Put a draft reason on the clipboard (R06)."""
    QGuiApplication.clipboard().setText(text)
