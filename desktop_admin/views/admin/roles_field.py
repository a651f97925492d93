"""Roles as ticks with what each of them may do, and what it means to hold administrator and chief at once."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_admin.rules.roles import STAFF_ROLES, Role
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text

EXPLAINED: Mapping[Role, str] = {
    Role.REVIEWER: "审核资料、登记学员单位",
    Role.COORDINATOR: "考务安排、查看资料",
    Role.FINANCE: "缴费对账",
    Role.CHIEF: "例外准入、目录和设置",
    Role.ADMINISTRATOR: "账号和系统、不办业务",
    Role.AUDITOR: "只看不改、可查日志",
}

BOTH = (
    "同一人兼任管理员和主管：可以给自己加角色，也可以改业务规则，没有第二人把关。"
    "单位人少时允许这样做；所有操作都记入日志，请由他人定期查看。"
)


class RolesField(QWidget):
    """Ticks in the order of the roles table. ``value`` is a tuple in that order."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.setSpacing(GRID)
        self.boxes: dict[Role, QCheckBox] = {}
        self._extra: tuple[Role, ...] = ()
        for role in STAFF_ROLES:
            box = self.boxes[role] = QCheckBox(f"{role.label}　{EXPLAINED[role]}")
            box.setAccessibleName(role.label)
            box.toggled.connect(self._on_toggled)
            layout.addWidget(box)
        self.setFocusProxy(self.boxes[STAFF_ROLES[0]])
        self.warning = Text(BOTH, tone="warn", size="small", wrap=True)
        self.warning.hide()
        layout.addWidget(self.warning)

    def value(self) -> tuple[Role, ...]:
        """The roles ticked, and the portal's own, which is no tick."""
        return (*(role for role, box in self.boxes.items() if box.isChecked()), *self._extra)

    def put(self, roles: Iterable[Role]) -> None:
        """Show these roles."""
        given = tuple(Role(role) for role in roles)
        self._extra = tuple(role for role in given if role not in self.boxes)
        for role, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(role in given)
            box.setEnabled(not self._extra)
            box.blockSignals(False)
        self._tell()

    def _on_toggled(self, _on: bool) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.warning.setVisible({Role.ADMINISTRATOR, Role.CHIEF} <= set(self.value()))
