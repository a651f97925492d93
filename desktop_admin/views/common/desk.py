"""A desk: one signed-in person at one office, and the news that reaches them (house §5, §6).

Screens ask through :meth:`Desk.run` and hear of others through :attr:`Desk.changed`; the threads under
it live in :mod:`~desktop_admin.views.common.errands` and :mod:`~desktop_admin.views.common.asking`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop_admin.contract.base import Request
from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord
from desktop_admin.contract.errors import OfficeError, SignInNeeded
from desktop_admin.contract.journal import ChangePage, Changes, ClaimRow, CommandOutcome, Outcome
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import Person
from desktop_admin.rules import rights
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.asking import OUTCOME_DELAYS, Asking
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.feed import WAIT_SECONDS, Feed, same_claims
from desktop_admin.views.common.messages import Messages
from desktop_admin.views.common.office_clock import OfficeClock
from desktop_admin.views.common.theme import Theme


class Desk(Asking):
    """One signed-in person at one office. ``start()`` listens; ``close()`` when the person leaves.

    ``after`` is the journal number known before the first list is loaded; None lets the feed ask.
    """

    changed = Signal(object)
    """A :class:`ChangePage` with changes, other claims, or ``reload``."""
    connection = Signal(bool, str)
    """False with the office's sentence when it cannot be reached, True when it can again."""
    synced = Signal()
    """The office was heard from (``synced_at``, ``clock()`` and ``offset`` are fresh)."""
    catalogue_changed = Signal()

    def __init__(
        self,
        office: Office,
        person: Person,
        *,
        theme: Theme | None = None,
        failures: Failures | None = None,
        after: int | None = None,
        wait_seconds: float = WAIT_SECONDS,
        outcome_delays: Sequence[float] = OUTCOME_DELAYS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(office, failures, outcome_delays=outcome_delays, parent=parent)
        self.person = person
        self.theme = theme or Theme(parent=self)
        self.messages = Messages(_title, parent=self)
        self.messages.listen(self)
        self.catalogue: CatalogueRecord | None = None
        self.claims: tuple[ClaimRow, ...] = ()
        self.online = True
        self.synced_at: datetime | None = None
        self.farewells: list[Callable[[], str]] = []
        """What the door tells of what was under way at sign-out, a sentence each, once its last command is settled."""
        self.head = after or 0
        self.head_hash = ""
        self._clock = OfficeClock()
        self._settling: set[str] = set()
        self._feed = Feed(office, after, wait_seconds=wait_seconds, parent=self)
        self._feed.page.connect(self._on_page, Qt.ConnectionType.QueuedConnection)
        self._feed.lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
        self._feed.broken.connect(self._on_broken, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to listen to the feed and load the catalogue."""
        if self.may(Changes):
            self._feed.start()
        self.reload_catalogue()

    def may(self, request: type[Request[Any]] | str) -> bool:
        """Whether this person's roles allow the request: greys the button the service would refuse."""
        name = request if isinstance(request, str) else request.__name__
        return rights.may(self.person.roles, name)

    def clock(self) -> datetime:
        """The office's time now (aware, UTC), estimated since it last spoke."""
        return self._clock.now()

    @property
    def offset(self) -> float:
        """Seconds by which the office's clock is ahead of this workstation's."""
        return self._clock.offset

    def heard(self, now: datetime) -> None:
        """Take over an instant the office has just named (month windows)."""
        self._clock.set(now)

    def begin_from(self, page: ChangePage) -> None:
        """Take over where the journal and the claims stand, as read at sign-in, before :meth:`start`."""
        self.head, self.head_hash, self.claims = page.head, page.head_hash, page.claims
        self.synced_at = page.now
        self._clock.set(page.now)
        self._feed.stand_at(page.head)

    def reload_catalogue(self) -> None:
        """Ask for categories and reasons (at the start, and when the feed names one)."""
        if self.may(Catalogue):
            self.run(Catalogue(), owner=self, done=self._on_catalogue, slot="catalogue")

    def retry_connection(self) -> None:
        """Try the office again at once (button of the banner)."""
        self._feed.retry_now()

    def unsettled(self) -> str:
        """Commands of which nobody knows yet what became of them, in a sentence; those of this moment left out."""
        names = [_title(what) for what in self.unknown.values()]
        if self.messages.slow is not None:
            names.append(_title(self.messages.slow[0]))
        words = f"还不知道是否办成：{'、'.join(names)}。现在退出就不再核对"
        return words if names else ""

    def stop(self) -> None:
        """Take nothing more and let the feed end. Never waits."""
        self._feed.stop()
        self.messages.dismiss()
        super().stop()

    def finish_commands(self) -> None:
        """Wait until the commands already given are done, after :meth:`stop`: nobody else's session may carry them."""
        self.commands.shutdown(wait=True)

    def finish(self) -> None:
        """Wait until the commands already given are done, after :meth:`stop`; the feed may still be waiting."""
        super().join()

    def join(self) -> None:
        """Wait for all threads, the feed's included."""
        super().join()
        self._feed.join()

    def _on_catalogue(self, record: CatalogueRecord) -> None:
        self.catalogue = record
        self.catalogue_changed.emit()

    def _on_page(self, page: ChangePage) -> None:
        if self.closed:
            return
        self._clock.set(page.now)
        self.synced_at = page.now
        self.head, self.head_hash = page.head, page.head_hash
        if not self.online:
            self.online = True
            self.connection.emit(True, "")
            # Questions asked meanwhile were answered by nobody: every page reads again what it shows.
            page = replace(page, reload=True)
        self._settle_unknown()
        news = bool(page.changes) or page.reload or not same_claims(page.claims, self.claims)
        self.claims = page.claims
        if page.reload or any(
            s.kind in (SubjectKind.CATEGORY, SubjectKind.REASON) for c in page.changes for s in c.subjects
        ):
            self.reload_catalogue()
        if news:
            self.changed.emit(page)
        self.synced.emit()

    def _settle_unknown(self) -> None:
        """The office speaks again: ask what became of commands whose answer was lost, and say so."""
        for command_id in self.unknown.keys() - self._settling:
            self._settling.add(command_id)
            self.run(
                CommandOutcome(command_id),
                owner=self,
                done=partial(self._on_settled, command_id),
                failed=partial(self._on_unsettled, command_id),
            )

    def _on_unsettled(self, command_id: str, _error: OfficeError) -> None:
        self._settling.discard(command_id)

    def _on_settled(self, command_id: str, outcome: Outcome) -> None:
        self._settling.discard(command_id)
        done = "已核对：刚才连接中断时的那一步已经办成，不用再做。"
        lost = "已核对：刚才连接中断时的那一步没有办成，数据没有改动。请再做一次。"
        self.failures.sentence(done if outcome.done else lost, self.unknown.pop(command_id, ""))

    def _on_lost(self, error: OfficeError) -> None:
        if self.closed:
            return
        if isinstance(error, SignInNeeded):
            self.sign_in_needed.emit(error.message)
            return
        self.online = False
        self.connection.emit(False, error.message)

    def _on_broken(self, error: Exception) -> None:
        if not self.closed:
            self.failures.bug(error, "Changes")


def _title(command: str) -> str:
    return deed_of(command).title
