"""The three decisions, always in sight at the foot of the panel; what may not be pressed now says why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row


class Footer(QFrame):
    """Buttons mirror the keys A, R, X (and Enter while reasons are picked)."""

    approve = Signal()
    despite = Signal()
    send_back = Signal()
    reject = Signal()
    revoke = Signal()
    send = Signal()
    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self.why = Text(tone="muted", size="small", wrap=True)
        self.why.hide()
        self.yes = CommandButton("通过", "A", kind="primary")
        self.back = CommandButton("退回", "R", kind="warn")
        self.no = CommandButton("不通过", "X")
        self.undo = CommandButton("撤销审核…")
        self.yes.clicked.connect(self._on_yes)
        self._despite = False
        self.back.clicked.connect(self.send_back)
        self.no.clicked.connect(self.reject)
        self.undo.clicked.connect(self.revoke)
        self.send_button = CommandButton("退回", "Enter", kind="warn")
        self.stop_button = CommandButton("取消", "Esc")
        self.send_button.clicked.connect(self.send)
        self.stop_button.clicked.connect(self.stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 2 * GRID, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(self.why)
        buttons = row(self.yes, self.back, self.no, self.undo, self.send_button, self.stop_button)
        for place in range(5):
            buttons.setStretch(place, 1)
        layout.addLayout(buttons)

    def show_state(
        self,
        *,
        undecided: bool,
        may: bool,
        ready: bool,
        revocable: bool,
        why: str,
        unseen: str,
        usable: bool = True,
        second: bool = False,
        red: str = "",
    ) -> None:
        """``ready``: a decision would be taken now; ``unseen``: the paper A would show first;
        ``usable`` is False where a paper is missing or cannot be used: only 退回 and 不通过 are left;
        ``red``: what the pre-check holds against it, so that passing it is a deed of its own;
        ``second``: a spot check, where the only answers are 抽查无误 and 撤销审核 (R20).
        """
        for button in (self.yes, self.back, self.no):
            button.setVisible(undecided)
            button.setEnabled(undecided and may and ready)
        self.yes.setVisible(undecided or second)
        self.yes.setEnabled((second and ready) or (self.yes.isEnabled() and usable))
        self.undo.setVisible(revocable)
        word = "抽查无误" if second else "通过"
        self._despite = bool(red) and not unseen
        if self._despite:
            word = "仍然通过"
        self.yes.set_text(f"看{unseen}" if unseen else word, "Shift A" if self._despite else "A")
        self.yes.set_kind("" if self._despite else "primary")
        self.yes.setToolTip(tip(f"先看{unseen}（A）" if unseen else f"{word}（{self.yes.hint}）"))
        self.why.setText(why or red)
        self.why.set_tone("bad" if red and not why else "muted")
        self.why.setVisible(bool(why or red))

    def _on_yes(self) -> None:
        (self.despite if self._despite else self.approve).emit()

    def show_picking(self, kind: DecisionKind | None, count: int) -> None:
        """While reasons are picked: send with the number, or leave; the other ways are closed."""
        picking = kind is not None
        word = "不通过" if kind is DecisionKind.REJECT else "退回"
        self.send_button.set_text(f"{word} {count} 项" if count else word)
        self.send_button.set_kind("bad" if kind is DecisionKind.REJECT else "warn")
        self.send_button.setEnabled(picking and count > 0 and self.back.isEnabled())
        for button in (self.send_button, self.stop_button):
            button.setVisible(picking)
        if picking:
            for button in (self.yes, self.back, self.no):
                button.hide()
