"""The right panel: who it is, what the pre-check noticed, and what is being decided (screens.md).

Layout only.  The lower part is one place that shows the history, the reasons, or a small form; the
decision buttons and the learner's sentence never scroll away.
"""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import CloseDuplicate, DossierRecord
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Line, scroll
from desktop_admin.views.review.duplicates import Duplicates
from desktop_admin.views.review.facts import Facts
from desktop_admin.views.review.footer import Footer
from desktop_admin.views.review.history import HistoryTabs
from desktop_admin.views.review.inplace import InPlace
from desktop_admin.views.review.precheck import PrecheckList
from desktop_admin.views.review.reasons import ReasonPicker
from desktop_admin.views.review.situations import Situations

#: Below this height the facts make room while something is open underneath.
_TIGHT = 860


class DossierPanel(QFrame):
    """Parts by name; :meth:`show_lower` decides what stands under the pre-check."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("plane", "raised")
        self.facts = Facts(desk)
        self.situations = Situations(desk)
        self.duplicates = Duplicates()
        self.precheck = PrecheckList(desk.theme)
        self.history = HistoryTabs()
        self.reasons = ReasonPicker(desk.theme)
        self.form: InPlace | None = None
        self.footer = Footer()
        self._lower = QVBoxLayout()
        self._lower.addWidget(self.history)
        self._lower.addWidget(self.reasons)
        self.reasons.hide()
        self._rule = Line()
        inside = QWidget()
        column = QVBoxLayout(inside)
        # 14 with the ring's place around it: in line with the buttons below.
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(10)
        parts = (self.facts, self.situations, self.duplicates, self._rule, self.precheck, Line())
        for part in parts:
            column.addWidget(part)
        column.addLayout(self._lower)
        column.addStretch(1)
        self.scroller = scroll(inside)
        self._preview = QWidget()
        around = QVBoxLayout(self._preview)
        around.setContentsMargins(14, 0, 14, 2 * GRID)
        around.addWidget(self.reasons.preview)
        self._preview.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.scroller, 1)
        layout.addWidget(self._preview)
        layout.addWidget(Line())
        layout.addWidget(self.footer)

    def show_record(self, record: DossierRecord, *, same: bool) -> None:
        """Fill every part; a new dossier starts at the top."""
        now = self._desk.clock()
        self.facts.show_record(record)
        self.situations.show_record(record)
        self.duplicates.show_record(record, self._desk.clock, may=self._desk.may(CloseDuplicate))
        self.precheck.show_findings(record.findings)
        self.history.show_record(record, now)
        if not same:
            self.scroller.verticalScrollBar().setValue(0)

    @property
    def picking(self) -> bool:
        """Whether reasons are being picked."""
        return self.reasons.isVisibleTo(self)

    @property
    def busy(self) -> bool:
        """Whether something is open in the lower part."""
        return self.picking or self.form is not None

    def show_lower(self, what: InPlace | ReasonPicker | None) -> None:
        """Reasons, a form, or (None) the history again."""
        if self.form is not None and self.form is not what:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        picking = what is self.reasons
        self.reasons.setVisible(picking)
        self._preview.setVisible(picking)
        self.history.setVisible(what is None)
        if isinstance(what, InPlace):
            self.form = what
            self._lower.addWidget(what)
            what.show()
        self._make_room()
        if what is not None:
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _make_room(self) -> None:
        tight = self.height() < _TIGHT and self.busy
        self.facts.set_compact(on=tight)
        self.precheck.set_compact(on=tight and self.picking)

    def _bring_into_sight(self) -> None:
        lower = self.form or (self.reasons if self.picking else None)
        if lower is not None:
            bar = self.scroller.verticalScrollBar()
            bar.setValue(max(0, min(bar.maximum(), lower.geometry().bottom() - self.scroller.height() + 16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for what is open."""
        super().resizeEvent(event)
        self._make_room()
