"""Something that may be higher than its place: a stop of Tab only while there is anything to scroll.

Qt makes every scroll area a stop, one that shows nothing.  Here the keyboard stays away from what is all in
sight; where it does stop there is a ring, and arrows, PageUp, PageDown, Home and End move what is read.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

_KEYS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class ScrollPlace(QScrollArea):
    """No frame, no sideways bar. Without ``stop`` Tab never stops here (what stands in it scrolls into sight)."""

    def __init__(self, widget: QWidget, *, stop: bool = True) -> None:
        super().__init__()
        self.setWidget(widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if stop:
            self.setObjectName("scrollPlace")  # the stylesheet keeps room for the ring
            self.setAccessibleName("本页内容，可用方向键滚动")
            self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def _on_range(self, least: int, most: int) -> None:
        # Not ClickFocus: a click beside the words leaves the keyboard where it is.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if most > least else Qt.FocusPolicy.NoFocus)

    def read_on(self, event: QKeyEvent) -> bool:
        """PageUp, PageDown, Home and End, also when something around has the keyboard; False for other keys."""
        act = _KEYS.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self.verticalScrollBar().triggerAction(act)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows are Qt's; Home and End it leaves out; letters are the page's."""
        if not self.read_on(event):
            super().keyPressEvent(event)
