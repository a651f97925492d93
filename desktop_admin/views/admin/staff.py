"""人员与角色: accounts, their roles, disabling, first passwords. Accounts are disabled, never deleted (X05)."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    NewAccount,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffPage,
    StaffRow,
)
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.passwords import PasswordShown, first_password
from desktop_admin.views.admin.roles_field import RolesField
from desktop_admin.views.admin.tab import Panel, Sending, Split, Tab
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.table import Column, Rows, Table
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.widgets import CommandButton, Text, row

_LABELS = {"name": "姓名", "roles": "角色", "active": "状态"}


class StaffTab(Tab):
    """Everybody with an account, portal included."""

    key, title, needs = "staff", "人员与角色", AddStaff
    kinds = frozenset({SubjectKind.STAFF})

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        columns = (
            Column[StaffRow]("姓名", lambda one: one.form.name, 150, bold=True, tone=_faded),
            Column[StaffRow]("角色", _roles, 0, tone=lambda _one: "accent", badge=True),
            Column[StaffRow](
                "状态", lambda one: _state(one)[0], 150, tone=lambda one: _state(one)[1], badge=True
            ),
            Column[StaffRow]("最近使用", self._last_seen, 130, tone=lambda _one: "muted"),
        )
        self.model: Rows[StaffRow] = Rows(lambda one: one.id, columns, self)
        self.table = Table(desk.theme, self.model, columns)
        self.table.setAccessibleName("账号")
        self.table.chosen.connect(self._on_chosen)
        self.states = States(desk.theme, self.table)
        self.count = Text(tone="muted")
        self.add = CommandButton("新建账号", "N")
        self.add.clicked.connect(self._open_new)
        self.panel = Panel()
        self.roles = RolesField()
        form = self.panel.form
        form.line("name", "姓名", note="也是登录名。")
        form.custom("roles", "角色", self.roles, self.roles.value, self.roles.put)
        form.check(
            "active",
            "状态",
            "可以登录",
            note="停用后立即退出并释放在看的资料；记录保留。",
        )
        self.reset = CommandButton("重置密码")
        self.reset.clicked.connect(self._on_reset)
        self.panel.buttons.insertWidget(0, self.reset)
        self.panel.save.connect(self._on_save)
        self.sending = Sending(self, self.panel, conflict)
        self.new = self._make_new()
        self.shown = PasswordShown(desk.theme, page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(Split(self.states, self.panel, row(self.count, None, self.add)))
        self._chosen = 0
        self.panel.hide()

    def load(self) -> None:
        """All accounts."""
        if not self.model.rows:
            self.states.show_loading()
        self.desk.run(StaffList(), owner=self, done=self._on_page, failed=self._on_failed, slot="staff")

    def press(self, key: int) -> bool:
        """N: a new account."""
        if key == Qt.Key.Key_N:
            self._open_new()
            return True
        return False

    # -- showing -----------------------------------------------------------------------------

    def _on_page(self, page: StaffPage) -> None:
        typed = self._typed()
        self.model.reset(page.rows)
        active = sum(one.form.active for one in page.rows)
        self.count.setText(f"{len(page.rows)} 个账号，{active} 个可以登录")
        self.states.show_content()
        place = self.model.position_of(self._chosen)
        self.table.choose(max(place, 0))
        if typed is not None and place >= 0:
            self._fill(typed)

    def _on_failed(self, error: OfficeError) -> None:
        if not self.model.rows:
            self.states.show_failed(error, self.load)

    def _row(self) -> StaffRow | None:
        return self.model.row_at(self.model.position_of(self._chosen))

    def _typed(self) -> StaffForm | None:
        """What the person has changed but not saved: a reload must not lose it."""
        one = self._row()
        wanted = self._wanted() if one is not None else None
        return wanted if one is not None and wanted != one.form else None

    def _on_chosen(self, identity: int) -> None:
        self._chosen = identity
        one = self._row()
        if one is None:
            return
        self.panel.show()
        self.panel.say_problem("")
        self.panel.heading.setText(one.form.name)
        portal = Role.PORTAL in one.form.roles
        notes = []
        if portal:
            notes.append("网站的服务账号，角色不能改。")
        if one.locked:
            notes.append(
                "有人连续输错密码，在没有登录过的电脑上要等待；本人在常用电脑上不受影响，重置密码会立即解除。"
            )
        if one.must_change:
            notes.append("还没有改首次密码。")
        self.panel.explain("".join(notes))
        self._fill(one.form)

    def _fill(self, form: StaffForm) -> None:
        self.panel.form.put({"name": form.name, "roles": form.roles, "active": form.active})

    def _wanted(self) -> StaffForm:
        value = self.panel.form.value
        return StaffForm(value("name"), value("roles"), value("active"))

    def _last_seen(self, one: StaffRow) -> str:
        return moment_words(one.last_seen, self.desk.clock()) if one.last_seen else "从未登录"

    # -- doing -------------------------------------------------------------------------------

    def _on_save(self) -> None:
        one = self._row()
        if one is not None:
            identity = one.id
            self.sending.send(
                lambda seen, wanted: EditStaff(identity, seen, wanted),
                one.form,
                self._wanted(),
                _LABELS,
                _words,
                self._on_saved,
            )

    def _on_saved(self, _receipt: Receipt) -> None:
        self.said.emit(f"已保存 {self.panel.form.value('name')}")
        self.load()

    def _on_reset(self) -> None:
        one = self._row()
        if one is None:
            return
        password = first_password()
        self.reset.setEnabled(False)

        def done(_receipt: Receipt) -> None:
            self.reset.setEnabled(True)
            self.shown.show_password(one.form.name, password)
            self.load()

        def failed(error: OfficeError) -> None:
            self.reset.setEnabled(True)
            self.panel.say_problem(error.message)

        self.desk.run(ResetPassword(one.id, password), owner=self, done=done, failed=failed)

    def _make_new(self) -> Sheet:
        sheet = Sheet(self.page, "新建账号", "新建", width=560)
        sheet.explain("首次密码由程序生成，建好后显示一次；本人第一次登录时改成自己的。")
        sheet.form.line("name", "姓名", hint="真实姓名；同名的请加以区分")
        roles = RolesField()
        roles.changed.connect(sheet.fit)
        sheet.form.custom("roles", "角色", roles, roles.value, roles.put)
        sheet.wanted.connect(self._on_new)
        return sheet

    def _open_new(self) -> None:
        self.new.form.put({"name": "", "roles": ()})
        self.new.begin()

    def _on_new(self) -> None:
        name, password = str(self.new.form.value("name")), first_password()
        self.new.set_busy(True)

        def done(receipt: Receipt) -> None:
            self.new.set_busy(False)
            self.new.dismiss()
            self._chosen = next(
                (one.id for one in receipt.subjects if one.kind == SubjectKind.STAFF), self._chosen
            )
            self.shown.show_password(name, password)
            self.load()

        self.desk.run(
            AddStaff(NewAccount(name, self.new.form.value("roles"), password)),
            owner=self,
            done=done,
            failed=self.new.fail,
        )


def _roles(one: StaffRow) -> str:
    return " ".join(role.label for role in one.form.roles)


def _state(one: StaffRow) -> tuple[str, str]:
    if not one.form.active:
        return "已停用", "info"
    if one.locked:
        return "有人试密码", "bad"
    return ("待改首次密码", "warn") if one.must_change else ("正常", "ok")


def _faded(one: StaffRow) -> str:
    return "" if one.form.active else "muted"


def _words(field: str, value: Any) -> str:
    if field == "roles":
        return "、".join(Role(role).label for role in value)
    if field == "active":
        return "可以登录" if value else "停用"
    return str(value)
