"""Choosing reasons in place (R03, R04, R14): digits tick, letters search, the learner's sentence grows along.

The keyboard stays in one field the whole time.  The picker edits a :class:`Draft` and knows no
office: sending is the page's.
"""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.rules import reasons as rules
from desktop_admin.rules.categories import Slot
from desktop_admin.views.common.focus_ring import go_round
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.review.drafts import OTHER, Draft, Pick, numbers, reasons_for
from desktop_admin.views.review.offers import Offers
from desktop_admin.views.review.reason_field import KeyField
from desktop_admin.views.review.reason_row import ReasonLine

_TITLES = {DecisionKind.RETURN: "退回原因", DecisionKind.REJECT: "不通过原因"}


class ReasonPicker(QWidget):
    """One draft on screen. ``send`` when Enter is pressed and everything is filled in."""

    send = Signal()
    left = Signal()
    """Esc: the draft is kept."""
    slot_changed = Signal(str)
    """Tab: the paper the reasons are for; the viewer follows."""
    changed = Signal()
    at = Signal(object)
    """The line somebody walked to, or that asks for something: to be brought into sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._draft = Draft()
        self._rows: tuple[ReasonRow, ...] = ()
        self._category = ""
        self._offers: Offers = {}
        self._deadline: datetime | None = None
        self.slot = Slot.COMMITMENT_LETTER
        self.title = Text(bold=True)
        self.tabs = {slot: self._tab(slot) for slot in Slot}
        self.field = KeyField()
        self.field.setPlaceholderText("数字勾选 · 输入文字查找其余")
        self.field.setAccessibleName("查找原因")
        self.field.digit.connect(self._on_digit)
        self.field.textChanged.connect(lambda _: self._list())
        self.field.enter.connect(self._on_enter)
        self.field.escape.connect(self.left)
        self.field.tab.connect(self._next_slot)
        self.field.arrow.connect(self._walk)
        self.field.space.connect(self._toggle_walked)
        self._walked = -1
        self._lines: list[ReasonLine] = []
        self._list_box = QVBoxLayout()
        self._list_box.setSpacing(1)
        self.preview = _Preview()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.title, None, *self.tabs.values(), spacing=GRID))
        layout.addWidget(self.field)
        layout.addLayout(self._list_box)
        layout.addStretch(1)

    def open(
        self,
        draft: Draft,
        rows: tuple[ReasonRow, ...],
        *,
        category: str,
        slot: Slot,
        deadline: datetime,
        offers: Offers,
    ) -> None:
        """Show a dossier's draft; the keyboard goes to the field. ``offers``: what the pre-check puts forward."""
        self._offers = offers
        self._draft, self._rows, self._category, self._deadline = draft, rows, category, deadline
        self.slot = slot
        self.title.setText(_TITLES[draft.kind])
        self.setAccessibleName(_TITLES[draft.kind])
        for tab in self.tabs.values():
            tab.setVisible(not self._final)
        self.field.clear()
        self._list()
        self._tell()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        ticked = next((line for line in self._lines if line.pick is not None), None)
        if ticked is not None:
            self.at.emit(ticked)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round among the fields of the reasons (in the search field it changes the paper)."""
        return go_round(self, onward=onward)

    def show_slot(self, slot: Slot) -> None:
        """The paper on screen changed: its reasons are listed (final grounds are of no paper)."""
        if slot != self.slot:
            self.slot = slot
            if not self._final:
                self.field.clear()
                self._list()

    @property
    def _final(self) -> bool:
        return self._draft.kind is DecisionKind.REJECT

    @property
    def _about(self) -> Slot | None:
        """What a reason ticked now is about."""
        return None if self._final else self.slot

    @property
    def sentence(self) -> str:
        """What the learner will read."""
        return self.preview.text.text()

    def unfinished(self) -> bool:
        """Whether a field still has to be filled in; its editor gets the keyboard."""
        pick = self._draft.unfinished()
        if pick is None:
            return False
        self._go_to(pick)
        return True

    # -- the list ----------------------------------------------------------------------------

    def _listed(self) -> tuple[ReasonForm, ...]:
        """With text: every reason that holds it. Without: the digits, what is ticked or offered, and 其他; of the
        final grounds, which are few, all."""
        forms = reasons_for(self._rows, self.slot, self._category, self._draft.kind)
        wanted = self.field.text().strip()
        if wanted:
            return tuple(form for form in forms if wanted.casefold() in form.text.casefold())
        return tuple(
            form
            for form in forms
            if self._final
            or form.digit
            or form.code == OTHER
            or (form.code, self.slot) in self._offers
            or self._draft.find(form.code, self.slot)
        )

    def _list(self) -> None:
        listed = self._listed()
        searching = bool(self.field.text().strip())
        for line in self._lines:
            if any(field.hasFocus() for field in line.fields.values()):
                self.field.setFocus()  # the keyboard must not fall out of the picker
            line.hide()
            line.deleteLater()
        self._lines = []
        digits = _places(listed) if searching else numbers(listed)
        for form in listed:
            why = self._offers.get((form.code, self._about), "")
            pick = self._draft.find(form.code, self._about)
            line = ReasonLine(self._theme, form, digits[form.code], pick, why)
            line.toggled.connect(self._toggle)
            line.typed.connect(self._tell)
            line.done.connect(self._back_to_field)
            line.left.connect(self.field.setFocus)
            self._list_box.addWidget(line)
            self._lines.append(line)
        if not listed:
            nothing = ReasonLine.nothing(self._theme, "没有这样的原因；按 Esc 清空，或用 0 自己写。")
            self._list_box.addWidget(nothing)
            self._lines.append(nothing)
        self._walked = 0 if searching and listed else -1
        self._show_walked()
        for slot, tab in self.tabs.items():
            tab.setChecked(slot == self.slot)

    def _toggle(self, form: ReasonForm) -> None:
        pick = self._draft.toggle(form, self._about)
        if self.field.text():
            self.field.clear()  # lists anew
        else:
            self._list()
        self._tell()
        if pick is not None and pick.missing:
            self._go_to(pick)
        else:
            self.field.setFocus()

    def _on_digit(self, digit: int) -> None:
        line = next((line for line in self._lines if line.form is not None and line.digit == digit), None)
        if line is not None and line.form is not None:
            self._toggle(line.form)

    def _walk(self, by: int) -> None:
        if self._lines:
            self._walked = max(0, min(self._walked + by, len(self._lines) - 1))
            self._show_walked()

    def _toggle_walked(self) -> None:
        if 0 <= self._walked < len(self._lines):
            form = self._lines[self._walked].form
            if form is not None:
                self._toggle(form)

    def _show_walked(self) -> None:
        for place, line in enumerate(self._lines):
            line.walk(on=place == self._walked)
            if place == self._walked:
                self.at.emit(line)

    def _on_enter(self) -> None:
        """While searching Enter ticks what is found; otherwise it sends."""
        if self.field.text().strip():
            self._toggle_walked()
        elif self._draft.picks and not self.unfinished():
            self.send.emit()
        elif not self._draft.picks:
            self.preview.ask("请至少勾选一条原因；没有原因不能退回，也不能不通过。")

    def _next_slot(self) -> None:
        slots = list(Slot)
        self.show_slot(slots[(slots.index(self.slot) + 1) % len(slots)])
        self.slot_changed.emit(self.slot.value)

    def _tab(self, slot: Slot) -> CommandButton:
        tab = CommandButton(slot.short, kind="pill")
        tab.setCheckable(True)
        tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tab.clicked.connect(lambda: self._choose_slot(slot))
        return tab

    def _choose_slot(self, slot: Slot) -> None:
        self.show_slot(slot)
        self.tabs[slot].setChecked(True)
        self.slot_changed.emit(slot.value)
        self.field.setFocus()

    def _go_to(self, pick: Pick) -> None:
        if pick.slot is not None:
            self.show_slot(pick.slot)
        for line in self._lines:
            if line.pick is pick:
                line.edit_missing()
                self.at.emit(line)

    def _back_to_field(self) -> None:
        """Enter in a field: the next empty one, else back to where digits tick."""
        if not self.unfinished():
            self.field.setFocus()

    def _tell(self) -> None:
        """The sentence as it stands."""
        shown = self._draft.shown()
        for slot, tab in self.tabs.items():
            count = self._draft.count(slot)
            tab.set_text(f"{slot.short} {count}" if count else slot.short)
        if shown:
            kind = rules.DecisionKind(self._draft.kind.value)
            self.preview.say(rules.sentence(shown, kind=kind, deadline=self._deadline))
        else:
            self.preview.say("")
        self.changed.emit()


class _Preview(QFrame):
    """学员将看到：… — stands at the foot of the panel, always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("plane", "surface")
        self.head = Text("学员将看到", tone="muted", size="small")
        self.text = Text(wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(self.text)
        self.say("")

    def say(self, sentence: str) -> None:
        """The sentence; nothing yet is said as such."""
        self.text.set_tone("" if sentence else "muted")
        self.text.setText(sentence or "还没有勾选原因。")

    def ask(self, sentence: str) -> None:
        """Why Enter did nothing."""
        self.text.set_tone("bad")
        self.text.setText(sentence)


def _places(listed: tuple[ReasonForm, ...]) -> dict[str, int | None]:
    """While searching the first nine have their place as digit."""
    return {form.code: place if place < 10 else None for place, form in enumerate(listed, 1)}
