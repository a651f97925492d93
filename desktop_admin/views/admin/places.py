"""The sub-pages of 系统管理 and what is begun there, for Ctrl+K."""

from collections.abc import Sequence

from desktop_admin.views.admin.page import TABS
from desktop_admin.views.common.command import offers_of
from desktop_admin.views.common.page import Place, Target


def places() -> Sequence[Place]:
    """In the order of the tabs; a command only where its tab may be opened."""
    tabs = [Place(tab.title, _tab(tab.key), (tab.needs,)) for tab in TABS]
    begun = [place for tab in TABS for place in offers_of(tab.commands, _tab(tab.key), (tab.needs,))]
    return (*tabs, *begun)


def _tab(key: str) -> Target:
    return Target("filter", data=(key, ""))
