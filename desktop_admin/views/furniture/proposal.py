"""A proposal: what the program would decide, why, what follows from it in words, and one button to agree.

The program proposes, a person decides: every ground is on screen before the button means anything.  A deed that
cannot be taken back is never on Enter, and a press in the same breath as the proposal changed does nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Hairline, Text, row

#: Seconds in which a press still belongs to what stood there before: a double click, a key that slips.
HASTY = 0.4
_SIGNS = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-x"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Ground:
    """One reason for it, or (warn, bad) against it; ``tone``: ok, warn, bad, info."""

    words: str
    tone: str = "info"


@dataclass(frozen=True)
class Proposed:
    """``decision`` in a few words with its ``tone``, the ``grounds``, what follows (``consequence``), the button's word.

    ``final``: it cannot be taken back. ``others``: (key, word) of what may be done instead.
    """

    decision: str
    grounds: tuple[Ground, ...]
    consequence: str
    do: str
    tone: str = "accent"
    final: bool = False
    others: tuple[tuple[str, str], ...] = ()


class Proposal(Card):
    """Shows a :class:`Proposed`, or a sentence while there is none. ``busy`` while the office is asked."""

    accepted = Signal()
    other = Signal(str)
    """The key of what was chosen instead."""

    def __init__(
        self,
        theme: Theme,
        *,
        empty: str = "没有可提的建议。",
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._theme, self._empty, self._clock = theme, empty, clock
        self.proposed: Proposed | None = None
        self.busy = False
        self._since = clock()
        self.word = Badge("建议", "accent")
        self.decision = Text(bold=True, wrap=True)
        head = row(self.word, self.decision)
        head.setStretchFactor(self.decision, 1)
        self.grounds = QVBoxLayout()
        self.grounds.setSpacing(GRID)
        self._line = Hairline()
        self.after = Text("办理后", tone="muted", size="small")
        self.consequence = Text(wrap=True)
        self.do = CommandButton("", "Enter", kind="primary")
        self.do.clicked.connect(self.accept)
        self.fault = Text(tone="bad", wrap=True)
        self._ways = row()
        self.body.addLayout(head)
        self.body.addLayout(self.grounds)
        for part in (self._line, self.after, self.consequence, self.fault):
            self.body.addWidget(part)
        self.body.addLayout(row(self.do, self._ways, None))
        self._shown: list[QWidget] = []
        self.buttons: list[CommandButton] = []
        self.show_proposed(None)

    def show_proposed(self, proposed: Proposed | None) -> None:
        """Another proposal, or none."""
        if proposed != self.proposed:
            self._since = self._clock()
        self.proposed = proposed
        for old in (*self._shown, *self.buttons):
            old.hide()
            old.deleteLater()
        self._shown = [self._ground(one) for one in proposed.grounds] if proposed else []
        self.buttons = [self._other(*one) for one in proposed.others] if proposed else []
        self.decision.setText(proposed.decision if proposed else self._empty)
        self.decision.set_tone("" if proposed else "muted")
        self.word.show_word("建议" if proposed else "", proposed.tone if proposed else "info")
        self.consequence.setText(proposed.consequence if proposed else "")
        for part in (self._line, self.after, self.consequence, self.do):
            part.setVisible(proposed is not None)
        if proposed is not None:
            self.do.set_text(proposed.do, "" if proposed.final else "Enter")
            self.do.set_kind("warn" if proposed.final else "primary")
        self.say_fault("")
        self.set_busy(busy=False)
        self.setAccessibleName(self._spoken())

    def set_busy(self, *, busy: bool) -> None:
        """While the office is asked nothing else is."""
        self.busy = busy
        for button in (self.do, *self.buttons):
            button.setEnabled(not busy)

    def say_fault(self, sentence: str) -> None:
        """Why it was not done; empty hides the line."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def accept(self) -> None:
        """The button, or Enter from wherever the page hears it (``enter``)."""
        if self.proposed is not None and not self.busy and self.steady:
            self.accepted.emit()

    @property
    def steady(self) -> bool:
        """What is shown has been there long enough for a press to mean it."""
        return self._clock() - self._since >= HASTY

    def enter(self) -> None:
        """Enter on the page: agrees, unless the deed is final."""
        if self.proposed is not None and self.proposed.final:
            self.say_fault(f"办理后不能撤销，请点“{self.proposed.do}”。")
        else:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the block, beside its buttons."""
        if event.key() in _ENTER and self.proposed is not None:
            if not event.isAutoRepeat():
                self.enter()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _ground(self, ground: Ground) -> QWidget:
        line = QWidget()
        sign, words = Text(), Text(ground.words, wrap=True)
        self._theme.set_icon(sign, _SIGNS.get(ground.tone, "info"), ground.tone, 16)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across = row(sign, words)
        across.setStretchFactor(words, 1)
        across.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setLayout(across)
        self.grounds.addWidget(line)
        return line

    def _other(self, key: str, word: str) -> CommandButton:
        button = CommandButton(word)
        button.clicked.connect(lambda: self.other.emit(key))
        self._ways.addWidget(button)
        return button

    def _spoken(self) -> str:
        if self.proposed is None:
            return self._empty
        grounds = "；".join(one.words for one in self.proposed.grounds)
        return f"建议：{self.proposed.decision}。{grounds}。办理后：{self.proposed.consequence}"
