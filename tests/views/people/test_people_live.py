"""The list of people at a real office: its order, its search, and what others do to it while one looks."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    CompanyForm,
    CompanyList,
    CompanyPage,
    EditCandidate,
    EditCompany,
    MergeCandidates,
    PeopleList,
    RegisterCandidate,
    RegisterCompany,
)
from desktop_admin.demo.numbers import citizen_id, credit_code, passport
from desktop_admin.rules.identity import IdType
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.people.page import PeoplePage
from tests.views.real import RealOffice, RecordedOffice

K = Qt.Key


@dataclass
class Sitting:
    """王敏 in the window, 李四 at another place of the same office."""

    page: PeoplePage
    office: RecordedOffice
    other: RecordedOffice

    @property
    def shown(self) -> list[int]:
        return list(self.page.listing.model.ids)

    def listed(self, text: str = "") -> list[int]:
        """What the office says, asked elsewhere."""
        return list(self.other.run(PeopleList(text)).ids)


@pytest.fixture
def sitting(qtbot: QtBot, real_office: RealOffice) -> Iterator[Sitting]:
    other, _ = real_office.sit_down("李四")
    with closing(other), real_office.desk("王敏") as (desk, office):
        page = PeoplePage(desk, cast(PaperReader, None))
        qtbot.addWidget(page)
        page.resize(1290, 720)
        page.show()
        page.activate()
        found = Sitting(page, office, other)
        qtbot.waitUntil(lambda: len(found.shown) >= 10)
        yield found
        page.close_down()


def open_first(qtbot: QtBot, sitting: Sitting) -> int:
    page = sitting.page
    qtbot.keyClick(page.search, K.Key_Down)
    qtbot.waitUntil(lambda: page.person.card is not None and page.right.currentWidget() is page.cards)
    assert page.person.card is not None
    return page.person.card.id


def search(qtbot: QtBot, sitting: Sitting, text: str) -> None:
    sitting.page.search.setText(text)
    sitting.page.search.textEdited.emit(text)
    qtbot.keyClick(sitting.page.search, K.Key_Return)


def test_the_order_is_the_offices(sitting: Sitting) -> None:
    assert sitting.shown == sitting.listed()


def test_walking_fast_asks_only_for_the_last(qtbot: QtBot, sitting: Sitting) -> None:
    sitting.office.clear()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget() or sitting.page.search, K.Key_Down)
    qtbot.waitUntil(lambda: sitting.page.person.card is not None)
    assert sitting.office.requests() == [CandidatePage(sitting.shown[2])]


def test_typing_searches_and_enter_goes_to_the_list(qtbot: QtBot, sitting: Sitting) -> None:
    name = sitting.other.run(PeopleList()).rows[-1].name
    sitting.office.clear()
    search(qtbot, sitting, name)
    qtbot.waitUntil(lambda: sitting.shown == sitting.listed(name))
    assert sitting.office.requests() == [PeopleList(text=name)]
    assert sitting.page.left.count.text() == f"{len(sitting.shown)} 人"
    qtbot.keyClick(sitting.page.search, K.Key_Return)
    qtbot.waitUntil(
        lambda: sitting.page.person.card is not None and sitting.page.person.card.id == sitting.shown[0]
    )


def test_nothing_found_offers_the_other_list(qtbot: QtBot, sitting: Sitting) -> None:
    form = CompanyForm("独山远航工程监理公司", credit_code(Random(5), "522726"))
    company = sitting.other.run(RegisterCompany(form)).first("company")
    search(qtbot, sitting, "远航工程监理")
    page = sitting.page
    qtbot.waitUntil(lambda: page.left.lists.currentWidget() is page.left.lists.empty)
    page.left.lists.empty.button.click()
    qtbot.waitUntil(lambda: sitting.shown == [company])


def test_what_another_changes_is_asked_again_and_shown(qtbot: QtBot, sitting: Sitting) -> None:
    first = open_first(qtbot, sitting)
    sitting.office.clear()
    card = sitting.other.run(CandidatePage(first))
    sitting.other.run(EditCandidate(first, card.form, replace(card.form, phone="13985410001")))
    qtbot.waitUntil(lambda: sitting.page.person.facts.values["phone"].text() == "139****0001")
    assert set(sitting.office.requests()) == {CandidatePage(first), PeopleList(only=(first,))}
    assert sitting.shown == sitting.listed()


def test_what_is_not_on_screen_is_not_asked(qtbot: QtBot, sitting: Sitting) -> None:
    """News go in order: when those of the second deed have come, those of the first have brought no question."""
    first = open_first(qtbot, sitting)
    card = sitting.other.run(CandidatePage(first))
    strange = next(row.id for row in sitting.other.run(CompanyList()).rows if row.id != card.form.company_id)
    sitting.office.clear()
    seen = sitting.other.run(CompanyPage(strange)).form
    sitting.other.run(EditCompany(strange, seen, replace(seen, legal_representative="龙䶮")))
    sitting.other.run(EditCandidate(first, card.form, replace(card.form, phone="13985410001")))
    qtbot.waitUntil(lambda: sitting.page.person.facts.values["phone"].text() == "139****0001")
    assert set(sitting.office.requests()) == {CandidatePage(first), PeopleList(only=(first,))}


def test_somebody_new_stands_where_the_office_says(qtbot: QtBot, sitting: Sitting) -> None:
    before = sitting.shown
    form = CandidateForm("龙䶮", IdType.CITIZEN, citizen_id(Random(5), date(1990, 1, 2), male=True), None)
    new = sitting.other.run(RegisterCandidate(form, "电话")).first("candidate")
    qtbot.waitUntil(lambda: new in sitting.shown)
    assert sitting.shown == sitting.listed()
    assert [one for one in sitting.shown if one != new] == before


def test_who_was_merged_is_gone(qtbot: QtBot, sitting: Sitting) -> None:
    keep = sitting.other.run(CandidatePage(sitting.shown[0]))
    twin = replace(keep.form, id_type=IdType.PASSPORT, id_number=passport(Random(5)), phone="")
    drop = sitting.other.run(RegisterCandidate(twin, "电话")).first("candidate")
    qtbot.waitUntil(lambda: drop in sitting.shown)
    seen = sitting.other.run(CandidatePage(drop)).version
    reason = "护照与身份证同一人，电话核实。"
    sitting.other.run(MergeCandidates(keep.id, keep.version, drop, seen, reason))
    qtbot.waitUntil(lambda: drop not in sitting.shown)
    assert sitting.shown == sitting.listed()
