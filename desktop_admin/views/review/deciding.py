"""A, R and X: what may be decided now, by which key, and what happens when it is booked or refused.

Between the screen and the :class:`Decider`: it knows the papers that were seen, the draft, the claim.
"""

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.submissions import (
    ApproveSubmission,
    DecisionKind,
    DossierRecord,
    RevokeDecision,
    Slot,
)
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.review.bench import Bench, hashes_of
from desktop_admin.views.review.decisions import Decided, Decider
from desktop_admin.views.review.dossier import DossierPanel
from desktop_admin.views.review.drafts import Draft, Drafts
from desktop_admin.views.review.meaning import (
    Meaning,
    red_words,
    replaced_slot,
    revocable,
    unusable,
    uploader,
)
from desktop_admin.views.review.offers import offer
from desktop_admin.views.review.outcomes import Outcomes
from desktop_admin.views.review.spot_check import SpotCheck
from desktop_admin.views.review.words import undecided


class Deciding(QObject):
    """``said`` carries sentences for the message line; ``picking_ended`` gives the keyboard back."""

    said = Signal(str)
    picking_ended = Signal()
    next_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        bench: Bench,
        decider: Decider,
        pair: PaperPair,
        panel: DossierPanel,
        notice: Banner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bench, self._decider = desk, bench, decider
        self._pair, self._panel, self._notice = pair, panel, notice
        self.drafts = Drafts()
        self.spot = SpotCheck(desk, self)
        self.meaning = Meaning()
        self._sent: dict[int, Draft] = {}
        self._picking_since = 0.0
        self._replaced: Slot | None = None
        panel.reasons.send.connect(self.send)
        panel.reasons.left.connect(self.stop_picking)
        panel.reasons.changed.connect(self.refresh)
        panel.reasons.slot_changed.connect(lambda slot: pair.turn_to(Slot(slot)))
        pair.slot_changed.connect(self._on_slot)
        pair.shown_changed.connect(self.refresh)
        decider.busy_changed.connect(self.refresh)
        self.spot.busy_changed.connect(self.refresh)
        self._outcomes = Outcomes(desk, bench, notice, self.drafts, self)
        self._outcomes.said.connect(self.said)
        self._outcomes.next_wanted.connect(self.next_wanted)
        self._outcomes.over.connect(self.stop_picking)
        self._outcomes.changed.connect(self.refresh)
        for refused in (decider.refused, self.spot.refused):
            refused.connect(self._outcomes.refused)
        bench.claims.settled.connect(self._outcomes.claimed)
        bench.claims.lost.connect(self._outcomes.lost)
        bench.claims.taken.connect(lambda: self.said.emit("已接管，现在由您审核"))

    # -- keys --------------------------------------------------------------------------------

    def approve(self, *, despite: bool = False) -> None:
        """A: shows a paper that was not on screen yet; otherwise approves. Against red findings only ``despite``
        (Shift+A). Pressed in the same breath as it came to mean something else, it does nothing."""
        record = self._bench.record
        if record is None or self._panel.busy or self._waits() or not self.steady:
            return
        why = self.why_not_approve(record, despite=despite)
        if why:
            self.said.emit(why)
        elif self._replaced is not None:
            self.look_at_new()
        elif not self._pair.all_shown():
            self._pair.show_next_unshown()
            missing = self._pair.not_fetched()
            if missing is self._pair.slot:
                self.said.emit(f"{missing.short}没有取到，没有看到的资料不能通过")
        elif self.spot.wanted(record):
            self.spot.confirm(record)
        else:
            self._decider.approve(record, hashes_of(record), despite=despite)

    def why_not_approve(self, record: DossierRecord, *, despite: bool = False) -> str:
        """Why A (Shift+A) would neither approve now nor show what must be seen first; empty when it would."""
        second = self.spot.wanted(record)
        why = "" if second else self.why_not(record)
        if why or self._replaced is not None:
            return why
        if unusable(record):
            return f"{unusable(record)}，不能通过；按 R 退回"
        if second or not self._pair.all_shown():
            return ""
        if red_words(record) and not despite:
            return f"{red_words(record)}。看过确认无误请按 Shift+A，否则按 R 退回"
        return "预检没有发现问题，按 A 通过" if despite and not red_words(record) else ""

    @property
    def steady(self) -> bool:
        """Whether A has meant what it means now for long enough to have been read."""
        self._note()
        return self.meaning.steady

    def pick(self, kind: DecisionKind) -> None:
        """R or X: the reasons open in place, with the draft of this dossier."""
        record = self._bench.record
        if record is None or self._waits():
            return
        why = self.why_not(record)
        if why:
            self.said.emit(why)
            return
        draft = self.drafts.of(record.id)
        draft.kind = kind
        rows = self._desk.catalogue.reasons if self._desk.catalogue is not None else ()
        offers = offer(draft, record, rows)
        self._picking_since = self.meaning.clock()
        about = None if not draft.picks or draft.count(self._pair.slot) else draft.picks[0].slot
        slot = about or self._pair.slot
        self._panel.show_lower(self._panel.reasons)
        self._pair.turn_to(slot)
        self._panel.reasons.open(
            draft,
            rows,
            category=record.category,
            slot=Slot(slot),
            deadline=record.deadline,
            offers=offers,
        )
        self.refresh()

    def send(self) -> None:
        """Enter: all defects at once."""
        record = self._bench.record
        if record is None or self._decider.busy:
            return
        draft = self.drafts.of(record.id)
        why = self.why_not(record)
        if why:
            self.said.emit(why)
        elif self._replaced is not None:
            self.said.emit("资料已更换，请先看新资料再决定")
        elif draft.offered_now and self.meaning.clock() - self._picking_since < self.meaning.hasty:
            self.said.emit("原因是预检勾好的，请看过再按 Enter")
        elif draft.picks and not self._panel.reasons.unfinished():
            given = draft.given()
            if draft.kind is DecisionKind.REJECT:
                self._decider.reject(record, hashes_of(record), given)
            else:
                self._decider.send_back(record, hashes_of(record), given)

    def stop_picking(self) -> None:
        """Esc: the draft is kept (trap 21)."""
        if self._panel.picking:
            self._panel.show_lower(None)
            self.refresh()
            self.picking_ended.emit()

    def look_at_new(self) -> None:
        """看新资料: the replaced paper, beside the old one."""
        slot, self._replaced = self._replaced, None
        self._notice.settle("replaced")
        if slot is not None:
            self._pair.turn_to(slot)
            self._pair.set_comparing(True)
        self.refresh()

    # -- the dossier -------------------------------------------------------------------------

    def opened(self, record: DossierRecord) -> None:
        """Another dossier is on the bench."""
        self._replaced = None
        self._notice.settle()
        if record.state == SubmissionState.RE_REVIEW:
            self._pair.set_comparing(True)
            self._notice.say(
                "审核通过后学员更换了资料，需要复审：左为旧版，右为新版。",
                icon="file-diff",
                about="re_review",
            )
        if self.spot.wanted(record):
            self._notice.say(
                (
                    "抽查：这份资料批量通过时没有逐份看过。请看过两份资料，没有问题按 A；"
                    "有问题请“撤销审核”并写明原因。"
                ),
                tone="accent",
                icon="eye",
                about="spot_check",
            )
        draft = self.drafts.peek(record.id)
        if draft is not None and draft.own and undecided(record.state):
            begun = draft.kind = draft.begun or draft.kind  # the other list may be looked at meanwhile
            self._notice.say(
                f"这份资料有未发出的{'退回' if begun is DecisionKind.RETURN else '不通过'}草稿"
                f"（{draft.count()} 项原因）。",
                (
                    "继续",
                    "R" if begun is DecisionKind.RETURN else "X",
                    lambda: self.pick(begun),
                ),
                tone="accent",
                icon="pencil",
                about="draft",
            )
        self._outcomes.claimed()

    def refreshed(self, record: DossierRecord, before: DossierRecord) -> None:
        """News about the dossier on the bench: new papers are told at once (R08), a decision too (R06)."""
        slot = replaced_slot(record, before)
        if slot is not None:
            self._replaced = slot
            self._notice.say(
                f"资料已更换：{uploader(record, slot)}刚刚换了{slot.short}。请看新资料后再决定。",
                ("看新资料", "A", self.look_at_new),
                icon="file-diff",
                about="replaced",
            )
        elif undecided(before.state) and not undecided(record.state) and self._notice.about != "refused":
            self._outcomes.decided(record)
        self.refresh()

    def booked(self, decided: Decided) -> None:
        """The office has it: the draft is spent (and comes back if the decision is undone)."""
        draft = self.drafts.peek(decided.submission_id)
        if draft is not None:
            self._sent = {decided.submission_id: draft}
        self.drafts.drop(decided.submission_id)

    def undone(self, decided: Decided) -> None:
        """Taken back: what had been picked is there again."""
        draft = self._sent.pop(decided.submission_id, None)
        if draft is not None:
            self.drafts.restore(decided.submission_id, draft)

    def refresh(self) -> None:
        """The footer says what may be done now."""
        record = self._bench.record
        self._note()
        footer, picking = self._panel.footer, self._panel.picking
        if record is None:
            footer.show_state(undecided=True, may=False, ready=False, revocable=False, why="", unseen="")
            return
        open_, second = undecided(record.state), self.spot.wanted(record)
        why = self.why_not(record) if open_ else ""
        footer.show_state(
            undecided=open_,
            may=not why,
            ready=not self._decider.busy and not self.spot.busy and self._panel.form is None,
            revocable=revocable(record) and self._desk.may(RevokeDecision) and not self._panel.busy,
            why=why or unusable(record) if open_ else "",
            usable=not unusable(record),
            unseen=self._unseen(record) if second or (open_ and not why and not unusable(record)) else "",
            second=second,
            red=red_words(record)
            if open_ and not second and not picking
            else "",  # it stands above the reasons
        )
        draft = self.drafts.of(record.id) if picking else None
        footer.show_picking(draft.kind if draft else None, draft.count() if draft else 0)
        self._pair.set_number_keys(not self._panel.busy)

    def _note(self) -> None:
        record = self._bench.record
        self.meaning.now((0, "") if record is None else (record.id, self._meaning(record)))

    def _meaning(self, record: DossierRecord) -> str:
        """What A would do, in the order in which :meth:`approve` asks."""
        second = self.spot.wanted(record)
        if not second and self.why_not(record):
            return "nothing"
        if self._replaced is not None:
            return "look at new"
        if unusable(record):
            return "unusable"
        if not self._pair.all_shown():
            return "show"
        return "second" if second else "despite" if red_words(record) else "approve"

    def _waits(self) -> bool:
        """A decision is on the way: another is not taken; when nobody answers, that is said."""
        if self._decider.busy and not self._desk.online:
            self.said.emit("上一个决定还没有答复，请等连接恢复")
        return self._decider.busy

    # -- why not -----------------------------------------------------------------------------

    def why_not(self, record: DossierRecord) -> str:
        """Why nothing may be decided about it now; empty when it may."""
        if not self._desk.may(ApproveSubmission):
            return "您的角色只能查看，不能审核"
        if not undecided(record.state):
            return f"这份资料已是“{SubmissionState(record.state).words}”"
        other = self._bench.claims.other
        if other is not None and other.who and not other.lapsed:
            take = "，可按 T 接管" if other.may_take_over else ""
            return f"{other.who}正在看，您只能阅读{take}"
        return ""

    def _unseen(self, record: DossierRecord) -> str:
        """The paper A would turn to; the one being drawn right now is as good as seen."""
        for paper in record.papers:
            if paper.current and not self._pair.shown(paper.sha256):
                beside = self._pair.side_by_side and not self._pair.comparing
                return "" if beside or paper.slot == self._pair.slot else paper.slot.short
        return ""

    # -- news --------------------------------------------------------------------------------

    def _on_slot(self, slot: Slot) -> None:
        if self._panel.picking:
            self._panel.reasons.show_slot(Slot(slot))
        self.refresh()
