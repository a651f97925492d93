"""A short list of what may be taken, as it stands under a field; and one entry of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop_admin.views.common.tokens import GRID

_ROW = 24


@dataclass(frozen=True)
class Offer:
    """``key``: what is meant by it; ``words`` are listed, and stand in the field once taken; ``detail`` only listed."""

    key: Any
    words: str
    detail: str = ""


Found = Callable[[Sequence[Offer]], None]
Failed = Callable[[str], None]
Ask = Callable[[str, QWidget, Found, Failed], None]
"""(letters, owner, found, failed): asks for the offers that fit; an answer for an owner that is gone is dropped."""


class OfferList(QListWidget):
    """Shows offers, or a sentence; ``most``: how many lines without scrolling. The keyboard stays in its field."""

    def __init__(self, name: str, *, most: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._offers: tuple[Offer, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_offers(self, offers: Sequence[Offer], nothing: str) -> None:
        """The first of them is meant; without any, the sentence ``nothing`` that cannot be taken."""
        self._offers = tuple(offers)
        self.clear()
        for offer in offers:
            self.addItem(f"{offer.words}　{offer.detail}" if offer.detail else offer.words)
        if not offers:
            sentence = QListWidgetItem(nothing)
            sentence.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(sentence)
        self.setCurrentRow(0 if offers else -1)
        self.setFixedHeight(min(max(1, self.count()), self._most) * _ROW + GRID)

    def offer(self, row: int) -> Offer | None:
        """What stands in a row; None for the sentence."""
        return self._offers[row] if 0 <= row < len(self._offers) else None
