"""The paged list: a million ids, pages fetched near where one looks, live merges, a kept selection."""

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QListView
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.keep_place import KeepPlace
from desktop_admin.views.common.paged import PAGE, ROW_ROLE, PagedModel
from tests.views.quiet import silent

pytestmark = pytest.mark.alone


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Source:
    """Answers fetches when the test says so."""

    def __init__(self) -> None:
        self.fetched: list[tuple[int, ...]] = []
        self.model: PagedModel[Row] = PagedModel(
            lambda row: row.id, self.fetched.append, display=lambda row, _column, role: _show(row, role)
        )

    def answer(self) -> None:
        for ids in self.fetched:
            self.model.supply([row(one) for one in ids])
        self.fetched.clear()


def _show(row: Row, role: int) -> str | None:
    return row.name if role == Qt.ItemDataRole.DisplayRole else None


def row(number: int, name: str = "") -> Row:
    return Row(number, name or f"人 {number}")


def names(model: QAbstractItemModel) -> list[object]:
    return [model.index(line, 0).data() for line in range(model.rowCount())]


@pytest.fixture
def source(qtbot: QtBot) -> Source:
    return Source()


def test_model_keeps_the_promises_of_qt(qtbot: QtBot, source: Source) -> None:
    tester = QAbstractItemModelTester(source.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model = source.model
    model.reset([5, 3, 9, 1], [row(5), row(3)])
    model.insert(1, row(7))
    model.remove([3, 1])
    model.update([row(9, "九")])
    model.remove([5])
    assert model.stand(row(9, "久"), 7)
    assert model.stand(row(8), 9)
    assert model.stand(row(6), 0)
    assert model.stand(row(6), 8), "it moves"
    assert model.stand(row(6), 0), "and back"
    assert not model.stand(row(4), 3), "behind somebody unknown"
    model.remove([6])
    assert list(model.ids) == [7, 9, 8]
    assert names(model) == ["人 7", "久", "人 8"]
    assert tester.model() is model


def test_looking_at_a_missing_row_fetches_its_page_once(qtbot: QtBot, source: Source) -> None:
    source.model.reset(range(1, 1001))
    for line in range(PAGE, PAGE + 30):
        assert source.model.index(line, 0).data(ROW_ROLE) is None
    qtbot.waitUntil(lambda: len(source.fetched) == 1)
    assert source.fetched == [tuple(range(PAGE + 1, 2 * PAGE + 1))]
    source.model.index(PAGE, 0).data(ROW_ROLE)
    qtbot.waitUntil(lambda: silent(source.model))
    assert len(source.fetched) == 1, "what is under way is not asked again"
    source.answer()
    assert source.model.index(PAGE, 0).data() == f"人 {PAGE + 1}"


def test_a_failed_fetch_may_be_asked_again(qtbot: QtBot, source: Source) -> None:
    source.model.reset(range(10))
    source.model.index(0, 0).data()
    qtbot.waitUntil(lambda: len(source.fetched) == 1)
    source.model.not_supplied(source.fetched.pop())
    source.model.index(0, 0).data()
    qtbot.waitUntil(lambda: len(source.fetched) == 1)


def test_pages_passed_over_quickly_are_not_fetched(qtbot: QtBot, source: Source) -> None:
    source.model.reset(range(100 * PAGE))
    for page in range(0, 100, 5):
        source.model.index(page * PAGE, 0).data()
    qtbot.waitUntil(lambda: bool(source.fetched))
    assert len(source.fetched) == 3


def test_selection_survives_merge_and_reload(qtbot: QtBot, source: Source) -> None:
    model = source.model
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    KeepPlace(view, model)
    model.reset([1, 2, 3, 4, 5], map(row, range(1, 6)))
    view.selectionModel().setCurrentIndex(model.index(3, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.remove([1])
    assert model.id_at(view.currentIndex().row()) == 4
    model.insert(0, row(9))
    assert model.id_at(view.currentIndex().row()) == 4
    model.reset([9, 8, 4, 2], map(row, (9, 8, 4, 2)))
    assert model.id_at(view.currentIndex().row()) == 4
    assert [model.id_at(index.row()) for index in view.selectedIndexes()] == [4]


def test_a_million_rows_scroll_like_a_thousand(qtbot: QtBot, source: Source) -> None:
    """Only what is in sight is drawn (by the square root it would already be thirty times)."""
    view = QListView()
    qtbot.addWidget(view)
    view.setUniformItemSizes(True)
    view.setModel(source.model)
    view.resize(400, 700)
    view.show()
    few, many = (_typical_frame(view, source, rows) for rows in (1_000, 1_000_000))
    assert many < 5 * few


def _typical_frame(view: QListView, source: Source, rows: int) -> float:
    """Median seconds of a drawing while the bar is dragged from one end to the other."""
    source.model.reset(range(rows))
    bar = view.verticalScrollBar()
    frames = []
    for step in range(60):
        bar.setValue(step * bar.maximum() // 60)
        began = time.perf_counter()
        view.viewport().repaint()
        frames.append(time.perf_counter() - began)
        source.answer()
    return sorted(frames)[len(frames) // 2]


def test_a_page_that_arrives_is_not_searched_for_in_the_whole_list(
    qtbot: QtBot, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    """8 ms a search in a million rows, with every page that comes while the bar is being dragged."""
    model = source.model
    model.reset(range(10, 10 + 5 * PAGE))
    model.index(4 * PAGE + 3, 0).data()
    qtbot.waitUntil(lambda: bool(source.fetched))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    monkeypatch.setattr(model, "position_of", lambda _wanted: pytest.fail("searched for"))
    source.answer()
    assert told == [(4 * PAGE, 5 * PAGE - 1)]


def test_a_page_that_moved_while_it_was_fetched_is_told_where_it_is_now(qtbot: QtBot, source: Source) -> None:
    model = source.model
    model.reset(range(10, 10 + 3 * PAGE))
    model.index(PAGE, 0).data()
    qtbot.waitUntil(lambda: bool(source.fetched))
    model.remove([11, 12])
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    source.answer()
    assert told == [(PAGE - 2, 2 * PAGE - 3)]
    assert model.index(PAGE - 2, 0).data() == f"人 {10 + PAGE}"
