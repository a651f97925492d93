"""The lock: covers the work without touching it, so that drafts are there when the person is back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.sessions import SignedIn, SignIn
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Card, CommandButton
from desktop_admin.views.shell.form import DoorForm


class UnlockForm(DoorForm):
    """Only the password of the person who is at work; somebody else signs in anew."""

    unlocked = Signal()
    leave = Signal()

    def __init__(self, desk: Desk, workstation: str, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, "", "", parent)
        self.heading.setText(f"已锁定 · {desk.person.name}")
        self.send.set_text("继续工作")
        self._desk, self._workstation = desk, workstation
        self.add_field("password", "密码", secret=True)
        other = CommandButton("换人：退出登录", kind="link")
        other.clicked.connect(self.leave)
        self.foot.insertWidget(0, other)

    def begin(self, why: str) -> None:
        """Say why it is locked; ready to type."""
        self.explain(why)
        self.show_problem("")
        self.show_faults({})
        self.fields["password"].clear()
        self.caps.hide()
        self.fields["password"].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """A sign-in of the same person."""
        password = self.text("password")
        if not password:
            self.show_faults({"password": "请输入密码。"})
            return
        self.set_busy(True)
        self.show_problem("")
        self._desk.run(
            SignIn(self._desk.person.name, password, self._workstation),
            owner=self,
            done=self._on_answer,
            failed=self._on_failed,
        )

    def _on_answer(self, answer: SignedIn) -> None:
        self.set_busy(False)
        self.fields["password"].clear()
        if answer.person is None:
            self.show_problem(answer.problem or "密码不对，请再试。")
            self.fields["password"].setFocus(Qt.FocusReason.OtherFocusReason)
        elif answer.person.id != self._desk.person.id:
            self.show_problem("这个姓名现在属于另一个账号，请退出登录后重新登录。")
        else:
            self.unlocked.emit()

    def _on_failed(self, error: OfficeError) -> None:
        self.set_busy(False)
        self.show_error(error, {"password": "password"})


class LockPage(QWidget):
    """A quiet page with the form in the middle; nothing of the work shows through."""

    def __init__(self, desk: Desk, workstation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = UnlockForm(desk, workstation)
        card = Card(margin=6 * GRID)
        card.setFixedWidth(420)
        card.body.addWidget(self.form)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)
