"""The desks of the rail, in order: what each needs, and how its page is made when it is first shown."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec

from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.notices import Notices, RetryNotice
from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.policy import EditPolicy, MonthWindows
from desktop_admin.contract.staff import AddStaff
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Page, PageEntry, Place
from desktop_admin.views.papers.reader import PaperReader

_FINDS: Mapping[str, frozenset[str]] = {
    "review": frozenset({SubjectKind.SUBMISSION}),
    "people": frozenset({SubjectKind.CANDIDATE, SubjectKind.COMPANY}),
}
"""Which things that a search finds are shown at which desk."""


def entries(desk: Desk, papers: PaperReader) -> list[PageEntry]:
    """The desks of the rail, in order. Each page's module is imported when the page is first shown, and what is
    inside it (``places.py`` beside the page) when Ctrl+K first opens."""

    def page(module: str, name: str) -> Callable[[], Page]:
        def make() -> Page:
            made: Page = getattr(import_module(f"desktop_admin.views.{module}.page"), name)(desk, papers)
            return made

        return make

    def places(module: str) -> Callable[[], Sequence[Place]]:
        def told() -> Sequence[Place]:
            if find_spec(f"desktop_admin.views.{module}.places") is None:
                return ()
            found: Sequence[Place] = import_module(f"desktop_admin.views.{module}.places").places()
            return found

        return told

    all_desks = (
        ("home", "工作台", "house", (MonthWindows,), "HomePage"),
        (
            "review",
            "资料审核",
            "clipboard-check",
            (ReviewQueue,),
            "ReviewPage",
        ),
        ("people", "学员单位", "users", (PeopleList,), "PeoplePage"),
        (
            "admin",
            "系统管理",
            "settings",
            (AddStaff, EditPolicy, JournalPage, RetryNotice, Notices),
            "AdminPage",
        ),
    )
    return [
        PageEntry(key, title, icon, needs, page(key, name), places(key), _FINDS.get(key, frozenset()))
        for key, title, icon, needs, name in all_desks
        if find_spec(f"desktop_admin.views.{key}") and find_spec(f"desktop_admin.views.{key}.page")
    ]
