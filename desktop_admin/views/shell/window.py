"""The main window: a frame that shows the door or the workbench, and remembers where it stood."""

from collections.abc import Callable

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QStyle, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door

_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """Emits ``closing`` before it goes, so that the wiring can let go of office and threads."""

    closing = Signal()

    def __init__(self, door: Door, theme: Theme, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("考务台")
        least, first = first_sizes(self.screen().availableSize(), _frame(self))
        self.setMinimumSize(least)
        self.settings, self.theme = settings, theme
        self.door = door
        self._unsent: Callable[[], str] = str
        self._leaving = False
        self._stack = QStackedWidget()
        self._stack.addWidget(door)
        self.setCentralWidget(self._stack)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        geometry = settings.value(_GEOMETRY)
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(first)

    @property
    def ground(self) -> QWidget:
        """What a workbench stands in: made inside it, each of its widgets is dressed once (decision 0036)."""
        return self._stack

    def show_door(self) -> None:
        """Nobody is at work; what was on the workbench is gone."""
        self._unsent = str
        for number in range(self._stack.count() - 1, 0, -1):
            bench = self._stack.widget(number)
            if bench is not None:
                self._stack.removeWidget(bench)
                bench.deleteLater()
        self._stack.setCurrentWidget(self.door)
        self.setWindowTitle("考务台")

    def show_bench(self, bench: QWidget, title: str, unsent: Callable[[], str] = str) -> None:
        """Somebody is at work; ``unsent`` names what closing the window would lose."""
        self._unsent = unsent
        self._stack.addWidget(bench)
        self._stack.setCurrentWidget(bench)
        self.setWindowTitle(title)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when something begun would be lost; then remember the place on screen and let the wiring tidy up."""
        unsent = "" if self._leaving else self._unsent()
        if unsent:
            event.ignore()
            from desktop_admin.views.shell.leaving import ask_before_leaving

            ask_before_leaving(self, unsent, self.leave_now)
            return
        self.settings.setValue(_GEOMETRY, self.saveGeometry())
        self.hide()
        self.closing.emit()
        super().closeEvent(event)

    def leave_now(self) -> None:
        """Close without asking: the person has answered, or the system ends the program."""
        self._leaving = True
        self.close()


def first_sizes(screen: QSize, frame: QSize) -> tuple[QSize, QSize]:
    """(least size, first size) of the inside of the window on a screen with so much room; logical pixels."""
    room = screen - frame
    return QSize(1024, 640).boundedTo(room), QSize(1366, 768).boundedTo(room)


def _frame(window: QWidget) -> QSize:
    """What stands around the inside; before it is shown only the style knows, roughly."""
    style = window.style()
    title = style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    edge = style.pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth, None, window)
    return QSize(2 * edge, title + 2 * edge)
