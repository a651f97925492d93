"""One paper beside others: its view under a caption that names it, and older versions to choose from."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.rules.clock import local
from desktop_admin.views.common.fields import Choice
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.view import PaperView

#: Logical pixels: the line one can take hold of, and the least width of a pane.
_HANDLE, _NARROWEST = 6, 160
#: Any width given to all alike: Qt shares what there is in proportion.
_ALIKE = 1000


class Pane(QFrame):
    """A view with a caption that shows only where several stand beside each other."""

    def __init__(self, reader: PaperReader, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self.view = PaperView(reader, theme, self)
        self.caption = Text(wrap=True)  # two panes in a small window: 1024 × 700
        self.caption.setProperty("type", "small")
        self.caption.setProperty("tone", "muted")
        self.head = QWidget(self)
        self.versions = Choice(self.head)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.caption, 1)
        row.addWidget(self.versions)
        self.versions.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.view, 1)


class PaneRow(QSplitter):
    """Panes side by side, equally wide until somebody drags the line between two of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._panes: list[Pane] = []
        self._dragged: dict[tuple[bool, ...], list[int]] = {}
        self._shown: tuple[bool, ...] = ()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_HANDLE)
        self.splitterMoved.connect(self._on_moved)

    def add(self, pane: Pane) -> None:
        """One more at the right; none is ever too narrow to be read."""
        pane.setMinimumWidth(_NARROWEST)
        self._panes.append(pane)
        self.addWidget(pane)
        self.setStretchFactor(self.count() - 1, 1)
        self.handle(self.count() - 1).setToolTip(tip("拖动调整宽度"))

    def share(self) -> None:
        """Other panes are shown now: as wide as they were dragged the last time, else alike."""
        shown = tuple(not pane.isHidden() for pane in self._panes)
        if shown != self._shown:
            self._shown = shown
            self.setSizes(self._dragged.get(shown, [_ALIKE] * len(shown)))

    def _on_moved(self) -> None:
        self._dragged[self._shown] = self.sizes()


def when_words(paper: PaperVersion, papers: Iterable[PaperVersion]) -> str:
    """第2次提交 11-05 09:30 · 学员本人: which of ``papers`` it is, when it came and from whom. What took another's place
    within one submission is 第2次提交更换: both have the same number."""
    at = local(paper.uploaded_at)
    who = paper.by if not paper.by or paper.by.startswith("学员") else f"{paper.by}代传"
    changed = any(
        (one.slot, one.attempt) == (paper.slot, paper.attempt)
        and (one.uploaded_at, one.id) < (paper.uploaded_at, paper.id)
        for one in papers
    )
    return f"第{paper.attempt}次提交{'更换' if changed else ''} {at:%m-%d %H:%M}{' · ' if who else ''}{who}"


def older(papers: Iterable[PaperVersion], slot: Slot) -> list[PaperVersion]:
    """The replaced versions of a paper, the latest first."""
    old = [paper for paper in papers if paper.slot is slot and not paper.current]
    return sorted(old, key=lambda paper: (paper.uploaded_at, paper.id), reverse=True)
