"""What others did to the dossier on the bench, or the office refused: said above the papers, with the ways on.

Apart from the deciding itself, which asks; this only tells.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.submissions import DossierRecord
from desktop_admin.rules import reasons as rules
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.clipboard import copy_text
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import clock_words
from desktop_admin.views.furniture.banner import Banner, Step
from desktop_admin.views.review.bench import Bench
from desktop_admin.views.review.drafts import Draft, Drafts
from desktop_admin.views.review.words import undecided


class Outcomes(QObject):
    """``over``: nothing is to be picked any more; ``changed``: what may be done now may be another."""

    said = Signal(str)
    next_wanted = Signal()
    over = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, bench: Bench, notice: Banner, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._notice, self._drafts = desk, bench, notice, drafts

    def claimed(self) -> None:
        """Whose the dossier on the bench is: a colleague's may only be read."""
        record, other = self._bench.record, self._bench.claims.other
        if record is not None and other is not None and other.who and undecided(record.state):
            steps = (("接管", "T", self._bench.claims.take_over),) if other.may_take_over else ()
            lapsed = "，已久无操作" if other.lapsed else ""
            since = clock_words(other.since)
            self._notice.say(
                f"{other.who} 从 {since} 起正在看这份资料{lapsed}；您只能阅读。",
                *steps,
                tone="accent",
                icon="eye",
                about="claim",
            )
        elif self._notice.about == "claim":
            self._notice.settle("claim")
        self.changed.emit()

    def lost(self, who: str) -> None:
        """A colleague took it over."""
        keep = "，您选的原因已保留" if self._drafts.peek(self._bench.id) else ""
        self._notice.say(f"{who} 刚刚接管了这份资料；您现在只能阅读{keep}。", about="claim", icon="hand")
        self.changed.emit()

    def refused(self, record: DossierRecord, error: OfficeError) -> None:
        """The office did not book it: why, what was kept, and the way on."""
        draft = self._drafts.peek(record.id)
        if record.id != self._bench.id:  # she has gone on: the one place that shows failures tells it
            self._desk.failures.expected(error, "decision", record.name)
            return
        reason = str(error.details.get("reason", "")) if isinstance(error, Conflict) else ""
        if reason == "papers_replaced":
            self._bench.again()
            self.said.emit(error.message)
            return
        steps: list[Step] = []
        if draft is not None:
            kept = self._sentence(record, draft)
            steps.append(("复制我的原因", "", partial(copy_text, kept)))
        if reason == "decided":
            steps.append(("下一份", "J", self.next_wanted.emit))
            self.over.emit()
        words = f"{error.message}{'您选的原因已保留。' if draft is not None else ''}"
        self._notice.say(words, *steps, about="refused", tone="warn" if reason else "bad")
        if reason:
            self._bench.again()
        self.changed.emit()

    def decided(self, record: DossierRecord) -> None:
        """A colleague was first: who, when and what (R06)."""
        last = next((one for one in record.decisions if one.undone_at is None), None)
        if last is None or last.staff_id == self._desk.person.id:
            return
        draft = self._drafts.peek(record.id)
        steps: list[Step] = [("下一份", "J", self.next_wanted.emit)]
        if draft is not None:
            kept = self._sentence(record, draft)
            steps.insert(0, ("复制我的原因", "", partial(copy_text, kept)))
        state = SubmissionState(record.state).words
        self._notice.say(
            f"已由{last.who}于 {clock_words(last.at, seconds=True)} {state}。", *steps, about="refused"
        )
        self.over.emit()  # a note being written stays

    def _sentence(self, record: DossierRecord, draft: Draft) -> str:
        draft.kind = draft.begun or draft.kind
        kind = rules.DecisionKind(draft.kind.value)
        return rules.sentence(draft.shown(), kind=kind, deadline=record.deadline)
