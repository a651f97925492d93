"""What the window needs, in the order it comes to exist: office → sign-in → desk → workbench.

The heavy rooms (database, papers) are imported and the office is opened on a worker thread behind the
painted window.  Failures at the start are a sentence and a way out, never a traceback.
"""

import gc
import logging
import socket
import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop_admin.app.ahead import Ahead, read_pure_rooms
from desktop_admin.contract.errors import OfficeError
from desktop_admin.office.profile import Profile, place_of
from desktop_admin.views.common.errands import Errands
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.journal_memory import JournalMemory
from desktop_admin.views.shell.window import MainWindow

if TYPE_CHECKING:
    from desktop_admin.app.expected import Expected
    from desktop_admin.app.seat import Seat
    from desktop_admin.contract.founding import OfficeState
    from desktop_admin.contract.journal import ChangePage
    from desktop_admin.contract.office import Office
    from desktop_admin.contract.sessions import Person
    from desktop_admin.papers.workers import Inspectors
    from desktop_admin.views.common.asking import Asking
    from desktop_admin.views.common.desk import Desk
    from desktop_admin.views.papers.reader import PaperReader
    from desktop_admin.views.shell.entrance import Entrance
    from desktop_admin.views.shell.workbench import Workbench

_LOG = logging.getLogger(__name__)

_LAST_NAME = "sign_in/name"


