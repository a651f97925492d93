"""The three decisions, always in sight at the foot of the panel; what may not be pressed now says why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row


class Footer(QFrame):
    """Buttons mirror the keys A, R, X (and Enter while reasons are picked)."""

    approve = Signal()
    send_back = Signal()
    reject = Signal()
    revoke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self.why = Text(tone="muted", size="small", wrap=True)
        self.why.hide()
        self.yes = CommandButton(self.tr("通过"), "A", kind="primary")
        self.back = CommandButton(self.tr("退回"), "R", kind="warn")
        self.no = CommandButton(self.tr("不通过"), "X")
        self.undo = CommandButton(self.tr("撤销审核…"))
        self.yes.clicked.connect(self.approve)
        self.back.clicked.connect(self.send_back)
        self.no.clicked.connect(self.reject)
        self.undo.clicked.connect(self.revoke)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 2 * GRID, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(self.why)
        buttons = row(self.yes, self.back, self.no, self.undo)
        for place in range(4):
            buttons.setStretch(place, 1)
        layout.addLayout(buttons)

    def show_state(
        self, *, undecided: bool, may: bool, ready: bool, revocable: bool, why: str, unseen: str
    ) -> None:
        """``ready``: a decision would be taken now; ``unseen``: the paper A would show first."""
        for button in (self.yes, self.back, self.no):
            button.setVisible(undecided)
            button.setEnabled(undecided and may and ready)
        self.undo.setVisible(revocable)
        self.yes.setToolTip(f"先看{unseen}（A）" if unseen else "通过（A）")
        self.yes.set_text(f"看{unseen}" if unseen else self.tr("通过"))
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def show_picking(self, kind: DecisionKind | None, count: int) -> None:
        """While reasons are picked the other ways are closed and the chosen one carries the number."""
        back, rejected = kind is DecisionKind.RETURN, kind is DecisionKind.REJECT
        self.back.set_text(f"退回 {count} 项" if back and count else self.tr("退回"))
        self.no.set_text(f"不通过 {count} 项" if rejected and count else self.tr("不通过"))
        self.no.set_kind("bad" if rejected else "")
        if kind is not None:
            self.yes.setEnabled(False)
            self.no.setVisible(rejected)
            self.back.setVisible(back)
