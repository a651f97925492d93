"""The left rail of desks: icon, word, and the count of what waits."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import SMALL

WIDTH = 76
_BUTTON = QSize(64, 54)


class RailButton(QToolButton):
    """One desk. Painted here: the style's tool button cannot stand a count on its icon."""

    def __init__(self, theme: Theme, icon: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name = theme, icon
        self._count = 0
        self.setProperty("rail", "true")
        self.setText(word)
        self.setFixedSize(_BUTTON)
        self.setAccessibleName(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    @property
    def count(self) -> int:
        """What waits here."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how much waits; 0 shows nothing."""
        self._count = count
        word = self.text()
        self.setAccessibleName(f"{word}，{count} 项待办" if count else word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, mark of the open desk, icon, word, count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, tokens = self._theme, self._theme.tokens
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("rail_active"))
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("rail_mark"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        colour = tokens.on_rail if self.isChecked() else tokens.rail_text
        ratio = self.devicePixelRatioF()
        picture = theme.icons.pixmap(self._icon_name, 20, colour, ratio)
        painter.drawPixmap((self.width() - 20) // 2, 9, picture)
        font = self.font()
        font.setPixelSize(SMALL)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRect(0, 32, self.width(), 18), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        words = str(self._count) if self._count < 1000 else "999+"
        font = self.font()
        font.setPixelSize(SMALL - 1)
        painter.setFont(font)
        width = max(16, QFontMetrics(font).horizontalAdvance(words) + 9)
        left = min(self.width() // 2 + 2, self.width() - width - 1)
        pill = QRectF(left, 3, width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("count"))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(self._theme.colour("on_count"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """Buttons for the desks this person may use; the account button at the foot."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, entries: list[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("工作区")
        self._theme = theme
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 10, 6, 10)
        layout.setSpacing(2)
        for number, entry in enumerate(entries, 1):
            button = RailButton(theme, entry.icon, entry.title)
            button.setCheckable(True)
            button.setToolTip(tip(f"{entry.title}（Ctrl+{number}）"))
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self.buttons[entry.key] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.account = RailButton(theme, "circle-user", "我的")
        self.account.setToolTip("外观、锁定、修改密码、退出登录")
        layout.addWidget(self.account)
        theme.changed.connect(self.update)

    def show_current(self, key: str) -> None:
        """Mark the open desk."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The blue mark at the window's edge beside the open desk."""
        super().paintEvent(event)
        checked = self._group.checkedButton()
        if checked is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("rail_mark"))
        middle = checked.geometry().center().y()
        painter.drawRoundedRect(QRectF(-3, middle - 15, 6, 30), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the rail; Enter opens, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in (*self.buttons.values(), self.account):
                if button.hasFocus() and not event.isAutoRepeat():
                    button.click()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        stops: list[RailButton] = [*self.buttons.values(), self.account]
        at = next((n for n, button in enumerate(stops) if button.hasFocus()), -1)
        stops[(at + step) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
