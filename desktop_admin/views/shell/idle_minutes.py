"""How long nobody may be there before the window locks: as the office has it, also when that changes."""

from PySide6.QtCore import QObject

from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.policy import PolicyRecord, PolicySettings
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.shell.idle import IdleWatch


class IdleMinutes(QObject):
    """Tells ``idle`` the minutes; whoever may not read the settings keeps what is set."""

    def __init__(self, desk: Desk, idle: IdleWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._idle = desk, idle
        desk.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Ask the office."""
        if self._desk.may(PolicySettings):
            self._desk.run(
                PolicySettings(),
                owner=self,
                done=self._on_policy,
                failed=lambda _error: None,
                slot="policy",
            )

    def _on_changed(self, page: ChangePage) -> None:
        kinds = {subject.kind for change in page.changes for subject in change.subjects}
        if page.reload or SubjectKind.POLICY in kinds:
            self.begin()

    def _on_policy(self, record: PolicyRecord) -> None:
        self._idle.set_minutes(record.form.idle_lock_minutes)
