"""The made-up desk's chapter of the demonstration: somebody looks at the list every day at nine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from desktop_admin.contract.people import PeopleList
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.steps import Step

ORDER = 400


@dataclass(frozen=True)
class Look:
    rank: ClassVar[int] = 1

    at: datetime


def plan(draft: Draft) -> Iterable[Step]:
    moment = draft.starts + timedelta(days=1)
    while moment < draft.now:
        yield Look(moment)
        moment += timedelta(days=1)


def _look(history: History, step: Look) -> None:
    history.staff_desk(step.at, "李四").run(PeopleList(limit=1))


TELL: Mapping[type, Callable[[History, Any], None]] = {Look: _look}
