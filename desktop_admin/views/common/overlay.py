"""A sheet over the window, without a window of its own: forms, questions, Ctrl+K, F1.

The one contract of everything that opens over the work: a veil over the whole ground and nothing under it
awake (:mod:`cover`), Tab goes round inside, Enter is the one primary, Esc leaves and decides nothing, and the
keyboard goes back to where it was.  The panel is as high as what stands in it; what does not fit scrolls between
a heading and buttons that stay in sight, with the wheel or PageUp, PageDown, Home and End.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from desktop_admin.views.common.cover import Cover, ground_of
from desktop_admin.views.common.focus_ring import go_round
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import scroll

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: Pixels between the panel and the edges of the window, at least.
_EDGE = 4 * GRID


class Overlay(QWidget):
    """Shows ``panel`` in the upper middle of the ground its ``owner`` stands on.

    ``head`` and ``foot`` stay, ``body`` between them scrolls when the window is too low. ``primary`` is what
    Enter presses.
    """

    closed = Signal()

    def __init__(self, owner: QWidget, *, width: int = 560, name: str = "sheet", top: int = 88) -> None:
        super().__init__(owner)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._owner = self._ground = owner
        self._width, self._top = width, top
        self.primary: QAbstractButton | None = None
        self.panel = QFrame(self)
        self.panel.setObjectName(name)
        self.head, self.body, self.foot = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.inner = QWidget()
        self.inner.setLayout(self.body)
        self.area = scroll(self.inner, stop=False)
        self._column = QVBoxLayout(self.panel)
        self._column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        for part in (self.head, self.body, self.foot):
            part.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.head)
        self._column.addWidget(self.area, 1)
        self._column.addLayout(self.foot)
        self.set_spacing(2 * GRID)
        for watched in (self.panel, self.inner):
            watched.installEventFilter(self)
        self.hide()

    def set_spacing(self, spacing: int) -> None:
        """Pixels between the lines."""
        for layout in (self._column, self.head, self.body, self.foot):
            layout.setSpacing(spacing)

    def set_margin(self, margin: int) -> None:
        """Pixels around everything on the panel."""
        self._column.setContentsMargins(margin, margin, margin, margin)

    # -- open and away -----------------------------------------------------------------------

    def open(self) -> None:
        """Show, uppermost; the sheet itself has the keyboard until something in it is given it."""
        self._find_ground()
        self._place()
        self.show()
        self._place()  # shown, everything in it has its style and with it its size
        Cover.of(self._ground).lay(self)

    def dismiss(self) -> None:
        """Hide; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        Cover.of(self._ground).lift(self)
        self.hide()
        self.closed.emit()

    def escape(self) -> None:
        """Esc: away, where nothing would be lost."""
        self.dismiss()

    def fit(self) -> None:
        """The panel's content grew or shrank. Seen without this call, but only by the next turn of the loop."""
        self._place()

    def touched(self) -> bool:
        """Whether something would be lost by a stray click beside the panel."""
        return False

    def enter(self) -> None:
        """Enter, wherever the keyboard is except on a button."""
        if self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    # -- Qt ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys nobody on the panel wanted; none goes on to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.key() in _ENTER and not event.isAutoRepeat():
            focus = self.focusWidget()
            if isinstance(focus, QPushButton) and focus.isEnabled():
                focus.click()
            else:
                self.enter()
        else:
            self.area.read_on(event)
        event.accept()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round on the panel."""
        return go_round(self, onward=onward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel leaves, unless something would be lost."""
        if not self.panel.geometry().contains(event.position().toPoint()) and not self.touched():
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One veil, under the uppermost sheet, so that it stands out in light and in dark."""
        if Cover.of(self._ground).top is self:
            QPainter(self).fillRect(self.rect(), QColor(8, 14, 20, 96))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the ground's size, and what stands on the panel."""
        if self.isVisible() and (
            (watched is self._ground and event.type() == QEvent.Type.Resize)
            or (watched in (self.panel, self.inner) and event.type() == QEvent.Type.LayoutRequest)
        ):
            self._place()
        return False

    # -- where -------------------------------------------------------------------------------

    def _find_ground(self) -> None:
        """Pages are made before they stand in a window: the ground is known when the sheet opens."""
        ground = ground_of(self._owner)
        if ground is self.parentWidget() and ground is self._ground:
            ground.installEventFilter(self)
            return
        self._ground.removeEventFilter(self)
        self._ground = ground
        if self.parentWidget() is not ground:
            self.setParent(ground)
            self._owner.destroyed.connect(self.deleteLater)
        ground.installEventFilter(self)

    def _place(self) -> None:
        room = self._ground.rect()
        self.setGeometry(room)
        width = min(self._width, room.width() - 2 * _EDGE)
        height = min(self._wanted_height(width), room.height() - 2 * _EDGE)
        top = min(self._top, room.height() // 6, room.height() - _EDGE - height)
        self.panel.setGeometry(QRect((room.width() - width) // 2, top, width, height))

    def _wanted_height(self, width: int) -> int:
        """As high as the sentences on it need when they wrap at this width."""
        self.panel.ensurePolished()
        frame, margins = self.panel.contentsMargins(), self._column.contentsMargins()
        inside = width - frame.left() - frame.right() - margins.left() - margins.right()
        heights = [_height(part, inside) for part in (self.head, self.body, self.foot) if not part.isEmpty()]
        around = frame.top() + frame.bottom() + margins.top() + margins.bottom()
        return sum(heights) + self._column.spacing() * max(0, len(heights) - 1) + around


def _height(layout: QLayout, width: int) -> int:
    """Qt knows no height for a width where nothing wraps (it answers −1); there the hint is right."""
    layout.activate()
    hint = layout.sizeHint().height()
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else hint
