"""The desks of the rail, in order: what each needs, and how its page is made when it is first shown."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication

from desktop_admin.contract.journal import JournalPage
from desktop_admin.contract.notices import RetryNotice
from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.policy import EditPolicy, MonthWindows
from desktop_admin.contract.staff import AddStaff
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Page, PageEntry
from desktop_admin.views.common.paper_reader import PaperReader


def entries(desk: Desk, papers: PaperReader) -> list[PageEntry]:
    """The desks of the rail, in order. Each page's module is imported when the page is first shown."""

    def page(module: str, name: str) -> Callable[[], Page]:
        def make() -> Page:
            made: Page = getattr(import_module(f"desktop_admin.views.{module}.page"), name)(desk, papers)
            return made

        return make

    all_desks = (
        ("home", QCoreApplication.translate("desks", "工作台"), "house", (MonthWindows,), "HomePage"),
        (
            "review",
            QCoreApplication.translate("desks", "资料审核"),
            "clipboard-check",
            (ReviewQueue,),
            "ReviewPage",
        ),
        ("people", QCoreApplication.translate("desks", "学员单位"), "users", (PeopleList,), "PeoplePage"),
        (
            "admin",
            QCoreApplication.translate("desks", "系统管理"),
            "settings",
            (AddStaff, EditPolicy, JournalPage, RetryNotice),
            "AdminPage",
        ),
    )
    return [
        PageEntry(key, title, icon, needs, page(key, name))
        for key, title, icon, needs, name in all_desks
        if find_spec(f"desktop_admin.views.{key}") and find_spec(f"desktop_admin.views.{key}.page")
    ]
