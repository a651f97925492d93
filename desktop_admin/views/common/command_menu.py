"""The context menu of commands: what can be done with what it stands on, the keys beside it, the reason where it cannot.

It stays true while it is open: what was just being fetched is there a moment later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from desktop_admin.views.common.plain_words import caption, tip

#: Milliseconds after which an open menu looks again.
_AGAIN = 100


@dataclass(frozen=True)
class Offer:
    """An entry as it is now: ``why`` not, or empty; ``on`` None is no switch."""

    words: str
    hint: str
    why: str
    act: Callable[[], object]
    on: bool | None = None


class CommandMenu(QMenu):
    """Opens at once at ``at`` (of the screen); ``offers`` are asked for again while it is open. Deletes itself."""

    def __init__(self, offers: Callable[[], Sequence[Sequence[Offer]]], at: QPoint, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers = offers
        self.setToolTipsVisible(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for part in offers():
            if part and not self.isEmpty():
                self.addSeparator()
            for offer in part:
                self._add(offer)
        self.refresh()
        # What is listed depends on answers that are on their way; a menu is open for seconds, so it just looks again.
        again = QTimer(self, interval=_AGAIN)
        again.timeout.connect(self.refresh)
        again.start()
        self.popup(at)

    def refresh(self) -> None:
        """Which entries can be chosen, and why the others cannot."""
        offers = [offer for part in self._offers() for offer in part]
        for action, offer in zip(self.entries(), offers, strict=True):
            action.setEnabled(not offer.why)
            action.setToolTip(tip(offer.why or offer.words))
            if offer.on is not None:
                action.setChecked(offer.on)

    def entries(self) -> list[QAction]:
        """The commands, without the lines between them."""
        return [action for action in self.actions() if not action.isSeparator()]

    def _add(self, offer: Offer) -> None:
        # The key is only shown: a shortcut here would be a second one of the same key.
        action = self.addAction(caption(offer.words) + (f"\t{offer.hint}" if offer.hint else ""))
        action.setCheckable(offer.on is not None)
        action.triggered.connect(lambda _on=False: offer.act())


def asked_row(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """The row a context menu was asked for, and where on the screen it is to stand.

    By pointer what lies under it; by the Menu key the current row. An invalid index: beside all rows.
    """
    if event.reason() != QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(event.pos()), event.globalPos()
    index = view.currentIndex()
    view.scrollTo(index)
    below = view.visualRect(index).bottomLeft() + QPoint(view.visualRect(index).height(), 0)
    return index, view.viewport().mapToGlobal(below if index.isValid() else view.viewport().rect().center())


def ask_by_key() -> None:
    """Shift+F10: whoever has the keyboard is asked for its menu, as by the Menu key."""
    widget = QApplication.focusWidget()
    if widget is not None:
        at = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at))
        QCoreApplication.sendEvent(widget, event)
