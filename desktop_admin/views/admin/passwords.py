"""First passwords: made here, sent once, shown once. Never stored, never logged."""

import secrets
import string

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID, HEADING
from desktop_admin.views.common.widgets import CommandButton, Text, row

#: Letters and digits nobody mistakes for each other when a password is read aloud.
_LETTERS = "".join(sign for sign in string.ascii_lowercase if sign not in "ilo")
_DIGITS = "23456789"


def first_password() -> str:
    """Like ``hbtq-4827-mkvd``: fourteen characters, letters and digits, easy to read aloud."""
    return "-".join(
        "".join(secrets.choice(signs) for _ in range(4)) for signs in (_LETTERS, _DIGITS, _LETTERS)
    )


class PasswordShown(Overlay):
    """The password, large, once. Gone when closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, width=460, top=120)
        self.heading = Text(size="heading")
        self.note = Text(wrap=True, tone="muted")
        self.field = QLineEdit()
        self.field.setReadOnly(True)
        self.field.setFont(theme.typeface.font(HEADING, bold=True))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setAccessibleName("首次密码")
        self.copy = CommandButton("复制")
        self.copy.clicked.connect(self._on_copy)
        self.done = CommandButton("已记下，关闭", "Enter", kind="primary")
        self.done.clicked.connect(self.dismiss)
        self.primary = self.done
        self.setAccessibleName(self.field.accessibleName())
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        for widget in (self.note, self.field):
            self.body.addWidget(widget)
        self.foot.addLayout(row(self.copy, None, self.done))
        self.closed.connect(self.field.clear)

    def show_password(self, name: str, password: str) -> None:
        """For one person."""
        self.heading.setText(f"{name} 的首次密码")
        self.note.setText(
            "请当面告诉本人。关闭后不再显示；本人第一次登录时必须改成自己的密码。忘了可以再重置。"
        )
        self.field.setText(password)
        self.open()
        self.done.setFocus()

    def touched(self) -> bool:
        """A stray click beside it must not lose the password."""
        return True

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self.copy.set_text("已复制")
