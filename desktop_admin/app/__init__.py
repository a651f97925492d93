"""The one wiring place: settings → office → sign-in → desk → main window.

A package of three: here the window is painted, with as little imported as that takes (the promise: at
most twice a bare window); ``wiring`` opens the office behind it; ``desks`` names the pages.
"""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop_admin.views.common.fonts import Typeface, load_typeface
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.window import MainWindow
from resources.paths import resource

if TYPE_CHECKING:
    from desktop_admin.app.wiring import App

_LOG = logging.getLogger(__name__)


def run(argv_url: str | None = None, *, enter_as: tuple[str, str] | None = None) -> int:
    """Start the window and stay until it is closed; the exit code.

    ``argv_url`` is the office's address, in front of the profile's.  ``enter_as`` (name, password) signs in by
    itself, at a demonstration office only.  2 means: no display to draw on.
    """
    if not _has_display():
        sys.stderr.write(
            "没有可用的图形界面，无法打开窗口。请在桌面环境中运行，或使用命令行（kaowu --help）。\n"
        )
        return 2
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(["kaowu"])
    window = paint(qt)
    window.show()
    app: list[App] = []
    QTimer.singleShot(0, lambda: app.append(wire(qt, window, argv_url, enter_as)))
    try:
        return qt.exec()
    finally:
        for one in app:
            one.close()
        sys.excepthook = sys.__excepthook__


def paint(qt: QApplication) -> MainWindow:
    """The window with an empty door, dressed; nothing of the office is imported or touched yet."""
    qt.setApplicationName("kaowu")
    qt.setApplicationDisplayName("考务台")
    qt.setOrganizationName("kaowu")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kaowu", "window")
    theme = Theme(settings, _typeface())
    theme.apply(qt)
    return MainWindow(Door(theme), theme, settings)


def wire(
    qt: QApplication,
    window: MainWindow,
    argv_url: str | None = None,
    enter_as: tuple[str, str] | None = None,
) -> "App":
    """Behind the painted window: read the profile and begin to open the office."""
    from platformdirs import PlatformDirs

    from desktop_admin.app.wiring import App
    from desktop_admin.office.profile import load_profile

    folders = PlatformDirs("kaowu", appauthor=False)
    profile = load_profile(folders.user_config_path, folders.user_data_path, os.environ, argv_url)
    app = App(qt, profile, window, enter_as)
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
