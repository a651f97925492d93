"""What every stop of the tour needs: keys, waits with an end, checks, and numbered pictures.

Waits are on conditions and always bounded; what does not come is a :class:`TourFailed` that names the
stop.  Nothing here knows a page.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QMenu, QWidget

from desktop_admin.app import paint, wire
from desktop_admin.app.wiring import App

#: Seconds until something that should happen counts as not happened; a loaded machine is slow.
PATIENCE = 30.0
#: Seconds without painting after which a picture shows what there is to see.
_CALM = 0.09
#: Milliseconds between two looks at a condition.
_LOOK = 8

SMALL, LARGE = (1366, 768), (1920, 1080)
_NO = Qt.KeyboardModifier.NoModifier


class TourFailed(Exception):
    """Something the tour asked for did not happen; a sentence that names the stop."""


class Guide(QObject):
    """Leads through one window after the other; ``shoot`` leaves ``NN-name.png`` in ``folder``."""

    def __init__(self, qt: QApplication, folder: Path, home: Path) -> None:
        super().__init__()
        self._qt, self._folder, self._home = qt, folder, home
        self._painted = 0.0
        self._homes = 0
        self._app: App | None = None
        self.stop = ""
        self.pictures: list[Path] = []
        qt.setCursorFlashTime(0)

    # -- windows -----------------------------------------------------------------------------

    @contextmanager
    def window(
        self, url: str, size: tuple[int, int] = SMALL, enter_as: tuple[str, str] | None = None
    ) -> Iterator[App]:
        """The program's own window on an office, with settings of its own; closed at the end."""
        self._homes += 1
        for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, str(self._home / f"settings{self._homes}"))
        window = paint(self._qt)
        window.resize(*size)
        window.installEventFilter(self)
        window.show()
        window.activateWindow()
        app = self._app = wire(self._qt, window, url, enter_as)
        try:
            yield app
            self._no_bugs()
        except TourFailed:
            self._grab(self._folder / "没有走完.png")
            raise
        finally:
            window.close()
            app.close()
            sys.excepthook = sys.__excepthook__
            self._app = None
            window.deleteLater()

    @property
    def app(self) -> App:
        """The window the tour is in."""
        if self._app is None:
            raise TourFailed(self._sentence("没有打开的窗口"))
        return self._app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks: when the window was last painted."""
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint):
            self._painted = time.monotonic()
        return False

    # -- keys --------------------------------------------------------------------------------

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO, times: int = 1) -> None:
        """A key, to whatever has the keyboard."""
        for _ in range(times):
            QTest.keyClick(self._keyboard(), key, modifiers)

    def type(self, text: str) -> None:
        """Letters as keys; what no key has comes as an input method sends it."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._keyboard(), letter)
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(self._keyboard(), event)

    def click(self, widget: QWidget, at: QPoint | None = None, modifiers: Qt.KeyboardModifier = _NO) -> None:
        """The left button, in the middle unless ``at`` says where."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), "按钮可以按")
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, modifiers, at or target.rect().center())

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        """A row of a list or table, brought into sight first."""
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.click(view, view.visualRect(index).center())

    def choose(self, button: QWidget, words: str, picture: str = "") -> None:
        """Open a button's menu, show it, and take an entry with the keyboard."""
        self.click(button)
        self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "菜单打开")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next((one for one in menu.actions() if one.text().split("\t")[0] == words), None)
        if action is None:
            raise TourFailed(self._sentence(f"菜单里没有“{words}”"))
        menu.setActiveAction(action)
        if picture:
            self.shoot(picture)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.until(lambda: not menu.isVisible(), "菜单收起")
        self.settle()
        # Without a window manager the closed menu would stay the active window, and keys lead nowhere.
        self.app.window.activateWindow()
        self.until(self.app.window.isActiveWindow, "窗口重新在前")

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.app.window

    # -- waiting and checking ----------------------------------------------------------------

    def at(self, stop: str) -> None:
        """Where the tour is now; failures name it."""
        self.stop = stop

    def until(self, true: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
        """Let the window live until something is true."""
        limit = time.monotonic() + seconds
        while not true():
            if time.monotonic() > limit:
                raise TourFailed(self._sentence(f"等不到“{what}”"))
            loop = QEventLoop()
            QTimer.singleShot(_LOOK, loop.quit)
            loop.exec()

    def check(self, true: object, what: str) -> None:
        """Something that must be so now."""
        if not true:
            raise TourFailed(self._sentence(what))

    def settle(self) -> None:
        """Until every paper is drawn and nothing has been painted for a moment."""
        self._painted = time.monotonic()  # what a key has just asked for is not painted yet
        self.until(self._calm, "画面静下来")

    def _calm(self) -> bool:
        papers = self._app.papers if self._app is not None else None
        drawn = papers is None or papers.under_way == 0
        return drawn and time.monotonic() - self._painted > _CALM

    def _no_bugs(self) -> None:
        bugs = [one for one in self.app.failures.items if one.bug]
        self.check(not bugs, f"程序出了意外错误：{bugs[0].sentence if bugs else ''}")

    def _sentence(self, what: str) -> str:
        return f"走到“{self.stop}”时：{what}。"

    # -- pictures ----------------------------------------------------------------------------

    def shoot(self, name: str) -> None:
        """The window as it is, with whatever lies over it."""
        self.settle()
        path = self._folder / f"{len(self.pictures) + 1:02}-{name}.png"
        self.check(self._grab(path), f"图片 {path.name} 写不进去")
        self.pictures.append(path)

    def _grab(self, path: Path) -> bool:
        window = self.app.window
        picture = window.grab()
        painter = QPainter(picture)
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                painter.drawPixmap(window.mapFromGlobal(other.mapToGlobal(QPoint(0, 0))), other.grab())
        painter.end()
        return picture.save(str(path))
