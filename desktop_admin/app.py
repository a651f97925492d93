"""The one wiring place: settings → office → sign-in → desk → main window.

The window is painted first; the heavy rooms (database, papers) are imported and the office is opened
on a worker thread behind it.  Failures at the start are a sentence and a way out, never a traceback.
"""

import logging
import os
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from platformdirs import PlatformDirs
from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage, JournalPage
from desktop_admin.contract.office import Office
from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.policy import EditPolicy, MonthWindows
from desktop_admin.contract.staff import AddStaff, OfficeState, Person, SignOut
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.office.profile import Profile, load_profile, place_of
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.errands import Errands
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.fonts import Typeface, load_typeface
from desktop_admin.views.common.page import Page, PageEntry
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.window import MainWindow
from resources.paths import resource

if TYPE_CHECKING:
    from desktop_admin.papers.workers import Inspectors
    from desktop_admin.views.common.desk import Desk
    from desktop_admin.views.common.paper_reader import PaperReader
    from desktop_admin.views.shell.entrance import Entrance
    from desktop_admin.views.shell.workbench import Workbench

_LOG = logging.getLogger(__name__)

_LAST_NAME = "sign_in/name"


class App(QObject):
    """Holds what the window needs, in the order it comes to exist, and lets go in reverse."""

    def __init__(
        self,
        qt: QApplication,
        profile: Profile,
        settings: QSettings,
        theme: Theme,
        enter_as: tuple[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._enter_as = enter_as
        self._qt, self._profile, self._settings, self.theme = qt, profile, settings, theme
        self.failures = Failures(self)
        self.errands = Errands(self.failures, self)
        self.place = place_of(profile.office)
        self.door = Door(theme, self.place.sentence)
        self.window = MainWindow(self.door, settings)
        self.office: Office | None = None
        self.asking: Asking | None = None
        self.entrance: Entrance | None = None
        self.desk: Desk | None = None
        self.bench: Workbench | None = None
        self.papers: PaperReader | None = None
        self._inspectors: Inspectors | None = None
        self._closed = False
        self.window.closing.connect(self.close)
        if theme.typeface.problem:
            self.failures.sentence(theme.typeface.problem)

    def open_office(self) -> None:
        """Open the office behind the painted window."""
        self.door.show_waiting(self.tr("正在打开 {0}…").format(self.place.words))
        self.errands.work(
            self._connect, owner=self, done=self._on_office, failed=self._on_trouble, what="connect"
        )

    def _connect(self) -> tuple[Office, "Inspectors"]:
        """On a worker: imports of the heavy rooms, migration of one's own file, the first connection."""
        from desktop_admin.office.connect import connect
        from desktop_admin.papers.workers import Inspectors

        self._profile.prepare()
        inspectors = Inspectors(workers=2)
        try:
            return connect(self._profile.office, inspectors=lambda: inspectors), inspectors
        except BaseException:
            inspectors.close()
            raise

    def _on_office(self, opened: tuple[Office, "Inspectors"]) -> None:
        from desktop_admin.views.shell.entrance import Entrance

        self.office, self._inspectors = opened
        self.asking = Asking(self.office, self.failures, parent=self)
        self.entrance = Entrance(
            self.asking,
            self.door,
            self.theme,
            workstation=socket.gethostname(),
            last_name=str(self._settings.value(_LAST_NAME, "")),
            enter_as=self._enter_as,
            parent=self,
        )
        self.entrance.entered.connect(self._on_entered)
        self.entrance.trouble.connect(self._on_trouble)
        self.entrance.begin()

    def _on_entered(self, person: Person, state: OfficeState, page: ChangePage) -> None:
        from desktop_admin.views.common.desk import Desk
        from desktop_admin.views.common.paper_making import PaperMaker
        from desktop_admin.views.common.paper_reader import PaperReader
        from desktop_admin.views.shell.workbench import Workbench

        if self.office is None or self._inspectors is None:
            return
        self._settings.setValue(_LAST_NAME, person.name)
        desk = Desk(
            self.office, person, theme=self.theme, failures=self.failures, after=page.head, parent=self
        )
        desk.heard(page.now)
        papers = PaperReader(
            desk.get,
            PaperMaker(self._inspectors, self.theme.typeface.families),
            bug=self.failures.bug,
            parent=self,
        )
        bench = Workbench(
            desk,
            entries(desk, papers),
            app=self._qt,
            place=self.place.words,
            workstation=socket.gethostname(),
            demonstration=state.demonstration,
        )
        bench.sign_out.connect(self._on_sign_out)
        self.desk, self.papers, self.bench = desk, papers, bench
        self.window.show_bench(bench, f"{state.name} · 考务台" if state.name else "考务台")
        bench.begin()

    def _on_sign_out(self) -> None:
        if self.asking is None or self.entrance is None:
            return
        self._leave_bench()
        self.window.show_door()
        entrance = self.entrance
        self.asking.run(
            SignOut(),
            owner=self,
            done=lambda _receipt: entrance.begin(self.tr("已退出登录。")),
            failed=lambda error: entrance.begin(error.message),
        )

    def _leave_bench(self) -> None:
        """The workbench ends; its threads are waited for elsewhere, so that the window stays alive."""
        desk, bench, papers = self.desk, self.bench, self.papers
        self.desk = self.bench = self.papers = None
        if bench is not None:
            bench.close_down()
        if papers is not None:
            papers.close()
            papers.deleteLater()
        if desk is not None:
            self.errands.work(desk.join, owner=self, done=lambda _none: desk.deleteLater(), what="leave")

    def _on_trouble(self, error: OfficeError) -> None:
        again = self.open_office if self.office is None else self._begin_again
        self.door.show_trouble(
            self.tr("没有打开"),
            f"{error.message}\n\n{self.place.sentence}",
            [(self.tr("再试一次"), again), (self.tr("退出"), self._quit)],
        )

    def _begin_again(self) -> None:
        if self.entrance is not None:
            self.entrance.begin()

    def _let_go_of_session(self, desk: "Desk | None") -> None:
        """Closing the window is leaving: the session and its claims end now, not with the lease (R07)."""
        if self.office is None or desk is None or not desk.online:
            return
        try:
            self.office.run(SignOut())
        except OfficeError as error:
            _LOG.info("the session ends by itself: %s", error.code)

    def _quit(self) -> None:
        self.window.close()

    def close(self) -> None:
        """Let go: pages, threads, office, child processes. Idempotent."""
        if self._closed:
            return
        self._closed = True
        desk, bench, papers = self.desk, self.bench, self.papers
        if bench is not None:
            bench.close_down()
        if desk is not None:
            desk.close()
        self._let_go_of_session(desk)
        if self.asking is not None:
            self.asking.close()
        self.errands.close()
        if self._inspectors is not None:
            self._inspectors.close()
        if papers is not None:
            papers.close()
        if self.office is not None:
            self.office.close()


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
    qt.setApplicationName("kaowu")
    qt.setApplicationDisplayName("考务台")
    qt.setOrganizationName("kaowu")
    app = build(qt, argv_url, enter_as)
    app.window.show()
    QTimer.singleShot(0, app.open_office)
    try:
        return qt.exec()
    finally:
        app.close()
        sys.excepthook = sys.__excepthook__


def build(qt: QApplication, argv_url: str | None = None, enter_as: tuple[str, str] | None = None) -> App:
    """Everything up to a window that can be shown, without having touched any data."""
    folders = PlatformDirs("kaowu", appauthor=False)
    profile = load_profile(folders.user_config_path, folders.user_data_path, os.environ, argv_url)
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kaowu", "window")
    theme = Theme(settings, _typeface())
    theme.apply(qt)
    app = App(qt, profile, settings, theme, enter_as)
    if profile.problem:
        app.failures.sentence(profile.problem)
    sys.excepthook = _Hook(app.failures)
    return app


def entries(desk: "Desk", papers: "PaperReader") -> list[PageEntry]:
    """The desks of the rail, in order. Each page's module is imported when the page is first shown."""

    def page(module: str, name: str) -> Callable[[], Page]:
        def make() -> Page:
            made: Page = getattr(import_module(f"desktop_admin.views.{module}.page"), name)(desk, papers)
            return made

        return make

    all_desks = (
        ("home", "工作台", "house", (MonthWindows,), "HomePage"),
        ("review", "资料审核", "clipboard-check", (ReviewQueue,), "ReviewPage"),
        ("people", "学员单位", "users", (PeopleList,), "PeoplePage"),
        ("admin", "系统管理", "settings", (AddStaff, EditPolicy, JournalPage), "AdminPage"),
    )
    return [
        PageEntry(key, title, icon, needs, page(key, name))
        for key, title, icon, needs, name in all_desks
        if find_spec(f"desktop_admin.views.{key}") and find_spec(f"desktop_admin.views.{key}.page")
    ]


class _Hook:
    """An exception nobody caught, in a slot of ours: logged whole, shown once; the window stays."""

    def __init__(self, failures: Failures) -> None:
        self._failures = failures

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._failures.bug(error.with_traceback(trace), "window")


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
