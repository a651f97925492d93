"""改动记录 beside the settings: who changed what, from what to what; the same words as in the journal."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.settings_history import SettingsChange, SettingsChanges, SettingsHistory
from desktop_admin.rules.commands import deed_of
from desktop_admin.views.admin.journal_words import told_words
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Card, CommandButton, Text, row

_FIRST = 5
_MOST = 50


class SettingsHistoryCard(Card):
    """The newest few changes; the rest on demand. Hidden from those who may not read it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("改动记录", parent)
        self._desk = desk
        self._all = False
        self._rows: tuple[SettingsChange, ...] = ()
        self.entries: list[Text] = []
        self.nothing = Text("设置还没有改动过。", tone="muted", wrap=True)
        self.more = CommandButton("", kind="link")
        self.more.clicked.connect(self._on_more)
        self.more.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self.body.addWidget(self.nothing)
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.more, None))
        if not desk.may(SettingsHistory):
            self.hide()

    def load(self) -> None:
        """Ask again: at the start and when somebody changed something."""
        if self._desk.may(SettingsHistory):
            self._desk.run(
                SettingsHistory(_MOST),
                owner=self,
                done=self._on_history,
                failed=self._on_failed,
                slot="history",
            )

    def _on_history(self, answer: SettingsChanges) -> None:
        self._rows = answer.rows
        self._show()

    def _on_failed(self, error: OfficeError) -> None:
        self.nothing.setText(error.message)
        self.nothing.show()

    def _on_more(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        for entry in self.entries:
            self._list.removeWidget(entry)
            entry.deleteLater()
        shown = self._rows if self._all else self._rows[:_FIRST]
        self.entries = []
        for one in shown:
            self.entries += [Text(_head(one), tone="muted", size="small"), Text(_words(one), wrap=True)]
        for entry in self.entries:
            self._list.addWidget(entry)
        self.nothing.setVisible(not self._rows)
        rest = len(self._rows) - len(shown)
        self.more.set_text(f"再看 {rest} 条")
        self.more.setVisible(rest > 0)


def _head(one: SettingsChange) -> str:
    return f"{local(one.at):%Y-%m-%d %H:%M} · {one.who} · {deed_of(one.name).title}"


def _words(one: SettingsChange) -> str:
    return "（内容已按保存期限清除）" if one.erased else told_words(one.lines)
