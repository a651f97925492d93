"""What the journal is narrowed to: who, what, which kind of thing, a name, and when. Half-open days of the association."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QVBoxLayout, QWidget

from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.staff import StaffRow
from desktop_admin.rules.clock import at
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.journal_words import names_by_words
from desktop_admin.views.common.fields import Choice
from desktop_admin.views.common.filters import SearchField
from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row

OWN_DAYS = "own"
"""The choice that shows two fields for days."""
_TIMES = (
    ("今天", "today"),
    ("昨天", "yesterday"),
    ("近7天", "week"),
    ("本月", "month"),
    ("上月", "last_month"),
    ("自选日期…", OWN_DAYS),
)


def days_of(choice: str, today: date) -> tuple[date, date] | None:
    """(first day, day after the last) of a choice; None for all time."""
    month = today.replace(day=1)
    tomorrow = today + timedelta(days=1)
    return {
        "today": (today, tomorrow),
        "yesterday": (today - timedelta(days=1), today),
        "week": (today - timedelta(days=6), tomorrow),
        "month": (month, tomorrow),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month),
    }.get(choice)


class JournalFilter(QWidget):
    """``changed`` after every choice; a name is asked for with Enter, ↓ or on leaving its field."""

    changed = Signal()
    left = Signal()
    """Enter or ↓ in the field of the name: on to the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self.who = self._box("谁", "所有人", None)
        self.what = self._box("做了什么", "所有操作", "")
        self.what.setMaxVisibleItems(20)
        for name, words in names_by_words():
            self.what.addItem(words, name)
        self.kind = self._box("对象", "所有对象", "")
        for kind in SubjectKind:
            self.kind.addItem(kind.label, kind.value)
        self.when = self._box("时间", "所有时间", "")
        for words, choice in _TIMES:
            self.when.addItem(words, choice)
        self._asked_about = ""
        self.about = self._name_field()
        self.first, self.last = self._day("从哪一天"), self._day("到哪一天")
        self.clear = CommandButton("清除筛选", kind="link")
        self.clear.clicked.connect(self.reset)
        self.clear.hide()
        self.days = QWidget()
        self.days.setLayout(
            row(
                Text("从", tone="muted"),
                self.first,
                Text("到", tone="muted"),
                self.last,
                None,
            )
        )
        self.days.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        kinds, further = QWidget(), QWidget()
        kinds.setLayout(row(self.who, self.what, self.kind, None, spacing=GRID))
        further.setLayout(row(self.about, self.when, self.clear, None, spacing=GRID))
        layout.addWidget(Folding(kinds, further, spacing=GRID, stretch=(0, 0)))
        layout.addWidget(self.days)
        for box in (self.who, self.what, self.kind, self.when):
            box.currentIndexChanged.connect(self._on_choice)
        for day in (self.first, self.last):
            day.dateChanged.connect(self._on_choice)

    def show_staff(self, rows: tuple[StaffRow, ...]) -> None:
        """The accounts one may choose from."""
        for one in rows:
            self.who.addItem(one.form.name, one.id)

    def set_now(self, now: datetime) -> None:
        """The office's day, for 今天 and the rest; the first time also for the two fields."""
        today = local(now).date()
        if self._today == date.min:
            for field, day in ((self.first, today - timedelta(days=6)), (self.last, today)):
                field.blockSignals(True)
                field.setDate(QDate(day.year, day.month, day.day))
                field.blockSignals(False)
        self._today = today

    def question(self, before: int, limit: int) -> JournalPage:
        """The page before that number under the filter."""
        choice = self.when.currentData()
        days = self._own_days() if choice == OWN_DAYS else days_of(choice, self._today)
        return JournalPage(
            before=before,
            limit=limit,
            staff_id=self.who.currentData(),
            name=self.what.currentData(),
            subject_kind=self.kind.currentData(),
            about=self.about.words(),
            since=at(days[0], 0) if days else None,
            until=at(days[1], 0) if days else None,
        )

    def reset(self) -> None:
        """Everything."""
        for box in (self.who, self.what, self.kind, self.when):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.about.clear()
        self._asked_about = ""
        self._on_choice()

    def _own_days(self) -> tuple[date, date]:
        first, last = sorted(date(*field.date().getDate()) for field in (self.first, self.last))
        return first, last + timedelta(days=1)

    def _on_about(self) -> None:
        if self.about.words() != self._asked_about:
            self._asked_about = self.about.words()
            self._on_choice()

    def _on_left(self) -> None:
        self._on_about()
        self.left.emit()

    def _on_choice(self) -> None:
        self.days.setVisible(self.when.currentData() == OWN_DAYS)
        chosen = any(box.currentIndex() for box in (self.who, self.what, self.kind, self.when))
        self.clear.setVisible(chosen or bool(self._asked_about))
        self.changed.emit()

    def _box(self, name: str, every: str, data: object) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.addItem(every, data)
        return box

    def _name_field(self) -> SearchField:
        field = SearchField("姓名或单位名称", walks=True)
        field.setAccessibleName("对象的姓名或单位名称")
        field.setFixedWidth(128)
        field.editingFinished.connect(self._on_about)
        field.left.connect(self._on_left)
        field.stepped.connect(lambda _rows: self._on_left())
        return field

    def _day(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy年M月d日")
        field.setAccessibleName(name)
        field.setKeyboardTracking(False)
        return field
