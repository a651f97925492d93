"""今日 47 · 待审 112 · 最久 2天3小时 (R17): asked rarely, adjusted by what happened here meanwhile."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import Progress, ReviewProgress
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import waiting_words

#: Milliseconds in which any number of changes cost one question.
_CALM = 3000


class ProgressLine(QObject):
    """The newest numbers. ``changed`` whenever the words may differ."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.now: Progress | None = None
        self._calm = QTimer(self, singleShot=True, interval=_CALM)
        self._calm.timeout.connect(self.ask)

    def ask(self) -> None:
        """Ask the office."""
        self._desk.run(ReviewProgress(), owner=self, done=self._on_answer, failed=_keep, slot="progress")

    def soon(self) -> None:
        """Something changed: ask when it is calm again."""
        if not self._calm.isActive():
            self._calm.start()

    def rest(self) -> None:
        """Nobody looks: ask nothing."""
        self._calm.stop()

    def decided(self, by: int = 1) -> None:
        """A decision of ours (−1: one taken back)."""
        if self.now is not None:
            self.now = replace(
                self.now,
                waiting=max(0, self.now.waiting - by),
                decided_today=max(0, self.now.decided_today + by),
                mine_today=max(0, self.now.mine_today + by),
            )
            self.changed.emit()

    @property
    def words(self) -> str:
        """The line above the queue."""
        if self.now is None:
            return ""
        parts = [f"今日 {self.now.decided_today}", f"待审 {self.now.waiting}"]
        if self.now.oldest is not None:
            parts.append(f"最久 {waiting_words(self.now.oldest, self._desk.clock())}")
        return " · ".join(parts)

    def _on_answer(self, progress: Progress) -> None:
        self.now = progress
        self.changed.emit()


def _keep(error: OfficeError) -> None:
    """The old numbers stay; that the office cannot be reached is said by the window's banner."""
