"""Lists: the office's order is the only one; what was touched comes back with the id it stands behind."""

from dataclasses import replace
from typing import Any

import pytest

from desktop_admin.contract.base import ListQuestion
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.people import CompanyForm, CompanyList, PeopleList
from desktop_admin.contract.registry import requests
from desktop_admin.contract.submissions import QueueFilter, QueueView, ReviewQueue
from tests.contract.world import World

OTHERS = (
    CompanyForm("福泉（集团）矿业有限公司", "N2522701MF0000001Q", county="522702"),
    CompanyForm("都匀瑞泰建筑工程有限公司", "91522701MA6DLXGQ0E"),
)
LISTS: list[ListQuestion[Any]] = [
    *(ReviewQueue(QueueFilter(view=view)) for view in QueueView),
    ReviewQueue(QueueFilter(text="石")),
    PeopleList(),
    PeopleList("石"),
    CompanyList(),
    Notices(),
    *(Notices(sort=sort, descending=down) for sort in ("name", "state", "due") for down in (False, True)),
]


@pytest.fixture
def town(world: World) -> World:
    """Five people at two companies: two approved, one sent back and in again, two waiting."""
    homes = [world.company(), world.company(OTHERS[0])]
    numbers = []
    for serial, name in enumerate(("石磊", "覃芳", "单雄信", "石小磊", "曾敏")):
        numbers.append(world.submitted(world.candidate(homes[serial % 2], serial=serial, name=name)))
        world.clock.advance(minutes=10)
    world.approve(numbers[1])
    world.clock.advance(minutes=1)
    world.approve(numbers[3])
    world.send_back(numbers[0])
    return world


def test_every_list_says_where_each_of_its_rows_stands(town: World) -> None:
    chief = town.as_("王敏")
    seen = 0
    for question in LISTS:
        whole = chief.run(question)
        assert whole.after == (), "a whole list is its own order"
        again = chief.run(replace(question, only=(*reversed(whole.ids), 404)))
        assert (again.ids, again.total) == (whole.ids, len(whole.ids)), question
        assert again.after == (0, *whole.ids[:-1])[: len(whole.ids)], question
        for place, one in enumerate(whole.ids):
            alone = chief.run(replace(question, only=(one,)))
            assert (alone.ids, alone.after) == ((one,), again.after[place : place + 1]), question
        rows = chief.run(replace(question, rows_for=whole.ids[::-1]))
        assert (rows.ids, [row.id for row in rows.rows]) == ((), list(whole.ids[::-1])), question
        seen += len(whole.ids) > 1
    assert seen >= 12, "lists of one row prove nothing"


def test_an_order_nobody_offers_is_refused(town: World) -> None:
    for question in (ReviewQueue(sort="name"), PeopleList(sort="phone"), Notices(sort="text")):
        with pytest.raises(Invalid, match="不能按这一列排序"):
            town.as_("王敏").run(question)


def test_every_list_is_asked_the_same_way(town: World) -> None:
    """Whatever answers ids of a list is a ListQuestion; so a desk needs no second way to follow it."""
    listing = {name for name, one in requests().items() if issubclass(one, ListQuestion)}
    assert {"ReviewQueue", "PeopleList", "CompanyList", "Notices"} <= listing
