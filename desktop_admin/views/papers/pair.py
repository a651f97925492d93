"""The two papers of a dossier: one behind the other with tabs, or side by side where there is room.

Apart from the single view because it decides which paper is looked at, and keeps
the promise that nobody approves a paper that was never on the screen.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.views.common.command import PAPER
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.comparing import Comparison
from desktop_admin.views.papers.layout import Fit
from desktop_admin.views.papers.pane import Pane, PaneRow, older, when_words
from desktop_admin.views.papers.reader import Needles, PaperReader
from desktop_admin.views.papers.tools import TABS, PaperTools
from desktop_admin.views.papers.view import PaperView

#: Logical pixels of window from which the papers stand side by side (screens.md).
WIDE = 1600
_MISSING: Mapping[Slot, str] = {
    Slot.COMMITMENT_LETTER: "letter_missing",
    Slot.REGISTRATION_FORM: "form_missing",
}


class PaperPair(QWidget):
    """Shows the papers of one dossier.

    ``reason_text`` gives the words of a return reason by its code (for the hint of a faulty paper).
    With ``keys`` the papers have keys and menus; a page hears them everywhere (``commands.hear_in(page)``).
    """

    shown_changed = Signal()
    no_marks = Signal()
    """The next mark was asked for, and no paper has any."""
    slot_changed = Signal(object)
    comparing_changed = Signal(bool)
    """Old and new stand beside each other now, or no more."""
    save_requested = Signal(object)
    """A :class:`PaperVersion` whose original is to be saved."""
    print_requested = Signal(object)
    open_external_requested = Signal(object)

    def __init__(
        self,
        reader: PaperReader,
        theme: Theme,
        reason_text: Callable[[str], str] | None = None,
        *,
        keys: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reason_text = reason_text or (lambda _code: "")
        self._papers: tuple[PaperVersion, ...] = ()
        self._needles: Needles = {}
        self._key: object = None
        self._looked: set[str] = set()
        self._slot = Slot.COMMITMENT_LETTER
        self._comparing = self._told = False
        # Everything is made inside what it will stand in: see docs/decisions/0036.
        self.tools = PaperTools(theme, self)
        self.differences = Comparison(reader, self)
        self._desk = PaneRow(self)
        self._old = Pane(reader, theme, self._desk)
        self._panes = {slot: Pane(reader, theme, self._desk) for slot in TABS}
        self._old.versions.setAccessibleName("旧版")
        self._old.versions.activated.connect(self._on_old_chosen)
        for pane in (self._old, *self._panes.values()):
            self._desk.add(pane)
            self._join(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.differences)
        column.addWidget(self._desk, 1)
        self._connect_tools()
        if keys:
            self.commands.hear_in(self)
            for view in self._views():
                view.menu_wanted.connect(partial(self._on_menu, view))
        self.setFocusProxy(self._panes[self._slot].view)
        self._arrange()

    @property
    def commands(self) -> Commands[PaperTools]:
        """What keys and menus do here."""
        return self.tools.commands

    # -- what is shown -----------------------------------------------------------------------

    def show_papers(self, papers: Sequence[PaperVersion], needles: Needles, *, key: object = None) -> None:
        """Show a dossier's papers, all versions of them; ``current`` ones first.

        The same ``key`` (the submission) again only refreshes: a paper that is unchanged stays as it is,
        and what was looked at stays looked at; a replaced paper has not been looked at.
        """
        same = key is not None and key == self._key
        self._key, self._papers, self._needles = key, tuple(papers), dict(needles)
        if not same:
            self._looked.clear()
            self._slot, self._comparing = next(iter(TABS)), False
        for slot, pane in self._panes.items():
            self._show(pane.view, self._current(slot), slot, keep=same)
        self._fill_old(keep=same)
        self._arrange()
        self.shown_changed.emit()

    def clear(self) -> None:
        """No dossier: an empty desk."""
        self._key, self._papers, self._needles, self._comparing = None, (), {}, False
        self._looked.clear()
        for pane in (self._old, *self._panes.values()):
            pane.view.show_paper(None)
        self._arrange()
        self.shown_changed.emit()

    def not_fetched(self) -> Slot | None:
        """A current paper that could not be fetched, so that nobody can have seen it."""
        for slot in TABS:
            paper = self._panes[slot].view.paper
            if self._current(slot) is not None and paper is not None and paper.unreachable:
                return slot
        return None

    def try_again(self) -> None:
        """The office can be reached again: papers that could not be fetched are fetched."""
        for view in self._views():
            if view.paper is not None and view.paper.unreachable:
                view.read_again()

    def set_number_keys(self, on: bool) -> None:
        """Off while digits mean something else (the reasons of a return)."""
        for name in ("letter", "form"):
            self.commands.actions[name].setEnabled(on)

    # -- which paper -------------------------------------------------------------------------

    @property
    def slot(self) -> Slot:
        """The paper that is looked at; where both stand side by side, the one keys and buttons are for."""
        return self._slot

    def turn_to(self, slot: Slot) -> None:
        """Show that paper."""
        if slot is self._slot:
            return
        self.view.leave_marks()
        self._slot = slot
        self._fill_old(keep=False)
        if self._comparing and not older(self._papers, slot):
            self._comparing = False
        self._arrange()
        self.slot_changed.emit(slot)

    @property
    def side_by_side(self) -> bool:
        """Whether there is room for both papers."""
        return self.window().width() >= WIDE

    @property
    def comparing(self) -> bool:
        """Whether the old version stands beside the new one."""
        return self._comparing

    def set_comparing(self, on: bool) -> None:
        """新版 ⇄ 旧版; where the paper looked at was never replaced, the other one is taken."""
        if on and not older(self._papers, self._slot):
            other = next((slot for slot in TABS if older(self._papers, slot)), None)
            if other is None:
                on = False
            else:
                self.turn_to(other)
        self._comparing = on
        self._fill_old(keep=True)
        self._arrange()

    # -- size, turning, moving ---------------------------------------------------------------

    def set_fit(self, fit: Fit, zoom: float = 0.0) -> None:
        """适应宽度, 整页 or a zoom, for all papers alike."""
        for view in self._views():
            view.set_fit(fit, zoom)
        self._tell_tools()

    def zoom_by(self, direction: int) -> None:
        """A step larger (1) or smaller (−1), for all papers alike."""
        self.view.zoom_by(direction)
        for view in self._views():
            if view is not self.view:
                view.set_fit(Fit.NONE, self.view.zoom)

    def turn(self, quarters: int) -> None:
        """Turn the paper looked at, clockwise by quarters."""
        self.view.turn(quarters)

    def scroll_page(self, direction: int) -> None:
        """Nearly one pane down (1) or up (−1); an old version beside it goes along."""
        self.view.leave_marks()
        self.view.scroll_page(direction)
        if self._comparing:
            self._old.view.scroll_page(direction)

    def go_on(self, direction: int) -> None:
        """Space: from a mark to the next one of this paper, and otherwise nearly one pane further."""
        if self.view.stop is None or not self.view.step_mark(direction):
            self.scroll_page(direction)

    def next_mark(self, direction: int = 1) -> None:
        """D: the next (1) or previous (−1) mark; after the last of this paper those of the other one."""
        view, other = self.view, next(slot for slot in TABS if slot is not self._slot)
        self.set_marks_shown(True)
        if view.step_mark(direction) or (view.paper is None and view.first_mark(direction)):
            return
        if not self._comparing and self._panes[other].view.may_have_marks:
            self.turn_to(other)
        if not self.view.first_mark(direction):
            self.no_marks.emit()

    def show_place(self, slot: Slot, label: str, page: int | None) -> None:
        """The mark ``label`` of a paper, or its ``page`` (from 0): the place a finding speaks of."""
        self.turn_to(slot)
        self.set_marks_shown(True)
        self.view.show_place(label, page)

    @property
    def marks_shown(self) -> bool:
        """Whether marks are drawn."""
        return self.view.marks_shown

    def set_marks_shown(self, shown: bool) -> None:
        """Draw or hide the marks of all papers."""
        self.tools.show_marks(shown)
        for view in self._views():
            view.set_marks_shown(shown)

    # -- what has been seen ------------------------------------------------------------------

    def shown(self, sha256: str) -> bool:
        """Whether that paper has been on the screen since this dossier was opened."""
        return sha256 in self._looked

    def all_shown(self) -> bool:
        """Whether every current paper has been on the screen."""
        return all(paper.sha256 in self._looked for paper in self._papers if paper.current)

    def show_next_unshown(self) -> bool:
        """Turn to a current paper that has not been on the screen yet; False if there is none."""
        for slot in TABS:
            paper = self._current(slot)
            if paper is not None and paper.sha256 not in self._looked:
                self.set_comparing(False)
                self.turn_to(slot)
                return True
        return False

    # -- inside ------------------------------------------------------------------------------

    @property
    def view(self) -> PaperView:
        """The view keys and buttons are for."""
        return self._panes[self._slot].view

    @property
    def old_view(self) -> PaperView:
        """The view of the old version, while comparing."""
        return self._old.view

    def view_of(self, slot: Slot) -> PaperView:
        """The view of a paper."""
        return self._panes[slot].view

    def _views(self) -> list[PaperView]:
        return [pane.view for pane in (self._old, *self._panes.values())]

    def _current(self, slot: Slot) -> PaperVersion | None:
        return next((paper for paper in self._papers if paper.slot is slot and paper.current), None)

    def _show(self, view: PaperView, paper: PaperVersion | None, slot: Slot, *, keep: bool) -> None:
        code = _MISSING[slot] if paper is None else paper.fitting_reason
        reason = self._reason_text(code) if code else ""
        if keep and paper is not None and view.version is not None and view.version.sha256 == paper.sha256:
            return
        view.show_paper(paper, self._needles, title=TABS[slot], reason=reason)

    def _fill_old(self, *, keep: bool) -> None:
        old = older(self._papers, self._slot)
        box = self._old.versions
        chosen = box.currentIndex() if keep and box.count() == len(old) else 0
        box.clear()
        box.addItems([f"旧版 {when_words(paper, self._papers)}" for paper in old])
        if not old:
            return
        box.setCurrentIndex(max(0, chosen))
        if self._comparing:
            self._on_old_chosen(max(0, chosen))

    def _on_old_chosen(self, index: int) -> None:
        old = older(self._papers, self._slot)
        if 0 <= index < len(old):
            paper = old[index]
            if self._old.view.version != paper:
                self._old.view.show_paper(paper, self._needles, title=f"{TABS[self._slot]}（旧版）")
            self._old.caption.setText(f"旧版 {when_words(paper, self._papers)}")
            self.differences.compare(self._old.view if self._comparing else None, self.view)

    def _arrange(self) -> None:
        """Which panes stand on the desk, and their captions."""
        wide = self.side_by_side and not self._comparing
        held = any(view.hasFocus() for view in self._views())
        self._old.setVisible(self._comparing)
        began = self._comparing != self._told
        self._told = self._comparing
        self._old.versions.setVisible(len(older(self._papers, self._slot)) > 1)
        self._old.caption.setVisible(len(older(self._papers, self._slot)) <= 1)
        for slot, pane in self._panes.items():
            current = self._current(slot)
            pane.setVisible(slot is self._slot or wide)
            pane.head.setVisible(wide or self._comparing)
            words = TABS[slot]
            if self._comparing and current is not None:
                words = f"新版 {when_words(current, self._papers)}"
            pane.caption.setText(words)
        self._desk.share()
        self.differences.compare(self._old.view if self._comparing else None, self.view)
        if held and not any(view.hasFocus() for view in self._views()):
            self.view.setFocus()  # or the keyboard falls to the next button, where Space would press it
        self._tell_tools()
        if began:
            self.comparing_changed.emit(self._comparing)

    def _tell_tools(self) -> None:
        view = self.view
        self.tools.show_slot(self._slot)
        self.tools.show_size(view.fit, view.zoom)
        self.tools.show_page(*view.page)
        self.tools.compare.setChecked(self._comparing)
        paper = self._current(self._slot)
        self.tools.allow(
            compare=any(older(self._papers, slot) for slot in TABS),
            paper=paper is not None,
            sound=paper is not None and paper.acceptable,
        )

    def _join(self, pane: Pane) -> None:
        view = pane.view
        view.looked.connect(self._on_looked)
        view.page_changed.connect(lambda _page, _pages: self._tell_tools())
        view.zoom_changed.connect(self._tell_tools)
        view.external_requested.connect(lambda: self._ask_for(self.open_external_requested, view))

    def _connect_tools(self) -> None:
        tools = self.tools
        tools.slot_chosen.connect(self.turn_to)
        tools.slot_chosen.connect(lambda _slot: self._tell_tools())
        tools.compare_chosen.connect(self.set_comparing)
        tools.turn_chosen.connect(self.turn)
        tools.fit_chosen.connect(self.set_fit)
        tools.zoom_chosen.connect(self.zoom_by)
        tools.scroll_chosen.connect(self.scroll_page)
        tools.going_on.connect(self.go_on)
        tools.mark_chosen.connect(self.next_mark)
        tools.marks_chosen.connect(self.set_marks_shown)
        tools.save_chosen.connect(lambda: self._ask_for(self.save_requested, self.view))
        tools.print_chosen.connect(lambda: self._ask_for(self.print_requested, self.view))
        tools.external_chosen.connect(lambda: self._ask_for(self.open_external_requested, self.view))

    def _on_menu(self, view: PaperView, at: QPoint) -> None:
        """About the paper it was asked on: that becomes the one looked at."""
        slot = next((slot for slot, pane in self._panes.items() if pane.view is view), None)
        if slot is not None:
            self.turn_to(slot)
        self.commands.pop_up(PAPER, at)

    def _ask_for(self, signal: SignalInstance, view: PaperView) -> None:
        if view.version is not None:
            signal.emit(view.version)

    def _on_looked(self, sha256: str) -> None:
        if sha256 not in self._looked:
            self._looked.add(sha256)
            self.shown_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or side by side."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now."""
        super().showEvent(event)
        self._arrange()
