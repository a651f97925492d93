"""One page of a long paper made alone, as wide as it is shown: long papers are made narrower, the page looked at need not be."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_admin.views.papers.pages import Paper
from desktop_admin.views.papers.reader import PaperReader


class SharpPage(QObject):
    """The page under the eye. ``view`` is painted anew when it comes."""

    def __init__(self, reader: PaperReader, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._reader, self._view = reader, view
        self._number, self._image = -1, QImage()
        self._asked = 0

    def of(self, number: int) -> QImage | None:
        """That page (from 0), if it was made."""
        return self._image if number == self._number else None

    def forget(self) -> None:
        """Another paper, or the same at another size: what is on its way is not wanted any more."""
        self._reader.forget(self)
        self._asked += 1
        self._number, self._image = -1, QImage()

    def ask(self, paper: Paper, number: int, width: int) -> None:
        """Ask for a page of a narrowed paper, unless it is here at that width (physical pixels)."""
        if not paper.narrowed or not 0 <= number < len(paper.pages):
            return
        if self._number == number and self._image.width() == width:
            return
        asked = self._asked

        def came(made: Paper) -> None:
            if asked == self._asked and made.pages:
                self._number, self._image = number, made.pages[0]
                self._view.viewport().update()

        self._reader.read_page(paper.sha256, number, width=width, owner=self, done=came)
