"""学员单位 as the window knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page, Place
from desktop_admin.views.given import Given


def entry(given: Given) -> PageEntry:
    """The desk of people and companies."""
    desk = given.desk

    def page(ground: QWidget) -> Page:
        from desktop_admin.views.people.page import PeoplePage

        return PeoplePage(desk, given.papers, ground)

    def places() -> Sequence[Place]:
        from desktop_admin.views.people.places import places

        return places()

    def home(ground: QWidget) -> Sequence[HomePart]:
        from desktop_admin.views.people.home import PeopleNumber

        # Who decides nothing looks people up.
        looks_up = desk.may(PeopleList) and not desk.may(ReviewQueue)
        return [PeopleNumber(desk, ground)] if looks_up else []

    return PageEntry(
        "people",
        "学员单位",
        "users",
        (PeopleList,),
        page,
        places,
        finds={SubjectKind.CANDIDATE: "user", SubjectKind.COMPANY: "building-2"},
        home=home,
    )
