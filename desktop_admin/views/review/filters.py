"""The filter chips above the queue (R01): view, kind, category, company, submission number, deadline, text.

Apart from the queue because it only makes a :class:`QueueFilter` and remembers it.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import QueueFilter, QueueView
from desktop_admin.rules.categories import CategoryKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.filters import Chip, SearchField
from desktop_admin.views.common.plain_words import caption, tip
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, icon_button, row
from desktop_admin.views.furniture.companies import companies
from desktop_admin.views.furniture.offers import Offer
from desktop_admin.views.furniture.pick_field import PickPopup
from desktop_admin.views.review.remembered import load_company, load_filter, save_filter
from desktop_admin.views.review.words import category_short

VIEW_WORDS = {
    QueueView.WAITING: "待审",
    QueueView.SET_ASIDE: "搁置",
    QueueView.BORDER: "边界",
    QueueView.SPOT_CHECK: "抽查",
    QueueView.DECIDED: "已决",
    QueueView.ALL: "全部",
}
_COMPANY_SHOWN = 6


class FilterBar(QWidget):
    """Chips with menus. ``changed`` carries the new filter; it is remembered at once."""

    changed = Signal(object)
    left = Signal()
    """Esc or Enter in the search field: the keyboard goes back to the queue."""

    def __init__(self, desk: Desk, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self.wanted = load_filter(settings)
        self._company = load_company(settings) if self.wanted.company_id is not None else ""
        self.view = Chip()
        self.kind = Chip()
        self.category = Chip()
        self.company = Chip()
        self.attempt = Chip()
        self.deadline = CommandButton("临近截止", kind="pill")
        self.deadline.setCheckable(True)
        self.deadline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.deadline.clicked.connect(lambda on: self.set(replace(self.wanted, deadline_near=on)))
        self.find_button = icon_button(desk.theme, "search", "在队列里查找", hint="Ctrl+F")
        self.find_button.clicked.connect(self.open_search)
        self.search = SearchField("姓名、拼音、单位")
        self.search.hide()
        self.search.left.connect(self._leave_search)
        self.search.typed.connect(self._on_typed)
        self.picker = PickPopup(
            companies(desk, codes=False),
            "单位",
            "单位名称或信用代码",
            "没有找到这样的单位",
            self,
            first=Offer(None, "全部单位"),
        )
        self.picker.taken.connect(self._on_company)
        self._menus()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2 * GRID, 10, 2 * GRID)
        layout.setSpacing(6)
        layout.addLayout(row(self.view, self.kind, self.category, None, spacing=GRID))
        layout.addLayout(row(self.company, self.attempt, self.deadline, None, self.find_button, spacing=GRID))
        layout.addWidget(self.search)
        desk.catalogue_changed.connect(self._show)
        self._show()

    def set(self, wanted: QueueFilter) -> None:
        """Take over a filter, remember it, tell the queue."""
        if wanted == self.wanted:
            return
        self.wanted = wanted
        if wanted.company_id is None:
            self._company = ""
        save_filter(self._settings, wanted, self._company)
        self._show()
        self.changed.emit(wanted)

    def clear(self) -> None:
        """Everything that waits."""
        self.search.clear()
        self.search.hide()
        self.set(QueueFilter())

    def only_company(self, company_id: int, name: str) -> None:
        """The dossiers of one company (R21's neighbour: they are judged best in one run)."""
        self._company = name
        self.set(replace(self.wanted, company_id=company_id))

    def open_search(self) -> None:
        """Ctrl+F."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- chips -------------------------------------------------------------------------------

    def _menus(self) -> None:
        self.view.offer([(w, partial(self._set, view=v)) for v, w in VIEW_WORDS.items()])
        kinds = [("新取/延期", ""), *((kind.words, kind.value) for kind in CategoryKind)]
        self.kind.offer([(w, partial(self._set, kind=v)) for w, v in kinds])
        numbers = [("不限次数", 1), ("第2次起", 2), ("第3次起", 3)]
        self.attempt.offer([(w, partial(self._set, attempt_from=v)) for w, v in numbers])
        self._categories = QMenu(self)
        self._categories.aboutToShow.connect(self._fill_categories)
        self.category.open_menu(self._categories)
        self.company.clicked.connect(lambda: self.picker.open_below(self.company))

    def _fill_categories(self) -> None:
        """Several categories may be ticked; the menu shows what the office offers now."""
        menu = self._categories
        menu.clear()
        menu.addAction("全部类别").triggered.connect(lambda: self._set(categories=()))
        menu.addSeparator()
        catalogue = self._desk.catalogue
        for form in [line.form for line in catalogue.categories] if catalogue else []:
            if not form.offered and form.key not in self.wanted.categories:
                continue
            action = menu.addAction(caption(form.short))
            action.setCheckable(True)
            action.setChecked(form.key in self.wanted.categories)
            action.triggered.connect(lambda on, key=form.key: self._toggle_category(key, on=on))

    def _toggle_category(self, key: str, *, on: bool) -> None:
        others = tuple(one for one in self.wanted.categories if one != key)
        self._set(categories=(*others, key) if on else others)

    def _set(self, **changes: object) -> None:
        self.set(replace(self.wanted, **changes))  # type: ignore[arg-type]

    def _on_company(self, offer: Offer) -> None:
        if offer.key is not None:
            self.only_company(int(offer.key), offer.words)
        else:
            self._set(company_id=None)

    def _on_typed(self) -> None:
        self.set(replace(self.wanted, text=self.search.words()))

    def _leave_search(self) -> None:
        self.search.setVisible(bool(self.search.words()))
        self.left.emit()

    def _show(self) -> None:
        wanted = self.wanted
        self.view.say(VIEW_WORDS[wanted.view], active=wanted.view is not QueueView.WAITING)
        kind = CategoryKind(wanted.kind).words if wanted.kind in list(CategoryKind) else "新取/延期"
        self.kind.say(kind, active=bool(wanted.kind))
        shorts = [category_short(self._desk.catalogue, key) for key in wanted.categories]
        several = f"{len(shorts)} 个类别" if len(shorts) > 1 else "".join(shorts)
        self.category.say(several or "全部类别", active=bool(shorts))
        name = self._company if len(self._company) <= _COMPANY_SHOWN else f"{self._company[:_COMPANY_SHOWN]}…"
        self.company.say(name or "单位", active=wanted.company_id is not None)
        self.company.setToolTip(tip(self._company))
        number = wanted.attempt_from
        words = "不限次数" if number < 2 else f"第{number}次起"
        self.attempt.say(words, active=number > 1)
        self.deadline.setChecked(wanted.deadline_near)
