"""Small widgets used on every desk: badge, card, key hint, command button, lines of text.

They hold no colours (the stylesheet does, by property) and know no office.
"""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from desktop_admin.views.common.caret import has_caret, rests_while_typing
from desktop_admin.views.common.plain_words import caption, tip
from desktop_admin.views.common.scroll_place import ScrollPlace
from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.tokens import GRID, SMALL

#: Pixels that a word of a wrapped text may claim for itself.
_LONGEST_WORD = 40 * GRID
#: How much of a key's name is painted while a field has the caret and the key would be written there.
_RESTING = 0.35


class Text(QLabel):
    """A label by tone (muted, ok, warn, bad, …) and size (small, heading); plain text only, never markup."""

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "",
        size: str = "",
        bold: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if tone:
            self.setProperty("tone", tone)
        if size:
            self.setProperty("type", size)  # “size” is taken: a QWidget has one
        if bold:
            self.setProperty("weight", "bold")

    def minimumSizeHint(self) -> QSize:
        """A word without an end (a file's name) makes a wrapped line no wider than its place."""
        size = super().minimumSizeHint()
        return size.boundedTo(QSize(_LONGEST_WORD, size.height())) if self.wordWrap() else size

    def set_tone(self, tone: str) -> None:
        """Change the colour by its meaning."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class CutText(Text):
    """One line that gives way where there is no room, and shows by … that it does; its tooltip is whole then."""

    def minimumSizeHint(self) -> QSize:
        """The dots and a sign before them."""
        return QSize(8 * GRID, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The whole text where it is not to be read."""
        self.setToolTip(tip(self.text()) if self._cut() else "")
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any label, unless something must go."""
        if not self._cut():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            QPainter(self), room, align, self.palette(), self.isEnabled(), words, self.foregroundRole()
        )

    def _cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()


class Badge(QLabel):
    """Status as colour *and* word. Hidden while it has no word."""

    def __init__(self, word: str = "", tone: str = "info", parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setProperty("badge", tone)
        if not word:
            self.hide()

    def show_word(self, word: str, tone: str = "info") -> None:
        """Say something else; an empty word hides the badge."""
        self.setText(word)
        self.setAccessibleName(word)
        if self.property("badge") != tone:
            self.setProperty("badge", tone)
            restyle(self)
        self.setVisible(bool(word))


class Card(QFrame):
    """A raised plane with a line around it; ``body`` takes what stands on it."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, margin: int = 4 * GRID) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - GRID, margin, margin - GRID)
        self.body.setSpacing(2 * GRID)
        self.title: QLabel | None = None
        if title:
            self.title = Text(title, bold=True)
            self.body.addWidget(self.title)
            self.setAccessibleName(title)


class Hairline(QFrame):
    """A hairline, horizontal unless told otherwise."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class KeyHint(QLabel):
    """A key as it stands on the keyboard, in a small frame."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setObjectName("keyHint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class CommandButton(QPushButton):
    """A button with its key written small behind the word; the key itself belongs to the page.

    ``kind``: primary, warn, bad, quiet, link, pill, tab or empty. The hint is not part of ``text``.
    """

    def __init__(self, text: str, hint: str = "", *, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(caption(text), parent)
        self.setAutoDefault(False)
        self._hint = hint
        if kind:
            self.setProperty("kind", kind)
        self.setAccessibleName(text)
        if hint:
            self.setToolTip(tip(f"{text}（{hint}）"))

    @property
    def hint(self) -> str:
        """The key's name shown behind the word."""
        return self._hint

    @property
    def hint_rests(self) -> bool:
        """Whether the key would be written into a field just now; :class:`CaretWatch` has it painted anew."""
        return rests_while_typing(self._hint) and has_caret(QApplication.focusWidget())

    def set_text(self, text: str, hint: str | None = None) -> None:
        """Change the word, for eyes and for screen readers; and the key's name, where it changes too."""
        if hint is not None:
            self._hint = hint
        self.setText(caption(text))
        self.setAccessibleName(text)
        if self._hint:
            self.setToolTip(tip(f"{text}（{self._hint}）"))

    def text(self) -> str:
        """The word as it is read; Qt keeps its ampersands doubled."""
        return super().text().replace("&&", "&")

    def set_kind(self, kind: str) -> None:
        """Change the look by meaning."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses like Space does; a key held down presses once."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the word and its key."""
        size = super().sizeHint()
        if self._hint:
            size.setWidth(size.width() + self._hint_width() + 2 * GRID)
        return size

    def minimumSizeHint(self) -> QSize:
        """A word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """The word as the style paints it, moved left by half of what the key needs."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if not self._hint:
            super().paintEvent(event)  # type: ignore[arg-type]
            self._paint_ring(QPainter(self), option)
            return
        painter = QStylePainter(self)
        option.text = ""
        option.icon = QIcon()  # drawn below, beside the word
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colour = option.palette.buttonText().color()
        inner = self.rect()
        word = self.fontMetrics().horizontalAdvance(self.text())
        icon = 0 if self.icon().isNull() else self.iconSize().width() + GRID
        left = inner.left() + (inner.width() - word - icon - self._hint_width() - 2 * GRID) // 2
        if icon:
            mode = self.icon().Mode.Normal if self.isEnabled() else self.icon().Mode.Disabled
            picture = self.icon().pixmap(self.iconSize(), self.devicePixelRatioF(), mode)
            painter.drawPixmap(left, inner.center().y() - self.iconSize().height() // 2 + 1, picture)
        painter.setPen(colour)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner.adjusted(left + icon, 0, 0, 0), middle, self.text())
        small = painter.font()
        small.setPixelSize(SMALL - 1)
        painter.setFont(small)
        if self.hint_rests:
            painter.setOpacity(_RESTING)
        painter.drawText(inner.adjusted(left + icon + word + 2 * GRID, 1, 0, 1), middle, self._hint)
        painter.setOpacity(1.0)
        self._paint_ring(painter, option)

    def _paint_ring(self, painter: QPainter, option: QStyleOptionButton) -> None:
        """The main button has the colour of every other ring: with the keyboard, its own lies inside it."""
        if self.hasFocus() and self.property("kind") == "primary":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(option.palette.buttonText().color(), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 3.5, 3.5)

    def _hint_width(self) -> int:
        small = self.font()
        small.setPixelSize(SMALL - 1)
        return QFontMetrics(small).horizontalAdvance(self._hint)


def icon_button(theme: Theme, icon: str, name: str, *, hint: str = "", token: str = "muted") -> QPushButton:
    """A quiet square button with only an icon; ``name`` is its tooltip and accessible name."""
    button = QPushButton()
    button.setProperty("kind", "quiet")
    button.setAutoDefault(False)
    theme.set_icon(button, icon, token, 16)
    button.setAccessibleName(name)
    button.setToolTip(tip(f"{name}（{hint}）" if hint else name))
    return button


def row(*items: QWidget | QLayout | int | None, spacing: int = 2 * GRID) -> QHBoxLayout:
    """Widgets side by side; a number is a fixed gap, None stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    fill(layout, *items)
    return layout


def fill(layout: QHBoxLayout | QVBoxLayout, *items: QWidget | QLayout | int | None) -> None:
    """Add several things to a box layout."""
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def scroll(widget: QWidget, *, stop: bool = True) -> ScrollPlace:
    """A widget that may be higher than its place; ``stop``: Tab stops here while there is anything to scroll."""
    return ScrollPlace(widget, stop=stop)
