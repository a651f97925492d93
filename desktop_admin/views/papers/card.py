"""What stands in place of pages, or above them: why a paper cannot be shown, and the way out.

Apart from the view, which only knows pages. There is always a sentence, a cause
and a button; the pane is never blank.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.widgets import Text


class PaperCard(QFrame):
    """A card in the middle of the pane."""

    again = Signal()
    open_external = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._icon = Text()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = _label("heading")
        self.text = _label("body")
        self.hint = _label("body")
        self.hint.setProperty("tone", "warn")
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setAccessibleName("文件开头的文字")
        self.again_button = QPushButton("再试一次")
        self.again_button.clicked.connect(self.again)
        self.external_button = QPushButton()
        self.external_button.clicked.connect(self.open_external)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.again_button)
        buttons.addWidget(self.external_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        for widget in (self._icon, self.title, self.text, self.words, self.hint):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.hide()

    def say(
        self,
        icon: str,
        title: str,
        sentences: Sequence[str],
        *,
        hint: str = "",
        again: bool = False,
        external: str = "",
        words: str = "",
    ) -> None:
        """Show the card; ``external`` is the word on the button that opens the original elsewhere.

        ``words`` are the beginning of the paper's own text, made plain (:func:`paper_words.plain`).
        """
        self._theme.set_icon(self._icon, icon, "warn", 32)
        self.title.setText(title)
        self.text.setText("\n".join(sentences))
        self.text.setVisible(bool(sentences))
        self.words.setPlainText(words)
        self.words.setVisible(bool(words))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.again_button.setVisible(again)
        self.external_button.setText(external)
        self.external_button.setVisible(bool(external))
        self.setAccessibleName(f"{title}。{''.join(sentences)}{hint}")
        self.show()

    def place(self) -> None:
        """Sit in the middle of the parent, as wide as reads well."""
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(440, max(200, parent.width() - 32))
        height = min(max(self.heightForWidth(width), self.sizeHint().height()), max(80, parent.height() - 16))
        self.setGeometry(
            (parent.width() - width) // 2, max(8, (parent.height() - height) // 3), width, height
        )


class PaperBanner(QFrame):
    """A line above the pages: a fault of a paper that can be shown all the same, or what may look different."""

    open_external = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.text = Text()
        self.text.setWordWrap(True)
        self.external_button = QPushButton()
        self.external_button.setProperty("kind", "link")
        self.external_button.clicked.connect(self.open_external)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.external_button)
        self.hide()

    def say(self, tone: str, text: str, *, external: str = "") -> None:
        """Show ``text``; nothing to say hides the line."""
        self.text.setText(text)
        self.external_button.setText(external)
        self.external_button.setVisible(bool(external))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
            restyle(self.text)
        self.setVisible(bool(text))


def _label(size: str) -> Text:
    label = Text()
    label.setProperty("type", size)  # “size” is taken: a QWidget has one
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
