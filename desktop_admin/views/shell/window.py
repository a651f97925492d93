"""The main window: a frame that shows the door or the workbench, and remembers where it stood."""

from collections.abc import Callable

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door

_GEOMETRY = "window/geometry"


class MainWindow(QMainWindow):
    """Emits ``closing`` before it goes, so that the wiring can let go of office and threads."""

    closing = Signal()

    def __init__(self, door: Door, theme: Theme, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("考务台"))
        self.setMinimumSize(1024, 640)
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
            self.resize(QSize(1366, 768).boundedTo(self.screen().availableSize()))

    def show_door(self) -> None:
        """Nobody is at work; what was on the workbench is gone."""
        self._unsent = str
        for number in range(self._stack.count() - 1, 0, -1):
            bench = self._stack.widget(number)
            if bench is not None:
                self._stack.removeWidget(bench)
                bench.deleteLater()
        self._stack.setCurrentWidget(self.door)
        self.setWindowTitle(self.tr("考务台"))

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
