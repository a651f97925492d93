"""Inside the made-up desk: a list, and a command."""

from collections.abc import Sequence

from desktop_admin.contract.people import PeopleList
from desktop_admin.views.common.command import offers_of
from desktop_admin.views.common.page import Place, Target
from tests.views.trial.keys import COMMANDS


def places() -> Sequence[Place]:
    return (
        Place("今天的考场", Target("filter", data="today"), (PeopleList,)),
        *offers_of(COMMANDS),
    )
