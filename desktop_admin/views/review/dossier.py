"""The right panel: who it is, what the pre-check noticed, and what is being decided (screens.md).

Layout only.  Reasons and small forms open in a place of their own under what they are judged by: the facts and
every finding that is not green stay in sight.  The decision buttons and the learner's sentence never scroll away.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import CloseDuplicate, DossierRecord
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Hairline, scroll
from desktop_admin.views.furniture.in_place import InPlace
from desktop_admin.views.review.duplicates import Duplicates
from desktop_admin.views.review.facts import DossierFacts
from desktop_admin.views.review.footer import Footer
from desktop_admin.views.review.history import HISTORY, HistoryTabs
from desktop_admin.views.review.precheck import PrecheckList
from desktop_admin.views.review.reasons import ReasonPicker
from desktop_admin.views.review.situations import Situations

#: Below this height only what a decision is judged by stays while something is open underneath.
_TIGHT = 860
#: What is open underneath keeps so much (its head, and a few reasons), however many findings there are.
_LEAST = 160
#: Qt's own “no limit” (QWIDGETSIZE_MAX).
_BOUNDLESS = (1 << 24) - 1


class DossierPanel(QFrame):
    """Parts by name; :meth:`show_lower` decides what stands under the pre-check."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("plane", "raised")
        # From outside in: see docs/decisions/0036. First what scrolls and what stands still, then what is in it.
        inside, below = QWidget(), QWidget()
        self.evidence, self.opened = scroll(inside), scroll(below)
        self._edge = Hairline()
        self._preview = QWidget(self)
        self.footer = Footer(self)
        layout = self._stretch = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.evidence, 1)
        layout.addWidget(self._edge)
        layout.addWidget(self.opened, 1)
        layout.addWidget(self._preview)
        layout.addWidget(Hairline())
        layout.addWidget(self.footer)
        for hidden in (self._edge, self.opened, self._preview):
            hidden.hide()
        self.facts = DossierFacts(desk, inside)
        self._banners = QWidget(inside)
        self.situations = Situations(desk, self._banners)
        self.duplicates = Duplicates(self._banners)
        _stack(self.situations, self.duplicates, into=self._banners)
        self.precheck = PrecheckList(desk.theme, inside)
        self._rule = Hairline()
        self.history = HistoryTabs(desk.theme, inside)
        # 14 with the ring's place around it: in line with the buttons below.
        self._column = _stack(
            self.facts,
            self._banners,
            Hairline(),
            self.precheck,
            self._rule,
            self.history,
            into=inside,
            margin=3 * GRID,
        )
        self._column.addStretch(1)
        inside.installEventFilter(self)
        self.reasons = ReasonPicker(desk.theme, below)
        self.reasons.hide()
        self.reasons.at.connect(self._bring_into_sight)
        self.reasons.changed.connect(self._lay_out)
        self.form: InPlace | None = None
        self._lower = _stack(self.reasons, into=below, margin=3 * GRID)
        self._hold_preview()

    def _hold_preview(self) -> None:
        around = QVBoxLayout(self._preview)
        around.setContentsMargins(14, 0, 14, 2 * GRID)
        around.addWidget(self.reasons.preview)

    def show_record(self, record: DossierRecord, *, same: bool) -> None:
        """Fill every part; a new dossier starts at the top, with its history."""
        now = self._desk.clock()
        self.facts.show_record(record)
        self.situations.show_record(record)
        self.duplicates.show_record(record, self._desk.clock, may=self._desk.may(CloseDuplicate))
        self.precheck.show_findings(record.findings)
        self.history.show_record(record, now)
        if not same:
            self.history.show_tab(HISTORY)
            self.evidence.verticalScrollBar().setValue(0)
        self._make_room()

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
        for part in (self._edge, self.opened):
            part.setVisible(what is not None)
        self._make_room()
        for place in (self.evidence, self.opened):
            place.verticalScrollBar().setValue(0)

    def resume(self) -> None:
        """A click elsewhere took the keyboard: back to where somebody was writing or choosing."""
        inside = self.opened.focusWidget() if self.busy else None
        if inside is not None:
            inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self) -> None:
        """While something is open underneath, facts and findings are as high as they need to be, within limits."""
        busy, tight = self.busy, self.height() < _TIGHT and self.busy
        self.facts.set_compact(on=tight)
        self.precheck.set_compact(on=tight)
        self._banners.setVisible(
            not tight and not (self.situations.isHidden() and self.duplicates.isHidden())
        )
        self._rule.setVisible(not busy)
        over, under = (2 * GRID if tight else 3 * GRID), (2 * GRID if busy else 3 * GRID)
        self._column.setContentsMargins(3 * GRID, over, 3 * GRID, under)
        self._column.setSpacing(6 if tight else 10)
        self._stretch.setStretch(0, 0 if busy else 1)
        self._fit()

    def _fit(self) -> None:
        """Facts and findings take what they need and no more, and leave room for what is open."""
        if not self.busy:
            self.evidence.setMinimumHeight(0)
            self.evidence.setMaximumHeight(_BOUNDLESS)
            return
        room = self.height() - self.footer.sizeHint().height()
        room -= self._preview.sizeHint().height() if self.picking else 0
        self.evidence.setFixedHeight(min(max(room // 3, room - _LEAST), self._needed()))

    def _bring_into_sight(self, line: QWidget) -> None:
        """A line that was walked to, or asks for something, once it has its place."""
        QTimer.singleShot(0, line, lambda: self.opened.ensureWidgetVisible(line, 0, 2 * GRID))

    def _lay_out(self) -> None:
        """Now: layouts one in the other take a turn each, and a frame in between shows words that are cut."""
        for inside in (self.reasons.preview, self._preview):
            layout = inside.layout()
            if layout is not None:
                layout.activate()
            inside.updateGeometry()
        self._fit()
        self._stretch.activate()

    def _needed(self) -> int:
        """The height of facts and findings as they stand now."""
        self._column.activate()
        ring = self.evidence.height() - self.evidence.viewport().height()  # kept for the keyboard's ring
        return self._column.totalHeightForWidth(self.width() - ring) + ring

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for what is open."""
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Facts or findings changed their height (Qt tells once their parts are laid out anew)."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)


def _stack(*parts: QWidget, into: QWidget, margin: int = 0) -> QVBoxLayout:
    """The layout that holds parts one below the other."""
    column = QVBoxLayout(into)
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(10)
    for part in parts:
        column.addWidget(part)
    return column
