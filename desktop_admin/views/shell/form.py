"""The plain forms at the door: a heading, labelled fields, faults beside them, one button."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.theme import Theme, restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text


class DoorForm(QWidget):
    """Base of sign-in, first run and new password. Enter sends; faults stand under the fields."""

    def __init__(self, theme: Theme, heading: str, send: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.heading = Text(heading, size="heading")
        self.explanation = Text(tone="muted", wrap=True)
        self.explanation.hide()
        self.fields: dict[str, QLineEdit] = {}
        self._faults: dict[str, Text] = {}
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(3 * GRID)
        self.grid.setVerticalSpacing(2 * GRID)
        self.grid.setColumnMinimumWidth(0, 64)
        self.problem = Text(tone="bad", wrap=True)
        self.problem.hide()
        self.caps = Text("大写锁定已开启", tone="warn", size="small")
        self.caps.hide()
        self.send = CommandButton(send, "Enter", kind="primary")
        self.send.setMinimumHeight(30)
        self.send.clicked.connect(self.submit)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.send)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3 * GRID)
        self._layout.addWidget(self.heading)
        self._layout.addWidget(self.explanation)
        self._layout.addLayout(self.grid)
        self._layout.addWidget(self.caps)
        self._layout.addWidget(self.problem)
        self._layout.addLayout(self.foot)
        self._tries_caps = False

    def explain(self, words: str) -> None:
        """A sentence under the heading."""
        self.explanation.setText(words)
        self.explanation.setVisible(bool(words))

    def add_section(self, words: str) -> Text:
        """A small heading between fields."""
        label = Text(words, tone="muted", size="small", wrap=True)
        self.grid.addWidget(label, self.grid.rowCount(), 0, 1, 2)
        return label

    def add_field(self, key: str, label: str, *, secret: bool = False, hint: str = "") -> QLineEdit:
        """A labelled field; Enter goes on to the next empty one, and sends from the last."""
        line = self.grid.rowCount()
        field = QLineEdit()
        field.setAccessibleName(label)
        field.setPlaceholderText(hint)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.installEventFilter(self)
        name = Text(label, tone="muted")
        name.setBuddy(field)
        fault = Text(tone="bad", size="small", wrap=True)
        fault.hide()
        self.grid.addWidget(name, line, 0)
        self.grid.addWidget(field, line, 1)
        self.grid.addWidget(fault, line + 1, 1)
        self.fields[key] = field
        self._faults[key] = fault
        field.returnPressed.connect(self._on_return)
        field.textEdited.connect(lambda _text, which=key: self.clear_fault(which))
        return field

    def text(self, key: str) -> str:
        """What stands in a field."""
        return self.fields[key].text()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Sentences under their fields; the keyboard goes to the first."""
        for key, label in self._faults.items():
            words = faults.get(key, "")
            label.setText(words)
            label.setVisible(bool(words))
            field = self.fields[key]
            field.setProperty("fault", "true" if words else "false")
            field.setAccessibleDescription(words)
            restyle(field)
        first = next((key for key in self.fields if key in faults), None)
        if first is not None:
            self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields[first].selectAll()

    def clear_fault(self, key: str) -> None:
        """The person is mending it."""
        if self._faults[key].text():
            self._faults[key].setText("")
            self._faults[key].hide()
            self.fields[key].setProperty("fault", "false")
            restyle(self.fields[key])

    def show_problem(self, words: str) -> None:
        """A sentence about the whole form."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def show_error(self, error: OfficeError, names: Mapping[str, str]) -> None:
        """An office's refusal: faults to their fields (``names``: the office's name → ours), rest below."""
        own: dict[str, str] = {}
        rest: list[str] = []
        for fault in error.details.get("faults", ()):
            key = names.get(str(fault.get("field", "")), "")
            if key in self.fields:
                own[key] = f"{own[key]} {fault['message']}" if key in own else str(fault["message"])
            else:
                rest.append(str(fault.get("message", "")))
        self.show_faults(own)
        self.show_problem("\n".join(rest) if rest else ("" if own else error.message))

    def set_busy(self, busy: bool) -> None:
        """While the office is asked nothing can be sent twice."""
        self.send.setEnabled(not busy)
        for field in self.fields.values():
            field.setReadOnly(busy)

    def submit(self) -> None:
        """Send the form; for subclasses."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter where nobody wanted it: on a tick, too, it is the button's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.focusWidget(), QCheckBox):
            self._on_return()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Caps lock shows in what is typed: a capital without Shift, or a small letter with it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            if len(text) == 1 and text.isascii() and text.isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.caps.setVisible(text.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.caps.hide()
        return False

    def _on_return(self) -> None:
        visible = [field for field in self.fields.values() if field.isVisibleTo(self)]
        for field in visible:
            if not field.text():
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return
        if self.send.isEnabled():
            self.submit()
