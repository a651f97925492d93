"""The two papers of a dossier under the hands: tools, keys and menus, sizes, marks, and what is asked of the office.

Apart from the panes, which know what stands where, and from the single view.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.submissions import Slot
from desktop_admin.views.common.command import PAPER
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.layout import Fit
from desktop_admin.views.papers.pane import Pane
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.seen import SeenPanes
from desktop_admin.views.papers.tools import TABS, PaperTools
from desktop_admin.views.papers.view import PaperView


class PaperPair(SeenPanes):
    """Shows the papers of one dossier.

    ``reason_text`` gives the words of a return reason by its code (for the hint of a faulty paper).
    With ``keys`` the papers have keys and menus; a page hears them everywhere (``commands.hear_in(page)``).
    """

    no_marks = Signal()
    """The next mark was asked for, and no paper has any."""
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
        super().__init__(reader, theme, reason_text, parent)
        for pane in (self._old, *self._panes.values()):
            self._join(pane)
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

    def set_number_keys(self, on: bool) -> None:
        """Off while digits mean something else (the reasons of a return)."""
        for name in ("letter", "form"):
            self.commands.actions[name].setEnabled(on)

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

    # -- inside ------------------------------------------------------------------------------

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