class App(QObject):
    """Holds what the window needs, in the order it comes to exist, and lets go in reverse."""

    def __init__(
        self,
        qt: QApplication,
        read: Callable[[], Profile],
        window: MainWindow,
        enter_as: tuple[str, str] | None = None,
        name: str = "",
    ) -> None:
        super().__init__()
        self._qt, self._read, self._enter_as, self._name = qt, read, enter_as, name
        self.window, self.door, self.theme = window, window.door, window.theme
        self._settings = window.settings
        self.failures = Failures(self)
        self.errands = Errands(self.failures, self)
        self._ahead = Ahead(self)
        self._ahead.done.connect(self._on_ahead)
        self.office: Office | None = None
        self.asking: Asking | None = None
        self.entrance: Entrance | None = None
        self.desk: Desk | None = None
        self.bench: Workbench | None = None
        self.papers: PaperReader | None = None
        self._inspectors: Inspectors | None = None
        self._expected: Expected | None = None
        self._closed = False
        self._last_person = 0
        self.window.closing.connect(self.close)
        if self.theme.typeface.problem:
            self.failures.sentence(self.theme.typeface.problem)
        sys.excepthook = _Hook(self.failures)
        self._choose(read())

    def _choose(self, profile: Profile) -> None:
        """The office to open from now on."""
        self._profile = profile
        self.place = place_of(profile.office)
        self.door.place.setText("" if profile.problem else self.place.sentence)
        self._memory = JournalMemory(self._settings, profile.office)

    def open_office(self) -> None:
        """Open the office behind the painted window."""
        if self._profile.problem:
            self._ask_which()
            return
        self.door.show_waiting(f"正在打开 {self.place.words}…")
        self.errands.work(
            self._connect, owner=self, done=self._on_office, failed=self._on_trouble, what="connect"
        )

    def _connect(self) -> "tuple[Office, Inspectors]":
        """On a worker: imports of the rooms without Qt, migration of one's own file, the first connection."""
        from desktop_admin.office.connect import connect
        from desktop_admin.papers.workers import Inspectors

        read_pure_rooms()
        self._profile.prepare()
        inspectors = Inspectors(workers=2, fonts=self.theme.typeface.files)
        try:
            office = connect(self._profile.office, inspectors=lambda: inspectors, backups=True)
        except BaseException:
            inspectors.close()
            raise
        if self._closed:
            office.close()
            inspectors.close()
        return office, inspectors

    def _on_office(self, opened: "tuple[Office, Inspectors]") -> None:
        from desktop_admin.app.expected import Expected
        from desktop_admin.views.common.asking import Asking
        from desktop_admin.views.shell.entrance import Entrance

        office, inspectors = self.office, self._inspectors = opened
        station, place = socket.gethostname(), self.place.words

        def seat(person: "Person", state: "OfficeState") -> "Seat":
            # Not above: the rooms of the window are read behind the sign-in form.
            from desktop_admin.app.seat import Seat, Surroundings

            around = Surroundings(self._qt, self.theme, self.failures, office, inspectors, place, station)
            return Seat(around, person, state, self.window.ground)

        self._expected = Expected(self._settings, seat, self)
        self.asking = Asking(self.office, self.failures, parent=self)
        self.entrance = Entrance(
            self.asking,
            self.door,
            self.theme,
            workstation=station,
            last_name=self._name or str(self._settings.value(_LAST_NAME, "")),
            enter_as=self._enter_as,
            served=self._profile.office.startswith(("http://", "https://")),
            parent=self,
        )
        self.entrance.entered.connect(self._on_entered)
        self.entrance.waiting.connect(self._expected.begin)
        self.entrance.trouble.connect(self._on_trouble)
        self.entrance.begin()
        self._ahead.begin()
        for call, what in (
            (inspectors.warm, "warm up"),
            (partial(_rehearse, office), "rehearse"),
        ):
            self.errands.work(call, owner=self, done=lambda _none: None, what=what)

    def _on_ahead(self) -> None:
        """The rooms are read while the password is typed: what stands in them can be made; copies left behind go."""
        from desktop_admin.views.papers.copies import sweep

        if self._expected is None or self._closed:
            return
        gc.freeze()  # what was read stays for good: later collections pass it over
        self._expected.rooms_read()
        self.errands.work(sweep, owner=self, done=lambda _none: None, what="sweep")

    def _on_entered(self, person: "Person", state: "OfficeState", page: "ChangePage") -> None:
        if self.office is None or self._expected is None:
            return
        self._settings.setValue(_LAST_NAME, person.name)
        if self._last_person not in (0, person.id):
            self.failures.clear()  # they name other people's matters
        self._last_person = person.id
        seat = self._expected.take(person, state)
        seat.desk.begin_from(page)
        objection = self._memory.objection(page)
        if objection:
            self.failures.sentence(objection)
        self.desk, self.papers, self.bench = seat.desk, seat.papers, seat.bench
        self.bench.sign_out.connect(self._on_sign_out)
        title = f"{state.name} · 考务台" if state.name else "考务台"
        self.window.show_bench(self.bench, title, self.bench.unsent)
        self.bench.begin()

    def _on_sign_out(self) -> None:
        """The session ends after what was given in it: the next one must not carry it out."""
        desk, fates = self.desk, list[str]()
        if self.asking is None or self.entrance is None or desk is None:
            return
        desk.ended.connect(lambda _number, _what, error: fates.append(self._fate(error)) if error else None)
        farewells, desk.farewells = desk.farewells, []
        self._leave_bench()
        self.window.show_door()
        self.door.show_waiting("正在办完手头的事…")
        self.errands.work(
            desk.finish_commands,
            owner=self,
            done=lambda _none: self._end_session([*(tell() for tell in farewells), *fates]),
            what="leave",
        )

    def _end_session(self, fates: list[str]) -> None:
        from desktop_admin.contract.sessions import SignOut

        if self.asking is None or self.entrance is None:
            return
        entrance = self.entrance
        told = "".join(dict.fromkeys(fates))
        self.asking.run(
            SignOut(),
            owner=self,
            done=lambda _receipt: entrance.begin("已退出登录。" + told),
            failed=lambda error: entrance.begin(error.message + told),
        )

    def _fate(self, error: OfficeError) -> str:
        """What the door says of a command that was settled when its desk had been left."""
        if error.details.get("done"):
            return ""
        if "command_id" in error.details:
            return "不知道退出前的一步是否办成，请登录后先看一看，再决定要不要重做。"
        return f"退出前的一步没有办成：{error.message}"

    def _leave_bench(self) -> None:
        """The workbench ends; its threads are waited for elsewhere, so that the window stays alive."""
        desk, bench, papers = self.desk, self.bench, self.papers
        self.desk = self.bench = self.papers = None
        if bench is not None:
            bench.close_down()
        if desk is not None:
            self._memory.remember(desk.head, desk.head_hash)
        if papers is not None:
            papers.close()
            papers.deleteLater()
        if desk is not None:
            self.errands.work(desk.join, owner=self, done=lambda _none: desk.deleteLater(), what="leave")

    def _on_trouble(self, error: OfficeError) -> None:
        again = self._read_again if self.office is None else self._begin_again
        self.door.show_trouble(
            "没有打开",
            f"{error.message}\n\n{self.place.sentence}",
            [("再试一次", again), ("退出", self._quit)],
        )

    def _ask_which(self) -> None:
        """The settings do not say which office: none is opened by guess."""
        own = self._profile.own
        ways: list[tuple[str, Callable[[], None]]] = [("再试一次", self._read_again)]
        if own:
            ways.append(("这次用本机文件", lambda: self._open(Profile(own))))
        self.door.show_trouble("没有打开", self._profile.problem, [*ways, ("退出", self._quit)])

    def _read_again(self) -> None:
        self._open(self._read())

    def _open(self, profile: Profile) -> None:
        self._choose(profile)
        self.open_office()

    def _begin_again(self) -> None:
        if self.entrance is not None:
            self.entrance.begin()

    def _let_go_of_session(self, desk: "Desk | None") -> None:
        """Closing the window is leaving: the session and its claims end now, not with the lease (R07)."""
        from desktop_admin.contract.sessions import SignOut

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
        self._ahead.stop()
        if self._expected is not None:
            self._expected.close()
        desk, bench, papers = self.desk, self.bench, self.papers
        if bench is not None:
            bench.close_down()
        if desk is not None:
            self._memory.remember(desk.head, desk.head_hash)
            desk.finish()
        self._let_go_of_session(desk)
        if self.asking is not None:
            self.asking.close()
        self.errands.close()
        if self._inspectors is not None:
            self._inspectors.close()
        if papers is not None:
            papers.close()
        if self.office is not None:
            # Closing the office wakes the feed, which may be waiting for news; only then is it joined.
            self.office.close()
        if desk is not None:
            desk.close()


def _rehearse(office: "Office") -> None:
    """On a worker, while the password is typed: what a desk asks first is quick when it is asked."""
    if "desktop_admin.office.direct" in sys.modules:  # an office elsewhere needs none of that here
        from desktop_admin.office.rehearsal import rehearse

        rehearse(office)


class _Hook:
    """An exception nobody caught, in a slot of ours: logged whole, shown once; the window stays."""

    def __init__(self, failures: Failures) -> None:
        self._failures = failures

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._failures.bug(error.with_traceback(trace), "window")
