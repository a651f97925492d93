"""What every command of the review desk does, and why it cannot be done now; the table of them is in keys.py.

A, R and X are in deciding.py; what follows a booked command is in landing.py.
"""

from desktop_admin.contract.submissions import DecisionKind, PrecheckFinding, RevokeDecision, Slot
from desktop_admin.rules import rights
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.messages import Undoing
from desktop_admin.views.review.meaning import revocable
from desktop_admin.views.review.precheck import mark_of
from desktop_admin.views.review.whole import Whole
from desktop_admin.views.review.words import undecided

_NOTHING = "没有打开的资料"


class Acts:
    """Works on the parts of one page."""

    def __init__(self, page: Whole) -> None:
        self._page = page
        page.pair.no_marks.connect(lambda: page.desk.messages.say("资料上没有可以定位的标记，请看原件"))

    # -- deciding ----------------------------------------------------------------------------

    def approve(self) -> None:
        """A."""
        self._page.deciding.approve()

    def approve_despite(self) -> None:
        """Shift+A: against red findings that were read."""
        self._page.deciding.approve(despite=True)

    def send_back(self) -> None:
        """R."""
        self._page.deciding.pick(DecisionKind.RETURN)

    def reject(self) -> None:
        """X."""
        self._page.deciding.pick(DecisionKind.REJECT)

    def why_not_approve(self) -> str:
        """In the breath in which A came to mean something else it does nothing, without a word."""
        return self._why_not_approve(despite=False)

    def why_not_approve_despite(self) -> str:
        """The same for Shift+A."""
        return self._why_not_approve(despite=True)

    def _why_not_approve(self, *, despite: bool) -> str:
        record, deciding = self._page.bench.record, self._page.deciding
        if record is None:
            return _NOTHING
        return deciding.why_not_approve(record, despite=despite) if deciding.steady else ""

    def why_not_decide(self) -> str:
        """For R and X."""
        record = self._page.bench.record
        return _NOTHING if record is None else self._page.deciding.why_not(record)

    def undo(self) -> None:
        """The last thing done here, while that is possible; else 撤销审核 of what is on screen."""
        offered = self._page.desk.messages.offer is not None
        if self._page.desk.messages.undo() or offered:
            return  # or told why not: whatever else it could mean was not asked for
        if self._page.decider.undo() is not Undoing.NEVER or self._page.decider.busy:
            return
        record = self._page.bench.record
        if record is not None and revocable(record) and self._page.desk.may(RevokeDecision):
            self._page.forms.revoke(record)
        elif record is not None and record.state == SubmissionState.VOID:
            self._page.desk.messages.say("作废（重复）超过 8 秒后不能撤销；请审核同一学员的另一份。")
        else:
            self._page.desk.messages.say("刚才的决定已不能直接撤销：8 秒已过。请打开那一份用“撤销审核”。")

    # -- walking -----------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """The neighbour in this filter."""
        if self._page.view.checking:
            return
        wanted = self._page.queue.step(self._page.bench.id, by)
        if wanted is not None and wanted != self._page.bench.id:
            self._page.open_dossier(wanted)
        elif wanted is None and self._page.queue.model.ids:
            self._page.desk.messages.say("已是最后一份" if by > 0 else "已是第一份")

    def walk_on(self) -> None:
        """J and ↓."""
        self._walk(1)

    def walk_back(self) -> None:
        """K and ↑."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        """The neighbour, or while ticking the next row for the cursor.

        From the search field (only arrows come from there, letters are text) the first one leaves it for the list.
        """
        if self._page.filters.search.hasFocus():
            self._page.view.setFocus()
        elif self._page.view.checking:
            self._page.view.walk(by)
        else:
            self.step(by)

    def find(self) -> None:
        """Ctrl+F."""
        self._page.parts.unfold()
        self._page.filters.open_search()

    def refresh(self) -> None:
        """F5."""
        self._page.queue.load()
        self._page.bench.again()
        self._page.progress.ask()

    def toggle_bulk(self) -> None:
        """B."""
        self._page.parts.unfold()
        self._page.view.check(not self._page.view.checking)
        self._page.bulk.choose((), checking=self._page.view.checking)
        self._page.view.setFocus()

    def in_bulk(self) -> bool:
        """Whether rows are ticked instead of opened."""
        return self._page.view.checking

    # -- the dossier -------------------------------------------------------------------------

    def aside(self) -> None:
        """S."""
        record = self._page.bench.record
        if record is not None:
            self._page.forms.aside(record)

    def why_not_aside(self) -> str:
        """Only what waits can wait elsewhere."""
        record = self._page.bench.record
        if record is None:
            return _NOTHING
        return "" if undecided(record.state) else "已决的资料不能搁置"

    def upload(self) -> None:
        """U: the paper looked at."""
        record = self._page.bench.record
        if record is not None:
            self._page.forms.upload(record, Slot(self._page.pair.slot))

    def note(self) -> None:
        """N."""
        record = self._page.bench.record
        if record is not None:
            self._page.forms.note(record)

    def why_not_open(self) -> str:
        """For what needs nothing but a dossier."""
        return "" if self._page.bench.record is not None else _NOTHING

    def history(self) -> None:
        """H."""
        self._page.panel.history.walk()

    def reveal(self) -> None:
        """I."""
        self._page.panel.facts.toggle_reveal()

    def why_not_reveal(self) -> str:
        """Whole numbers are for some roles only."""
        if not rights.sees_whole_numbers(self._page.desk.person.roles):
            return "您的角色只能看到遮住的号码"
        return self.why_not_open()

    def take_over(self, *, live: bool = False) -> None:
        """T. A colleague who still works on it is not interrupted by a slip of the finger."""
        other = self._page.bench.claims.other
        if other is not None and other.may_take_over and not (other.lapsed or live):
            self._page.desk.messages.say(
                f"{other.who}还在操作这份资料。确要接管请按 Shift+T，接管后对方只能阅读。", tone="warn"
            )
        elif other is not None and other.may_take_over:
            self._page.bench.claims.take_over()

    def take_over_live(self) -> None:
        """Shift+T: also from a colleague who still works on it."""
        self.take_over(live=True)

    def why_not_take_over(self) -> str:
        """Nobody else has it, or not long enough."""
        other = self._page.bench.claims.other
        if other is None or not (other.who or other.may_take_over):
            return "没有同事在看这份资料，不需要接管"
        return "" if other.may_take_over else f"{other.who}正在看；久无操作后才能接管，或请主管接管"

    def show_place(self, finding: PrecheckFinding) -> None:
        """A click on a finding: its mark, or the page it speaks of."""
        slot = Slot(finding.slot) if finding.slot in list(Slot) else self._page.pair.slot
        self._page.pair.show_place(slot, mark_of(finding), finding.page)
        self._page.panel.resume()

    # -- leaving -----------------------------------------------------------------------------

    def leave_sibling(self) -> None:
        """One application again; the queue has the keyboard."""
        self._page.parts.sibling.hide()
        self._page.take_keyboard()

    def leave(self) -> None:
        """Esc: the uppermost thing that was begun."""
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
