"""A backup that failed, on 工作台 of whoever can mend it."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.backups import BackupPage, Backups
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.page import Target
from desktop_admin.views.furniture.banner import Banner


class BackupTrouble(HomePart):
    """Nothing when all is well."""

    needs = Backups
    touches = frozenset({SubjectKind.BACKUP, SubjectKind.BACKUP_PLAN, SubjectKind.BACKUP_PLACE})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.banner = Banner(desk.theme, ground, wrap=True, links=True)

    def stands(self) -> tuple[Stand, ...]:
        """Above everything."""
        return (Stand(HomePlace.BANNER, self.banner, 10),)

    def ask(self) -> None:
        """Whether the last one was made; a failure to read it leaves what stands there."""
        self.desk.run(
            Backups(limit=1), owner=self, done=self._show, failed=lambda _error: None, slot="backups"
        )

    def _show(self, page: BackupPage) -> None:
        self.banner.say(page.trouble, ("去备份", "", self._open), tone="bad", icon="triangle-alert")

    def _open(self) -> None:
        self.leads.emit(Target("filter", data=("backups", "")))
