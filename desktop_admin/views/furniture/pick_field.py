"""Choosing one out of thousands: type, arrow, Enter. In a form (:class:`PickField`) and under a chip (:class:`PickPopup`).

Never guessed: what was typed and not taken is nobody, and the form says so.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.furniture.offers import Ask, Offer, OfferList
from desktop_admin.views.furniture.type_ahead import TypeAhead

#: Milliseconds after the last letter before anybody is asked.
_TYPING = 200
#: Pixels of a popup, and how many lines it shows at once.
_POPUP, _IN_POPUP = 300, 10


class _Asking(QWidget):
    """A line, its list, and who is asked: what a field and a popup have in common."""

    taken = Signal(object)
    listed = Signal()

    def __init__(
        self,
        ask: Ask,
        name: str,
        hint: str,
        nothing: str,
        *,
        most: int,
        escape: Callable[[], bool] | None = None,
        first: Offer | None = None,
        always: bool = False,
    ) -> None:
        super().__init__()
        self._always = always
        self._ask, self._nothing, self._first, self._round = ask, nothing, first, 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.list = OfferList(name, most=most)
        self.keys = TypeAhead(self.line, self.list, self._on_take, page=most, escape=escape)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self.ask)
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line)
        layout.addWidget(self.list)

    def later(self) -> None:
        """A letter was typed."""
        self.keys.wait()
        self._typing.start()

    def begin(self) -> None:
        """The first offers, at once."""
        self.keys.wait()
        self.ask()

    def ask(self) -> None:
        """For the letters that stand there; an answer to other letters is dropped."""
        self._round += 1
        asked, words = self._round, self.line.text().strip()

        def found(offers: Sequence[Offer]) -> None:
            if asked == self._round:
                self._show([self._first, *offers] if self._first and not words else offers, self._nothing)

        def failed(sentence: str) -> None:
            if asked == self._round:
                self._show((), sentence)

        self._typing.stop()
        self._ask(words, self, found, failed)

    def stop(self) -> None:
        """No offers any more, and none that are on the way."""
        self._round += 1
        self._typing.stop()
        self.keys.rest()
        self.list.hide()

    def _show(self, offers: Sequence[Offer], nothing: str) -> None:
        if not self.line.hasFocus() and self.list.isHidden() and not self._always:
            self.keys.rest()  # somebody went on: nothing opens behind them
            return
        self.list.show_offers(offers, nothing)
        self.list.show()
        self.listed.emit()
        self.keys.arrived()

    def _on_take(self, row: int) -> None:
        offer = self.list.offer(row)
        if offer is not None:
            self.stop()
            self.taken.emit(offer)


class PickField(QWidget):
    """In a form. ``key`` is None while nothing is chosen; ``nothing`` says what to do where nothing fits."""

    changed = Signal()
    resized = Signal()
    """The list under the line came or went: a sheet fits itself anew."""

    def __init__(
        self, ask: Ask, name: str, hint: str, nothing: str, parent: QWidget | None = None, *, most: int = 6
    ) -> None:
        super().__init__(parent)
        self._chosen: Offer | None = None
        self._asking = _Asking(ask, name, hint, nothing, most=most, escape=self._leave)
        self._asking.taken.connect(self._take)
        self._asking.listed.connect(self.resized)
        self.line, self.list = self._asking.line, self._asking.list
        self.line.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._asking)

    @property
    def key(self) -> Any:
        """What is meant by the words that stand there; other words than those that were taken mean nobody."""
        chosen = self._chosen
        return chosen.key if chosen is not None and chosen.words == self.line.text().strip() else None

    @property
    def unfinished(self) -> bool:
        """Something was typed, but nothing was taken."""
        return self.key is None and bool(self.line.text().strip())

    def show_chosen(self, key: Any, words: str) -> None:
        """What is chosen now; a key of None is nothing."""
        self._chosen = Offer(key, words.strip()) if key is not None else None
        self.line.setText(words)
        self._fold()

    def _take(self, offer: Offer) -> None:
        self.show_chosen(offer.key, offer.words)
        self.resized.emit()
        self.changed.emit()

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._asking.later()
        else:
            self._chosen = None
            self._fold()
        self.changed.emit()

    def _leave(self) -> bool:
        """Esc closes the list first; what was chosen before stands there again."""
        self.line.setText(self._chosen.words if self._chosen is not None else "")
        self._fold()
        self.changed.emit()
        return True

    def _fold(self) -> None:
        shown = not self.list.isHidden()
        self._asking.stop()
        if shown:
            self.resized.emit()


class PickPopup(QFrame):
    """Under a chip, for a filter. ``first``, listed while nothing is typed, lifts the limit."""

    taken = Signal(object)
    """The :class:`Offer`."""

    def __init__(
        self, ask: Ask, name: str, hint: str, nothing: str, parent: QWidget, *, first: Offer | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("sheet")
        self._asking = _Asking(ask, name, hint, nothing, most=_IN_POPUP, first=first, always=True)
        self._asking.taken.connect(self._take)
        self._asking.listed.connect(self.adjustSize)
        self.line, self.list = self._asking.line, self._asking.list
        self.line.textEdited.connect(lambda: self._asking.later())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.addWidget(self._asking)
        self.setFixedWidth(_POPUP)

    def open_below(self, chip: QWidget) -> None:
        """Show under the chip with the first offers."""
        self._asking.stop()
        self.line.clear()
        self.adjustSize()
        self.move(chip.mapToGlobal(chip.rect().bottomLeft()))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self._asking.begin()

    def event(self, event: QEvent) -> bool:
        """Every key is this popup's while it is open: Esc leaves it before any command of the page has it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _take(self, offer: Offer) -> None:
        self.hide()
        self.taken.emit(offer)
