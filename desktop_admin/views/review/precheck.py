"""What the pre-check noticed (R15): four levels in colour, sign and word. It advises and never decides.

Green findings are folded into one line when there are many, so that what needs an eye stands out.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_admin.contract.submissions import PrecheckFinding
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.findings import Level
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text, row

#: Level → icon and tone.
_SIGNS = {
    Level.GREEN: ("check", "ok"),
    Level.YELLOW: ("circle-alert", "warn"),
    Level.RED: ("circle-x", "bad"),
    Level.UNKNOWN: ("circle-question-mark", "info"),
}
_ORDER = (Level.RED, Level.YELLOW, Level.UNKNOWN, Level.GREEN)
#: How the codes of findings begin (rules.precheck, rules.paper_checks) → the mark on the page.
_MARKS = {
    "red_seal": "seal",
    "name_": "name",
    "id_": "id_number",
    "sex": "id_number",
    "birth_date": "id_number",
    "company_": "company",
}
#: This many greens are listed one by one.
_GREENS = 3


class PrecheckList(QWidget):
    """The findings, gravest first. A click shows the page a finding speaks of."""

    go_to = Signal(object)
    """The :class:`PrecheckFinding` whose place is to be shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.summary = Text(tone="muted", size="small")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(3)
        self._greens: list[PrecheckFinding] = []
        self._found: tuple[PrecheckFinding, ...] = ()
        self._compact = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._title = Text("预检", bold=True)
        layout.addLayout(row(self._title, None, self.summary))
        layout.addLayout(self._rows)

    def show_findings(self, findings: tuple[PrecheckFinding, ...]) -> None:
        """Another dossier, or its findings anew."""
        _empty(self._rows)
        known = sorted(findings, key=lambda one: _ORDER.index(_level(one)))
        self._greens = [one for one in known if _level(one) is Level.GREEN]
        fold = len(self._greens) > _GREENS
        for finding in known:
            if not (fold and _level(finding) is Level.GREEN):
                self._add(finding)
        if fold:
            rest = "其余" if len(self._greens) < len(known) else "全部"
            self._rows.addWidget(_Folded(self._theme, f"{rest} {len(self._greens)} 项正常", self._unfold))
        if not findings:
            self._rows.addWidget(Text("没有可以自动检查的内容，请逐项查看。", tone="muted", wrap=True))
        self._found = tuple(known)
        self.set_compact(on=self._compact)
        self.setAccessibleDescription("；".join(one.message for one in known))

    def set_compact(self, *, on: bool) -> None:
        """Only what is not green: the reasons, or what is written, need the room below."""
        self._compact = on
        for place in range(self._rows.count()):
            item = self._rows.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(not on or (isinstance(widget, _Line) and widget.level is not Level.GREEN))
        self._summarise()

    def _summarise(self) -> None:
        """“Advises only”; with little room nothing, unless everything is green."""
        all_green = f"{len(self._greens)} 项正常" if len(self._greens) == len(self._found) > 0 else ""
        self.summary.setText(all_green if self._compact else "只作提示")
        for part in (self._title, self.summary):
            part.setVisible(bool(all_green) or not self._compact)

    def _add(self, finding: PrecheckFinding) -> None:
        self._rows.addWidget(_Line(self._theme, finding, self.go_to.emit))

    def _unfold(self) -> None:
        folded = self._rows.takeAt(self._rows.count() - 1)
        if folded is not None and (widget := folded.widget()) is not None:
            widget.deleteLater()
        for finding in self._greens:
            self._add(finding)
        self.set_compact(on=self._compact)


class _Line(QWidget):
    """One finding: sign, sentence, and where it was seen."""

    def __init__(self, theme: Theme, finding: PrecheckFinding, go_to: object) -> None:
        super().__init__()
        level = self.level = _level(finding)
        icon, tone = _SIGNS[level]
        self._finding, self._go_to = finding, go_to
        self.sign = Text()
        theme.set_icon(self.sign, icon, tone, 16)
        self.sign.setFixedWidth(18)
        self.sentence = Text(_sentence(finding), wrap=True, tone=tone if level is Level.RED else "")
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(f"{level.words}：{finding.message}")
        self.setToolTip(tip(level.words))
        layout = row(self.sign, self.sentence, spacing=GRID)
        layout.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout)
        if self._has_place:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the place the finding speaks of."""
        if self._has_place and callable(self._go_to):
            self._go_to(self._finding)

    @property
    def _has_place(self) -> bool:
        return self._finding.slot is not None or bool(mark_of(self._finding))


class _Folded(QWidget):
    """The greens in one line; a click lists them."""

    def __init__(self, theme: Theme, sentence: str, unfold: object) -> None:
        super().__init__()
        self._unfold = unfold
        sign = Text()
        theme.set_icon(sign, "check", "ok", 16)
        sign.setFixedWidth(18)
        words = Text(sentence, tone="muted")
        self.setLayout(row(sign, words, None, spacing=GRID))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("点开逐项查看")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """List them."""
        if callable(self._unfold):
            self._unfold()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(120, 20)


def _level(finding: PrecheckFinding) -> Level:
    return Level(finding.level) if finding.level in list(Level) else Level.UNKNOWN


def mark_of(finding: PrecheckFinding) -> str:
    """The mark on the page that a finding is about (a needle's name, or ``seal``); empty for none."""
    return next((mark for begins, mark in _MARKS.items() if finding.code.startswith(begins)), "")


def _sentence(finding: PrecheckFinding) -> str:
    if finding.slot is None or finding.slot not in list(Slot):
        return finding.message
    where = Slot(finding.slot).short
    page = f"第{finding.page + 1}页" if finding.page is not None else ""
    known = where in finding.message
    place = page if known else f"{where}{page}"
    return f"{finding.message}  {place}" if place else finding.message


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
