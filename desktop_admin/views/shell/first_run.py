"""First run: an empty office gets its name, an administrator and a chief (domain §3).

One person may be both, and is told what that means.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.staff import NewAccount
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.form import DoorForm

#: Fields of the office's refusal → ours. The first account is the administrator's.
_NAMES = {
    "setup_code": "code",
    "office_name": "office",
    "accounts.0.name": "admin_name",
    "accounts.0.password": "admin_password",
    "accounts.1.name": "chief_name",
    "accounts.1.password": "chief_password",
}


class FirstRunForm(DoorForm):
    """Makes the first accounts."""

    made = Signal(str)
    """The administrator's name, to sign in with."""
    taken = Signal(str)
    """Somebody else was first: the office's sentence."""

    def __init__(
        self, asking: Asking, theme: Theme, parent: QWidget | None = None, *, served: bool = False
    ) -> None:
        super().__init__(theme, "", "", parent)
        self.heading.setText("第一次使用：建立办公室")
        self.send.set_text("建立")
        self.explain(
            "需要一名管理员（账号与连接，不经办业务）和一名主管（规则、例外、接管）。"
            "其他同事以后由管理员添加。"
        )
        self._asking, self._served = asking, served
        if served:
            self.add_field("code", "设置代码", hint="服务器启动时印出的代码")
        self.add_field("office", "单位名称")
        self.fields["office"].setText("黔南州建筑业协会")
        self.add_section("管理员")
        self.add_field("admin_name", "姓名")
        self.add_field("admin_password", "密码", secret=True, hint="至少 10 个字符，有字母也有数字")
        self.add_field("admin_again", "再输一次", secret=True)
        self.both = QCheckBox("主管由同一个人兼任")
        self.grid.addWidget(self.both, self.grid.rowCount(), 0, 1, 2)
        self.meaning = self.add_section(
            "兼任意味着：能改规则的人也能改账号，没有第二个人把关；所有操作仍记入操作日志，之后可随时分开。"
        )
        self.meaning.set_tone("warn")
        self._chief = self.add_section("主管")
        self.add_field("chief_name", "姓名")
        self.add_field("chief_password", "初始密码", secret=True, hint="主管首次登录时要换成自己的")
        self.both.toggled.connect(self._on_both)
        self._on_both(False)

    def begin(self) -> None:
        """Ready to type."""
        self.fields["code" if self._served else "admin_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Ask; what is missing is named without asking."""
        both = self.both.isChecked()
        asked = [*(["code"] if self._served else []), "office", "admin_name", "admin_password"]
        asked += [] if both else ["chief_name", "chief_password"]
        faults = {key: "请填写。" for key in asked if not self.text(key).strip()}
        if not faults and self.text("admin_password") != self.text("admin_again"):
            faults["admin_again"] = "两次输入的不一样。"
        self.show_faults(faults)
        if faults:
            return
        self.show_problem("")
        self.set_busy(True)
        self._asking.run(
            FirstRun(
                self.text("office").strip(),
                self._accounts(both),
                self.text("code").strip() if self._served else "",
            ),
            owner=self,
            done=self._on_done,
            failed=self._on_failed,
        )

    def _accounts(self, both: bool) -> tuple[NewAccount, ...]:
        name, password = self.text("admin_name").strip(), self.text("admin_password")
        if both:
            return (NewAccount(name, (Role.ADMINISTRATOR, Role.CHIEF), password),)
        chief = NewAccount(self.text("chief_name").strip(), (Role.CHIEF,), self.text("chief_password"))
        return (NewAccount(name, (Role.ADMINISTRATOR,), password), chief)

    def _on_both(self, both: bool) -> None:
        self.meaning.setVisible(both)
        self._chief.setVisible(not both)
        for key in ("chief_name", "chief_password"):
            field = self.fields[key]
            field.setVisible(not both)
            label = self.grid.itemAtPosition(self._line_of(field), 0)
            widget = label.widget() if label is not None else None
            if widget is not None:
                widget.setVisible(not both)
            if both:
                self._faults[key].hide()

    def _line_of(self, field: QWidget) -> int:
        position = self.grid.getItemPosition(self.grid.indexOf(field))
        return int(position[0])  # type: ignore[index]

    def _on_done(self, _receipt: Receipt) -> None:
        self.set_busy(False)
        self.made.emit(self.text("admin_name").strip())

    def _on_failed(self, error: OfficeError) -> None:
        self.set_busy(False)
        if isinstance(error, Conflict):
            self.taken.emit(error.message)
        else:
            self.show_error(error, _NAMES)
