"""What every key of the review desk does, apart from the keyboard: buttons and notices ask for the same.

A, R and X are in deciding.py; what follows a booked command is in landing.py.
"""

from collections.abc import Callable, Mapping

from desktop_admin.contract.submissions import (
    AddNote,
    DecisionKind,
    DossierRecord,
    PrecheckFinding,
    RevokeDecision,
    SetAside,
    Slot,
    UploadPaper,
)
from desktop_admin.views.common.messages import Undoing
from desktop_admin.views.review.keys import Action
from desktop_admin.views.review.meaning import revocable
from desktop_admin.views.review.precheck import mark_of
from desktop_admin.views.review.whole import Whole
from desktop_admin.views.review.words import undecided


class Acts:
    """Works on the parts of one page."""

    def __init__(self, page: Whole) -> None:
        self._page = page
        self._table = self._make_table()
        page.pair.no_marks.connect(lambda: page.desk.messages.say("资料上没有可以定位的标记，请看原件"))

    def do(self, action: Action) -> None:
        """What a key, or the button that mirrors it, asks for."""
        self._page.bench.claims.stir()
        self._table[action]()

    def step(self, by: int) -> None:
        """The neighbour in this filter."""
        if self._page.view.checking:
            return
        wanted = self._page.queue.step(self._page.bench.id, by)
        if wanted is not None and wanted != self._page.bench.id:
            self._page.open_dossier(wanted)
        elif wanted is None and self._page.queue.model.ids:
            self._page.desk.messages.say("已是最后一份" if by > 0 else "已是第一份")

    def _walk(self, by: int) -> None:
        """J, K and arrows: the neighbour, or while ticking the next row for the cursor.

        From the search field (only arrows come from there, letters are text) the first one leaves it for the list.
        """
        if self._page.filters.search.hasFocus():
            self._page.view.setFocus()
        elif self._page.view.checking:
            self._page.view.walk(by)
        else:
            self.step(by)

    def show_place(self, finding: PrecheckFinding) -> None:
        """A click on a finding: its mark, or the page it speaks of."""
        slot = Slot(finding.slot) if finding.slot in list(Slot) else self._page.pair.slot
        self._page.pair.show_place(slot, mark_of(finding), finding.page)
        self._page.panel.resume()

    def leave_sibling(self) -> None:
        """One application again; the queue has the keyboard."""
        self._page.parts.sibling.hide()
        self._page.take_keyboard()

    def _undo(self) -> None:
        """The last thing done here, while that is possible; else 撤销审核 of what is on screen."""
        offered = self._page.desk.messages.offer is not None
        if self._page.desk.messages.undo() or offered:
            return  # or told why not: whatever else it could mean was not asked for
        if self._page.decider.undo() is not Undoing.NEVER or self._page.decider.busy:
            return
        record = self._page.bench.record
        if record is not None and revocable(record) and self._page.desk.may(RevokeDecision):
            self._page.forms.revoke(record)
        else:
            self._page.desk.messages.say("刚才的决定已不能直接撤销：8 秒已过。请打开那一份用“撤销审核”。")

    def _form_for(
        self, needed: type, make: Callable[[DossierRecord], None], *, open_only: bool = False
    ) -> None:
        record = self._page.bench.record
        if record is None:
            return
        if not self._page.desk.may(needed):
            self._page.desk.messages.say("您的角色不能做这一步")
        elif open_only and not undecided(record.state):
            self._page.desk.messages.say("已决的资料不能搁置")
        else:
            make(record)

    def _take_over(self, *, live: bool = False) -> None:
        """A colleague who still works on it is not interrupted by a slip of the finger."""
        other = self._page.bench.claims.other
        if other is not None and other.may_take_over and not (other.lapsed or live):
            self._page.desk.messages.say(
                f"{other.who}还在操作这份资料。确要接管请按 Shift+T，接管后对方只能阅读。", tone="warn"
            )
        elif other is not None and other.may_take_over:
            self._page.bench.claims.take_over()
        elif other is not None and other.who:
            self._page.desk.messages.say(f"{other.who}正在看；久无操作后才能接管，或请主管接管")

    def _refresh(self) -> None:
        self._page.queue.load()
        self._page.bench.again()
        self._page.progress.ask()

    def _leave_panel(self) -> None:
        if self._page.parts.sibling.isVisible():
            self.leave_sibling()
        elif self._page.panel.picking:
            self._page.deciding.stop_picking()
        elif self._page.panel.form is not None:
            self._page.close_form(self._page.bench.id)
        elif self._page.view.checking or self._page.bulk.isVisible():
            self._page.bulk.leave()
        elif self._page.notice.about == "refused":
            self._page.notice.settle()

    def _find(self) -> None:
        self._page.parts.unfold()
        self._page.filters.open_search()

    def _toggle_bulk(self) -> None:
        self._page.parts.unfold()
        self._page.view.check(not self._page.view.checking)
        self._page.bulk.choose((), checking=self._page.view.checking)
        self._page.view.setFocus()

    def _make_table(self) -> Mapping[Action, Callable[[], None]]:
        return {
            Action.APPROVE: self._page.deciding.approve,
            Action.APPROVE_DESPITE: lambda: self._page.deciding.approve(despite=True),
            Action.RETURN: lambda: self._page.deciding.pick(DecisionKind.RETURN),
            Action.REJECT: lambda: self._page.deciding.pick(DecisionKind.REJECT),
            Action.NEXT: lambda: self._walk(1),
            Action.PREVIOUS: lambda: self._walk(-1),
            Action.UNDO: self._undo,
            Action.ASIDE: lambda: self._form_for(SetAside, self._page.forms.aside, open_only=True),
            Action.UPLOAD: lambda: self._form_for(
                UploadPaper, lambda record: self._page.forms.upload(record, Slot(self._page.pair.slot))
            ),
            Action.NOTE: lambda: self._form_for(AddNote, self._page.forms.note),
            Action.HISTORY: self._page.panel.history.walk,
            Action.BULK: self._toggle_bulk,
            Action.TAKE_OVER: self._take_over,
            Action.TAKE_OVER_LIVE: lambda: self._take_over(live=True),
            Action.REVEAL: self._page.panel.facts.toggle_reveal,
            Action.FIND: self._find,
            Action.REFRESH: self._refresh,
            Action.LEAVE: self._leave_panel,
        }
