"""A strip across the top of the work: demonstration data, connection lost. It stays while it is true."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text


class Banner(QFrame):
    """Icon, sentence, at most one button. Hidden until it has something to say; ``wrap`` for long sentences."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._theme = theme
        self._icon = Text()
        self.sentence = Text(wrap=wrap)
        self.button = CommandButton("", kind="link")
        self.button.clicked.connect(self._on_clicked)
        self._act: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, GRID, 14, GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self.sentence, 1 if wrap else 0)
        layout.addWidget(self.button)
        if not wrap:
            layout.addStretch(1)
        self.hide()

    def say(
        self,
        sentence: str,
        *,
        tone: str = "warn",
        icon: str = "triangle-alert",
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a sentence for as long as it is true; an empty one hides the strip."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
            restyle(self.sentence)
        self._theme.set_icon(self._icon, icon, tone, 16)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._act = act
        self.button.set_text(button)
        self.button.setVisible(bool(button))
        self.setVisible(bool(sentence))

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()
