"""Asking before something begun is lost: signing out or closing with reasons or a note not sent."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row


class LeavingSheet(Overlay):
    """Names what would be lost. Staying is what Enter and Esc do; leaving has its own button."""

    def __init__(self, parent: QWidget, unsent: str, go: Callable[[], None]) -> None:
        super().__init__(parent, width=440)
        self._go = go
        self.heading = Text("还有没提交的内容", size="heading")
        self.setAccessibleName(self.heading.text())
        self.unsent = Text(unsent, wrap=True)
        self.stay = CommandButton("留下继续", "Enter", kind="primary")
        self.stay.clicked.connect(self.dismiss)
        self.leave = CommandButton("仍然退出", kind="bad")
        self.leave.clicked.connect(self._on_leave)
        self.primary = self.stay
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        self.body.addWidget(self.unsent)
        self.body.addWidget(
            Text("现在退出，没发出、没保存的会丢失，没办完的不再继续。", tone="muted", wrap=True)
        )
        self.foot.addLayout(row(self.leave, None, self.stay))
        self.closed.connect(self.deleteLater)

    def _on_leave(self) -> None:
        self.dismiss()
        self._go()


def ask_before_leaving(parent: QWidget, unsent: str, go: Callable[[], None]) -> None:
    """``go`` at once when nothing is begun (``unsent`` empty), else after a question that names it."""
    if not unsent:
        go()
        return
    sheet = LeavingSheet(parent, unsent, go)
    sheet.open()
    sheet.stay.setFocus()
