"""A new password: demanded at the first sign-in, or chosen later. The office's rules are shown as it says them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.sessions import ChangePassword, PasswordChange
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.widgets import CommandButton
from desktop_admin.views.shell.form import DoorForm


class NewPasswordForm(DoorForm):
    """``old`` is known right after the first sign-in; later the person types it."""

    changed = Signal()

    def __init__(
        self, asking: Asking, theme: Theme, *, old: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", "", parent)
        self.heading.setText("设置新密码")
        self.send.set_text("保存新密码")
        self._asking, self._old = asking, old
        if old is None:
            self.explain("改好后下次登录用新密码。")
            self.add_field("old", "原密码", secret=True)
        else:
            self.explain("这是管理员给的初始密码，只有换成自己的才能继续。")
        self.add_field("new", "新密码", secret=True, hint="至少 10 个字符，有字母也有数字")
        self.add_field("again", "再输一次", secret=True)

    def begin(self) -> None:
        """Ready to type."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Ask; two different entries are named without asking."""
        new, again = self.text("new"), self.text("again")
        faults = {}
        if not new:
            faults["new"] = "请输入新密码。"
        elif new != again:
            faults["again"] = "两次输入的不一样。"
        self.show_faults(faults)
        if faults:
            return
        self.show_problem("")
        self.set_busy(True)
        old = self.text("old") if self._old is None else self._old
        self._asking.run(ChangePassword(old, new), owner=self, done=self._on_done, failed=self._on_failed)

    def _on_done(self, answer: PasswordChange) -> None:
        self.set_busy(False)
        if not answer.changed:
            # A first password was right a moment ago: then there is no field to show it beside.
            if "old" in self.fields:
                self.show_faults({"old": answer.problem})
            else:
                self.show_problem(answer.problem)
            return
        for field in self.fields.values():
            field.clear()
        self.changed.emit()

    def _on_failed(self, error: OfficeError) -> None:
        self.set_busy(False)
        self.show_error(error, {"old": "old", "new": "new", "password": "new"})


class NewPasswordSheet(Overlay):
    """The form over the work; gone when it is left."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, width=420)
        self.form = NewPasswordForm(desk, desk.theme)
        self.setAccessibleName(self.form.heading.text())
        self.primary = self.form.send
        cancel = CommandButton("取消", "Esc")
        cancel.clicked.connect(self.dismiss)
        self.form.foot.insertWidget(1, cancel)
        self.body.addWidget(self.form)
        self.form.changed.connect(self.dismiss)
        self.closed.connect(self.deleteLater)

    def begin(self) -> None:
        """Open, ready to type."""
        self.open()
        self.form.begin()

    def touched(self) -> bool:
        """Something was typed."""
        return any(field.text() for field in self.form.fields.values())
