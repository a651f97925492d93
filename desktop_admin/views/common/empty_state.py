"""Loading, empty, failed and forbidden are designed states: a sentence, a cause, one button (screens.md).

A :class:`States` stack stands where a list or page stands; skeleton rows come after 150 ms, so that
quick answers never flash.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.errors import NotAllowed, OfficeError
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text

#: Milliseconds before a wait is shown at all.
SKELETON_AFTER = 150


class EmptyState(QWidget):
    """An icon, a sentence, a cause, and at most one button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = Text()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Text(bold=True, wrap=True)
        self.cause = Text(tone="muted", wrap=True)
        self.button = CommandButton("")
        self._act: Callable[[], None] | None = None
        self.button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 6 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        for label in (self.sentence, self.cause):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(GRID)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)

    def say(
        self,
        sentence: str,
        cause: str = "",
        *,
        icon: str = "inbox",
        token: str = "muted",
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Say what is the case, why, and offer one way on."""
        self._theme.set_icon(self._icon, icon, token, 32)
        self.sentence.setText(sentence)
        self.cause.setText(cause)
        self.cause.setVisible(bool(cause))
        self.setAccessibleName(sentence)
        self._act = act
        self.button.set_text(button)
        self.button.setVisible(bool(button))

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()


class Skeleton(QWidget):
    """Grey bars where rows will be; invisible for the first 150 ms."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, row_height: int = 52) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = row_height
        self._visible = False
        self._timer = QTimer(self, singleShot=True, interval=SKELETON_AFTER)
        self._timer.timeout.connect(self._on_due)
        self.setAccessibleName("正在读取")

    def begin(self) -> None:
        """Start the 150 ms anew."""
        self._visible = False
        self._timer.start()

    def end(self) -> None:
        """The answer came."""
        self._timer.stop()
        self._visible = False

    @property
    def showing(self) -> bool:
        """Whether the bars are painted."""
        return self._visible

    def _on_due(self) -> None:
        self._visible = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two bars a row, fading downwards."""
        if not self._visible:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("faint"))
        rows = min(self.height() // self._row_height, 9)
        for number in range(rows):
            painter.setOpacity(1.0 - number / (rows + 1))
            top = number * self._row_height + 3 * GRID
            width = self.width() - 6 * GRID
            painter.drawRoundedRect(QRectF(3 * GRID, top, width * 0.45, 10), 4, 4)
            painter.drawRoundedRect(QRectF(3 * GRID, top + 5 * GRID, width * 0.75, 8), 4, 4)


class States(QStackedWidget):
    """Shows either the content, or why it is not there."""

    def __init__(self, theme: Theme, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.skeleton = Skeleton(theme, parent=self)
        self.empty = EmptyState(theme, self)
        for page in (content, self.skeleton, self.empty):
            self.addWidget(page)

    def show_content(self) -> None:
        """The answer is there."""
        self.skeleton.end()
        self.setCurrentWidget(self.content)

    def show_loading(self) -> None:
        """Waiting for the first answer; a list already on screen stays instead."""
        if self.currentWidget() is not self.skeleton or not self.skeleton.showing:
            self.skeleton.begin()
        self.setCurrentWidget(self.skeleton)

    def show_empty(
        self,
        sentence: str,
        cause: str = "",
        *,
        icon: str = "inbox",
        button: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Nothing here, and that is fine: say why and offer the next step."""
        self.skeleton.end()
        self.empty.say(sentence, cause, icon=icon, button=button, act=act)
        self.setCurrentWidget(self.empty)

    def show_failed(self, error: OfficeError, retry: Callable[[], None] | None = None) -> None:
        """Reading failed, or is forbidden: the office's sentence, and again."""
        self.skeleton.end()
        if isinstance(error, NotAllowed):
            self.show_forbidden(error.message)
            return
        self.empty.say(
            "没有读到数据",
            error.message,
            icon="triangle-alert",
            token="warn",
            button="重试" if retry else "",
            act=retry,
        )
        self.setCurrentWidget(self.empty)

    def show_forbidden(self, cause: str) -> None:
        """These roles do not include it: say whom to ask."""
        self.skeleton.end()
        self.empty.say("这里不对当前角色开放", cause, icon="lock")
        self.setCurrentWidget(self.empty)
