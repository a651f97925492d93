"""Two records side by side: is it one person? Merge them, or say once and for all that they are two.

Leaving (Esc) decides neither. Merging cannot be taken back and is on Ctrl+Enter; “不是同一个人” can
(the list of pairs ruled out, :mod:`twins`), and is remembered for everybody.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.people import CandidateCard, CandidatePage, MergeCandidates, RuleOutTwins
from desktop_admin.rules.identity import IdType
from desktop_admin.views.common.command import Command
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldLine
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row
from desktop_admin.views.people.words import born_words, category_words, state_words


class MergeSheet(Overlay):
    """Which of the two stays, why, and merge; or two people. ``merged(kept id, sentence)``, ``told_apart(sentence)``."""

    merged = Signal(int, str)
    told_apart = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, width=820, top=56)
        self._desk = desk
        self._cards: dict[int, CandidateCard] = {}
        self._ids: tuple[int, int] = (0, 0)
        self.heading = Text("是同一个人吗？", size="heading")
        self.note = Text(
            "合并后资料、通知和经过都归到保留的一条；另一条留作历史，它的号码仍能找到此人。合并不能拆开。"
            "不是同一个人的，记住以后不再列出，谁也不用再看一遍。",
            tone="muted",
            wrap=True,
        )
        self._holder = QWidget()
        self.reason = FieldLine()
        self.reason.setPlaceholderText("合并须写明为什么是同一个人，例如：证件号码升位、核对过身份证原件")
        self.reason.setAccessibleName("认定的原因")
        self.reason.returnPressed.connect(self.enter)
        self.reason.textEdited.connect(lambda _text: self._tell())
        self.problem = Text(tone="bad", wrap=True)
        self.problem.hide()
        self.send = CommandButton("合并", "Ctrl Enter", kind="warn")
        self.send.clicked.connect(self.merge)
        self.apart = CommandButton("不是同一个人", "Ctrl D")
        self.apart.clicked.connect(self.tell_apart)
        self.cancel = CommandButton("离开", "Esc")
        self.cancel.clicked.connect(self.dismiss)
        self.choice = QButtonGroup(self)
        self.keyed = Commands(self, COMMANDS, self)
        self.keyed.hear_in(self)
        self._may = desk.may(MergeCandidates) and desk.may(RuleOutTwins)
        self.setAccessibleName(self.heading.text())
        self.set_spacing(3 * GRID)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.note)
        self.body.addWidget(self._holder)
        for widget in (self.reason, self.problem):
            self.foot.addWidget(widget)
        self.foot.addLayout(row(self.apart, None, self.cancel, self.send))
        for deed in (self.reason, self.apart, self.send):
            deed.setVisible(
                self._may
            )  # here: shown before it stands anywhere, each would be a window of its own

    def begin(self, first: int, second: int) -> None:
        """Read both, then show them."""
        self._ids, self._cards = (first, second), {}
        self.problem.hide()
        self.reason.clear()
        self._tell()
        self._replace(Text("正在读取两条记录…", tone="muted"))
        self.open()
        if self._may:
            self.reason.setFocus()
        self._read()

    def _read(self) -> None:
        for identity in self._ids:
            self._desk.run(
                CandidatePage(identity),
                owner=self,
                done=self._on_card,
                failed=self._on_failed,
                slot=f"card{identity}",
            )

    def touched(self) -> bool:
        """A reason was begun."""
        return bool(self.reason.text().strip())

    def enter(self) -> None:
        """A deed that cannot be undone is not on Enter alone: what is missing is said, and which key it is."""
        if not self._may:
            return
        if self.send.isEnabled():
            self._say("合并不能拆开。确认是同一个人请按 Ctrl+Enter，或点“合并”。")
        else:
            self.merge()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()
        self.fit()

    def _on_card(self, card: CandidateCard) -> None:
        self._cards[card.id] = card
        if set(self._cards) != set(self._ids):
            return
        self._replace(self._side_by_side([self._cards[one] for one in self._ids]))
        self._tell()
        self.fit()

    def _on_failed(self, error: OfficeError) -> None:
        self._say(error.message)
        if isinstance(error, Conflict):
            # What was compared is no longer so: both are read again, and what was written stays.
            self._cards = {}
            self._read()
        self._tell()

    def _side_by_side(self, cards: Sequence[CandidateCard]) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for button in self.choice.buttons():
            self.choice.removeButton(button)
        # The record with more behind it is proposed; on a tie the older one.
        richer = max(cards, key=lambda card: (len(card.submissions), len(card.timeline), -card.id))
        for place, card in enumerate(cards):
            keep = QRadioButton(f"保留这一条（{card.form.id_number}）")
            keep.setChecked(card is richer)
            self.choice.addButton(keep, card.id)
            grid.addWidget(keep, 0, place + 1)
            grid.setColumnStretch(place + 1, 1)
        grid.addWidget(Hairline(), 1, 0, 1, 3)
        for number, (label, values) in enumerate(self._lines(cards), 2):
            grid.addWidget(Text(label, tone="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            same = len(set(values)) == 1
            for place, words in enumerate(values):
                shown = words or "（空）"
                grid.addWidget(
                    Text(shown, tone="" if same else "warn", bold=not same, wrap=True), number, place + 1
                )
        return whole

    def _lines(self, cards: Sequence[CandidateCard]) -> list[tuple[str, list[str]]]:
        now, catalogue = self._desk.clock(), self._desk.catalogue

        def applied(card: CandidateCard) -> str:
            return "\n".join(
                f"{category_words(catalogue, one.category)} {state_words(one.state)[0]}"
                for one in card.submissions
            )

        return [
            ("姓名", [card.form.name for card in cards]),
            ("拼音", [card.form.pinyin for card in cards]),
            ("证件类型", [IdType(card.form.id_type).words for card in cards]),
            ("证件号码", [card.form.id_number for card in cards]),
            ("性别年龄", [born_words(card, now) for card in cards]),
            ("电话", [card.form.phone for card in cards]),
            ("单位", [card.company for card in cards]),
            ("资料", [applied(card) for card in cards]),
        ]

    def _replace(self, fresh: QWidget) -> None:
        self.body.replaceWidget(self._holder, fresh)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = fresh
        # Shown by hand: a hidden widget would count for nothing when the panel is fitted.
        fresh.show()

    def _tell(self) -> None:
        self.apart.setEnabled(self._comparable())
        self.send.setEnabled(self._comparable() and bool(self.reason.text().strip()))

    def _comparable(self) -> bool:
        """Both are on screen and each stands on its own."""
        here = set(self._cards) == set(self._ids)
        return self._may and here and all(card.merged_into is None for card in self._cards.values())

    def merge(self) -> None:
        """Ctrl+Enter: the chosen record stays."""
        if not self.send.isEnabled():
            if self._comparable():
                self._say("请写明为什么是同一个人。")
            return
        keep = self._cards[self.choice.checkedId()]
        drop = next(card for card in self._cards.values() if card.id != keep.id)
        self._rest()
        self._desk.run(
            MergeCandidates(keep.id, keep.version, drop.id, drop.version, self.reason.text().strip()),
            owner=self,
            done=lambda receipt: self._on_merged(keep, receipt),
            failed=self._on_failed,
        )

    def tell_apart(self) -> None:
        """Ctrl+D: they are two people, for everybody."""
        if not self.apart.isEnabled():
            return
        first, second = (self._cards[one] for one in self._ids)
        self._rest()
        self._desk.run(
            RuleOutTwins(first.id, first.version, second.id, second.version, self.reason.text().strip()),
            owner=self,
            done=lambda _receipt: self._on_told_apart(first, second),
            failed=self._on_failed,
        )

    def _rest(self) -> None:
        """One deed at a time."""
        self.send.setEnabled(False)
        self.apart.setEnabled(False)

    def _on_told_apart(self, first: CandidateCard, second: CandidateCard) -> None:
        self.dismiss()
        names = "和".join(f"{card.form.name}（{card.form.id_number}）" for card in (first, second))
        self.told_apart.emit(f"已记住：{names}不是同一个人，不再列出")

    def _on_merged(self, keep: CandidateCard, receipt: Receipt) -> None:
        self.dismiss()
        moved = receipt.counts.get("submissions", 0)
        words = f"已合并到 {keep.form.name}（{keep.form.id_number}），转入 {moved} 份资料"
        self.merged.emit(keep.id, words)


COMMANDS: Sequence[Command[MergeSheet]] = (
    Command("merge", "合并", ("Ctrl+Return", "Ctrl+Enter"), "重复登记", MergeSheet.merge),
    Command("tell_apart", "不是同一个人", ("Ctrl+D",), "重复登记", MergeSheet.tell_apart),
)
