"""历史 · 版本 · 备注 of a dossier (R13, R17): what happened, which files there were, what colleagues wrote.

Read only: nothing here can be edited, as the journal cannot.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import DecisionRecord, DossierRecord, HistoryEntry, PaperVersion
from desktop_admin.rules.visible import short_name
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row
from desktop_admin.views.review.words import DECISION_TONES, DECISION_WORDS, size_words

HISTORY, VERSIONS, NOTES = range(3)


class HistoryTabs(QWidget):
    """Three tabs; H walks them."""

    compare = Signal()
    write_note = Signal()
    revoke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = [CommandButton(word, kind="tab") for word in ("历史", "版本", "备注")]
        self.note = CommandButton("写备注", "N", kind="quiet")
        self.note.clicked.connect(self.write_note)
        self.pages = QStackedWidget()
        self._lists: list[QVBoxLayout] = []
        for number, tab in enumerate(self.tabs):
            tab.setCheckable(True)
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.clicked.connect(lambda _=False, number=number: self.show_tab(number))
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, GRID, 0, 0)
            column.setSpacing(2 * GRID)
            self._lists.append(column)
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
        for column in self._lists:
            while (item := column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self._fill_history(record, now)
        self._fill_versions(record, now)
        self._fill_notes(record, now)
        for column in self._lists:
            column.addStretch(1)
        counts = (self._lists[HISTORY].count() - 1, len(record.papers), len(record.notes))
        for tab, word, count in zip(self.tabs, ("历史", "版本", "备注"), counts, strict=True):
            tab.set_text(f"{word} {count}" if count else word)

    def _fill_history(self, record: DossierRecord, now: datetime) -> None:
        """Newest first; a decision stands once, with its letter, in place of its journal line."""
        told = {(one.at, one.who) for one in record.decisions}
        lines = [line for line in record.history if (line.at, line.who) not in told]
        entries = [(one.at, one.id, _decision_entry(one, record, now)) for one in record.decisions]
        entries += [(line.at, line.number, _journal_entry(line, now)) for line in lines]
        for _, _, entry in sorted(entries, key=lambda item: item[:2], reverse=True):
            self._lists[HISTORY].addWidget(entry)
        if not entries:
            self._lists[HISTORY].addWidget(Text("还没有记录。", tone="muted"))

    def _fill_versions(self, record: DossierRecord, now: datetime) -> None:
        column = self._lists[VERSIONS]
        for paper in record.papers:
            badge = Badge("现行", "ok") if paper.current else Badge("旧版", "info")
            head = f"{paper.slot.short} · 第{paper.attempt}次 · {moment_words(paper.uploaded_at, now)}"
            entry = _Entry(badge, head, _file_words(paper), _by_words(paper))
            for problem in paper.problems:
                entry.add(problem, "bad")
            column.addWidget(entry)
        if any(not paper.current for paper in record.papers):
            look = CommandButton("新旧并排", "C", kind="quiet")
            look.clicked.connect(self.compare)
            column.addWidget(look)
        if not record.papers:
            column.addWidget(Text("学员还没有上传资料。", tone="muted"))

    def _fill_notes(self, record: DossierRecord, now: datetime) -> None:
        column = self._lists[NOTES]
        for note in record.notes:
            column.addWidget(_Entry(None, f"{note.who} · {moment_words(note.at, now)}", note.text, ""))
        if not record.notes:
            column.addWidget(Text("还没有备注。按 N 写一条，同事可见，学员不可见。", tone="muted", wrap=True))


class _Entry(QWidget):
    """A line of small print, a sentence, and more small print."""

    def __init__(self, badge: Badge | None, head: str, text: str, foot: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        title = Text(head, tone="muted", size="small", wrap=True)
        line = row(badge, title, spacing=6) if badge is not None else row(title)
        line.setStretchFactor(title, 1)
        self._column.addLayout(line)
        if text:
            sentence = Text(text, wrap=True)
            sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            sentence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._column.addWidget(sentence)
        if foot:
            self.add(foot, "muted")

    def add(self, text: str, tone: str) -> None:
        """Another small line."""
        self._column.addWidget(Text(text, tone=tone, size="small", wrap=True))


def _decision_entry(decision: DecisionRecord, record: DossierRecord, now: datetime) -> _Entry:
    badge = Badge(DECISION_WORDS[decision.kind], DECISION_TONES[decision.kind])
    versions = "、".join(
        f"{paper.slot.short}第{paper.attempt}次" for paper in record.papers if paper.sha256 in decision.hashes
    )
    seen = "未逐份查看" if decision.unseen else "预检有问题，仍然通过" if decision.despite else ""
    about = " · ".join(part for part in (f"依据 {versions}" if versions else "", seen) if part)
    entry = _Entry(badge, f"{decision.who} · {moment_words(decision.at, now)}", decision.sentence, about)
    if decision.undone_at is not None:
        undone = f"{decision.undone_by} {moment_words(decision.undone_at, now)} 撤销"
        entry.add(f"{undone}：{decision.undone_reason}" if decision.undone_reason else undone, "warn")
    return entry


def _journal_entry(line: HistoryEntry, now: datetime) -> _Entry:
    who = f"{line.who}（代办）" if line.on_behalf else line.who
    return _Entry(None, f"{line.title} · {who} · {moment_words(line.at, now)}", line.text, "")


def _file_words(paper: PaperVersion) -> str:
    pages = f" · {paper.pages} 页" if paper.pages else ""
    return f"{short_name(paper.file_name)} · {size_words(paper.size)}{pages}"


def _by_words(paper: PaperVersion) -> str:
    return f"{paper.by}上传，来源：{paper.source}" if paper.source else f"{paper.by}上传"
