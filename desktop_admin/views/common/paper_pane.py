"""One paper beside others: its view under a caption that names it, and older versions to choose from."""

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.rules.clock import local
from desktop_admin.views.common.paper_view import PaperView
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.widgets import Text


class Pane(QFrame):
    """A view with a caption that shows only where several stand beside each other."""

    def __init__(self, view: PaperView, theme: Theme) -> None:
        super().__init__()
        self.setProperty("plane", "raised")
        self.view = view
        self.caption = Text(wrap=True)  # two panes in a small window: 1024 × 700
        self.caption.setProperty("type", "small")
        self.caption.setProperty("tone", "muted")
        self.versions = QComboBox()
        self.head = QWidget()
        row = QHBoxLayout(self.head)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.caption, 1)
        row.addWidget(self.versions)
        self.versions.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(view, 1)


def when_words(paper: PaperVersion) -> str:
    """第2次提交 11-05 09:30."""
    at = local(paper.uploaded_at)
    return f"第{paper.attempt}次提交 {at:%m-%d %H:%M}"
