"""``python -m tests.window.agent SOCKET -- WORDS``: the real program, with somebody beside it who only looks.

Calls the real ``desktop_admin.cli.main`` with WORDS in this process. A thread answers questions on the Unix socket
SOCKET, one JSON object a line each way; the looking itself happens in the program's UI thread, between two events.
Nothing here presses, clicks, shows or changes anything.
"""

import json
import re
import socket
import sys
import threading
import weakref
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import getCppPointer

from desktop_admin.views.common.errands import Errands
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.shell.failure_panel import FailurePanel

QT: Final = re.compile(r"(PySide6|shiboken6|desktop_admin\.(app|layout|tour|views))\b")
"""Modules that make Qt's classes when they are read."""

_MODIFIERS: Final = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)


class Agent(QObject):
    """Lives in the UI thread; every public method answers the question of its name."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._keys = 0
        self._watched: list[QObject] = []
        self._errands: weakref.WeakSet[Errands] = weakref.WeakSet()
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)
        self._watch_errands()

    # -- questions ---------------------------------------------------------------------------

    def windows(self) -> list[dict[str, Any]]:
        """The visible top windows: class, title, X id, whether they have the keyboard."""
        return [
            {
                "class": type(one).__name__,
                "title": one.windowTitle(),
                "xid": int(one.winId()),
                "active": one.isActiveWindow(),
                "modal": one.isModal(),
                "popup": one.windowType() is Qt.WindowType.Popup,
                "box": _box(one.geometry()),
            }
            for one in _tops()
        ]

    def keys(self) -> int:
        """How many keys other than modifiers have arrived at the windows since the first such question."""
        for one in _tops():
            handle = one.windowHandle()
            if handle is not None and all(handle is not watched for watched in self._watched):
                handle.installEventFilter(self)
                self._watched.append(handle)
        return self._keys

    def focus(self) -> dict[str, Any] | None:
        """The widget with the keyboard, with the ``path`` of those it stands in, outermost last."""
        widget = QApplication.focusWidget()
        return None if widget is None else describe(widget)

    def find(
        self, cls: str = "", name: str = "", label: str = "", text: str = "", hidden: bool = False
    ) -> list[dict[str, Any]]:
        """Widgets whose class (or a base of it), object name, accessible name or text part is this."""
        return [
            seen
            for widget in _widgets(hidden=hidden)
            if (not name or widget.objectName() == name)
            and (not label or widget.accessibleName() == label)
            and (not cls or cls in _classes(widget))
            and text in (seen := describe(widget))["text"]
        ]

    def texts(self) -> list[str]:
        """Everything a person can read now, item views row by row."""
        return [text for widget in _widgets() if (text := _text(widget))]

    def row(self, text: str) -> list[float] | None:
        """Where on the screen (X pixels) the row of a list or table stands that reads so; None when none does."""
        for view in _widgets():
            if not isinstance(view, QAbstractItemView) or view.model() is None:
                continue
            model, root = view.model(), view.rootIndex()
            for index in (model.index(row, 0, root) for row in range(min(model.rowCount(root), 300))):
                if index.data(Qt.ItemDataRole.DisplayRole) == text:
                    middle = view.viewport().mapToGlobal(view.visualRect(index).center())
                    ratio = view.devicePixelRatioF()
                    return [middle.x() * ratio, middle.y() * ratio]
        return None

    def overlays(self) -> list[dict[str, Any]]:
        """What lies over the work: overlays and sheets by their panel, dialogs, menus, the failure panel.

        ``box`` in the coordinates of the window it must fit in (a dialog's: the screen's), ``room`` that
        window's (screen's) size, ``inside`` whether the keyboard is in it.
        """
        found = []
        focus = QApplication.focusWidget()
        for widget in _widgets():
            if isinstance(widget, Overlay):
                panel: QWidget = widget.panel
                room = widget.window().size()
            elif isinstance(widget, QDialog | QMenu):
                panel, room = widget, widget.screen().size()
            elif isinstance(widget, FailurePanel):
                panel, room = widget, widget.window().size()
            else:
                continue
            seen = describe(widget)
            box = panel.frameGeometry() if panel.isWindow() else _in_window(panel)
            seen |= {
                "box": _box(box),
                "room": [room.width(), room.height()],
                "inside": focus is not None and (focus is widget or widget.isAncestorOf(focus)),
            }
            found.append(seen)
        return found

    def rest(self) -> list[int]:
        """(widget with the keyboard, how much lies over the work, errands under way): equal twice is at rest."""
        focus = QApplication.focusWidget()
        return [0 if focus is None else getCppPointer(focus)[0], len(self.overlays()), self.busy()]

    def busy(self) -> int:
        """Errands under way: commands, questions and files that have not been answered."""
        return sum(
            one.unanswered(commands=commands)
            for one in self._errands
            if not one.closed
            for commands in (True, False)
        )

    # -- how it hears and answers ------------------------------------------------------------

    def listen(self, path: str) -> None:
        """Answer on the socket from a thread of our own."""
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen()
        threading.Thread(target=self._accept, args=(listener,), daemon=True, name="agent").start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only counts. The release: of a key that is somebody's shortcut Qt delivers no press."""
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._keys += event.key() not in _MODIFIERS
        return False

    def _accept(self, listener: socket.socket) -> None:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rw", encoding="utf-8") as lines:
            for line in lines:
                answer: Future[Any] = Future()
                try:
                    self._asked.emit((json.loads(line), answer))
                except RuntimeError:  # the program is on its way out
                    return
                lines.write(json.dumps(answer.result()) + "\n")
                lines.flush()

    def _on_asked(self, asked: tuple[dict[str, Any], "Future[Any]"]) -> None:
        question, answer = asked
        try:
            answer.set_result({"answer": getattr(self, question.pop("what"))(**question)})
        except Exception as error:
            answer.set_result({"error": f"{type(error).__name__}: {error}"})

    def _watch_errands(self) -> None:
        known, begin = self._errands, Errands.__init__

        def remember(one: Errands, *words: Any, **named: Any) -> None:
            begin(one, *words, **named)
            known.add(one)

        Errands.__init__ = remember  # type: ignore[method-assign]


