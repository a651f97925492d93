"""One line of the reason picker: keycap, words, and under a ticked reason the fields it asks for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_admin.contract.catalogue import ReasonForm
from desktop_admin.rules.reasons import as_read, fields_of
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.row_painting import BAR
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import KeyHint, Text, row
from desktop_admin.views.review.drafts import OTHER, Pick


class ReasonLine(QWidget):
    """``toggled`` by click; ``typed`` with every letter of a field; ``done`` by Enter in a field."""

    toggled = Signal(object)
    typed = Signal()
    done = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, form: ReasonForm | None, digit: int | None, pick: Pick | None, why: str = ""
    ) -> None:
        """``why``: what the pre-check said that puts this reason forward."""
        super().__init__()
        self._theme = theme
        self.form, self.digit, self.pick = form, digit, pick
        self._walked = False
        self.words = Text(_words(form), bold=pick is not None, wrap=True)
        self.fields: dict[str, _Field] = {}
        cap = KeyHint("" if digit is None else str(digit))
        cap.setFixedWidth(22)
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Never made visible by hand: without a parent that would open a window and take the keyboard.
        said = [Text("预检", tone="muted", size="small")] if why else []
        head = row(22 + 2 * GRID if digit is None else cap, self.words, *said, spacing=2 * GRID)
        head.setStretchFactor(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        layout.setSpacing(GRID)
        layout.addLayout(head)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if form is None:
            return
        self.setAccessibleName(f"{digit if digit is not None else ''} {as_read(form.text)}".strip())
        if why:
            self.setAccessibleDescription(f"预检：{why}")
            self.setToolTip(tip(f"预检：{why}"))
        if pick is not None:
            for name in fields_of(form.text):
                self._add_field(layout, name, pick)

    @classmethod
    def nothing(cls, theme: Theme, sentence: str) -> "ReasonLine":
        """The line that says nothing was found."""
        line = cls(theme, None, None, None)
        line.words.setText(sentence)
        line.words.set_tone("muted")
        return line

    def walk(self, *, on: bool) -> None:
        """The line ↑↓ stand on."""
        self._walked = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ticked lines stand on orange beside a bar, the walked one has a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "back_soft" if self.pick is not None else "faint" if self.underMouse() and self.form else ""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect(), 5, 5)
        if self.pick is not None:
            painter.fillRect(0, 3, BAR, self.height() - 6, self._theme.colour("back"))
        if self._walked:
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def edit_missing(self) -> None:
        """The keyboard to the first empty field."""
        for field in self.fields.values():
            if not field.text().strip():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks."""
        if self.form is not None:
            self.toggled.emit(self.form)

    def _add_field(self, layout: QVBoxLayout, name: str, pick: Pick) -> None:
        field = self.fields[name] = _Field(name, pick, self)
        field.textChanged.connect(self.typed)
        field.done.connect(self.done)
        field.left.connect(self.left)
        layout.addLayout(row(22, field, spacing=2 * GRID))


class _Field(QLineEdit):
    """A field of a reason: what is typed goes straight into the draft."""

    done = Signal()
    left = Signal()

    def __init__(self, name: str, pick: Pick, parent: QWidget) -> None:
        super().__init__(pick.values.get(name, ""), parent)
        self._name, self._pick = name, pick
        self.setPlaceholderText(_hint(name))
        self.setAccessibleName(f"{pick.text}：{name}")
        self.textChanged.connect(self._keep)

    def _keep(self, text: str) -> None:
        self._pick.values[self._name] = text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc go back to where digits tick; an empty field keeps the reason unfinished."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.text().strip():
                self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _words(form: ReasonForm | None) -> str:
    if form is None:
        return ""
    if form.code == OTHER:
        return "其他…"
    words = form.text
    for name in fields_of(words):
        words = words.replace("{" + name + "}", "…")
    return words


def _hint(name: str) -> str:
    return f"填写{name}，Enter 完成"
