"""What a day by keyboard and mouse brought to light on this desk: ``docs/trials/2026-12-01.md``."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.page import Target
from desktop_admin.views.people.page import PeoplePage
from tests.views.people.conftest import CARD

K = Qt.Key


def _read(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def test_on_the_page_of_a_company_its_people_are_registered(qtbot: QtBot, page: PeoplePage) -> None:
    page.activate(Target("company", 10))
    qtbot.waitUntil(lambda: page.company.card is not None and page.cards.currentIndex() == 1)
    page.view.setFocus()
    qtbot.keyClick(page.view, K.Key_N)
    sheet = page.editing.new_person
    assert sheet.company.key == 10
    assert sheet.wanted_form().company_id == 10
    sheet.dismiss()
    page.activate(Target("candidate", 2))
    qtbot.waitUntil(lambda: page.person.card is not None and page.cards.currentIndex() == 0)
    qtbot.keyClick(page.view, K.Key_N)
    assert sheet.company.key is None


def test_whoever_is_jumped_to_is_worked_on_by_letters(qtbot: QtBot, page: PeoplePage) -> None:
    """Ctrl+K leads to somebody: E edits, it does not write an e into the search field."""
    page.activate(Target("candidate", 2))
    qtbot.waitUntil(lambda: page.person.card is not None and page.person.card.id == 2)
    assert not page.search.hasFocus()
    qtbot.keyClick(page.focusWidget() or page.left, K.Key_E)
    qtbot.waitUntil(page.editing.person.isVisible)


def test_only_a_known_company_is_renamed(page: PeoplePage) -> None:
    """A company that is registered has no name yet that could be kept."""
    assert "旧名称" not in _read(page.editing.new_company)
    assert "旧名称" in _read(page.editing.company)


def test_a_merged_record_shows_no_numbers_of_the_office(page: PeoplePage) -> None:
    page.person.show_card(replace(CARD, merged_from=(4021, 4022)))
    assert "2 条旧记录" in _read(page.person)
    assert "402" not in _read(page.person)
    page.person.show_card(replace(CARD, merged_into=4023))
    assert "402" not in _read(page.person)
