"""Python's collector of garbage works on the UI thread alone while a window is open.

Left to itself it runs on whichever thread allocates next. What it finds there may hold a QObject (a closure over a
widget is enough for a circle), and Qt's objects may only end on the thread they live on: a timer destroyed by a
worker ended the program once.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_TICK = 500
#: The whole is looked through at most this often, in ticks: it takes milliseconds, the young take none.
_WHOLE = 120


class Collector(QObject):
    """Collects between two events what has become old enough by :func:`gc.get_threshold`; ``close`` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticks = 0
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._look)
        gc.disable()
        self._timer.start()

    def close(self) -> None:
        """As before the window."""
        self._timer.stop()
        gc.enable()

    def _look(self) -> None:
        self._ticks += 1
        young, middle, _old = gc.get_threshold()
        counts = gc.get_count()
        if self._ticks >= _WHOLE and counts[2]:
            self._ticks = 0
            gc.collect()
        elif counts[1] > middle:
            gc.collect(1)
        elif counts[0] > young:
            gc.collect(0)
