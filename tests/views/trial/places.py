"""Inside the made-up desk: a list, and a command."""

from collections.abc import Sequence

from desktop_admin.contract.people import PeopleList
from desktop_admin.views.common.page import Place, Target


def places() -> Sequence[Place]:
    return (
        Place("今天的考场", Target("filter", data="today"), (PeopleList,)),
        Place("试排一场", None, (PeopleList,), "P"),
    )
