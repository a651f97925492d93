"""What follows a booked command: say it, offer to take it back, land on the next dossier.

Apart from the page because this is the one path every decision goes, and the place where a key pressed
twice must not reach a dossier that was never looked at (trap 3).
"""

from PySide6.QtCore import QObject

from desktop_admin.contract.submissions import BringBack, DecisionKind, DossierRecord
from desktop_admin.views.common.messages import Undoing
from desktop_admin.views.review.decisions import UNDO_SECONDS, Decided
from desktop_admin.views.review.whole import Whole
from desktop_admin.views.review.words import DECISION_WORDS


class Landing(QObject):
    """Works on the parts of one page."""

    def __init__(self, page: Whole, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def booked(self, decided: Decided) -> None:
        """A decision: 8 seconds to take it back, and the next one."""
        self._page.deciding.booked(decided)
        self._page.progress.decided()
        words = f"{DECISION_WORDS[decided.kind]} · {decided.name}"
        self._page.desk.messages.say(words, undo=lambda: self._undo_decision(decided), seconds=UNDO_SECONDS)
        self._gone(decided.submission_id, decided.version, decided.kind)

    def _gone(self, submission_id: int, version: int, kind: DecisionKind | None = None) -> None:
        """It is done with: land on the next one, already read and drawn."""
        here = submission_id == self._page.bench.id
        following = self._page.queue.next_free(submission_id) if here else None
        self._page.bench.claims.decided(submission_id)
        if here:
            self._page.panel.show_lower(None)
        if following is not None:
            self._page.open_dossier(
                following
            )  # before the row leaves, so that nothing else is opened meanwhile
        self._page.queue.decided(submission_id, version, kind)
        if here and following is None:
            self._page.bench.clear()

    def confirmed(self, record: DossierRecord, version: int) -> None:
        """A spot check that found nothing: on to the next one."""
        self._page.desk.messages.say(f"抽查无误 · {record.name}")
        self._page.notice.settle("spot_check")
        self._gone(record.id, version)

    def undone(self, decided: Decided) -> None:
        """Taken back: that dossier again, with the reasons it had."""
        self._page.deciding.undone(decided)
        self._page.progress.decided(-1)
        self._page.desk.messages.say(f"已撤销决定 · {decided.name}")
        self._page.open_dossier(decided.submission_id)

    def put_aside(self, record: DossierRecord, version: int, words: str) -> None:
        """Set aside: it can be fetched back as a decision can be undone."""
        self._page.desk.messages.say(
            words,
            undo=lambda: self._bring_back(record.id, version),
            seconds=UNDO_SECONDS,
        )
        self._gone(record.id, version)

    def offer_submit(self, record: DossierRecord, source: str) -> None:
        """A paper uploaded for somebody whose application is not handed in yet."""
        self._page.notice.say(
            "资料已存入，但还没有提交审核。",
            ("代为提交", "", lambda: self._submit(record, source)),
            tone="accent",
            icon="send",
            about="submit",
        )

    def _submit(self, record: DossierRecord, source: str) -> None:
        self._page.notice.settle("submit")
        self._page.forms.submit_papers(self._page.bench.record or record, source)

    def bulk_booked(self, submission_id: int, version: int) -> None:
        """One of many: it leaves the list, what is on screen stays."""
        self._page.bench.claims.decided(submission_id)
        self._page.queue.decided(submission_id, version, DecisionKind.APPROVE)
        self._page.progress.decided()

    def _bring_back(self, submission_id: int, version: int) -> Undoing:
        self._page.desk.run(
            BringBack(submission_id, version),
            owner=self,
            done=lambda _: self._page.open_dossier(submission_id),
        )
        return Undoing.BEGUN

    def _undo_decision(self, decided: Decided) -> Undoing:
        came = self._page.decider.undo(decided)
        if came is Undoing.LATER:
            self._page.desk.messages.say("上一步还没有答复，请稍候再撤销", tone="warn")
        elif came is Undoing.NEVER:
            self._page.desk.messages.say(
                f"{decided.name}的决定已不能直接撤销，请打开那一份用“撤销审核”", tone="warn"
            )
        return came
