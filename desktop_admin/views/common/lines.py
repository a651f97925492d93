"""Short clickable lines on a card: when, what, how long. Plain buttons, walked through by Tab."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CutText, Text


@dataclass(frozen=True)
class Line:
    """``lead`` stands in a narrow column, ``words`` take the room, ``end`` at the right; ``act`` on click."""

    lead: str
    words: str
    end: str = ""
    detail: str = ""
    badge: str = ""
    tone: str = "info"
    act: Callable[[], None] | None = None


class LineButton(QPushButton):
    """One line. A line without an action is not a button to the keyboard."""

    def __init__(self, line: Line, lead_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setFixedHeight(30)
        self.setAccessibleName(
            " ".join(filter(None, (line.lead, line.words, line.detail, line.badge, line.end)))
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        layout.setSpacing(2 * GRID)
        if line.lead:
            lead = Text(line.lead, tone="muted")
            lead.setFixedWidth(lead_width)
            layout.addWidget(lead)
        layout.addWidget(CutText(line.words))
        if line.detail:
            layout.addWidget(CutText(line.detail, tone="muted"))
        layout.addStretch(1)
        if line.badge:
            layout.addWidget(Badge(line.badge, line.tone))
        if line.end:
            layout.addWidget(Text(line.end, tone="muted"))
        for label in self.findChildren(Text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if line.act is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            self._act = line.act
            # Not connected directly: ``clicked`` would hand over whether the button is checked.
            self.clicked.connect(lambda: self._act())
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def minimumSizeHint(self) -> QSize:
        """Narrow places cut the words instead of growing the window."""
        size = super().minimumSizeHint()
        size.setWidth(80)
        return size


class Lines(QWidget):
    """A column of lines, or a sentence when there are none."""

    def __init__(self, *, lead_width: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = lead_width
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.buttons: list[LineButton] = []
        self.sentence = Text(tone="muted", wrap=True)
        self._layout.addWidget(self.sentence)
        self._layout.addStretch(1)

    def show_lines(self, lines: Sequence[Line], empty: str) -> None:
        """Replace all lines."""
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        metrics = self.fontMetrics()
        lead = max(
            [self._lead, *(metrics.horizontalAdvance(line.lead) + GRID for line in lines if line.lead)]
        )
        self.buttons = [LineButton(line, lead) for line in lines]
        for place, button in enumerate(self.buttons):
            self._layout.insertWidget(place, button)
        self.sentence.setText(empty)
        self.sentence.setVisible(not lines)
