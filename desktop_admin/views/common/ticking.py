"""Ticking the rows of any list: Space and clicks tick, Shift ticks a range, arrows walk, Ctrl+A ticks all.

A list has it, and whoever works with several rows turns it on.  What a range is says :mod:`ticks`.
"""

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop_admin.views.common.held_key import HeldKey
from desktop_admin.views.common.paged import ID_ROLE
from desktop_admin.views.common.ticks import Ticks

_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)
_ENDS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_NOTHING = QItemSelectionModel.SelectionFlag.NoUpdate


class Ticking(QObject):
    """Off until :meth:`turn`. ``picked`` when other rows are ticked, also because some have left the list."""

    picked = Signal()

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.on = False
        self._view, self._ticks, self._held = view, Ticks(view), HeldKey(self)
        self._plain = view.selectionMode()
        self._reached = False
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.selectionModel().selectionChanged.connect(self._tell)
        view.model().rowsRemoved.connect(self._tell)

    def turn(self, *, on: bool) -> None:
        """Begin with nothing ticked, or end: then one row is chosen again."""
        self.on = on
        self._view.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection if on else self._plain)
        if on:
            self._ticks.begin()
            self._view.setFocus()
        else:
            self._view.clearSelection()
            self._view.setCurrentIndex(self._view.currentIndex())
        self._view.viewport().update()

    def walk(self, by: int) -> None:
        """The cursor alone: J and K of a page."""
        self._ticks.walk(by)

    @property
    def ids(self) -> tuple[int, ...]:
        """What is ticked, in the order of the list."""
        if not self.on:
            return ()
        rows = sorted(self._view.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(int(one) for one in (index.data(ID_ROLE) for index in rows) if one is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and clicks while it is on; all others are the list's."""
        if not self.on:
            return False
        if isinstance(event, QKeyEvent) and watched is self._view:
            return self._on_key(event)
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE and watched is self._view.viewport():
            return self._on_mouse(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        space = event.key() == Qt.Key.Key_Space and not event.modifiers() & ~_SHIFT
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(space)  # before a shortcut of the page takes it
            return space
        if event.type() == QEvent.Type.KeyRelease:
            self._held.let_go(event)
            return False
        if space:
            if not self._held.repeats(event):
                self._on_space(ranging=bool(event.modifiers() & _SHIFT))
            return True
        if event.key() == Qt.Key.Key_A and event.modifiers() == _CTRL:
            self._view.selectAll()
            return True
        end = self._view.model().rowCount()
        by = {**_ENDS, Qt.Key.Key_Home: -end, Qt.Key.Key_End: end}.get(Qt.Key(event.key()))
        if by is None:
            return False
        self._ticks.walk(by, ticking=bool(event.modifiers() & _SHIFT))
        return True

    def _on_space(self, *, ranging: bool) -> None:
        if ranging:
            self._ticks.reach(self._view.currentIndex())
        else:
            self._ticks.toggle()

    def _on_mouse(self, event: QMouseEvent) -> bool:
        """A click ticks, with Shift as far as here; drawing on adds nothing, and no menu takes ticks away."""
        if event.type() != QEvent.Type.MouseButtonPress:
            reached, self._reached = self._reached, event.type() == QEvent.Type.MouseMove and self._reached
            return reached or (event.type() == QEvent.Type.MouseMove and bool(event.buttons()))
        if event.button() != Qt.MouseButton.LeftButton:
            return True
        index = self._view.indexAt(event.position().toPoint())
        self._reached = True
        if index.isValid() and event.modifiers() & _SHIFT:
            self._ticks.reach(index)
        elif index.isValid():
            self._view.selectionModel().setCurrentIndex(index, _NOTHING)
            self._ticks.toggle()
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        return True

    def _tell(self) -> None:
        if self.on:
            self.picked.emit()
