"""The stack of pages: each made before it is shown, while nobody waits, or at the latest when it is."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_admin.contract.people import Search
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import EmptyState
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.page import Page, Target
from desktop_admin.views.common.widgets import CommandButton

_LOG = logging.getLogger(__name__)


class Pages(QStackedWidget):
    """Shows one page; a page that cannot be made is a failure with a sentence, and the others go on."""

    shown = Signal(str)
    count_changed = Signal(str, int)
    jump = Signal(str, object)
    search_wanted = Signal()

    def __init__(self, desk: Desk, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entries = {entry.key: entry for entry in entries}
        self._made: dict[str, Page] = {}
        self.current_key = ""
        self.been: set[str] = set()
        """Pages that were in front."""

    @property
    def current(self) -> Page | None:
        """The page in front."""
        return self._made.get(self.current_key)

    @property
    def made(self) -> dict[str, Page]:
        """Pages that exist already."""
        return dict(self._made)

    def show_page(self, key: str, target: Target | None = None) -> None:
        """Bring a page to the front, making it if it is not there yet."""
        if key not in self._entries:
            return
        before = self.current
        page = self._made.get(key) or self._make(self._entries[key])
        if page is None:
            return
        if before is not None and before is not page:
            before.leave()
            self._desk.messages.move_on()
            self._desk.turn()
        self.current_key = key
        self.been.add(key)
        self.setCurrentWidget(page)
        page.activate(target)
        inside = page.focusWidget()
        if inside is None or not inside.hasFocus():
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(key)

    def ready(self, key: str) -> bool:
        """Make a page before it is asked for; False if it cannot be made, which is told when it is asked for."""
        entry = self._entries[key]
        if key not in self._made:
            try:
                self._stand(entry, entry.make(self))
            except Exception:
                _LOG.exception("%s was not made ahead", key)
                self._clear_away()
        return key in self._made

    def do(self, command: str) -> None:
        """A command of the page in front, by its name."""
        if self.current is not None:
            self.current.do(command)

    def close_down(self) -> None:
        """The person leaves."""
        for page in self._made.values():
            page.close_down()

    def _make(self, entry: PageEntry) -> Page | None:
        try:
            page = entry.make(self)
        except Exception as error:
            self._desk.failures.bug(error, entry.key)
            self._clear_away()
            page = Page(self._desk, entry.title)
            empty = EmptyState(self._desk.theme)
            empty.say(
                f"“{entry.title}”没有打开",
                "程序出了意外错误，详情在右下角；其他页面照常可用。",
                icon="bug",
            )
            page.content.addWidget(empty)
        return self._stand(entry, page)

    def _clear_away(self) -> None:
        """What was begun of a page that could not be made."""
        for begun in self.findChildren(Page, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if self.indexOf(begun) < 0:
                begun.hide()
                begun.deleteLater()

    def _stand(self, entry: PageEntry, page: Page) -> Page:
        things = "姓名 / 拼音 / 证件号码 / 单位"
        may = self._desk.may(Search)
        search = CommandButton(things if may else "页面或命令", "Ctrl K")
        search.setObjectName("searchField")
        search.setMinimumWidth(216)
        search.clicked.connect(self.search_wanted)
        page.bar_end.addWidget(search)
        page.count_changed.connect(lambda count, key=entry.key: self.count_changed.emit(key, count))
        page.jump.connect(self.jump)
        self._made[entry.key] = page
        self.addWidget(page)
        return page
