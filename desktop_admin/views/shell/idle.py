"""Notices that nobody has touched keyboard or mouse for a while (等保: idle lock).

The filter sits on the window that has the focus, not on the application: a Python filter over every
paint and timer event of the program would slow all of them.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Emits ``idle`` once after ``minutes`` without input; ``touch`` starts anew."""

    idle = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idle)
        app.focusWindowChanged.connect(self._on_focus_window)
        self._on_focus_window(app.focusWindow())

    def set_minutes(self, minutes: float) -> None:
        """How long; 0 never."""
        self._timer.setInterval(int(minutes * 60_000))
        self.touch()

    def touch(self) -> None:
        """Somebody is there."""
        if self._timer.interval() > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks, never takes."""
        if event.type() in _SIGNS_OF_LIFE:
            self.touch()
        return False

    def _on_focus_window(self, window: QWindow | None) -> None:
        # A window that goes tells first that it lost the keyboard, then that it is gone: by then it is half gone.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._on_window_gone)

    def _on_window_gone(self) -> None:
        self._watched = None
