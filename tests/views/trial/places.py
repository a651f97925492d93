"""Inside the made-up desk: a list, and its commands."""

from collections.abc import Sequence

from desktop_admin.contract.people import CompanyList
from desktop_admin.views.common.command import offers_of
from desktop_admin.views.common.page import Place, Target
from tests.views.trial.keys import COMMANDS


def places() -> Sequence[Place]:
    return (
        Place("名称含“建筑”的单位", Target("filter", data="建筑"), (CompanyList,)),
        *offers_of(COMMANDS),
    )
