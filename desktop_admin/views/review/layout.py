"""How the review desk stands on the screen: queue, papers, dossier, and what replaces them when there is nothing.

Apart from the page so that the wiring can be read without geometry.
"""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.widgets import Hairline
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.bulk_bar import BulkBar
from desktop_admin.views.review.dossier import DossierPanel
from desktop_admin.views.review.filters import FilterBar
from desktop_admin.views.review.queue_list import QueueList
from desktop_admin.views.review.sibling import SiblingView

#: Logical pixels: queue and panel on a small window, and from 1600 px of window.
_NARROW, _WIDE = (286, 326), (330, 384)
_BROAD = 1600


class ReviewLayout(QFrame):
    """The parts by name, left to right."""

    def __init__(
        self,
        desk: Desk,
        papers: PaperReader,
        settings: QSettings,
        view: QueueList,
        bulk: BulkBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        # Everything is made inside what it will stand in, from outside in: see docs/decisions/0036.
        self.left = QFrame(self)
        dossier = QWidget(self)
        self.right = States(desk.theme, dossier, self)
        middle = QFrame(dossier)
        centre = QFrame(middle)
        self.filters = FilterBar(desk, settings, self.left)
        self.view = view
        self.list = States(desk.theme, view, self.left)
        self.bulk = bulk
        self.notice = Banner(desk.theme, middle, wrap=True)
        self.pair = PaperPair(papers, desk.theme, self._reason_text, parent=centre)
        self.sibling = SiblingView(desk, papers, centre)
        self.sibling.shown.connect(self._make_room)
        self.pair.comparing_changed.connect(self._make_room)
        self._wanted = False
        self.opener = QToolButton(self)
        desk.theme.set_icon(self.opener, "panel-left", "muted", 16)
        self.opener.setToolTip(tip("显示队列（按 Ctrl+F）"))
        self.opener.setAccessibleName("显示队列")
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.opener.clicked.connect(self.unfold)
        self.opener.hide()
        self.pair.slot_changed.connect(self.sibling.turn_to)
        self.panel = DossierPanel(desk, dossier)
        _column(self.filters, Hairline(), self.list, Hairline(), self.bulk, stretch=self.list, into=self.left)
        self.left.setProperty("plane", "raised")
        beside = QHBoxLayout(centre)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(1)
        beside.addWidget(self.pair, 1)
        beside.addWidget(self.sibling, 1)
        _column(self.notice, centre, stretch=centre, into=middle)
        right = _row(middle, Hairline(vertical=True), self.panel, into=dossier)
        right.setStretch(0, 1)
        whole = _row(self.left, self.opener, Hairline(vertical=True), self.right, into=self)
        whole.setStretch(3, 1)
        self.fit(0)

    def fit(self, window: int) -> None:
        """Side panels for this width of window."""
        left, right = _WIDE if window >= _BROAD else _NARROW
        self.left.setFixedWidth(left)
        self.panel.setFixedWidth(right)
        self._fold()

    @property
    def folded(self) -> bool:
        """Whether the queue has made room for what stands side by side."""
        return self.left.isHidden()

    def unfold(self) -> None:
        """Somebody needs the queue: it comes back, until other papers are put side by side."""
        self._wanted = True
        self._fold()

    @property
    def home(self) -> QWidget:
        """Where the keyboard belongs: the queue, or the papers while that is folded away."""
        return self.pair.view if self.folded else self.view

    def _make_room(self) -> None:
        """Something else stands side by side now, or nothing does."""
        self._wanted = False
        self._fold()

    def _fold(self) -> None:
        """Two applications, or two versions, side by side need the queue's place on a small window."""
        beside = self.sibling.isVisibleTo(self) or self.pair.comparing
        # What is found may stand side by side: letters that were meant as text would decide it.
        self._wanted = self._wanted or (beside and self.filters.search.hasFocus())
        away = beside and not self._wanted and self.window().width() < _BROAD
        held = away and self.left.isAncestorOf(self.focusWidget() or self)
        back = not away and self.folded and self.pair.isAncestorOf(self.focusWidget() or self)
        self.left.setVisible(not away)
        self.opener.setVisible(away)
        if held or back:
            self.home.setFocus()  # the keyboard must not fall to a button, and is at home in the queue

    def _reason_text(self, code: str) -> str:
        rows = self._desk.catalogue.reasons if self._desk.catalogue is not None else ()
        return next(
            (row.form.text.partition("{")[0].rstrip("：") for row in rows if row.form.code == code), ""
        )


def _column(*parts: QWidget, stretch: QWidget, into: QWidget) -> None:
    layout = QVBoxLayout(into)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, 1 if part is stretch else 0)


def _row(*parts: QWidget, into: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(into)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
    return layout