def describe(widget: QWidget) -> dict[str, Any]:
    """A widget in plain values: ``box`` in its window (logical pixels), ``at`` its middle on the screen (X pixels)."""
    ratio = widget.devicePixelRatioF()
    middle = widget.mapToGlobal(widget.rect().center())
    path: list[str] = []
    above: QWidget | None = widget
    while above is not None:
        path.append(f"{type(above).__name__}#{above.objectName() or above.accessibleName()}")
        above = above.parentWidget()
    return {
        "class": type(widget).__name__,
        "classes": sorted(_classes(widget)),
        "name": widget.objectName(),
        "label": widget.accessibleName(),
        "text": _text(widget),
        "visible": widget.isVisible(),
        "enabled": widget.isEnabled(),
        "focus": widget.hasFocus(),
        "path": path,
        "box": _box(_in_window(widget)),
        "at": [middle.x() * ratio, middle.y() * ratio],
        "id": getCppPointer(widget)[0],
    }


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.displayText()
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QMenu):
        return "\n".join(action.text() for action in widget.actions())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        return "\n".join(_rows(widget))
    return ""


def _rows(view: QAbstractItemView) -> list[str]:
    model, root = view.model(), view.rootIndex()
    # A list has one column and keeps the question for itself.
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(root))
    return [
        " | ".join(
            str(
                index.data(Qt.ItemDataRole.AccessibleTextRole)
                or index.data(Qt.ItemDataRole.DisplayRole)
                or ""
            )
            for index in (model.index(row, column, root) for column in columns)
        )
        for row in range(min(model.rowCount(root), 300))
    ]


def _tops() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def _widgets(*, hidden: bool = False) -> list[QWidget]:
    tops = QApplication.topLevelWidgets() if hidden else _tops()
    below = [one for top in tops for one in (top, *top.findChildren(QWidget)) if one.window() is top]
    return below if hidden else [one for one in below if one.isVisible()]


def _classes(widget: QWidget) -> set[str]:
    return {one.__name__ for one in type(widget).__mro__ if issubclass(one, QWidget)}


def _in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _box(rect: QRect) -> list[int]:
    return [rect.x(), rect.y(), rect.width(), rect.height()]


def _watch_imports() -> None:
    """Say when a module that works with Qt is read on another thread than the window's.

    PySide6 makes its classes when they are first named, and not safely on two threads: the program ended by a signal.
    """
    window = threading.current_thread()

    def hear(event: str, given: tuple[Any, ...]) -> None:
        if event == "import" and threading.current_thread() is not window and QT.match(str(given[0])):
            print(f"read beside the window's thread: {given[0]}", file=sys.stderr)

    sys.addaudithook(hear)


def main() -> int:
    """Begin to listen, then be the program."""
    from desktop_admin.cli import main as program

    _watch_imports()
    path, divider, *words = sys.argv[1:]
    assert divider == "--", "SOCKET -- WORDS"
    agent = Agent()
    agent.listen(path)
    try:
        return program(words)
    finally:
        Path(path).unlink()


if __name__ == "__main__":
    sys.exit(main())
