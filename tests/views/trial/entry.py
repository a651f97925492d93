"""A desk made up for the tests, as a newcomer would add one: this folder and a line in ``app/desks.py``."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.people import CompanyList
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.entry import Count, PageEntry
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page, Place
from desktop_admin.views.given import Given


def entry(given: Given) -> PageEntry:
    def page(ground: QWidget) -> Page:
        from tests.views.trial.page import TrialPage

        return TrialPage(given.desk, ground)

    def places() -> Sequence[Place]:
        from tests.views.trial.places import places

        return places()

    def home(ground: QWidget) -> Sequence[HomePart]:
        from tests.views.trial.home import TrialNumber

        return [TrialNumber(given.desk, ground)]

    return PageEntry(
        "trial",
        "单位台账",
        "building-2",
        (CompanyList,),
        page,
        places,
        finds={SubjectKind.COMPANY: "door-open"},
        count=Count(CompanyList(limit=1), lambda found: found.total, frozenset({SubjectKind.COMPANY})),
        home=home,
    )
