"""The strip under a list while several rows are chosen: how many, begin, progress, cancel, the honest result."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from desktop_admin.views.common.messages import Undoing
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row
from desktop_admin.views.furniture.batch import BatchRun, Tally

#: Seconds in which a run that can be taken back is offered for it.
UNDO_SECONDS = 30.0
HINT = "点击或空格勾选，Shift 连选，Ctrl+A 全选，Esc 退出。"


class BatchStrip(QFrame):
    """Hidden until rows are ticked. ``name`` is on the button, ``unit`` counts what is ticked (份).

    ``invites`` stands there while nothing is ticked, ``rest`` says where what was skipped is to be found.

    ``there(id)``: whether a row is still listed.  The result stands until a person ticks again; that rows leave the
    list because they were done is no such thing.
    """

    wanted = Signal(tuple)
    """The button: begin with these."""
    closed = Signal()

    def __init__(
        self,
        name: str,
        unit: str,
        there: Callable[[int], bool],
        *,
        invites: str = "勾选要一起办理的",
        rest: str = "跳过和失败的仍是原样。",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self.name, self._unit, self._there = name, unit, there
        self._invites, self._rest = invites, rest
        self.run: BatchRun | None = None
        self.ids: tuple[int, ...] = ()
        self._told: tuple[int, ...] = ()
        """What was still chosen when the result was told; it stands until a person chooses again."""
        self.text = Text(bold=True, wrap=True)
        self.small = Text(tone="muted", size="small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.go = CommandButton(name, kind="primary")
        self.go.clicked.connect(self.start)
        self.stop = CommandButton("取消", "Esc")
        self.stop.clicked.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(6)
        for widget in (self.text, self.small, self.bar):
            layout.addWidget(widget)
        layout.addLayout(row(self.go, self.stop, None))
        self.hide()

    def note(self, ids: tuple[int, ...]) -> str:
        """A sentence about what is ticked."""
        return HINT

    def may(self) -> bool:
        """Whether the button does anything now."""
        return True

    def choose(self, ids: tuple[int, ...], *, checking: bool) -> None:
        """The selection changed; a run under way keeps the strip, and so does its result while rows only leave."""
        if self.run is not None or self._only_left(ids):
            return
        self._told, self.ids = (), ids
        self.setVisible(checking or bool(ids))
        self.text.setText(f"已选 {len(ids)} {self._unit}" if ids else self._invites)
        self.small.setText(self.note(ids) if ids else HINT)
        self.small.show()
        self.go.setEnabled(bool(ids) and self.may())
        self.go.setVisible(True)
        self.stop.set_text("取消")
        self.bar.hide()

    def start(self) -> None:
        """The button."""
        if self.ids and self.run is None:
            self.wanted.emit(self.ids)

    def watch(self, run: BatchRun, *, undone: bool = False) -> None:
        """Show how far it is, from its start to what came of it; what can be taken back is offered for undo."""
        self.run = run
        run.progressed.connect(self._on_progress)
        run.finished.connect(lambda tally: self._on_finished(run, tally, undone=undone))
        self.go.hide()
        self.bar.setRange(0, max(1, run.tally.total))
        self.bar.show()
        run.start()

    def leave(self) -> None:
        """Esc: cancel a run, or put the strip away."""
        if self.run is not None:
            self.run.cancel()
        else:
            self._told = ()
            self.hide()
            self.closed.emit()

    @property
    def left(self) -> int:
        """How many of a run under way are still to be done."""
        return 0 if self.run is None else self.run.tally.total - self.run.tally.settled

    def _only_left(self, ids: tuple[int, ...]) -> bool:
        """Whether the rows missing since the result was told have left the list, as what was done does."""
        gone = set(self._told) - set(ids)
        if not self._told or set(ids) - set(self._told):
            return False
        if any(map(self._there, gone)):
            return False
        self._told = ids or self._told
        return True

    def _on_progress(self, tally: Tally) -> None:
        self.bar.setValue(tally.settled)
        self.text.setText(f"正在{self.name} {tally.settled} / {tally.total}")
        self.small.setText(tally.sentence)

    def _on_finished(self, run: BatchRun, tally: Tally, *, undone: bool) -> None:
        self.run = None
        back = run.back() if tally.done and not undone else None
        if back is not None:
            self._offer_back(run, back, tally)
        elif undone:
            run.desk.messages.say(f"已撤销{self.name}：{tally.sentence}")
        run.deleteLater()
        self.bar.hide()
        self.text.setText(tally.sentence)
        self.small.setText(self._rest)
        self.small.setVisible(tally.done < tally.total)
        self.stop.set_text("关闭")
        self._told, self.ids = self.ids, ()

    def _offer_back(self, run: BatchRun, back: BatchRun, tally: Tally) -> None:
        def undo() -> Undoing:
            if self.run is not None:
                return Undoing.LATER
            self.watch(back, undone=True)
            return Undoing.BEGUN

        run.desk.messages.say(f"{self.name}：{tally.sentence}", undo=undo, seconds=UNDO_SECONDS)
