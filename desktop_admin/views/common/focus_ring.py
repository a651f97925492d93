"""Tab inside one part of the window: round and round, never out of it.

Apart from the sheets, because forms that open in place and the panel of failures keep to it as well.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def go_round(inside: QWidget, *, onward: bool) -> bool:
    """The keyboard to the next (or the one before) that takes Tab in ``inside``; for ``focusNextPrevChild``.

    False only while ``inside`` is not to be seen: then Qt looks elsewhere.
    """
    if not inside.isVisible():
        return False
    for widget in _chain(inside, onward=onward):
        if inside.isAncestorOf(widget) and takes_tab(widget):
            reason = Qt.FocusReason.TabFocusReason if onward else Qt.FocusReason.BacktabFocusReason
            widget.setFocus(reason)
            _bring_into_sight(widget)
            break
    return True


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop here. A widget that hands its focus on is stopped at where it hands it."""
    policy = widget.focusPolicy()
    return (
        policy & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def _chain(inside: QWidget, *, onward: bool) -> Iterator[QWidget]:
    """Qt's focus chain from the widget with the keyboard once round, without that widget."""
    start = inside.window().focusWidget()
    if start is None or not inside.isAncestorOf(start):
        start = inside
    widget = start
    while True:
        following = widget.nextInFocusChain() if onward else widget.previousInFocusChain()
        if following is None or following is start:
            return
        widget = following
        yield widget


def _bring_into_sight(widget: QWidget) -> None:
    """Every scroll area around it shows it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
