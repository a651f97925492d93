"""What lies open over one ground: only the uppermost is awake, everything else there sleeps.

Asleep means disabled: no key, no click and no shortcut reaches it, and nothing that happens there can take
the keyboard.  Apart from the sheets because it belongs to the ground they share.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_ASLEEP = "asleep"


class Ground(QWidget):
    """The part of a window that sheets cover: all of the work, but not the lock in front of it."""


def ground_of(widget: QWidget) -> QWidget:
    """The nearest :class:`Ground` the widget stands on, else its window."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if isinstance(above, Ground):
            return above
        above = above.parentWidget()
    return above if above is not None else widget


class Cover(QObject):
    """One for each ground, made when the first sheet opens there."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self._open: list[tuple[QWidget, list[QWidget]]] = []
        """(sheet, who had the keyboard before it and what that stood in), the uppermost last."""

    @classmethod
    def of(cls, ground: QWidget) -> "Cover":
        """The ground's own."""
        found = ground.findChild(cls, "", Qt.FindChildOption.FindDirectChildrenOnly)
        return found if found is not None else cls(ground)

    @property
    def top(self) -> QWidget | None:
        """The sheet that is awake."""
        return self._open[-1][0] if self._open else None

    def lay(self, sheet: QWidget) -> None:
        """``sheet`` is open and uppermost now; it has the keyboard."""
        before = self._ground.window().focusWidget()
        if any(one is sheet for one, _ in self._open):
            return
        if not self._open:
            self._ground.window().installEventFilter(self)
        self._open.append((sheet, _with_ancestors(before)))
        sheet.raise_()
        sheet.setFocus(Qt.FocusReason.OtherFocusReason)  # first, or Qt hands it from sleeper to sleeper
        self._settle()

    def lift(self, sheet: QWidget) -> None:
        """``sheet`` goes: what lay under it wakes, and the keyboard is where it was before."""
        place = next((n for n, (one, _) in enumerate(self._open) if one is sheet), -1)
        if place < 0:
            return
        was_top = sheet is self.top
        _, before = self._open.pop(place)
        if not was_top:  # whoever lies above goes back to where this one would have
            above, _ = self._open[place]
            self._open[place] = (above, before)
            return
        self._settle()
        if not self._open:
            self._ground.window().removeEventFilter(self)
        for widget in before:
            if isValid(widget) and widget.isVisible():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def keep_up(self) -> None:
        """Something else came to the front of the ground: the open sheet stays above it."""
        if self.top is not None:
            self.top.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that nobody has, because its field has just gone, is the uppermost sheet's."""
        top = self.top
        if event.type() != QEvent.Type.KeyPress or top is None or not top.isVisible():
            return False
        top.setFocus(Qt.FocusReason.OtherFocusReason)
        QCoreApplication.sendEvent(top, event)
        return True

    def _settle(self) -> None:
        top = self.top
        for child in self._ground.children():
            if not isinstance(child, QWidget) or child.isWindow():
                continue
            asleep = bool(child.property(_ASLEEP))
            if asleep and (top is None or child is top):
                child.setProperty(_ASLEEP, False)
                child.setEnabled(True)
            elif top is not None and child is not top and not asleep and child.isEnabledTo(self._ground):
                child.setProperty(_ASLEEP, True)
                child.setEnabled(False)
        for sheet, _ in self._open:
            sheet.update()  # one veil, under the uppermost


def _with_ancestors(widget: QWidget | None) -> list[QWidget]:
    found: list[QWidget] = []
    while widget is not None and not widget.isWindow():
        found.append(widget)
        widget = widget.parentWidget()
    return found
