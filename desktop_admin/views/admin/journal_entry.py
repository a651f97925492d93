"""The panel beside the journal: one row with what was asked, numbers masked until they are revealed.

Apart from the list, because a reveal lasts only while its own row is in front.
"""

import textwrap
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal_pages import (
    JournalDetail,
    JournalEntry,
    JournalRow,
    RevealedEntry,
    RevealJournalEntry,
)
from desktop_admin.views.admin.journal_words import VIA, name_words, subject_words, told_words, who_words
from desktop_admin.views.admin.tab import Panel
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import local
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row

_MOST_SUBJECTS = 12


class EntryPanel(Panel):
    """Shows one journal row. Every reveal is a command of its own, because it is journalled."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, foot=False)
        self._desk = desk
        self._number = 0
        self._entry: JournalDetail | None = None
        self._revealed = False
        self.form.hide()
        self.proven = Badge()
        self.facts = Text(tone="muted", wrap=True)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setAccessibleName("内容")
        self.detail.setMinimumHeight(260)
        self.reveal = CommandButton("显示完整号码", "I", kind="link")
        self.reveal.clicked.connect(self.toggle_reveal)
        self.masked = Text("号码已遮住，完整号码只有主管可以查看。", tone="muted", size="small", wrap=True)
        self.hash = Text(tone="muted", size="small", wrap=True)
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.extra.addLayout(row(self.proven, None, self.reveal))
        for widget in (self.facts, self.detail, self.masked, self.hash):
            self.extra.addWidget(widget)
        self.extra.setStretch(2, 1)
        self.reveal.hide()
        self.masked.hide()
        self.hide()

    def show_number(self, number: int) -> None:
        """Read that row; what was revealed of another one is masked again."""
        self._number, self._revealed = number, False
        self._desk.run(
            JournalEntry(number), owner=self, done=self._on_entry, failed=self._on_failed, slot="entry"
        )

    def toggle_reveal(self) -> None:
        """Show the whole numbers (journalled), or mask them again."""
        entry = self._entry
        if entry is None or not entry.masked or not self._desk.may(RevealJournalEntry):
            return
        if self._revealed:
            self._mask()
            return
        number = entry.row.number
        self._desk.run(
            RevealJournalEntry(number, why="操作日志"),
            owner=self,
            done=lambda answer: self._on_revealed(number, answer),
            failed=self._on_failed,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Not to be seen: not to be read."""
        super().hideEvent(event)
        self._mask()

    def _on_entry(self, entry: JournalDetail) -> None:
        one = entry.row
        if one.number != self._number:
            return
        self._entry = entry
        self.show_problem("")
        self.heading.setText(f"第 {one.number} 号 · {name_words(one.name)}")
        word = "与指纹相符" if entry.proven else "与指纹不符"
        self.proven.show_word(word, "ok" if entry.proven else "bad")
        self.facts.setText("\n".join(_facts(one)))
        self.hash.setText(f"指纹 {' '.join(textwrap.wrap(one.hash, 8))}")
        may = self._desk.may(RevealJournalEntry)
        self.reveal.setVisible(entry.masked and may)
        self.masked.setVisible(entry.masked and not may)
        self._mask()
        self.show()

    def _on_revealed(self, number: int, answer: RevealedEntry) -> None:
        if number != self._number or not self.isVisible():
            return
        self._revealed = True
        self.reveal.set_text("遮住")
        self._show_lines(answer)

    def _on_failed(self, error: OfficeError) -> None:
        self.show()
        self.show_problem(error.message)

    def _mask(self) -> None:
        self._revealed = False
        self.reveal.set_text("显示完整号码")
        if self._entry is not None:
            self._show_lines(self._entry)

    def _show_lines(self, detail: JournalDetail | RevealedEntry) -> None:
        if detail.detail is None:
            words = "内容已按保存期限清除。这一行仍在链上，仍可证明没有被改动。"
        else:
            words = told_words(detail.lines)
        self.detail.setPlainText(words)


def moment(at: datetime) -> str:
    """An instant as the journal shows it, to the second."""
    return local(at).strftime("%Y-%m-%d %H:%M:%S")


def _facts(one: JournalRow) -> list[str]:
    parts = [moment(one.at), who_words(one)]
    parts += [part for part in (one.workstation, VIA.get(one.via, "")) if part]
    touched = subject_words(one.things, _MOST_SUBJECTS)
    return [" · ".join(parts), *([touched] if touched else [])]
