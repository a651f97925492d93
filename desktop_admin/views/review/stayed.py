"""The row of the dossier on screen, after it left the list: it stays until somebody leaves it, and says why.

Apart from the queue because it is about one row and one record, and because its words grow older by the second.
"""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_admin.contract.submissions import DossierRecord
from desktop_admin.rules.clock import ago
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.two_lines import Tag
from desktop_admin.views.review.words import DECISION_TONES, DECISION_WORDS, state_tag, undecided

#: Milliseconds between two looks at the clock.
_TICK = 1000


class Stayed(QObject):
    """``id`` is 0 while every row shown belongs to the list."""

    changed = Signal()
    """Another row, other words, or a second later."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: DossierRecord | None = None
        self.id = 0
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self.changed)

    def stay(self, submission_id: int) -> None:
        """This row is no longer of the list, 0: none."""
        if submission_id == self.id:
            return
        self.id = submission_id
        if submission_id:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def about(self, record: DossierRecord) -> None:
        """What is known of the dossier on screen."""
        self._record = record
        if record.id == self.id:
            self.changed.emit()

    def tag(self, submission_id: int) -> Tag | None:
        """“通过 · 李四 3秒前” for the row that stayed; None for every other."""
        if submission_id != self.id or not submission_id:
            return None
        if self._record is None or self._record.id != submission_id:
            return _GONE
        return left_words(self._record, self._desk.clock())


_GONE = Tag("已不在此列", "info")


def left_words(record: DossierRecord, now: datetime) -> Tag:
    """Why a dossier is no longer in the list, by whom and how long ago."""
    last = next((one for one in record.decisions if one.undone_at is None), None)
    if not undecided(record.state) and last is not None:
        return Tag(f"{DECISION_WORDS[last.kind]} · {last.who} {ago(last.at, now)}", DECISION_TONES[last.kind])
    if record.aside_until is not None:
        return Tag(f"搁置 · {record.aside_by}", "info")
    return _GONE if undecided(record.state) else state_tag(record.state)
