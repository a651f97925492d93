"""The same person twice in one category and month, side by side; one can be closed without a refusal (R16)."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import DossierRecord, Sibling
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row
from desktop_admin.views.review.words import state_tag, undecided


class Duplicates(QFrame):
    """Hidden while there is no sibling. ``void`` closes the dossier on screen beside the other one."""

    show_other = Signal(int)
    compare = Signal(int)
    void = Signal(int)
    """The sibling the dossier on screen is the same as."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("tone", "warn")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._rows.setSpacing(6)
        self.hide()

    def show_record(self, record: DossierRecord, now: Callable[[], object], *, may: bool) -> None:
        """The siblings of this dossier; buttons only where the office would agree."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(record.siblings))
        if not record.siblings:
            return
        self._rows.addWidget(Text("本期同类别另有申请（可能重复）", bold=True, wrap=True))
        for sibling in record.siblings:
            self._rows.addWidget(_SiblingRow(self, record, sibling, now, may=may))


class _SiblingRow(QWidget):
    def __init__(
        self,
        owner: Duplicates,
        record: DossierRecord,
        sibling: Sibling,
        now: Callable[[], object],
        *,
        may: bool,
    ) -> None:
        super().__init__()
        tag = state_tag(sibling.state)
        at = sibling.submitted_at
        when = moment_words(at, now()) if at is not None else "未提交"  # type: ignore[arg-type]
        text = Text(f"{sibling.company} · {when}", size="small", wrap=True)
        look = CommandButton("并排看", kind="link")
        look.clicked.connect(lambda: owner.compare.emit(sibling.submission_id))
        go = CommandButton("打开", kind="link")
        go.clicked.connect(lambda: owner.show_other.emit(sibling.submission_id))
        void = CommandButton("本份作废（重复）", kind="link")
        void.clicked.connect(lambda: owner.void.emit(sibling.submission_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row(Badge(tag.text, tag.tone), text, spacing=6))
        steps = (look, go, void) if may and undecided(record.state) else (look, go)
        column.addLayout(row(*steps, None, spacing=GRID))
