"""One type-ahead: letters, arrows, Enter also before the answer, Esc, nothing guessed; in a form, a filter, in a text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.furniture.offers import Failed, Found, Offer, OfferList
from desktop_admin.views.furniture.pick_field import PickField, PickPopup
from desktop_admin.views.furniture.type_ahead import TypeAhead
from tests.views.furniture.conftest import Furnish
from tests.views.furniture.hearing import Heard, heard

KEY = Qt.Key
TOWNS = (
    "duyun",
    "dushan",
    "longli",
    "libo",
    "luodian",
    "weng an",
    "pingtang",
    "changshun",
    "guiding",
    "huishui",
)


class Office:
    """Is asked, and answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._waiting: list[tuple[str, Found, Failed]] = []

    def __call__(self, letters: str, owner: QWidget, found: Found, failed: Failed) -> None:
        self.asked.append(letters)
        self._waiting.append((letters, found, failed))

    def answer(self, which: int = 0) -> None:
        letters, found, _failed = self._waiting.pop(which)
        found([Offer(number, town) for number, town in enumerate(TOWNS) if town.startswith(letters)])

    def fail(self) -> None:
        self._waiting.pop(0)[2]("连接中断。")


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def field(theme: Theme, furnish: Furnish, office: Office) -> PickField:
    field = PickField(office, "县市", "输入后选择", "没有这样的县市。")
    furnish(field)
    field.setFocus()
    return field


@pytest.fixture
def changed(field: PickField) -> Heard:
    return heard(field.changed)


def write(qtbot: QtBot, office: Office, field: PickField | PickPopup, letters: str) -> None:
    """Real letters, until the office was asked for all of them."""
    before = len(office.asked)
    QTest.keyClicks(field.line, letters)
    qtbot.waitUntil(lambda: len(office.asked) > before and office.asked[-1] == field.line.text().strip())


def press(field: PickField | PickPopup, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(field.line, key)


def test_type_walk_and_take(qtbot: QtBot, office: Office, field: PickField, changed: Heard) -> None:
    write(qtbot, office, field, "l")
    assert office.asked == ["l"]
    office.answer()
    assert [field.list.item(row).text() for row in range(3)] == ["longli", "libo", "luodian"]
    assert field.unfinished
    press(field, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)
    assert (field.key, field.line.text()) == (3, "libo")
    assert field.list.isHidden()
    assert not field.unfinished
    assert len(changed) == 2
    assert field.line.hasFocus()


def test_enter_before_the_answer_takes_what_was_meant(qtbot: QtBot, office: Office, field: PickField) -> None:
    write(qtbot, office, field, "d")
    office.answer()
    QTest.keyClicks(field.line, "us")
    press(field, KEY.Key_Return)
    assert field.key is None, "what is listed belongs to other letters"
    qtbot.waitUntil(lambda: office.asked[-1] == "dus")
    assert field.key is None
    office.answer()
    assert field.key == 1


def test_an_answer_to_other_letters_is_dropped(qtbot: QtBot, office: Office, field: PickField) -> None:
    write(qtbot, office, field, "d")
    write(qtbot, office, field, "us")
    office.answer(1)
    office.answer(0)
    assert field.list.count() == 1
    assert field.list.item(0).text() == "dushan"


def test_escape_brings_back_what_was_chosen(qtbot: QtBot, office: Office, field: PickField) -> None:
    field.show_chosen(2, "longli")
    assert field.key == 2
    write(qtbot, office, field, "x")
    assert field.key is None, "other words than those that were taken mean nobody"
    assert field.unfinished
    office.answer()
    assert field.list.item(0).text() == "没有这样的县市。"
    press(field, KEY.Key_Return)
    assert field.key is None
    press(field, KEY.Key_Escape)
    assert (field.key, field.line.text()) == (2, "longli")
    assert field.list.isHidden()


def test_emptied_it_is_nobody(office: Office, field: PickField) -> None:
    field.show_chosen(2, "longli")
    field.line.selectAll()
    press(field, KEY.Key_Delete)
    assert field.key is None
    assert not field.unfinished


def test_an_office_that_fails_says_so_in_the_list(qtbot: QtBot, office: Office, field: PickField) -> None:
    write(qtbot, office, field, "d")
    press(field, KEY.Key_Return)
    office.fail()
    assert field.list.item(0).text() == "连接中断。"
    assert field.key is None


def test_a_click_takes(qtbot: QtBot, office: Office, field: PickField) -> None:
    write(qtbot, office, field, "d")
    office.answer()
    place = field.list.visualItemRect(field.list.item(1)).center()
    QTest.mouseClick(field.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.key == 1
    assert field.line.hasFocus()


def test_nothing_opens_behind_somebody_who_went_on(
    qtbot: QtBot, theme: Theme, furnish: Furnish, office: Office
) -> None:
    room = QWidget()
    column = QVBoxLayout(room)
    field, other = PickField(office, "县市", "", ""), QPushButton("别处")
    column.addWidget(field)
    column.addWidget(other)
    furnish(room)
    field.setFocus()
    write(qtbot, office, field, "d")
    other.setFocus()
    office.answer()
    assert field.list.isHidden()


def test_under_a_chip_the_first_lifts_the_limit(
    qtbot: QtBot, theme: Theme, furnish: Furnish, office: Office
) -> None:
    chip = QPushButton("县市")
    furnish(chip)
    leave = QAction(chip)  # what the page does at Esc
    leave.setShortcut("Esc")
    leave.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    chip.addAction(leave)
    left = heard(leave.triggered)
    popup = PickPopup(office, "县市", "名称", "没有", chip, first=Offer(None, "全部县市"))
    taken = heard(popup.taken)
    popup.open_below(chip)
    assert office.asked == [""]
    office.answer()
    assert popup.list.count() == len(TOWNS) + 1
    press(popup, KEY.Key_PageDown, KEY.Key_Home, KEY.Key_Up, KEY.Key_Return)
    assert taken == [Offer(8, "guiding")]
    assert not popup.isVisible()
    popup.open_below(chip)
    office.answer()
    press(popup, KEY.Key_Return)
    assert taken[-1] == Offer(None, "全部县市")
    popup.open_below(chip)
    press(popup, KEY.Key_Escape)
    assert not popup.isVisible()
    assert left == []


def test_in_a_text_keys_are_its_own_until_something_is_offered(theme: Theme, furnish: Furnish) -> None:
    text, names = QPlainTextEdit(), OfferList("同事")
    taken: list[int] = []
    keys = TypeAhead(text, names, taken.append, tab=True)
    room = QWidget()
    column = QVBoxLayout(room)
    column.addWidget(text)
    column.addWidget(names)
    furnish(room)
    text.setFocus()
    QTest.keyClick(text, KEY.Key_Return)
    assert text.toPlainText() == "\n"
    names.show_offers([Offer(1, "@李四"), Offer(2, "@王敏")], "")
    names.show()
    QTest.keyClick(text, KEY.Key_Down)
    QTest.keyClick(text, KEY.Key_Tab)
    assert taken == [1]
    assert text.toPlainText() == "\n"
    keys.rest()
