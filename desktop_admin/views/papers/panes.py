"""The papers of a dossier in their panes: one behind the other with tabs, side by side where there is room, or the
old version of one beside the new.

Apart from the pair, where hands move them, and from what has been seen of them.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.comparing import Comparison
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


class Panes(QWidget):
    """Which paper is looked at and what stands beside it.

    ``reason_text`` gives the words of a return reason by its code (for the hint of a faulty paper).
    """

    shown_changed = Signal()
    slot_changed = Signal(object)
    comparing_changed = Signal(bool)
    """Old and new stand beside each other now, or no more."""

    def __init__(
        self,
        reader: PaperReader,
        theme: Theme,
        reason_text: Callable[[str], str] | None,
        parent: QWidget | None,
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self.differences)
        column.addWidget(self._desk, 1)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs or side by side."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now."""
        super().showEvent(event)
        self._arrange()
