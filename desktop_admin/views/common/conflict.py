"""Two people changed the same field: «原值 / 对方的值 / 我的值» side by side, keep mine, theirs or each (X01).

The office merges what does not clash and refuses the rest with all three values; nothing the person typed
is lost.  What comes out is a new ``seen`` and ``wanted``: seen holds the other's values, so that sending
it again says “I have seen these, and still want mine”.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row

Form = TypeVar("Form")


@dataclass(frozen=True)
class Clash:
    """One field that both changed: what it was, what the other made of it, what I want."""

    field: str
    seen: Any
    theirs: Any
    mine: Any


def clashes_of(error: OfficeError) -> tuple[Clash, ...]:
    """The clashing fields of a :class:`Conflict`; empty when it is a conflict of another kind."""
    if not isinstance(error, Conflict):
        return ()
    return tuple(
        Clash(str(one["field"]), one.get("seen"), one.get("stored"), one.get("wanted"))
        for one in error.details.get("fields", ())
    )


def settle(seen: Form, wanted: Form, clashes: Sequence[Clash], mine: Mapping[str, bool]) -> tuple[Form, Form]:
    """``seen`` and ``wanted`` to send again: ``mine[field]`` keeps my value, otherwise theirs stands.

    Values may have crossed the wire as plain JSON; they are given the type of the form's own value.
    """
    theirs = {one.field: _like(getattr(seen, one.field), one.theirs) for one in clashes}
    kept = {field: value for field, value in theirs.items() if not mine[field]}
    return (
        dataclasses.replace(seen, **theirs),  # type: ignore[type-var]
        dataclasses.replace(wanted, **kept),  # type: ignore[type-var]
    )


def _like(sample: Any, value: Any) -> Any:
    if isinstance(sample, tuple) and isinstance(value, list | tuple):
        kind = type(sample[0]) if sample else None
        return tuple(kind(one) if kind is not None else one for one in value)
    if sample is None or value is None or isinstance(value, type(sample)):
        return value
    return type(sample)(value)


class ConflictSheet(Overlay):
    """Shows the clashes; ``resolved(mine)`` is called with field → keep mine. Nothing is chosen beforehand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, width=760, top=72)
        self.heading = Text("同一处内容刚刚被改动", size="heading")
        self.sentence = Text(tone="muted", wrap=True)
        self._holder = QWidget()
        self.all_mine = CommandButton("全部用我的", "M", kind="quiet")
        self.all_theirs = CommandButton("全部用对方的", "T", kind="quiet")
        self.all_mine.clicked.connect(lambda: self._choose_all(mine=True))
        self.all_theirs.clicked.connect(lambda: self._choose_all(mine=False))
        self.send = CommandButton("按所选保存", "Enter", kind="primary")
        self.send.clicked.connect(self._on_send)
        self.cancel = CommandButton("回到表单", "Esc")
        self.cancel.clicked.connect(self.dismiss)
        self.primary = self.send
        self.setAccessibleName(self.heading.text())
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.sentence)
        self.body.addWidget(self._holder)
        self.foot.addLayout(row(self.all_theirs, self.all_mine, None, self.cancel, self.send))
        self._groups: dict[str, QButtonGroup] = {}
        self._resolved: Callable[[dict[str, bool]], None] | None = None

    def show_clashes(
        self,
        error: OfficeError,
        clashes: Sequence[Clash],
        labels: Mapping[str, str],
        resolved: Callable[[dict[str, bool]], None],
        words: Callable[[str, Any], str] | None = None,
    ) -> None:
        """``labels``: field → its name on screen; ``words(field, value)`` says a value as people read it."""
        say = words or (lambda _field, value: "" if value is None else str(value))
        self._resolved = resolved
        self.sentence.setText(error.message)
        self._groups = {}
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        who = str(error.details.get("who") or "")
        heads = (
            "",
            "原值",
            f"对方的值（{who}）" if who else "对方的值",
            "我的值",
        )
        for place, head in enumerate(heads):
            grid.addWidget(Text(head, tone="muted", size="small"), 0, place)
            grid.setColumnStretch(place, 3 if place else 1)
        grid.addWidget(Hairline(), 1, 0, 1, 4)
        for number, clash in enumerate(clashes):
            self._add(grid, number + 2, clash, labels.get(clash.field, clash.field), say)
        self.body.replaceWidget(self._holder, fresh)
        self._holder.deleteLater()
        self._holder = fresh
        self._tell()
        self.open()
        next(iter(self._groups.values())).buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, field: str, *, mine: bool) -> None:
        """Keep mine or theirs of one field."""
        self._groups[field].buttons()[1 if mine else 0].setChecked(True)
        self._tell()

    def touched(self) -> bool:
        """A choice was made."""
        return any(group.checkedId() >= 0 for group in self._groups.values())

    def keyPressEvent(self, event: Any) -> None:
        """T all theirs, M all mine."""
        key = event.key()
        if key == Qt.Key.Key_M:
            self._choose_all(mine=True)
        elif key == Qt.Key.Key_T:
            self._choose_all(mine=False)
        else:
            super().keyPressEvent(event)

    def _add(
        self, grid: QGridLayout, place: int, clash: Clash, label: str, say: Callable[[str, Any], str]
    ) -> None:
        grid.addWidget(Text(label, bold=True), place, 0)
        grid.addWidget(Text(say(clash.field, clash.seen) or "（空）", tone="muted", wrap=True), place, 1)
        group = QButtonGroup(self)
        for number, value in enumerate((clash.theirs, clash.mine)):
            words = say(clash.field, value) or "（空）"
            button = QRadioButton(words)
            side = "我的值" if number else "对方的值"
            button.setAccessibleName(f"{label} {side} {words}")
            group.addButton(button, number)
            grid.addWidget(button, place, 2 + number)
        group.idToggled.connect(lambda _id, _on: self._tell())
        self._groups[clash.field] = group

    def _choose_all(self, *, mine: bool) -> None:
        for field in self._groups:
            self.choose(field, mine=mine)

    def _tell(self) -> None:
        self.send.setEnabled(all(group.checkedId() >= 0 for group in self._groups.values()))

    def _on_send(self) -> None:
        if not self.send.isEnabled() or self._resolved is None:
            return
        mine = {field: group.checkedId() == 1 for field, group in self._groups.items()}
        act, self._resolved = self._resolved, None
        self.dismiss()
        act(mine)
