"""The other application of the same person, beside the one on the bench (R16). Read only."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import Dossier, DossierRecord, Slot
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.words import state_tag


class SiblingView(QFrame):
    """A second pair of papers under a head that says whose and when."""

    closed = Signal()
    shown = Signal(bool)

    def __init__(self, desk: Desk, papers: PaperReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._papers = desk, papers
        self._pair: PaperPair | None = None
        self._slot = Slot.COMMITMENT_LETTER
        self.setProperty("plane", "raised")
        self.setAccessibleName("另一份申请")
        self.head = Text(bold=True)
        self.state = Badge()
        self.close_button = CommandButton("收起", "Esc", kind="quiet")
        self.close_button.clicked.connect(self.closed)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = row(self.head, self.state, None, self.close_button)
        head.setContentsMargins(3 * GRID, GRID, GRID, GRID)
        layout.addLayout(head)
        self.hide()

    def ask(self, submission_id: int) -> None:
        """Show this application."""
        self._desk.run(
            Dossier(submission_id), owner=self, done=self._show, failed=self._failed, slot="sibling"
        )

    def turn_to(self, slot: Slot) -> None:
        """The same paper as on the bench."""
        self._slot = slot
        if self._pair is not None:
            self._pair.turn_to(slot)

    @property
    def pair(self) -> PaperPair:
        """The papers; made when they are first looked at, which on most days they are not."""
        if self._pair is None:
            # It follows the pair on the bench.
            self._pair = PaperPair(self._papers, self._desk.theme, keys=False, parent=self)
            self._pair.tools.hide()
            self._pair.turn_to(self._slot)
            self._column.addWidget(self._pair, 1)
        return self._pair

    def setVisible(self, visible: bool) -> None:
        """Tell the layout, which makes room."""
        super().setVisible(visible)
        self.shown.emit(visible)

    def _show(self, record: DossierRecord) -> None:
        at = record.submitted_at
        when = moment_words(at, self._desk.clock()) if at is not None else ""
        self.head.setText(f"另一份 · {record.company} · {when}")
        tag = state_tag(record.state)
        self.state.show_word(tag.text, tag.tone)
        self.pair.show_papers(record.papers, record.needles, key=record.id)
        self.show()

    def _failed(self, error: OfficeError) -> None:
        self._desk.failures.expected(error, "Dossier")
