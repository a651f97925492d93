"""A card with one number that matters, what it means, and where it leads: click, Enter or Space."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, Text, row

#: The one number of a card is larger than any heading: it is read from across the room.
_NUMBER_PIXELS = 26


class NumberCard(Card):
    """``opened`` when the person wants to see what is behind the number."""

    opened = Signal()

    def __init__(self, theme: Theme, word: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._theme = theme
        self._hover = False
        self._leads = False
        self.body.setSpacing(GRID)
        self.setMinimumHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.word = Text(word, tone="muted")
        self.number = Text()
        self.number.setFont(theme.typeface.font(_NUMBER_PIXELS, bold=True))
        self.number.setStyleSheet(f"font-size: {_NUMBER_PIXELS}px; font-weight: bold;")
        self.unit = Text()
        self.badge = Badge()
        self.below = Text(tone="muted", wrap=True)
        self.body.addWidget(self.word)
        self.body.addLayout(row(self.number, self.unit, self.badge, None, spacing=GRID))
        self.body.addWidget(self.below)
        self.body.addStretch(1)
        self._tell()

    def show_number(
        self,
        number: str,
        below: str,
        *,
        unit: str = "",
        badge: str = "",
        tone: str = "",
        badge_tone: str = "warn",
    ) -> None:
        """The number, a sentence below it, and a badge beside it."""
        self.number.setText(number)
        self.number.set_tone(tone)
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))
        self.badge.show_word(badge, badge_tone)
        self.below.setText(below)
        self.below.setToolTip(tip(below))
        self._tell()

    def fail(self, sentence: str) -> None:
        """It could not be read: an old number would be taken for a new one."""
        self.show_number("–", sentence)

    def set_leads(self, leads: bool) -> None:
        """Whether a click opens something: only then it looks and behaves like it."""
        self._leads = leads
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)

    def minimumSizeHint(self) -> QSize:
        """Four stand side by side on the smallest screen; what does not fit there stands in a second line."""
        return QSize(180, 96)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self._leads and event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._leads and event.key() in keys and not event.isAutoRepeat():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be opened."""
        self._hover = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """No longer under the mouse."""
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, with the accent around it while it has the mouse or the keyboard."""
        super().paintEvent(event)
        if self._leads and (self._hover or self.hasFocus()):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = 2 if self.hasFocus() else 1
            painter.setPen(QPen(self._theme.colour("focus"), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = ring / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)

    def _tell(self) -> None:
        parts = (
            self.word.text(),
            self.number.text() + self.unit.text(),
            self.badge.text(),
            self.below.text(),
        )
        self.setAccessibleName(" ".join(part for part in parts if part))
