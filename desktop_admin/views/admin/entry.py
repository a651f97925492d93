"""系统管理 as the window knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.notices import Notices, RetryNotice
from desktop_admin.contract.policy import EditPolicy
from desktop_admin.contract.staff import AddStaff
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page, Place
from desktop_admin.views.given import Given


def entry(given: Given) -> PageEntry:
    """The desk of accounts, settings, notices, backups and the journal."""

    def page(ground: QWidget) -> Page:
        from desktop_admin.views.admin.page import AdminPage

        return AdminPage(given.desk, given.papers, ground)

    def places() -> Sequence[Place]:
        from desktop_admin.views.admin.places import places

        return places()

    def home(ground: QWidget) -> Sequence[HomePart]:
        from desktop_admin.views.admin.home.accounts import AccountsNumber
        from desktop_admin.views.admin.home.backups import BackupTrouble
        from desktop_admin.views.admin.home.grants import Grants
        from desktop_admin.views.admin.home.notices import FailedNotices

        parts = (BackupTrouble, Grants, FailedNotices, AccountsNumber)
        return [part(given.desk, ground) for part in parts if given.desk.may(part.needs)]

    needs = (AddStaff, EditPolicy, JournalPage, RetryNotice, Notices)
    return PageEntry("admin", "系统管理", "settings", needs, page, places, home=home)
