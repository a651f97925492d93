"""A list and what is chosen in it, side by side, with a line between them to take hold of.

Widths are remembered on the workstation.  The line is dragged with the mouse, or moved with ← → where Tab stops on
it; a double click or Home puts it back where it was made.
"""

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import fill

#: Pixels of the line one takes hold of, and of one step with a key.
_LINE, _STEP = 6, 16


class MasterDetail(QSplitter):
    """Parts from left to right; ``name`` is the place its widths are remembered under."""

    def __init__(
        self, theme: Theme, name: str, settings: QSettings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self._place, self._settings = f"widths/{name}", settings
        self._parts: list[QWidget] = []
        self._made: list[int] = []
        self._grows = 0
        self._unsettled = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_LINE)
        self.splitterMoved.connect(self._remember)

    def add(self, part: QWidget, *, width: int, least: int = 160, grows: bool = False) -> None:
        """One more at the right, ``width`` pixels wide until somebody moves the line; one of all ``grows``."""
        part.setMinimumWidth(least)
        self.addWidget(part)
        self.setStretchFactor(self.count() - 1, 1 if grows else 0)
        self._grows = len(self._parts) if grows else self._grows
        self._parts.append(part)
        self._made.append(width)

    def settle(self) -> None:
        """All parts are there: as wide as somebody left them, once there is a window to be wide in."""
        self._unsettled = not self.isVisible()
        if not self._unsettled:
            self._share(self._stored() or self._made)

    def reset(self) -> None:
        """As it was made."""
        self._share(self._made)
        self._remember()

    def _share(self, wanted: list[int]) -> None:
        """Each its own; the one that grows has the rest, in a window of any width."""
        sizes = list(wanted)
        lines = self.handleWidth() * (len(sizes) - 1)
        sizes[self._grows] = max(1, self.width() - lines - sum(sizes) + sizes[self._grows])
        self.setSizes(sizes)

    def showEvent(self, event: QShowEvent) -> None:
        """Now it has its width."""
        super().showEvent(event)
        if self._unsettled:
            self.settle()

    def move_line(self, number: int, by: int) -> None:
        """The line before part ``number`` goes ``by`` pixels to the right, as far as the parts give way."""
        sizes = self.sizes()
        by = max(self._parts[number - 1].minimumWidth() - sizes[number - 1], by)
        by = min(sizes[number] - self._parts[number].minimumWidth(), by)
        sizes[number - 1] += by
        sizes[number] -= by
        self.setSizes(sizes)
        self._remember()

    def createHandle(self) -> QSplitterHandle:
        """A line that the keyboard reaches too."""
        return Handle(self)

    def _remember(self) -> None:
        if self._settings is not None and all(
            self.sizes()
        ):  # a part that is folded away has no width of its own
            self._settings.setValue(self._place, ",".join(str(size) for size in self.sizes()))

    def _stored(self) -> list[int]:
        words = str(self._settings.value(self._place, "")) if self._settings is not None else ""
        found = [int(part) for part in words.split(",") if part.isdigit()]
        return found if len(found) == self.count() and all(found) else []


class Handle(QSplitterHandle):
    """The line between two parts."""

    def __init__(self, around: MasterDetail) -> None:
        super().__init__(Qt.Orientation.Horizontal, around)
        self._around = around
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("调整宽度")
        self.setToolTip(tip("拖动调整宽度，双击恢复"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← → move it, Home puts it back."""
        number = next(n for n in range(self._around.count()) if self._around.handle(n) is self)
        by = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}.get(Qt.Key(event.key()))
        if by is not None:
            self._around.move_line(number, by)
        elif event.key() == Qt.Key.Key_Home:
            self._around.reset()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back where it was made."""
        self._around.reset()

    def event(self, event: QEvent) -> bool:
        """The keyboard comes and goes: painted anew."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline in the middle; wide and in the ring's colour while it has the keyboard or the mouse."""
        with QPainter(self) as painter:
            theme = self._around.theme
            painter.fillRect(self.rect(), theme.colour("surface"))
            if self.hasFocus() or self.underMouse():
                painter.fillRect(self.rect().adjusted(2, 0, -1, 0), theme.colour("focus"))
            else:
                middle = self.rect().center().x()
                painter.fillRect(middle, 0, 1, self.height(), theme.colour("line"))


def column(*parts: QWidget) -> QWidget:
    """A page of parts below each other, room at the end: what stands beside a list."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
    layout.setSpacing(3 * GRID)
    fill(layout, *parts, None)
    return page
