"""The one wiring place: settings → office → sign-in → desk → main window.

A package of three: here the window is painted, with as little imported as that takes (the promise: at
most 1.5 times a bare window); ``wiring`` opens the office behind it; ``desks`` names the pages.
"""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_admin.app.collector import Collector
from desktop_admin.app.language import speak_chinese
from desktop_admin.plain_imports import plain_imports
from desktop_admin.views.common.fonts import Typeface, load_typeface
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.window import MainWindow
from resources.paths import resource

if TYPE_CHECKING:
    from desktop_admin.app.wiring import App
    from desktop_admin.ending import Ending

_LOG = logging.getLogger(__name__)


def run(
    argv_url: str | None = None,
    *,
    enter_as: tuple[str, str] | None = None,
    name: str = "",
    ending: "Ending | None" = None,
) -> int:
    """Start the window and stay until it is closed; the exit code.

    ``argv_url`` is the office's address, in front of the profile's.  ``enter_as`` (name, password) signs in by
    itself, at a demonstration office only; ``name`` stands on the sign-in form.  ``ending`` hears the signals.
    2 means: no display to draw on.
    """
    if not _has_display():
        sys.stderr.write(
            "没有可用的图形界面，无法打开窗口。请在桌面环境中运行，或使用命令行（kaowu --help）。\n"
        )
        return 2
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(["kaowu"])
    collector = Collector()
    window = paint(qt)
    told = _Told()
    told.heard.connect(lambda: _go(qt, window), Qt.ConnectionType.QueuedConnection)
    if ending is not None:
        ending.tell = told.heard.emit
        if ending.number:  # it came before anybody listened
            told.heard.emit()
    window.show()
    app: list[App] = []
    QTimer.singleShot(0, lambda: app.append(wire(qt, window, argv_url, enter_as, name)))
    try:
        status = qt.exec()
    finally:
        for one in app:
            one.close()
        collector.close()
        sys.excepthook = sys.__excepthook__
    return ending.farewell() if ending is not None and ending.number else status


class _Told(QObject):
    """Brings word of a signal from the thread that heard it into the UI thread."""

    heard = Signal()


def _go(qt: QApplication, window: MainWindow) -> None:
    """The system asks, not the person: nothing is asked back; dialogs' own loops end too."""
    window.leave_now()
    qt.exit(0)


def paint(qt: QApplication) -> MainWindow:
    """The window with an empty door, dressed; nothing of the office is imported or touched yet."""
    plain_imports()
    qt.setApplicationName("kaowu")
    qt.setApplicationDisplayName("考务台")
    qt.setOrganizationName("kaowu")
    speak_chinese(qt)
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kaowu", "window")
    theme = Theme(settings, _typeface())
    theme.apply(qt)
    return MainWindow(Door(theme), theme, settings)


def wire(
    qt: QApplication,
    window: MainWindow,
    argv_url: str | None = None,
    enter_as: tuple[str, str] | None = None,
    name: str = "",
) -> "App":
    """Behind the painted window: read the profile and begin to open the office."""
    from platformdirs import PlatformDirs

    from desktop_admin.app.wiring import App
    from desktop_admin.office.profile import Profile, load_profile
    from desktop_admin.views.common.caret_watch import CaretWatch

    CaretWatch(qt, window)  # there is no field before
    folders = PlatformDirs("kaowu", appauthor=False)

    def read() -> Profile:
        return load_profile(folders.user_config_path, folders.user_data_path, os.environ, argv_url)

    app = App(qt, read, window, enter_as, name)
    app.open_office()
    return app


def _typeface() -> Typeface:
    try:
        folder: Path | None = resource("fonts")
    except FileNotFoundError as error:
        _LOG.warning("the bundled fonts are missing: %s", error)
        folder = None
    return load_typeface(folder)


def _has_display() -> bool:
    """Whether Qt will find something to draw on; without it Qt would abort the process."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
