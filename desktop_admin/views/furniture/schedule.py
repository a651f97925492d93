"""A thin schedule: days across, periods as bars and appointments as blocks in lanes, days off, a line for today.

One stop of Tab.  ← → and Home, End walk by time, ↑ ↓ between lanes, Enter or a double click opens, PageUp and
PageDown ask for the days before and after.  What is movable is carried with the mouse or with Shift ← →, and laid
down by Enter; Esc puts it back.  A list to Qt (of which only its items are taken: places are the schedule's own),
so that every item has its name and place for screen readers.
"""

from collections.abc import Hashable, Iterable
from datetime import date, datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import SMALL
from desktop_admin.views.furniture.carrying import Carrying
from desktop_admin.views.furniture.schedule_paint import FOOT, SchedulePainter, box_of
from desktop_admin.views.furniture.span_model import Index, SpanModel
from desktop_admin.views.furniture.spans import (
    BOX,
    GAP,
    DayMark,
    Placed,
    Scale,
    Span,
    in_order,
    lanes_of,
    place,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALK = {
    Qt.Key.Key_Left: QAbstractItemView.CursorAction.MoveLeft,
    Qt.Key.Key_Right: QAbstractItemView.CursorAction.MoveRight,
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
}


class Schedule(QListView):
    """``name`` says aloud what it is a schedule of; ``empty`` stands there while there is nothing."""

    chosen = Signal(object)
    """The key of the span somebody walked to or clicked."""
    opened = Signal(object)
    carried = Signal(object, object)
    """(key, the day it would begin on); the day is None once it was put back or laid down."""
    moved = Signal(object, object)
    """(key, day): laid down on another day. The schedule itself changes nothing: that is the office's."""
    paged = Signal(int)
    """-1 for the days before, 1 for those after."""

    def __init__(
        self, theme: Theme, name: str, *, empty: str = "没有安排。", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._empty = theme, empty
        self._scale = Scale(date(2000, 1, 1), 1, 1.0)
        self._spans: tuple[Span, ...] = ()
        self._marks: dict[date, DayMark] = {}
        self._now: datetime | None = None
        self.placed: tuple[Placed, ...] = ()
        self._quiet = False
        self._model = SpanModel(self)
        self._carrying = Carrying(self)
        self._carrying.changed.connect(self._on_carried)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.placed[index.row()].span.key))
        theme.changed.connect(self.viewport().update)

    # -- what is shown -----------------------------------------------------------------------

    def show_days(self, first: date, last: date) -> None:
        """The days from ``first`` to ``last``, both of them in it."""
        self._scale = Scale(first, max(1, (last - first).days + 1), self._scale.width)
        self._arrange()

    def show_spans(self, spans: Iterable[Span], marks: Iterable[DayMark] = ()) -> None:
        """What stands on it; where the keyboard was it stays while that span is there."""
        self._spans = tuple(spans)
        self._marks = {mark.day: mark for mark in marks}
        self._arrange()

    def set_now(self, now: datetime) -> None:
        """Today's line."""
        self._now = now
        self.viewport().update()

    def choose(self, key: Hashable) -> None:
        """Stand on a span, without ``chosen``."""
        self._stand_on(key)

    @property
    def current(self) -> Span | None:
        """The span that a key would go to."""
        row = self.currentIndex().row()
        return self.placed[row].span if 0 <= row < len(self.placed) else None

    def box(self, key: Hashable) -> QRect:
        """Where a span is painted; empty while it is not shown."""
        row = self._row(key)
        return self.visualRect(self._model.index(row)) if row >= 0 else QRect()

    def day_at(self, x: int) -> date:
        """The day under a pixel of the viewport."""
        return self._scale.day_at(x)

    def left_of(self, day: date) -> int:
        """The pixel where a day begins."""
        return round(self._scale.left_of(day))

    def shows_day(self, day: date) -> bool:
        """Whether a day is among those shown."""
        return 0 <= (day - self._scale.first).days < self._scale.days

    # -- keys and mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the page's."""
        key = Qt.Key(event.key())
        if self._carrying.hears(event):
            event.accept()
        elif key in _WALK and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.setCurrentIndex(self.moveCursor(_WALK[key], event.modifiers()))
            event.accept()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(-1 if key == Qt.Key.Key_PageUp else 1)
            event.accept()
        elif key in _ENTER and self.current is not None:
            if not event.isAutoRepeat():
                self.opened.emit(self.current.key)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click stands on the span; from there it may be carried."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            row = self.indexAt(event.position().toPoint()).row()
            self._carrying.take(self.placed[row].span if row >= 0 else None, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry; without a button, show what can be clicked."""
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._carrying.follow(point, QApplication.startDragDistance())
            return
        over = self.indexAt(point).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lay down what is carried."""
        if not self._carrying.lay_down():
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard stands somewhere: on what comes next, until it was elsewhere."""
        super().focusInEvent(event)
        if self.placed and not self.currentIndex().isValid():
            coming = (one.span.key for one in self.placed if self._now is None or one.span.end > self._now)
            self._stand_on(next(coming, self.placed[-1].span.key))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is carried by a hand that is elsewhere."""
        super().focusOutEvent(event)
        self._carrying.put_back()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell; and paint the ring elsewhere."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._quiet and self.current is not None:
            self.chosen.emit(self.current.key)

    # -- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, boxes, today; over them what is carried."""
        with QPainter(self.viewport()) as painter:
            paint = SchedulePainter(painter, self._theme, self._scale, self.viewport().height())
            paint.days(self._marks, self._now)
            current, focus = self.currentIndex().row(), self.hasFocus()
            paint.spans(self.placed, current, focus=focus, blocks=False)
            paint.now(self._now)
            paint.spans(self.placed, current, focus=focus, blocks=True)
            if not self.placed:
                painter.setPen(self._theme.colour("muted"))
                lanes = self.viewport().rect().adjusted(0, 0, 0, -FOOT)
                painter.drawText(lanes, Qt.AlignmentFlag.AlignCenter, self._empty)
            day = self._carrying.day
            if day is not None and self.currentIndex().isValid():
                paint.carried(self.placed[self.currentIndex().row()], day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Boxes by the new width."""
        super().resizeEvent(event)
        self._arrange()

    # -- what a view of Qt's must answer -------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """The box of a span."""
        row = index.row()
        return box_of(self.placed[row]).toAlignedRect() if 0 <= row < len(self.placed) else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The span under a pixel."""
        for row, one in enumerate(self.placed):
            if box_of(one).contains(point.toPointF()):
                return self._model.index(row)
        return QModelIndex()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """By time, and between lanes to what is nearest there."""
        here, last = self.currentIndex().row(), len(self.placed) - 1
        act = QAbstractItemView.CursorAction
        if last < 0:
            return QModelIndex()
        if action in (act.MoveUp, act.MoveDown):
            return self._model.index(self._across(here, -1 if action == act.MoveUp else 1))
        row = {
            act.MoveHome: 0,
            act.MoveEnd: last,
            act.MoveLeft: here - 1,
            act.MovePrevious: here - 1,
        }.get(action, here + 1)
        return self._model.index(min(max(row, 0), last))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """All of it is always in sight."""

    def horizontalOffset(self) -> int:
        """Nothing scrolls."""
        return 0

    def verticalOffset(self) -> int:
        """Nothing scrolls."""
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        """What is in the model is shown."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """The span under the mouse."""
        index = self.indexAt(rect.center())
        if index.isValid():
            self.selectionModel().select(index, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to paint anew."""
        return QRegion(self.viewport().rect())

    # -- inner -------------------------------------------------------------------------------

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self._theme.typeface.font(SMALL))
        self._scale = Scale(self._scale.first, self._scale.days, float(self.viewport().width()))
        kept = self.current.key if self.current is not None else None
        shown = in_order(self._spans, self._scale)
        self.placed = place(shown, self._scale, metrics.horizontalAdvance)
        if shown != self._model.spans:
            self._carrying.put_back()
            self._quiet = True
            self._model.show(shown)
            self._quiet = False
            self._stand_on(kept)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.placed else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(GAP + lanes_of(self.placed) * (BOX + GAP) + FOOT)
        self.viewport().update()

    def _stand_on(self, key: Hashable) -> None:
        row = self._row(key)
        if row >= 0:
            self._quiet = True
            self.setCurrentIndex(self._model.index(row))
            self._quiet = False

    def _row(self, key: Hashable) -> int:
        return next((row for row, one in enumerate(self.placed) if one.span.key == key), -1)

    def _across(self, here: int, by: int) -> int:
        """What lies above or below, or is nearest to that; where there is nothing, where one is."""
        if here < 0:
            return 0
        one = self.placed[here]
        middle = (one.left + one.right) / 2
        others = [(row, two) for row, two in enumerate(self.placed) if (two.lane - one.lane) * by > 0]

        def far(found: tuple[int, Placed]) -> tuple[float, int]:
            two = found[1]
            return max(two.left - middle, middle - two.right, 0.0), abs(two.lane - one.lane)

        return min(others, key=far)[0] if others else here

    def _on_carried(self, span: Span, day: date | None, laid: bool) -> None:
        self.viewport().update()
        self.carried.emit(span.key, day)
        if laid and day is not None:
            self.moved.emit(span.key, day)
