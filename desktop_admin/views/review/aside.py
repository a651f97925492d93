"""搁置: put a dossier aside until a day, with a note; it comes back by itself (R17).

1, 2 and 3 are the three usual days; any other is typed or picked.
"""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_admin.rules.clock import at
from desktop_admin.views.common.day_field import DayField
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.times import local
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.furniture.in_place import InPlace

#: The office opens at this hour: that is when a dossier comes back.
_HOUR = 8


class AsideForm(InPlace):
    """``wanted(until, note)`` once a day was chosen."""

    wanted = Signal(object, str)

    def __init__(self, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__("搁置到", "搁置", parent=parent)
        self._today = local(now).date()
        self.days = DayField()
        self.days.setMinimumDate(_qdate(self._today + timedelta(days=1)))
        self.days.setDate(_qdate(self._today + timedelta(days=1)))
        self.days.setAccessibleName("搁置到哪一天")
        self.choices: list[CommandButton] = []
        for number, (word, day) in enumerate(self._usual(), start=1):
            button = CommandButton(word, str(number))
            button.setToolTip(tip(f"{day.month}月{day.day}日"))
            button.clicked.connect(lambda _=False, day=day: self._choose(day))
            self.choices.append(button)
        self.note = QLineEdit()
        self.note.setPlaceholderText("备注，如“等学员补交盖章页”（可不填）")
        self.note.setAccessibleName("搁置备注")
        self.body.addLayout(row(*self.choices, None, spacing=4))
        self.body.addWidget(self.days)
        self.body.addWidget(self.note)
        self.body.addWidget(
            Text("到日自动回到队列；在“搁置”里随时可以取回。", tone="muted", size="small", wrap=True)
        )

    def first(self) -> QWidget:
        """The first choice: 1 2 3 work from here."""
        return self.choices[0]

    def submit(self) -> None:
        """Enter: the day shown."""
        shown = self.days.date()
        self._send(date(shown.year(), shown.month(), shown.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 2 3, unless something is being typed (fields keep their digits to themselves)."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.choices) and not event.isAutoRepeat():
            self._choose(self._usual()[number][1])
            return
        super().keyPressEvent(event)

    def _choose(self, day: date) -> None:
        self.days.setDate(_qdate(day))
        self.submit()

    def _send(self, day: date) -> None:
        if day <= self._today:
            self.say_fault("请选择今天以后的日期。")
            return
        self.wanted.emit(at(day, _HOUR), self.note.text().strip())

    def _usual(self) -> tuple[tuple[str, date], ...]:
        monday = self._today + timedelta(days=7 - self._today.weekday())
        return (
            ("明天", self._today + timedelta(days=1)),
            ("3天后", self._today + timedelta(days=3)),
            ("下周一", monday),
        )


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
