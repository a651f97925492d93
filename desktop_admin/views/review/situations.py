"""What is special about this dossier and can be done about it: set aside, late at the border (R12, R17)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import AdmitLate, BringBack, DossierRecord
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.review.words import cycle_words


class Situations(QFrame):
    """Hidden while nothing is special."""

    bring_back = Signal()
    admit = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("banner")
        self.setProperty("tone", "accent")
        self.aside = Text(wrap=True)
        self.back = CommandButton("取回", kind="link")
        self.back.clicked.connect(self.bring_back)
        self.border = Text(wrap=True)
        self.let_in = CommandButton("", kind="link")
        self.let_in.clicked.connect(self.admit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for text, button in ((self.aside, self.back), (self.border, self.let_in)):
            layout.addWidget(text)
            layout.addLayout(row(button, None))
        self.hide()

    def show_record(self, record: DossierRecord) -> None:
        """Sentences and the one step each."""
        aside, border = self._aside_words(record), _border_words(record)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))
        self.back.setVisible(bool(aside) and self._desk.may(BringBack))
        self.border.setText(border)
        self.border.setVisible(bool(border))
        self.let_in.set_text(f"准入{cycle_words(record.admissible_to)}…")
        self.let_in.setVisible(bool(record.admissible_to) and self._desk.may(AdmitLate))
        self.setVisible(bool(aside or border))

    def _aside_words(self, record: DossierRecord) -> str:
        if record.aside_until is None:
            return ""
        until = moment_words(record.aside_until, self._desk.clock())
        note = f"：{record.aside_note}" if record.aside_note else ""
        return f"{record.aside_by} 搁置到 {until}{note}"


def _border_words(record: DossierRecord) -> str:
    """Late, or in time but decided late: shown, never hidden (R12)."""
    if record.admitted:
        return ""
    if record.late_minutes > 0:
        rest = "主管可写明原因准入本期。" if record.admissible_to else "计入下期。"
        return f"截止后 {record.late_minutes} 分钟上传，{rest}"
    if record.admissible_to:
        return "按时上传，但截止前没有审完；主管可写明原因准入。"
    return ""
