"""The left side: 学员 or 单位, one search field, the list found, and how many there are.

Apart from the page, which shows whoever is chosen here.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.filters import SearchField
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row
from desktop_admin.views.people.list_view import PeopleView
from desktop_admin.views.people.listing import Kind, Listing

#: Pixels, until somebody moves the line beside it; and the least.
WIDTH, LEAST = 320, 260


class ListPanel(QFrame):
    """``wanted()`` says whose page is shown, so that its row can be marked."""

    def __init__(
        self, desk: Desk, wanted: Callable[[], tuple[Kind, int] | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self.listing = Listing(desk, self)
        self.search = SearchField("姓名、拼音、证件号码或后四位、电话、单位", walks=True)
        self.search.setAccessibleName("查找学员或单位")
        self.people_tab = CommandButton("学员", kind="tab")
        self.companies_tab = CommandButton("单位", kind="tab")
        for tab in (self.people_tab, self.companies_tab):
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
        self.people_tab.setChecked(True)
        self.count = Text(tone="muted", size="small")
        self.view = PeopleView(desk.theme, self.listing.model)
        self.lists = States(desk.theme, self.view)
        self.setProperty("plane", "raised")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        tabs = row(self.people_tab, self.companies_tab, None, self.count, spacing=GRID)
        tabs.setContentsMargins(2 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        field = row(self.search)
        field.setContentsMargins(2 * GRID, 0, 2 * GRID, 2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tabs)
        layout.addLayout(field)
        layout.addWidget(Hairline())
        layout.addWidget(self.lists, 1)
        self._asking = self._going = False
        self.search.typed.connect(self.ask)
        self.search.begun.connect(self._type_on)
        self.search.left.connect(lambda: self._go_over(0))
        self.search.stepped.connect(self._go_over)
        self.people_tab.clicked.connect(lambda: self.show_kind(Kind.CANDIDATE))
        self.companies_tab.clicked.connect(lambda: self.show_kind(Kind.COMPANY))
        self.listing.loaded.connect(self._on_loaded)
        self.listing.failed.connect(self._on_failed)
        self.listing.merged.connect(lambda: None if self.asking else self._on_loaded())

    def begin(self) -> None:
        """The first list."""
        self.lists.show_loading()
        self.ask()

    def forbid(self) -> None:
        """These roles see nobody here."""
        self.lists.show_forbidden("学员与单位由审核、考务、财务、主管和只读人员查看。")
        self.search.setEnabled(False)

    @property
    def asking(self) -> bool:
        """Whether the list shown is not (yet) the one of the words in the search field."""
        return self._asking or self.search.waiting

    def _go_over(self, step: int) -> None:
        """To the list; while it is still asked for, as soon as it is there: until then a letter would work on
        somebody who was found for other words."""
        if self.asking:
            self._going = True
        elif self.listing.model.ids and self.view.isVisible():
            if step or not self.view.currentIndex().isValid():
                self.view.step(step or 1)
            self.view.setFocus()
        else:
            self.setFocus()  # nothing to go to; the caret leaves the field all the same

    def go_find(self) -> None:
        """The keyboard goes to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_kind(self, kind: Kind) -> None:
        """People or companies, under the same words."""
        tab = self.people_tab if kind is Kind.CANDIDATE else self.companies_tab
        tab.setChecked(True)
        if kind is not self.listing.kind:
            self.listing.model.reset(())
            self.lists.show_loading()
            self._asking = True
            self.listing.ask(kind, self.search.text())

    def ask(self) -> None:
        """What stands in the search field."""
        self._asking = True
        self.listing.ask(self.listing.kind, self.search.text())

    def _type_on(self) -> None:
        """Letters that follow are for the field again."""
        self._going = False

    def _on_failed(self, error: OfficeError) -> None:
        self._asking = self._going = False
        self.lists.show_failed(error, self.listing.load)

    def _on_loaded(self) -> None:
        going, self._asking, self._going = self._going, False, False
        model, people = self.listing.model, self.listing.kind is Kind.CANDIDATE
        count = len(model.ids)
        unit = "{0} 人" if people else "{0} 个单位"
        self.count.setText(unit.format(f"{count:,}"))
        if count:
            self.lists.show_content()
            self.mark()
            if self.hasFocus():
                self.view.setFocus()
        elif self.listing.text:
            other = "在单位中查找" if people else "在学员中查找"
            self.lists.show_empty(
                f"没有找到“{self.listing.text}”",
                "可试试拼音首字母、证件号码后四位或电话。",
                icon="search",
                button=other,
                act=lambda: self.show_kind(Kind.COMPANY if people else Kind.CANDIDATE),
            )
        else:
            words = "还没有学员" if people else "还没有单位"
            self.lists.show_empty(words, "学员在网站或微信登记后会出现在这里，也可以代为登记。")
        if going and self.search.hasFocus():
            self._go_over(0)

    def mark(self) -> None:
        """Mark the row of the page on screen."""
        wanted = self._wanted()
        if wanted is not None and wanted[0] is self.listing.kind:
            self.view.show_open(self.listing.model.position_of(wanted[1]))
        else:
            self.view.show_open(-1)
