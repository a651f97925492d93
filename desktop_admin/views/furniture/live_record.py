"""The one record a list leads to: asked for once its row has stayed chosen a moment, and again when news name it.

No widgets; apart from :class:`LiveList`, which knows rows and not what lies behind one.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_admin.contract.base import Question
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.views.common.desk import Desk

Record = TypeVar("Record")

#: Milliseconds a row must stay chosen before its record is asked for: walking fast costs no questions.
SETTLE = 120


class LiveRecord(QObject, Generic[Record]):
    """``ask(id)`` is the question; ``about(record)`` the (kind, id) of everything whose news may change it; it hears
    them by itself."""

    asked = Signal()
    """Another one was asked for: what is on screen is of the one before."""
    shown = Signal(object)
    """The record that is wanted has come, or has come anew."""
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        ask: Callable[[int], Question[Record]],
        about: Callable[[Record], set[tuple[str, int]]],
        *,
        slot: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._ask, self._about, self._slot = desk, ask, about, slot
        self.wanted = 0
        self._of = 0
        self._record: Record | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self.load)
        desk.changed.connect(self._hear)

    @property
    def here(self) -> Record | None:
        """The record, once it is the one that is wanted."""
        return self._record if self._of == self.wanted else None

    def choose(self, identity: int) -> None:
        """Its row is chosen; another may be in the next moment."""
        self.wanted = identity
        self._settle.start()

    def go(self, identity: int) -> None:
        """Straight to it, from elsewhere."""
        self.wanted = identity
        self.load()

    def load(self) -> None:
        """Ask for it (again)."""
        identity = self.wanted
        self._settle.stop()
        if not identity:
            return
        if self.here is None:
            self.asked.emit()
        self._desk.run(
            self._ask(identity),
            owner=self,
            done=lambda record: self._came(identity, record),
            failed=lambda error: self._not_came(identity, error),
            slot=self._slot,
        )

    def _hear(self, page: ChangePage) -> None:
        """News: read again if they are about it."""
        record = self.here
        touched = {(subject.kind, subject.id) for change in page.changes for subject in change.subjects}
        if record is not None and (page.reload or touched & self._about(record)):
            self.load()

    def _came(self, identity: int, record: Record) -> None:
        if identity == self.wanted:
            self._of, self._record = identity, record
            self.shown.emit(record)

    def _not_came(self, identity: int, error: OfficeError) -> None:
        if identity == self.wanted:
            self.failed.emit(error)
