"""Asking once before a paper that can hold macros goes to another program (issue: 宏)."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row


class HandOverSheet(Overlay):
    """Says what could happen. Going back is what Enter and Esc do; opening has its own button."""

    def __init__(self, parent: QWidget, paper: str, go: Callable[[], None]) -> None:
        super().__init__(parent, width=480)
        self._go = go
        self.heading = Text("这种文件可能带宏", size="heading")
        self.setAccessibleName(self.heading.text())
        self.words = Text(
            (
                f"{paper}是旧式 Word 文档（.doc）。检查没有发现问题，但这种格式能藏宏，打开后不要点“启用宏”或“启用编辑”。"
            ),
            wrap=True,
        )
        self.back = CommandButton("不打开", "Enter", kind="primary")
        self.back.clicked.connect(self.dismiss)
        self.open_it = CommandButton("仍然打开", kind="warn")
        self.open_it.clicked.connect(self._on_open)
        self.primary = self.back
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        self.body.addWidget(self.words)
        self.body.addWidget(
            Text(
                "只需要看内容或盖章，用这里的页面就够了；打开会记入操作日志。",
                tone="muted",
                wrap=True,
            )
        )
        self.foot.addLayout(row(self.open_it, None, self.back))
        self.closed.connect(self.deleteLater)

    def _on_open(self) -> None:
        self.dismiss()
        self._go()


def ask_before_handing_over(parent: QWidget, paper: str, go: Callable[[], None]) -> None:
    """``go`` after a question about ``paper`` (its words on screen)."""
    sheet = HandOverSheet(parent, paper, go)
    sheet.open()
    sheet.back.setFocus()
