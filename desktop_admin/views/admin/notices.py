"""通知: the outbox to learners. What was or will be sent, word for word; retry, hand over, print (domain §2.12)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.notices import MarkNotice, NoticeRow, Notices, RetryNotice
from desktop_admin.contract.submissions import Dossier
from desktop_admin.rules.notices import NOTICE_KINDS
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.printing import print_notice
from desktop_admin.views.admin.tab import Panel, Split, Tab
from desktop_admin.views.common.columns import Column, display_of
from desktop_admin.views.common.command import ROW, of_button
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.filters import Pills
from desktop_admin.views.common.keep_place import KeepPlace
from desktop_admin.views.common.live_list import LiveList
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.table import Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Text, row

STATES = {
    "pending": ("待发", "warn"),
    "sent": ("已发", "ok"),
    "failed": ("失败", "bad"),
    "dropped": ("已取消", "info"),
}


def state_words(state: str) -> tuple[str, str]:
    """(word, tone) of a notice's state."""
    return STATES.get(state, (state, "info"))


class NoticesTab(Tab):
    """Notices by state, newest first."""

    key, title, needs = "notices", "通知", Notices
    kinds = frozenset({SubjectKind.NOTICE})
    commands = (
        of_button("retry", "重发", ("R",), title, lambda tab: tab.retry, "只有发送失败的通知可以重发",
                  needs=(RetryNotice,), line="重发通知", menus=(ROW,)),
        of_button("handed", "已当面告知", ("G",), title, lambda tab: tab.handed, "这条通知已经发出",
                  needs=(MarkNotice,), menus=(ROW,)),
        of_button("open_dossier", "打开资料或学员", (), title, lambda tab: tab.dossier, "先选一条通知",
                  needs=(Dossier,), menus=(ROW,)),
        of_button("copy", "复制", (), title, lambda tab: tab.copy, "先选一条通知", menus=(ROW,)),
        of_button("print", "打印…", (), title, lambda tab: tab.print, "先选一条通知", menus=(ROW,)),
    )  # fmt: skip

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        columns = (
            Column[NoticeRow]("学员", lambda one: one.name, 110, bold=True, sort="name"),
            Column[NoticeRow]("内容", lambda one: NOTICE_KINDS.get(one.kind, one.kind), 100),
            Column[NoticeRow](
                "状态", lambda one: state_words(one.state)[0], 84, tone=_tone, badge=True, sort="state"
            ),
            Column[NoticeRow]("时间", self._when, 120, tone=lambda _one: "muted", sort="due"),
            Column[NoticeRow]("说明", _note, 0, tone=lambda one: "bad" if one.state == "failed" else "muted"),
        )
        self.list: LiveList[NoticeRow] = LiveList(
            desk,
            self._question,
            {SubjectKind.NOTICE: lambda one: one.id},
            slot="notices",
            columns=[one.title for one in columns],
            display=display_of(columns),
            parent=self,
        )
        self.model = self.list.model
        self.list.loaded.connect(self._on_list)
        self.list.merged.connect(self._on_list)
        self.list.failed.connect(self._on_failed)
        self.table = Table(desk.theme, self.model, columns)
        self.table.setAccessibleName("通知")
        self.table.chosen.connect(self._on_chosen)
        KeepPlace(self.table, self.model)
        self.pane = TablePane(self.table)
        self.table.head.sorted.connect(lambda _sort, _down: self.load())
        self.states = States(desk.theme, self.pane)
        self.state = ""
        self.pills = Pills({"": "全部", "pending": "待发", "sent": "已发", "failed": "失败"})
        self.pills.chosen.connect(self.choose)
        self._make_panel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        head = row(self.pills, None)
        layout.addLayout(Split(self.states, self.panel, head))
        self._chosen = 0

    def load(self) -> None:
        """The notices of the chosen state."""
        if not self.model.ids:
            self.states.show_loading()
        self.list.load()

    def hear(self, page: ChangePage) -> None:
        """What changed is asked about again; the list follows."""
        self.list.hear(page)

    def choose(self, data: str) -> None:
        """Another state."""
        self.state = data
        self.pills.show_choice(data)
        self.model.reset(())
        self.load()

    # -- making ------------------------------------------------------------------------------

    def _make_panel(self) -> None:
        self.panel = Panel()
        self.panel.save_button.hide()
        self.panel.form.hide()
        self.badge = Badge()
        self.text = Text(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = Text(tone="muted", wrap=True)
        letter = Card("学员看到的文字")
        letter.body.addWidget(self.text)
        self.dossier = CommandButton("打开资料或学员", kind="link")
        self.dossier.clicked.connect(self._on_dossier)
        for widget in (letter, self.facts):
            self.panel.extra.addWidget(widget)
        self.panel.extra.addLayout(row(self.badge, self.dossier, None))
        self.copy = CommandButton("复制")
        self.print = CommandButton("打印…")
        self.handed = CommandButton("已当面告知", "G")
        self.retry = CommandButton("重发", "R", kind="primary")
        self.copy.clicked.connect(self._on_copy)
        self.print.clicked.connect(self._on_print)
        self.handed.clicked.connect(self._on_handed)
        self.retry.clicked.connect(self._on_retry)
        for place, button in enumerate((self.copy, self.print)):
            self.panel.buttons.insertWidget(place, button)
        self.panel.buttons.addWidget(self.handed)
        self.panel.buttons.addWidget(self.retry)
        self.panel.hide()

    # -- showing -----------------------------------------------------------------------------

    def _on_list(self) -> None:
        if self.list.loading:
            return  # another state's is on its way
        count = len(self.model.ids)
        self.pane.totals.setText(f"{count} 条")
        if not count:
            self.panel.hide()
            words = {"failed": "没有发送失败的通知", "pending": "没有待发的通知"}.get(
                self.state, "还没有通知"
            )
            self.states.show_empty(words, "每个与学员有关的决定都会留下一条通知。", icon="mail")
            return
        self.states.show_content()
        place = self.model.position_of(self._chosen)
        if place < 0:
            self.table.choose(0)
        else:
            self._show(self._chosen)

    def _on_failed(self, error: OfficeError) -> None:
        if not self.model.ids:
            self.states.show_failed(error, self.load)

    def _question(self) -> Notices:
        head = self.table.head
        return Notices(state=self.state, sort=head.sort, descending=head.descending)

    def _row(self) -> NoticeRow | None:
        return self.model.row_of(self._chosen)

    def _on_chosen(self, identity: int) -> None:
        self._chosen = identity
        self.panel.show_problem("")
        self._show(identity)

    def _show(self, identity: int) -> None:
        one = self.model.row_of(identity)
        if one is None:
            return
        now = self.desk.clock()
        self.panel.show()
        self.panel.heading.setText(f"{one.name} · {NOTICE_KINDS.get(one.kind, one.kind)}")
        self.text.setText(one.text)
        self.badge.show_word(*state_words(one.state))
        lines = [f"应发 {moment_words(one.due_at, now)}"]
        if one.sent_at:
            lines.append(f"发出 {moment_words(one.sent_at, now)}")
        if one.attempts:
            lines.append(f"试过 {one.attempts} 次")
        if one.corrects:
            lines.append(f"更正第 {one.corrects} 号通知")
        self.facts.setText("　".join(lines))
        self.panel.show_problem(one.error if one.state == "failed" else "")
        self.retry.setVisible(one.state == "failed" and self.desk.may(RetryNotice))
        self.handed.setVisible(one.state in ("failed", "pending") and self.desk.may(MarkNotice))
        self.dossier.setVisible(self.desk.may(Dossier))

    def _when(self, one: NoticeRow) -> str:
        return moment_words(one.sent_at or one.due_at, self.desk.clock())

    # -- doing -------------------------------------------------------------------------------

    def _on_retry(self) -> None:
        one = self._row()
        if one is not None:
            self._send(RetryNotice(one.id, one.version), "已排入重发")

    def _on_handed(self) -> None:
        one = self._row()
        if one is not None:
            self._send(MarkNotice(one.id, one.version, sent=True), "已记为当面告知")

    def _send(self, request: RetryNotice | MarkNotice, words: str) -> None:
        for button in (self.retry, self.handed):
            button.setEnabled(False)

        def settle() -> None:
            for button in (self.retry, self.handed):
                button.setEnabled(True)
            self.load()

        def failed(error: OfficeError) -> None:
            settle()
            self.panel.show_problem(error.message)

        def done(_receipt: object) -> None:
            settle()
            self.said.emit(words)

        self.desk.run(request, owner=self, done=done, failed=failed)

    def _on_copy(self) -> None:
        one = self._row()
        if one is not None:
            QGuiApplication.clipboard().setText(one.text)
            self.said.emit("已复制通知文字")

    def _on_print(self) -> None:
        one = self._row()
        if one is not None and print_notice(self, one.name, NOTICE_KINDS.get(one.kind, one.kind), one.text):
            self.said.emit("已送往打印机")

    def _on_dossier(self) -> None:
        one = self._row()
        if one is None:
            return
        if one.submission_id is None:
            self.jump.emit("people", Target(SubjectKind.CANDIDATE, one.candidate_id))
        else:
            self.jump.emit("review", Target(SubjectKind.SUBMISSION, one.submission_id))


def _tone(one: NoticeRow) -> str:
    return state_words(one.state)[1]


def _note(one: NoticeRow) -> str:
    return one.error if one.state == "failed" else one.text
