"""The chapters of tour and sheets are whole, and one more file in their folder is all that a new desk adds."""

from collections import Counter
from pathlib import Path

import pytest

import tests.window.chapters as sheet_chapters
from desktop_admin.tour import chapters
from desktop_admin.tour.stops import Act, gather
from tests.window.sheets import all_sheets, read_chapters

TRIAL = Path(__file__).parents[1] / "views" / "trial"
"""A desk made up for the tests: its files for the tour and for the walk through the sheets."""


def test_every_act_of_the_tour_has_its_stops_in_order() -> None:
    for act in Act:
        orders = [stop.order for stop in gather(act)]
        assert orders, act
        assert orders == sorted(orders)
        doubled = [order for order, times in Counter(orders).items() if times > 1]
        assert not doubled, f"{act}: which of them is first? {doubled}"


def test_the_way_in_is_walked_first() -> None:
    assert gather(Act.DAY)[0].order == gather(Act.NEW_OFFICE)[0].order == 10


def test_a_desk_adds_one_file_to_the_tour(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gather(Act.DAY)
    monkeypatch.setattr(chapters, "__path__", [*chapters.__path__, str(TRIAL / "tour")])
    stops = gather(Act.DAY)
    added = next(stop for stop in stops if stop not in before)
    assert [stop for stop in stops if stop is not added] == before
    assert added.order == 600
    assert stops.index(added) == sum(stop.order < 600 for stop in before)


def test_a_desk_adds_one_file_to_the_walk_through_the_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    before = all_sheets()
    monkeypatch.setattr(sheet_chapters, "__path__", [*sheet_chapters.__path__, str(TRIAL / "sheets")])
    assert [chapter.ORDER for chapter in read_chapters()] == [10, 100, 200, 250, 300]
    assert [sheet.name for sheet in all_sheets() if sheet not in before] == ["try-company"]
