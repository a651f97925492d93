"""F1: the keys of the page in front, then those of the whole window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.page import KeyHelp
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, KeyHint, Text

#: Pixels of the whole sheet; the smallest window has room for that many columns of it.
_WIDTH, _COLUMNS = 928, 3
#: So many keys are read more easily in two columns.
_FEW = 14


class KeysSheet(Overlay):
    """Columns of keys, as many as fit; Esc or F1 closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=_WIDTH)
        self.setAccessibleName("按键说明")
        head = QHBoxLayout()
        self.heading = Text(size="heading")
        self.shut = CommandButton("关闭", "Esc")
        self.shut.clicked.connect(self.dismiss)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.shut)
        self.head.addLayout(head)
        self.primary = self.shut
        self._lines = QWidget()
        self.body.addWidget(self._lines)
        self.shown: tuple[KeyHelp, ...] = ()

    def show_keys(self, title: str, page: Sequence[KeyHelp], everywhere: Sequence[KeyHelp]) -> None:
        """Fill and open."""
        self.heading.setText(f"{title}的按键")
        self.shown = (*page, *everywhere)
        groups: dict[str, list[KeyHelp]] = {}
        for key in page:
            groups.setdefault(key.group or "这一页", []).append(key)
        for key in everywhere:
            groups.setdefault(key.group or "到处可用", []).append(key)
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(6 * GRID)
        sides = [QVBoxLayout() for _ in range(_COLUMNS if len(self.shown) > _FEW else 2)]
        for column in sides:
            column.setSpacing(2 * GRID)
        heights = [0] * len(sides)
        for name, keys in groups.items():
            side = heights.index(min(heights))
            sides[side].addWidget(Text(name, tone="muted", size="small"))
            sides[side].addLayout(self._grid(keys))
            sides[side].addSpacing(2 * GRID)
            heights[side] += len(keys) + 2
        for side_layout in sides:
            side_layout.addStretch(1)
            columns.addLayout(side_layout, 1)
        self.body.replaceWidget(self._lines, inner)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = inner
        self.open()
        self.shut.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it too."""
        if event.key() == Qt.Key.Key_F1 and not event.isAutoRepeat():
            self.dismiss()
        super().keyPressEvent(event)

    def _grid(self, keys: Sequence[KeyHelp]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID + 2)
        grid.setColumnMinimumWidth(0, 84)
        grid.setColumnStretch(1, 1)
        for line, key in enumerate(keys):
            caps = QHBoxLayout()
            caps.setSpacing(GRID)
            for cap in key.keys.split():
                caps.addWidget(KeyHint(cap))
            caps.addStretch(1)
            grid.addLayout(caps, line, 0)
            grid.addWidget(Text(key.does, wrap=True), line, 1)
        return grid
