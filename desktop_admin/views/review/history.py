"""历史 · 版本 · 备注 of a dossier (R13, R17): what happened, which files there were, what colleagues wrote.

Read only: nothing here can be edited, as the journal cannot.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import DecisionRecord, DossierRecord, HistoryEntry, PaperVersion
from desktop_admin.rules.visible import short_name
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, row
from desktop_admin.views.furniture.happening import Happening
from desktop_admin.views.furniture.timeline import Timeline
from desktop_admin.views.review.words import DECISION_TONES, DECISION_WORDS, size_words

HISTORY, VERSIONS, NOTES = range(3)
_WORDS = ("历史", "版本", "备注")
_EMPTY = ("还没有记录。", "学员还没有上传资料。", "还没有备注。按 N 写一条，同事可见，学员不可见。")


class HistoryTabs(QWidget):
    """Three tabs; H walks them."""

    compare = Signal()
    write_note = Signal()
    revoke = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = [CommandButton(word, kind="tab") for word in _WORDS]
        self.note = CommandButton("写备注", "N", kind="quiet")
        self.note.clicked.connect(self.write_note)
        self.look = CommandButton("新旧并排", "C", kind="quiet")
        self.look.clicked.connect(self.compare)
        self.pages = QStackedWidget()
        self.lists = [Timeline(theme, thin=True, empty=words) for words in _EMPTY]
        for number, (tab, happened) in enumerate(zip(self.tabs, self.lists, strict=True)):
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.clicked.connect(lambda _=False, number=number: self.show_tab(number))
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, GRID, 0, 0)
            column.setSpacing(2 * GRID)
            column.addWidget(happened)
            if number == VERSIONS:
                column.addWidget(self.look)
            column.addStretch(1)
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row(*self.tabs, None, self.note, spacing=2))
        layout.addWidget(self.pages)
        self.show_tab(HISTORY)

    def show_tab(self, number: int) -> None:
        """Turn to a tab."""
        self.pages.setCurrentIndex(number)
        for place, tab in enumerate(self.tabs):
            tab.setChecked(place == number)

    def walk(self) -> None:
        """H: the next tab."""
        self.show_tab((self.pages.currentIndex() + 1) % len(self.tabs))

    def show_record(self, record: DossierRecord, now: datetime) -> None:
        """Another dossier, or news about it."""
        versions = [_version(paper) for paper in record.papers]
        notes = [Happening(note.at, note.who, text=note.text) for note in record.notes]
        told = (_history(record, now), versions, notes)
        for tab, word, happened, entries in zip(self.tabs, _WORDS, self.lists, told, strict=True):
            happened.show_entries(entries, now)
            tab.set_text(f"{word} {len(entries)}" if entries else word)
        self.look.setVisible(any(not paper.current for paper in record.papers))


def _history(record: DossierRecord, now: datetime) -> list[Happening]:
    """Newest first; a decision stands once, with its letter, in place of its journal line."""
    told = {(one.at, one.who) for one in record.decisions}
    lines = [line for line in record.history if (line.at, line.who) not in told]
    entries = [(one.at, one.id, _decision(one, record, now)) for one in record.decisions]
    entries += [(line.at, line.number, _journal_line(line)) for line in lines]
    return [one for _, _, one in sorted(entries, key=lambda item: item[:2], reverse=True)]


def _decision(decision: DecisionRecord, record: DossierRecord, now: datetime) -> Happening:
    versions = "、".join(
        f"{paper.slot.short}第{paper.attempt}次" for paper in record.papers if paper.sha256 in decision.hashes
    )
    seen = "未逐份查看" if decision.unseen else "预检有问题，仍然通过" if decision.despite else ""
    about = " · ".join(part for part in (f"依据 {versions}" if versions else "", seen) if part)
    notes = [(about, "muted")] if about else []
    if decision.undone_at is not None:
        undone = f"{decision.undone_by} {moment_words(decision.undone_at, now)} 撤销"
        why = f"：{decision.undone_reason}" if decision.undone_reason else ""
        notes.append((f"{undone}{why}", "warn"))
    return Happening(
        decision.at,
        decision.who,
        text=decision.sentence,
        tone=DECISION_TONES[decision.kind],
        badge=DECISION_WORDS[decision.kind],
        notes=tuple(notes),
    )


def _journal_line(line: HistoryEntry) -> Happening:
    who = f"{line.who}（代办）" if line.on_behalf else line.who
    return Happening(line.at, who, line.title, line.text)


def _version(paper: PaperVersion) -> Happening:
    return Happening(
        paper.uploaded_at,
        title=f"{paper.slot.short} · 第{paper.attempt}次",
        text=_file_words(paper),
        tone="ok" if paper.current else "info",
        badge="现行" if paper.current else "旧版",
        notes=((_by_words(paper), "muted"), *((problem, "bad") for problem in paper.problems)),
    )


def _file_words(paper: PaperVersion) -> str:
    pages = f" · {paper.pages} 页" if paper.pages else ""
    return f"{short_name(paper.file_name)} · {size_words(paper.size)}{pages}"


def _by_words(paper: PaperVersion) -> str:
    return f"{paper.by}上传，来源：{paper.source}" if paper.source else f"{paper.by}上传"
