"""A table as somebody has made it: sorted, narrowed, without a column; and what its foot and its rows offer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.theme import Theme


@dataclass(frozen=True)
class Bill:
    id: int
    name: str
    sum: int


BILLS = (Bill(1, "石磊", 300), Bill(2, "覃芳", 100), Bill(3, "单雄信", 200))
COLUMNS = (
    Column[Bill]("学员", lambda one: one.name, sort="name"),
    Column[Bill]("金额", lambda one: f"{one.sum}", 120, right=True, sort="sum"),
    Column[Bill]("备注", lambda _one: "", 90),
)
Made = Callable[[], TablePane]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def made(qtbot: QtBot, theme: Theme, settings: QSettings) -> Made:
    """The same table as it is made anew each time the program starts."""

    def make() -> TablePane:
        model: Rows[Bill] = Rows(lambda one: one.id, COLUMNS)
        table = Table(theme, model, COLUMNS)
        model.setParent(table)
        table.setAccessibleName("账单")
        pane = TablePane(table)
        qtbot.addWidget(pane)
        pane.remember(settings)
        model.reset(BILLS)
        pane.resize(700, 300)
        pane.show()
        return pane

    return make


def _click(pane: TablePane, column: int) -> None:
    head = pane.table.head
    at = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def _entries(pane: TablePane) -> dict[str, bool]:
    """What the chooser offers now, opened by its button with the keyboard."""
    pane.choose.setFocus()
    QTest.keyClick(pane.choose, Qt.Key.Key_Space)
    assert pane.menu.isVisible()
    found = {action.text(): action.isChecked() for action in pane.menu.actions() if action.text()}
    pane.menu.close()
    return found


def _trigger(pane: TablePane, words: str) -> None:
    _entries(pane)
    next(action for action in pane.menu.actions() if action.text().startswith(words)).trigger()


def test_a_click_on_a_head_asks_for_its_order_then_the_other_way_then_the_offices_own(made: Made) -> None:
    pane = made()
    asked: list[tuple[str, bool]] = []
    pane.table.head.sorted.connect(lambda sort, down: asked.append((sort, down)))
    for _ in range(3):
        _click(pane, 1)
    _click(pane, 2)
    assert asked == [("sum", False), ("sum", True), ("", False)], "the third column has no order"


def test_the_chooser_says_how_it_is_sorted_and_hides_all_columns_but_the_first(made: Made) -> None:
    pane = made()
    assert _entries(pane) == {
        "学员": True,
        "金额": True,
        "备注": True,
        "按学员排序": False,
        "按金额排序": False,
        "恢复原样": False,
    }
    _trigger(pane, "按金额")
    _trigger(pane, "备注")
    assert _entries(pane)["按金额排序（从小到大）"]
    assert pane.table.isColumnHidden(2)
    pane.table.head.show_column(0, on=False)
    assert not pane.table.isColumnHidden(0), "the first says what a row is"


def test_what_was_made_of_it_is_there_next_time_and_can_be_forgotten(made: Made, settings: QSettings) -> None:
    pane = made()
    pane.table.head.resizeSection(1, 187)
    _trigger(pane, "备注")
    _click(pane, 1)
    _click(pane, 1)
    again = made()
    head = again.table.head
    assert (head.sectionSize(1), head.isSectionHidden(2)) == (187, True)
    assert (head.sort, head.descending) == ("sum", True)
    _trigger(again, "恢复原样")
    third = made().table.head
    assert (third.sectionSize(1), third.isSectionHidden(2), third.sort) == (120, False, "")


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", "7", '{"widths": [], "hidden": []}', '{"widths": {"金额": "9"}, "hidden": [7]}']
)
def test_settings_of_another_version_are_as_good_as_none(made: Made, settings: QSettings, kept: str) -> None:
    settings.setValue("tables/账单", kept)
    head = made().table.head
    assert (head.sectionSize(1), head.isSectionHidden(2), head.sort) == (120, False, "")


def test_the_foot_counts_and_offers_to_take_the_list_out(made: Made) -> None:
    pane = made()
    taken: list[bool] = []
    assert not pane.export.isVisible()
    pane.totals.setText("3 条，共 600 元")
    pane.offer_export(lambda: taken.append(True))
    pane.export.setFocus()
    QTest.keyClick(pane.export, Qt.Key.Key_Space)
    assert taken == [True]
