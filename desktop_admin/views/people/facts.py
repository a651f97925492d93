"""Label and value, in a quiet grid; values can be selected and copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text, row


class Facts(QWidget):
    """Lines in the order they are added; a line without a value is hidden."""

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 72) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID + 2)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._heads: dict[str, Text] = {}
        self.values: dict[str, Text] = {}
        self._extras: dict[str, QWidget] = {}

    def add(self, key: str, label: str, extra: QWidget | None = None, *, link_only: bool = False) -> None:
        """A line; ``extra`` (a button) stands right behind its value, or instead of it (``link_only``)."""
        place = self._grid.rowCount()
        head = self._heads[key] = Text(label, tone="muted")
        value = self.values[key] = Text(wrap=extra is None)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = Qt.AlignmentFlag.AlignTop if extra is None else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(head, place, 0, top)
        if extra is None:
            self._grid.addWidget(value, place, 1)
        else:
            self._extras[key] = extra
            line = row(value, extra, None, spacing=0)
            if link_only:
                # A link's own padding would push it out of the column of values.
                extra.setStyleSheet("padding-left: 0; margin-left: -1px;")
            self._grid.addLayout(line, place, 1)

    def say(self, key: str, words: str) -> None:
        """Show a value; an empty one hides the line."""
        self.values[key].setText(words)
        for part in (self._heads[key], self.values[key], self._extras.get(key)):
            if part is not None:
                part.setVisible(bool(words))
