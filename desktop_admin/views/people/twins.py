"""People who may be registered twice: the pairs with their reason; one of them is then compared (:mod:`merging`).

The same sheet shows the pairs that were found to be two people, by whom and when, and lists one again.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.people import ListTwinsAgain, PossibleDuplicates, Twin, Twins
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import Command
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.widgets import CommandButton, Text, row

_PROPOSED = "程序只提出可能，是否同一个人请看过两条记录后决定。选一行按 Enter 对照。"
_RULED_OUT = "这些已经认定不是同一个人，不再列出；出现新的相像之处才会重新提出。认定有误的，选一行再次列出。"


class TwinsSheet(Overlay):
    """The pairs. ``compare(first, second)`` on Enter or click."""

    compare = Signal(int, int)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, width=860, top=56)
        self._desk = desk
        self._one: int | None = None
        self._ruled_out = False
        self.heading = Text(size="heading")
        self.note = Text(tone="muted", wrap=True)
        self.told = Text(tone="ok", wrap=True)
        columns = (
            Column[Twin]("为什么", lambda twin: twin.reason, 210, tone=lambda _twin: "warn"),
            Column[Twin]("一条", lambda twin: twin.first),
            Column[Twin]("另一条", lambda twin: twin.second),
            Column[Twin]("谁认定的", self._by, 170),
        )
        self.model: Rows[Twin] = Rows(lambda twin: twin.first_id, columns, self)
        self.table = Table(desk.theme, self.model, columns)
        self.table.setMinimumHeight(300)
        self.table.doubleClicked.connect(lambda _index: self._go())
        self.states = States(desk.theme, self.table)
        self.states.setMinimumHeight(300)
        self.other = CommandButton("", "X")
        self.other.clicked.connect(self.turn)
        self.keyed = Commands(self, COMMANDS, self)
        self.keyed.hear_in(self)
        self.close_button = CommandButton("关闭", "Esc")
        self.close_button.clicked.connect(self.dismiss)
        self.look = CommandButton("对照", "Enter", kind="primary")
        self.look.clicked.connect(self._go)
        self.primary = self.look
        for widget in (self.heading, self.note, self.told):
            self.head.addWidget(widget)
        self.body.addWidget(self.states)
        self.foot.addLayout(row(self.other, None, self.close_button, self.look))

    def begin(self, candidate_id: int | None = None) -> None:
        """All pairs of the office, or those with one person."""
        self._one, self._ruled_out = candidate_id, False
        self.tell("")
        self.open()
        self._ask()

    def resume(self, words: str) -> None:
        """Back to the list one came from, which is now shorter; ``words`` say what was done."""
        self.begin(self._one)
        self.tell(words)

    def tell(self, words: str) -> None:
        """A line about what was done last."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def turn(self) -> None:
        """X: the pairs that were ruled out, or those that are proposed."""
        self._ruled_out = not self._ruled_out
        self.tell("")
        self._ask()

    def _ask(self) -> None:
        out = self._ruled_out
        self.heading.setText("已认定不是同一个人的学员" if out else "可能重复登记的学员")
        self.setAccessibleName(self.heading.text())
        self.note.setText(_RULED_OUT if out else _PROPOSED)
        self.other.set_text("可能重复的" if out else "已排除的")
        self.look.set_text("再次列出" if out else "对照")
        self.table.setColumnHidden(3, not out)
        self.states.show_loading()
        self.look.setEnabled(False)
        self._desk.run(
            PossibleDuplicates(self._one, out),
            owner=self,
            done=self._on_twins,
            failed=lambda error: self.states.show_failed(error, self._ask),
            slot="twins",
        )

    def _on_twins(self, twins: Twins) -> None:
        self.model.reset(twins.rows)
        self.look.setEnabled(bool(twins.rows) and (not self._ruled_out or self._desk.may(ListTwinsAgain)))
        if twins.rows:
            self.states.show_content()
            self.table.choose(0)
            self.table.setFocus()
        elif self._ruled_out:
            self.states.show_empty(
                "没有认定过不是同一个人的记录", "对照两条记录时按“不是同一个人”，就会列在这里。"
            )
        elif self._one is None:
            self.states.show_empty("没有发现可能重复的学员", icon="circle-check")
        else:
            self.states.show_empty(
                "没有发现与此人相像的记录",
                "按姓名、读音、证件号码和电话比对过。",
                icon="circle-check",
            )

    def _by(self, twin: Twin) -> str:
        if twin.ruled_out_at is None:
            return ""
        return f"{twin.ruled_out_by} {moment_words(twin.ruled_out_at, self._desk.clock())}"

    def _go(self) -> None:
        twin = self.model.row_at(self.table.currentIndex().row())
        if twin is None or not self.look.isEnabled():
            return
        if self._ruled_out:
            self._list_again(twin)
        else:
            self.dismiss()
            self.compare.emit(twin.first_id, twin.second_id)

    def _list_again(self, twin: Twin) -> None:
        self.look.setEnabled(False)
        self._desk.run(
            ListTwinsAgain(twin.first_id, twin.second_id),
            owner=self,
            done=lambda _receipt: self._after("已再次列出，在“可能重复的”里对照。"),
            failed=self._on_refused,
        )

    def _on_refused(self, error: OfficeError) -> None:
        self._after(error.message)

    def _after(self, words: str) -> None:
        self.tell(words)
        self._ask()


COMMANDS: Sequence[Command[TwinsSheet]] = (
    Command("turn", "可能重复的、已排除的", ("X",), "重复登记", TwinsSheet.turn),
)
