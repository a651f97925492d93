"""The second look at what was approved unseen (R20): who may take it, and saying that it was sound.

Whoever finds a fault revokes the decision with a reason, as any decision can be revoked; only agreeing
is a step of its own.
"""

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.submissions import ConfirmSpotCheck, DossierRecord
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.review.bench import hashes_of
from desktop_admin.views.review.decisions import version_of


class SpotCheck(QObject):
    """One answer under way at a time."""

    confirmed = Signal(object, int)
    """(:class:`DossierRecord`, its version afterwards)"""
    refused = Signal(object, object)
    """(:class:`DossierRecord`, :class:`OfficeError`)"""
    busy_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.busy = False

    def wanted(self, record: DossierRecord) -> bool:
        """Whether this person may look a second time: drawn, and approved by somebody else."""
        last = next((one for one in record.decisions if one.undone_at is None), None)
        return (
            "spot_check" in record.flags
            and last is not None
            and last.staff_id != self._desk.person.id
            and self._desk.may(ConfirmSpotCheck)
        )

    def confirm(self, record: DossierRecord) -> None:
        """抽查无误, about exactly the papers on screen."""
        if self.busy:
            return
        self._set_busy(True)
        self._desk.run(
            ConfirmSpotCheck(record.id, record.version, hashes_of(record)),
            owner=self,
            done=lambda receipt: self._done(record, receipt),
            failed=lambda error: self._failed(record, error),
        )

    def _done(self, record: DossierRecord, receipt: Receipt) -> None:
        self._set_busy(False)
        self.confirmed.emit(record, version_of(receipt, record.id, record.version + 1))

    def _failed(self, record: DossierRecord, error: OfficeError) -> None:
        self._set_busy(False)
        self.refused.emit(record, error)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()
