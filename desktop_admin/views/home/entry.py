"""工作台 as the window knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.journal import Changes
from desktop_admin.contract.policy import MonthWindows
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page
from desktop_admin.views.given import Given


def entry(given: Given) -> PageEntry:
    """The page that shows what every desk has for this person now."""
    desk = given.desk

    def page(ground: QWidget) -> Page:
        from desktop_admin.views.home.page import HomePage

        return HomePage(desk, given.desks(), ground)

    def home(ground: QWidget) -> Sequence[HomePart]:
        from desktop_admin.views.home.colleagues import Colleagues
        from desktop_admin.views.home.month import Month

        parts: list[HomePart] = [Month(desk, ground, given.desks())]
        return [*parts, Colleagues(desk, ground, given.desks())] if desk.may(Changes) else parts

    return PageEntry("home", "工作台", "house", (MonthWindows,), page, home=home)
