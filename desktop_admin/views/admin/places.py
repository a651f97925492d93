"""The sub-pages of 系统管理 and what is begun there, for Ctrl+K."""

from collections.abc import Sequence

from desktop_admin.contract.backups import OrderBackup
from desktop_admin.contract.catalogue import AddReason
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.staff import AddStaff
from desktop_admin.views.admin.page import TABS
from desktop_admin.views.common.page import Place, Target

_BEGUN = (
    ("新建账号", "staff", AddStaff, "N"),
    ("新增退回原因", "reasons", AddReason, "N"),
    ("立即备份", "backups", OrderBackup, "B"),
    ("验证操作日志", "journal", VerifyJournal, "V"),
)


def places() -> Sequence[Place]:
    """In the order of the tabs; a command only where its tab may be opened."""
    needs = {tab.key: tab.needs for tab in TABS}
    tabs = [Place(tab.title, _tab(tab.key), (tab.needs,)) for tab in TABS]
    begun = [Place(title, _tab(key), (needs[key], needed), keys, keys) for title, key, needed, keys in _BEGUN]
    return (*tabs, *begun)


def _tab(key: str) -> Target:
    return Target("filter", data=(key, ""))
