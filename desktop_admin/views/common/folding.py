"""Two parts side by side where both fit, one below the other in a narrow window: nothing is cut at its edge."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget


class Folding(QWidget):
    """``least``: pixels that each part needs beside the other; 0: as wide as it would like to be."""

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        spacing: int,
        stretch: tuple[int, int] = (1, 1),
        least: int = 0,
    ) -> None:
        super().__init__()
        self._parts, self._least, self._shares = (first, second), least, stretch
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        for part, share in zip(self._parts, stretch, strict=True):
            self._box.addWidget(part, share)

    @property
    def folded(self) -> bool:
        """Whether the second part stands below the first."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def sizeHint(self) -> QSize:
        """Side by side, also while folded: in a window that grows they come to stand so again."""
        wide = sum(part.sizeHint().width() for part in self._shown()) + self._box.spacing()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part alone."""
        return QSize(
            max(part.minimumSizeHint().width() for part in self._shown()), super().minimumSizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        way = QBoxLayout.Direction.LeftToRight
        needed = sum(self._least or part.sizeHint().width() for part in self._shown())
        if needed + self._box.spacing() > self.width():
            way = QBoxLayout.Direction.TopToBottom
        if way is not self._box.direction():
            self._box.setDirection(way)
            # One below the other: no hole between them, what is left over is the second one's.
            shares = self._shares if way is QBoxLayout.Direction.LeftToRight else (0, 1)
            for place, share in enumerate(shares):
                self._box.setStretch(place, share)
        super().resizeEvent(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()] or [self._parts[0]]
