"""The menu behind the rail's last button: look of the window, lock, password, sign-out."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_admin.contract.sessions import ChangePassword
from desktop_admin.views.common.command import hint_of
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.plain_words import caption
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.shell.keys import LOCK


class AccountMenu(QMenu):
    """Its actions; the window carries them out."""

    lock = Signal()
    change_password = Signal()
    sign_out = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        theme = desk.theme
        head = self.addAction(
            caption(f"{desk.person.name} · {' / '.join(role.label for role in desk.person.roles)}")
        )
        head.setEnabled(False)
        self.addSeparator()
        self.modes: dict[Mode, QAction] = {}
        group = QActionGroup(self)
        for mode, word in (
            (Mode.SYSTEM, "跟随系统"),
            (Mode.LIGHT, "浅色"),
            (Mode.DARK, "深色"),
        ):
            action = self.addAction(word)
            action.setCheckable(True)
            action.setChecked(theme.mode is mode)
            # Queued: the menu is off the screen before the window is dressed.
            action.triggered.connect(
                lambda _checked=False, mode=mode: theme.choose(mode), Qt.ConnectionType.QueuedConnection
            )
            group.addAction(action)
            self.modes[mode] = action
        self.addSeparator()
        # The key stands in the word: the shortcut itself belongs to the workbench.
        self.addAction(f"{LOCK.words}\t{hint_of(LOCK)}").triggered.connect(self.lock)
        password = self.addAction("修改密码…")
        password.setEnabled(desk.may(ChangePassword))
        password.triggered.connect(self.change_password)
        self.addAction("退出登录").triggered.connect(self.sign_out)

    def open_beside(self, foot: QWidget) -> None:
        """At the right of the button that opens it, its end level with the button's."""
        height = self.sizeHint().height()
        self.popup(foot.mapToGlobal(QPoint(foot.width() + 6, foot.height() - height)))
