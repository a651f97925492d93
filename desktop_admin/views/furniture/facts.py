"""Label and value, in a quiet grid; values can be selected and copied.

The same grid at the head of a person's page and of a dossier.  Where room is short, what was pinned stays.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text, row


class Facts(QWidget):
    """Lines in the order they are added; a line without a value is hidden.

    ``dense``: for a narrow panel, where values do not wrap unless they are told to.
    """

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 72, dense: bool = False) -> None:
        super().__init__(parent)
        self._dense = dense
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, GRID if dense else 0, 0, 0)
        self._grid.setHorizontalSpacing((2 if dense else 3) * GRID)
        self._grid.setVerticalSpacing(3 if dense else GRID + 2)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._heads: dict[str, Text] = {}
        self.values: dict[str, Text] = {}
        self._extras: dict[str, QWidget] = {}
        self._pinned: set[str] = set()
        self._presses: dict[QObject, tuple[Text, Callable[[], None]]] = {}
        self._compact = False

    def add(
        self,
        key: str,
        label: str,
        extra: QWidget | None = None,
        *,
        link_only: bool = False,
        pinned: bool = False,
        wrap: bool | None = None,
        press: Callable[[], None] | None = None,
        hint: str = "",
    ) -> None:
        """A line; ``extra`` (a button) stands right behind its value, or instead of it (``link_only``).

        ``press``: what a click on the value does, told by ``hint`` (marking it with the mouse does not press it).
        """
        place = self._grid.rowCount()
        head = self._heads[key] = Text(label, tone="muted")
        value = self.values[key] = Text(wrap=(extra is None and not self._dense) if wrap is None else wrap)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if pinned:
            self._pinned.add(key)
        if press is not None:
            self._presses[value] = (value, press)
            value.setCursor(Qt.CursorShape.PointingHandCursor)
            value.setToolTip(tip(hint))
            value.installEventFilter(self)
        # Beside a button the value stands in the middle of a taller line.
        top = Qt.AlignmentFlag.AlignTop if extra is None else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(head, place, 0, top)
        if extra is None:
            self._grid.addWidget(value, place, 1)
        else:
            self._extras[key] = extra
            line = row(value, extra, None, spacing=GRID if self._dense else 0)
            if link_only:
                # A link's own padding would push it out of the column of values.
                extra.setStyleSheet("padding-left: 0; margin-left: -1px;")
            self._grid.addLayout(line, place, 1)

    def say(self, key: str, words: str, tone: str = "") -> None:
        """Show a value; an empty one hides the line."""
        self.values[key].setText(words)
        self.values[key].set_tone(tone)
        self._show(key)

    def set_compact(self, *, on: bool) -> None:
        """Only the pinned lines: the room is needed below."""
        self._compact = on
        for key in self.values:
            self._show(key)

    def _show(self, key: str) -> None:
        shown = bool(self.values[key].text()) and (not self._compact or key in self._pinned)
        for part in (self._heads[key], self.values[key], self._extras.get(key)):
            if part is not None:
                part.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a value that can be pressed."""
        found = self._presses.get(watched)
        if found is not None and event.type() == QEvent.Type.MouseButtonRelease:
            value, press = found
            if not value.hasSelectedText():
                press()
        return False
