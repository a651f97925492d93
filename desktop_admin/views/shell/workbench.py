"""The window while somebody is at work: rail, pages, banners, status strip, and what lies over them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_admin.views.common.command import Table, help_of, offers_of
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.cover import Ground
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.message_line import MessageLine
from desktop_admin.views.common.page import KeyHelp, Target
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.shell.account_menu import AccountMenu
from desktop_admin.views.shell.connection import ConnectionBanner
from desktop_admin.views.shell.counts import RailCounts
from desktop_admin.views.shell.failure_panel import FailurePanel
from desktop_admin.views.shell.idle import IdleWatch
from desktop_admin.views.shell.idle_minutes import IdleMinutes
from desktop_admin.views.shell.keys import ICONS, LEAVING, WALKING, Bench, commands_of
from desktop_admin.views.shell.keys_sheet import KeysSheet
from desktop_admin.views.shell.leaving import ask_before_leaving
from desktop_admin.views.shell.lock import LockPage
from desktop_admin.views.shell.new_password import NewPasswordSheet
from desktop_admin.views.shell.pages import Pages
from desktop_admin.views.shell.palette import Palette
from desktop_admin.views.shell.palette_list import Entry
from desktop_admin.views.shell.rail import Rail
from desktop_admin.views.shell.status_strip import StatusStrip


class Workbench(QWidget):
    """Everything a signed-in person sees. ``entries`` are the desks; those not allowed are left out."""

    sign_out = Signal()

    def __init__(
        self,
        desk: Desk,
        entries: Sequence[PageEntry],
        *,
        app: QGuiApplication,
        place: str,
        workstation: str = "",
        demonstration: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        allowed = [entry for entry in entries if entry.open_to(desk)]
        self._entries = allowed
        self.rail = Rail(desk.theme, allowed)
        self.pages = Pages(desk, allowed)
        self.strip = StatusStrip(desk, place, demonstration=demonstration)
        self.messages = MessageLine(desk.messages, desk.failures)
        self.demonstration = Banner(desk.theme)
        self.connection = ConnectionBanner(desk)
        self.work = Ground()
        self._lay_out()
        self.lock_page = LockPage(desk, workstation)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.work)
        self.stack.addWidget(self.lock_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.failures = FailurePanel(desk.theme, desk.failures, app.clipboard(), self.work)
        self.palette_ = Palette(desk, allowed, self._own_commands, self.work)
        self.keys_sheet = KeysSheet(self.work)
        self.menu = AccountMenu(desk, self)
        self.idle = IdleWatch(app, self)
        self._before_lock: QWidget | None = None
        self._minutes = IdleMinutes(desk, self.idle, self)
        self._counts = RailCounts(desk, allowed, self.rail, self.pages, self)
        if demonstration:
            self.demonstration.say(
                "演示数据：可以放心试用，与真实业务无关。", tone="accent", icon="graduation-cap"
            )
        self._connect()
        # The pages' own, so that they sleep with the pages while a sheet is open; locking never sleeps.
        self.keyed = self._hear(commands_of(allowed), self.pages)
        self.leaving = self._hear(LEAVING, self.work)

    def begin(self) -> None:
        """Listen, and show the first desk."""
        self.desk.start()
        self.strip.begin()
        self._minutes.begin()
        self._counts.begin()
        if self._entries:
            self.pages.show_page(self._entries[0].key)

    def unsent(self) -> str:
        """What was begun on any page and not sent, and what was sent and is not settled, in sentences."""
        begun = [page.unsent() for page in self.pages.made.values()]
        return "\n".join(filter(None, (*begun, self.desk.unsettled())))

    def show_page(self, key: str, target: Target | None = None) -> None:
        """Jump to a desk."""
        self.pages.show_page(key, target)

    def lock(self, why: str = "") -> None:
        """Cover the work; drafts stay. Locking twice keeps the first reason."""
        if self.is_locked:
            return
        self._before_lock = self.window().focusWidget()
        self.palette_.dismiss()
        self.keys_sheet.dismiss()
        for other in QApplication.topLevelWidgets():
            # Menus and file dialogs are windows of their own: they would stand over the lock.
            if other is not self.window() and other.isVisible():
                other.close()
        for page in self.pages.made.values():
            page.locked()
        self.stack.setCurrentWidget(self.lock_page)
        self.lock_page.form.begin(why or "没有提交的内容都还在。")

    @property
    def is_locked(self) -> bool:
        """Whether the work is covered."""
        return self.stack.currentWidget() is self.lock_page

    def global_keys(self) -> list[KeyHelp]:
        """Keys that work on every page, for F1."""
        return help_of(self.keyed.table, self.leaving.table, also=WALKING)

    def look_up(self) -> None:
        """Ctrl+K."""
        self.palette_.open()

    def show_keys(self) -> None:
        """F1."""
        page = self.pages.current
        if page is not None:
            self.keys_sheet.show_keys(page.accessibleName(), page.keys(), self.global_keys())

    def show_problems(self) -> None:
        """What went wrong, or away with it."""
        self.failures.toggle()

    def change_password(self) -> None:
        """One's own."""
        sheet = NewPasswordSheet(self.desk, self.work)
        sheet.form.changed.connect(lambda: self.desk.messages.say("密码已修改"))
        sheet.begin()

    def leave(self) -> None:
        """Sign out, asked first when something was begun."""
        ask_before_leaving(self, self.unsent(), self.sign_out.emit)

    def close_down(self) -> None:
        """Pages let go of what they hold; the desk takes nothing more."""
        self.pages.close_down()
        self.desk.stop()

    # -- making ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.demonstration)
        column.addWidget(self.connection)
        column.addWidget(self.pages, 1)
        column.addWidget(self.messages)
        column.addWidget(self.strip)
        across = QHBoxLayout(self.work)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(column, 1)

    def _connect(self) -> None:
        desk = self.desk
        self.rail.chosen.connect(self.pages.show_page)
        self.rail.account.clicked.connect(lambda: self.menu.open_beside(self.rail.account))
        self.pages.shown.connect(self.rail.show_current)
        self.pages.jump.connect(self.show_page)
        self.pages.search_wanted.connect(self.look_up)
        self.palette_.chosen.connect(self._go)
        self.menu.lock.connect(self.lock)
        self.menu.sign_out.connect(self.leave)
        self.menu.change_password.connect(self.change_password)
        self.lock_page.form.unlocked.connect(self._unlock)
        self.lock_page.form.leave.connect(self.leave)
        self.idle.idle.connect(lambda: self.lock("有一段时间没有操作，已自动锁定。没有提交的内容都还在。"))
        desk.sign_in_needed.connect(lambda why: self.lock(f"{why}没有提交的内容都还在。"))
        desk.failures.changed.connect(self._on_failures)
        self.strip.problems.clicked.connect(self.failures.toggle)
        self.messages.problems_wanted.connect(self.failures.toggle)
        self._on_failures()

    def _hear(self, table: Table[Bench], where: QWidget) -> Commands[Bench]:
        window = Qt.ShortcutContext.WindowShortcut
        keyed: Commands[Bench] = Commands(
            where, table, self, may=self.desk.may, say=self.desk.messages.say, context=window
        )
        keyed.hear_in(where)
        return keyed

    def _own_commands(self) -> list[Entry]:
        """What the window itself does, for Ctrl+K."""
        kind, found = "命令", []
        for keyed in (self.keyed, self.leaving):
            for place in offers_of(keyed.table):
                if all(map(self.desk.may, place.needs)):
                    act = partial(keyed.do, place.command)
                    found.append(Entry(ICONS[place.command], place.title, place.keys, kind, "", act=act))
        for action in self.menu.modes.values():
            title = f"外观：{action.text()}"
            found.append(Entry("sun-moon", title, "", kind, "", act=action.trigger))
        return found

    def _go(self, entry: Entry) -> None:
        """Where Ctrl+K leads."""
        if entry.act is not None:
            entry.act()
            return
        self.show_page(entry.page, entry.target)
        if entry.command:
            self.pages.do(entry.command)

    # -- what happens ------------------------------------------------------------------------

    def _unlock(self) -> None:
        self.stack.setCurrentWidget(self.work)
        self.idle.touch()
        page = self.pages.current
        if page is not None:
            page.activate()  # locking let go of claims: take up again what is on screen
        before, self._before_lock = self._before_lock, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.retry_connection()

    def _on_failures(self) -> None:
        self.strip.count_problems(len(self.desk.failures.items))
