"""资料审核: the desk a reviewer sits at all day. Wiring only; every part is in a file of its own.

What happens after a key is always the same: one command, and the next dossier that was already read
and drawn.  See keys.py for the commands and deciding.py for what A, R and X may do.
"""

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.submissions import (
    DossierRecord,
    ReviewQueue,
    Slot,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.command import ROW
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.furniture.in_place import InPlace
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.acts import Acts
from desktop_admin.views.review.bench import Bench
from desktop_admin.views.review.bulk_bar import BulkBar
from desktop_admin.views.review.deciding import Deciding
from desktop_admin.views.review.decisions import Decider
from desktop_admin.views.review.forms import Forms
from desktop_admin.views.review.keys import COMMANDS, HELP
from desktop_admin.views.review.landing import Landing
from desktop_admin.views.review.layout import ReviewLayout
from desktop_admin.views.review.originals import Originals
from desktop_admin.views.review.places import filter_of
from desktop_admin.views.review.progress import ProgressLine
from desktop_admin.views.review.queue import Queue
from desktop_admin.views.review.queue_list import QueueList
from desktop_admin.views.review.showing import Showing


class ReviewPage(Page):
    """One reviewer's desk. ``settings`` keeps the filter; None means the program's own."""

    def __init__(
        self,
        desk: Desk,
        papers: PaperReader,
        parent: QWidget | None = None,
        *,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(desk, "资料审核", parent)
        self.queue = Queue(desk, self)
        self.bench = Bench(desk, papers, self.queue, self)
        self.decider = Decider(desk, parent=self)
        self.progress = ProgressLine(desk, self)
        view = QueueList(desk, self.queue.model, self.queue.stayed)
        bulk = BulkBar(desk, self.queue, self.bench.seen)
        self.parts = ReviewLayout(desk, papers, settings or QSettings(), view, bulk, self)
        self.content.addWidget(self.parts)
        self.view, self.bulk, self.filters = view, bulk, self.parts.filters
        self.pair, self.panel, self.notice = self.parts.pair, self.parts.panel, self.parts.notice
        self.deciding = Deciding(desk, self.bench, self.decider, self.pair, self.panel, self.notice, self)
        self.forms = Forms(desk, self._show_form, self)
        self.originals = Originals(desk, papers, lambda: self.bench.id, self)
        self._begun = self._stale = False
        self.acts = Acts(self)
        self.landing = Landing(self, self)
        self.showing = Showing(self, self)
        self.keyed = Commands(self, COMMANDS, self.acts, may=desk.may, say=desk.messages.say)
        self.commands = (self.keyed, self.pair.commands)
        for button in self.keyed.bar():
            self.bar.addWidget(button)
        self._connect()

    # -- what the window asks ----------------------------------------------------------------

    def keys(self) -> list[KeyHelp]:
        """F1."""
        return list(HELP)

    def activate(self, target: Target | None = None) -> None:
        """Come to the front: on the oldest waiting dossier the first time, where we were later (R01)."""
        if not self.desk.may(ReviewQueue):
            self.parts.right.show_forbidden("资料审核由审核人员和主管使用。需要查看时请联系管理员。")
            self.parts.left.hide()
            return
        wanted = filter_of(target)
        if target is not None and target.kind == SubjectKind.SUBMISSION:
            self.bench.come_back(target.id)
        if wanted is not None and wanted != self.filters.wanted:
            self.bench.clear()
            self.filters.set(wanted)
        elif not self._begun or self._stale:
            self.showing.load(self.filters.wanted)
        begun, self._begun, self._stale = self._begun, True, False
        self.bench.come_back()
        if begun:
            self.progress.ask()  # the first time the list and its first dossier go before
        self.parts.home.setFocus()

    def unsent(self) -> str:
        """See :meth:`Page.unsent`."""
        counts = (
            (self.deciding.drafts.begun(), "{0} 份资料选了原因还没发出"),
            (self.forms.notes_begun(), "{0} 份资料的备注还没保存"),
            (self.bulk.left, "批量通过还有 {0} 份没有处理"),
        )
        return "，".join(words.format(count) for count, words in counts if count)

    def leave(self) -> None:
        """Another page: claims go, drafts stay, nothing revealed stays readable."""
        self.bench.leave()
        self.panel.facts.hide_numbers()

    def locked(self) -> None:
        """The window is locked: whoever stands in front of it reads nothing."""
        self.leave()

    def close_down(self) -> None:
        """Sign-out or close."""
        self.bench.claims.release()
        self.progress.rest()
        self.originals.close()

    # -- wiring ------------------------------------------------------------------------------

    def _connect(self) -> None:
        bench, forms, panel = self.bench, self.forms, self.panel
        for commands in (self.keyed, self.pair.commands):
            commands.hear_in(self)
        self.keyed.begun.connect(bench.claims.stir)
        self.desk.changed.connect(self._on_changed)
        self.desk.catalogue_changed.connect(self.view.viewport().update)
        self.filters.left.connect(self.view.setFocus)
        self.view.opened.connect(self.open_dossier)
        self.view.menu_wanted.connect(lambda at: self.keyed.pop_up(ROW, at))
        self.view.picked.connect(lambda: self.bulk.choose(self.view.chosen(), checking=self.view.checking))
        self.bulk.booked.connect(self.landing.bulk_booked)
        self.decider.booked.connect(self.landing.booked)
        self.decider.undone.connect(self.landing.undone)
        self.deciding.said.connect(self.desk.messages.say)
        self.deciding.spot.confirmed.connect(self.landing.confirmed)
        self.deciding.picking_ended.connect(self.take_keyboard)
        self.deciding.next_wanted.connect(lambda: self.acts.step(1))
        self.progress.changed.connect(self._on_progress)
        forms.said.connect(self.desk.messages.say)
        forms.done.connect(self.close_form)
        forms.put_aside.connect(self.landing.put_aside)
        forms.to_submit.connect(self.landing.offer_submit)
        self.originals.said.connect(self.desk.messages.say)
        self.pair.save_requested.connect(self.originals.save)
        self.pair.print_requested.connect(self.originals.print)
        self.pair.open_external_requested.connect(self.originals.open_elsewhere)
        panel.facts.only_company.connect(self.filters.only_company)
        panel.precheck.go_to.connect(self.acts.show_place)
        panel.situations.bring_back.connect(lambda: self._with(forms.bring_back))
        panel.situations.admit.connect(lambda: self._with(forms.admit))
        panel.duplicates.void.connect(
            lambda other: self._with(lambda record: self.decider.close_duplicate(record, other))
        )
        panel.duplicates.show_other.connect(self.open_dossier)
        panel.duplicates.compare.connect(self.parts.sibling.ask)
        self.parts.sibling.closed.connect(self.acts.leave_sibling)
        panel.history.write_note.connect(lambda: self.keyed.do("note"))
        panel.history.compare.connect(lambda: self.pair.set_comparing(True))
        for slot in Slot:  # reading is being there, too
            self.pair.view_of(slot).verticalScrollBar().valueChanged.connect(bench.claims.stir)
        panel.reasons.changed.connect(bench.claims.stir)
        self.pair.shown_changed.connect(lambda: bench.note_seen(self.pair.shown))
        footer = panel.footer
        footer.approve.connect(lambda: self.keyed.do("approve"))
        footer.despite.connect(lambda: self.keyed.do("approve_despite"))
        footer.send_back.connect(lambda: self.keyed.do("send_back"))
        footer.reject.connect(lambda: self.keyed.do("reject"))
        footer.send.connect(self.deciding.send)
        footer.stop.connect(self.deciding.stop_picking)
        footer.revoke.connect(lambda: self._with(forms.revoke))

    def _with(self, act: Callable[[DossierRecord], None]) -> None:
        if self.bench.record is not None:
            act(self.bench.record)

    # -- the dossier -------------------------------------------------------------------------

    def _on_changed(self, page: ChangePage) -> None:
        self.view.viewport().update()
        if not self._begun:
            return
        if page.changes or page.reload:
            self.progress.soon()
        if self.isVisible():
            self.queue.hear(page)
            self.bench.hear(page)
            if page.reload:
                self.pair.try_again()
        elif page.changes or page.reload:
            self._stale = True
            self.bench.ahead.forget()

    def open_dossier(self, submission_id: int) -> None:
        """Put a dossier on the bench; what was open for the one before is kept as a draft."""
        if submission_id == self.bench.id and self.bench.record is not None:
            return
        if self.panel.busy:
            self.panel.show_lower(None)
        self.parts.sibling.hide()
        self.panel.facts.hide_numbers()
        self.desk.messages.move_on()
        self.bench.open(submission_id)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """The queue gets the keyboard, unless somebody is typing in the filter: letters that were meant as text
        would decide dossiers. (Under an open sheet the page sleeps and cannot take it.)"""
        if not self.filters.search.hasFocus():
            self.parts.home.setFocus()

    # -- after a command ---------------------------------------------------------------------

    def _show_form(self, form: InPlace) -> None:
        form.closed.connect(lambda: self.close_form(self.bench.id))
        self.panel.show_lower(form)
        self.deciding.refresh()  # the buttons below do not decide while something is being written
        form.first().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_form(self, submission_id: int) -> None:
        """The form of that dossier is done with; the queue gets the keyboard."""
        if submission_id == self.bench.id and self.panel.form is not None:
            self.panel.show_lower(None)
            self.deciding.refresh()
            self.take_keyboard()

    def _on_progress(self) -> None:
        self.subtitle.setText(self.progress.words)
        if self.progress.now is not None:
            self.count_changed.emit(self.progress.now.waiting)
        if self.bench.id == 0 and self.queue.complete and not self.queue.model.ids:
            self.showing.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side panels follow the window."""
        super().resizeEvent(event)
        self.parts.fit(self.window().width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Not to be seen: not to be held."""
        super().hideEvent(event)
        self.leave()
