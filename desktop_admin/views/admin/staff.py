"""人员与角色: accounts, their roles, disabling, first passwords. Accounts are disabled, never deleted (X05)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    NewAccount,
    ResetPassword,
    StaffList,
    StaffPage,
    StaffRow,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.passwords import PasswordShown, first_password
from desktop_admin.views.admin.record_tab import RecordTab
from desktop_admin.views.admin.roles_field import RolesField
from desktop_admin.views.admin.staff_words import faded, notes_about, role_words, staff_words, state_of
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import ROW, Command, of_button
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.widgets import CommandButton, row
from desktop_admin.views.furniture.adder import Adder


class StaffTab(RecordTab[StaffRow]):
    """Everybody with an account, portal included."""

    key, title, needs = "staff", "人员与角色", AddStaff
    kinds = frozenset({SubjectKind.STAFF})
    question = StaffList()
    edits = EditStaff
    commands = (
        Command("add_staff", "新建账号", ("N",), title, lambda tab: tab.adder.open(), (AddStaff,),
                menus=(ROW,), offered=True),
        of_button("reset", "重置密码", (), title, lambda tab: tab.reset, "先选一个账号", needs=(ResetPassword,),
                  menus=(ROW,)),
    )  # fmt: skip

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page, conflict)
        self.shown = PasswordShown(desk.theme, page)
        self.reset = CommandButton("重置密码")
        self.reset.clicked.connect(self._on_reset)
        self.panel.buttons.insertWidget(0, self.reset)

    def columns(self) -> Sequence[Column[StaffRow]]:
        """Who, what they may, whether they come in, when they last did."""
        return (
            Column("姓名", lambda one: one.form.name, 150, bold=True, tone=faded),
            Column("角色", role_words, 0, tone=lambda _one: "accent", badge=True),
            Column("状态", lambda one: state_of(one)[0], 150, tone=lambda one: state_of(one)[1], badge=True),
            Column("最近使用", self._last_seen, 130, tone=lambda _one: "muted"),
        )

    def add_fields(self, form: FieldForm) -> None:
        """Name, roles, whether they may sign in."""
        form.line("name", "姓名", note="也是登录名。")
        self.roles = RolesField()
        form.custom("roles", "角色", self.roles, self.roles.value, self.roles.put)
        form.check("active", "状态", "可以登录", note="停用后立即退出并释放在看的资料；记录保留。")

    def adding(self) -> Adder:
        """Another account, with a first password made here."""
        sheet = Sheet(self.page, "新建账号", "新建", width=560)
        sheet.explain("首次密码由程序生成，建好后显示一次；本人第一次登录时改成自己的。")
        sheet.form.line("name", "姓名", hint="真实姓名；同名的请加以区分")
        roles = RolesField()
        roles.changed.connect(sheet.fit)
        sheet.form.custom("roles", "角色", roles, roles.value, roles.put)
        adder = Adder(self.desk, self.page, SubjectKind.STAFF, "新建账号", sheet)
        adder.sends(
            lambda form: AddStaff(NewAccount(form.value("name"), form.value("roles"), first_password())),
            lambda sent: self.shown.show_password(sent.account.name, sent.account.password),
            lambda: {"name": "", "roles": ()},
        )
        self.add = adder.button
        return adder

    def head(self) -> QHBoxLayout:
        """How many, and the button for another."""
        return row(None, self.add)

    def records(self, answer: StaffPage) -> Sequence[StaffRow]:
        """All accounts."""
        active = sum(one.form.active for one in answer.rows)
        self.count.setText(f"{len(answer.rows)} 个账号，{active} 个可以登录")
        return answer.rows

    def about(self, one: StaffRow) -> tuple[str, str]:
        """Who it is, and what is to be known before it is changed."""
        return one.form.name, notes_about(one)

    def words(self, field: str, value: Any) -> str:
        """Roles and the switch in words."""
        return staff_words(field, value)

    def _last_seen(self, one: StaffRow) -> str:
        return moment_words(one.last_seen, self.desk.clock()) if one.last_seen else "从未登录"

    def _on_reset(self) -> None:
        one = self.chosen_row()
        if one is None:
            return
        name, password = one.form.name, first_password()
        self.reset.setEnabled(False)

        def done(_receipt: Receipt) -> None:
            self.reset.setEnabled(True)
            self.shown.show_password(name, password)
            self.load()

        def failed(error: OfficeError) -> None:
            self.reset.setEnabled(True)
            self.panel.show_problem(error.message)

        self.desk.run(ResetPassword(one.id, password), owner=self, done=done, failed=failed)
