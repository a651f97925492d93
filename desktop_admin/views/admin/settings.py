"""设置: each number with its unit and what it does; and this and next month's registration window."""

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Conflict, OfficeError
from desktop_admin.contract.policy import (
    EditPolicy,
    MonthWindow,
    MonthWindows,
    PolicyForm,
    PolicyRecord,
    PolicySettings,
    ShiftRegistration,
    Windows,
)
from desktop_admin.rules.settings import BULK_APPROVAL, SETTINGS, setting_label, setting_words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.windows import Cycle, registration_window
from desktop_admin.views.admin.settings_history import SettingsHistoryCard
from desktop_admin.views.admin.tab import Tab
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.edit import Edit, Typed
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.times import BEIJING, local
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Text, row, scroll

#: What each number does, in a sentence.
_NOTES: dict[str, str] = {
    "grace_minutes": "截止后这段时间内提交的，标出迟交几分钟，由主管决定是否准入。",
    "deadline_near_hours": "距截止不足这些小时的资料标为“临近截止”。",
    "spot_check_percent": "批量通过中没有逐份看过的，每百份抽这么多份由另一人再看；0 为不抽查。",
    "learner_files_a_day": "一名学员一天最多上传这么多份新文件，零点重新计；工作人员代传不受限。",
    "learner_megabytes_a_day": "一名学员一天上传的文件合计不超过这么大。",
    "lease_minutes": "打开资料后无操作超过这段时间，别人可以接管。",
    "minimum_application_hours": "考试申请窗口短于这些小时时给出提醒。",
    "idle_lock_minutes": "离开座位这段时间后窗口自动锁定，没有提交的内容保留。",
    "retention_days": "日志内容至少保存这些天，法定不少于六个月（183 天）。",
}
_LABELS = {key: setting_label(key) for key in ("office_name", "bulk_approval", *SETTINGS)}
_FORMAT = "%Y-%m-%d %H:%M"


def read_moment(words: str) -> datetime | None:
    """``2026-11-22 17:00`` at the association; None when it is not written so."""
    try:
        return datetime.strptime(words.strip(), _FORMAT).replace(tzinfo=BEIJING)
    except ValueError:
        return None


class WindowCard(Card):
    """One month's window in words, its warnings, and the button that moves it."""

    def __init__(self, title: str, shift: CommandButton) -> None:
        super().__init__()
        self.month: MonthWindow | None = None
        self.shifted = Badge()
        self.shift = shift
        self.words = Text(wrap=True)
        self.warnings = Text(tone="warn", size="small", wrap=True)
        self.body.addLayout(row(Text(title, bold=True), self.shifted, None, shift))
        self.body.addWidget(self.words)
        self.body.addWidget(self.warnings)

    def show_window(self, window: MonthWindow) -> None:
        """As the office keeps it now."""
        self.month = window
        self.words.setText(window.words)
        self.shifted.show_word("已调整" if window.shifted else "", "accent")
        self.warnings.setText("\n".join(window.warnings))
        self.warnings.setVisible(bool(window.warnings))


class SettingsTab(Tab):
    """The settings of the review desk and the registration windows."""

    key, title, needs = "settings", "设置", EditPolicy
    #: Categories and reasons are edited beside; their changes stand in the same record.
    kinds = frozenset(
        {
            SubjectKind.POLICY,
            SubjectKind.REGISTRATION_SHIFT,
            SubjectKind.OFFICE,
            SubjectKind.CATEGORY,
            SubjectKind.REASON,
        }
    )

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        self._edit = Edit(desk, conflict, self)
        self.form = FieldForm(label_width=96)
        self._typed: Typed[PolicyForm] = Typed(self.form)
        self._add_fields()
        self.problem = Text(tone="bad", wrap=True)
        self.problem.hide()
        self.save = CommandButton("保存设置", "Enter", kind="primary")
        self.save.clicked.connect(self._on_save)
        self.form.submitted.connect(self._on_save)
        current, following = CommandButton("调整…"), CommandButton("调整…")
        self.current = WindowCard("本月报名时间", current)
        self.following = WindowCard("下月报名时间", following)
        current.clicked.connect(lambda: self._open_shift(self.current))
        following.clicked.connect(lambda: self._open_shift(self.following))
        self.history = SettingsHistoryCard(desk)
        self.shift = self._make_shift()
        self._shifting: MonthWindow | None = None
        self.states = States(desk.theme, scroll(self._lay_out()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.states)

    def load(self) -> None:
        """Settings and windows."""
        if self._typed.seen is None:
            self.states.show_loading()
        self.desk.run(
            PolicySettings(), owner=self, done=self._on_policy, failed=self._on_failed, slot="policy"
        )
        self.desk.run(
            MonthWindows(), owner=self, done=self._on_windows, failed=self._on_failed, slot="windows"
        )
        self.history.load()

    # -- making ------------------------------------------------------------------------------

    def _add_fields(self) -> None:
        form = self.form
        form.line("office_name", _LABELS["office_name"], note="显示在窗口标题、通知和打印件上。")
        for key, one in SETTINGS.items():
            form.number(key, one.label, most=one.most, unit=one.unit, note=_NOTES[key])
        form.choice(
            "bulk_approval",
            _LABELS["bulk_approval"],
            list(BULK_APPROVAL.items()),
            note="批量通过的会记为“未逐份查看”。",
        )

    def _lay_out(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        grid.setSpacing(3 * GRID)
        rules = Card("审核与安全")
        rules.body.setSpacing(3 * GRID)
        rules.body.addWidget(self.form)
        rules.body.addWidget(self.problem)
        rules.body.addLayout(row(None, self.save))
        note = Text(
            (
                "报名时间按规则每月 1 日 09:00 至 22 日 17:00，休息日不顺延。确需调整时只改这一个月，须写明原因。"
            ),
            tone="muted",
            wrap=True,
        )
        right = QVBoxLayout()
        right.setSpacing(3 * GRID)
        right.addWidget(self.current)
        right.addWidget(self.following)
        right.addWidget(note)
        right.addWidget(self.history)
        right.addStretch(1)
        grid.addWidget(rules, 0, 0)
        grid.addLayout(right, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        return whole

    def _make_shift(self) -> Sheet:
        sheet = Sheet(self.page, "调整报名时间", "调整", width=560)
        hint = "2026-11-22 17:00"
        sheet.form.line("opens", "开放", hint=hint)
        sheet.form.line("closes", "截止", hint=hint, note="截止的那一刻起不再接受，如 17:00 整已截止。")
        sheet.form.lines("reason", "原因", hint="例如：22 日停电检修，顺延一天", height=2)
        self.by_rule = CommandButton("恢复为规则时间", kind="link")
        self.by_rule.clicked.connect(self._fill_rule)
        sheet.body.addLayout(row(self.by_rule, None))
        sheet.wanted.connect(self._on_shift)
        return sheet

    # -- settings ----------------------------------------------------------------------------

    def _on_policy(self, record: PolicyRecord) -> None:
        self._typed.reread(record.form)
        self.states.show_content()

    def _on_failed(self, error: OfficeError) -> None:
        if self._typed.seen is None:
            self.states.show_failed(error, self.load)

    def _on_save(self) -> None:
        if self._typed.seen is not None and self.save.isEnabled():
            wanted = self._typed.wanted()
            self._edit.send(
                self, EditPolicy, self._typed.seen, wanted, _LABELS, setting_words, self._on_saved
            )

    def _on_saved(self, receipt: Receipt) -> None:
        self._typed.seen = None
        theirs = receipt.counts.get("changed") == 0
        self.said.emit("保留了同事的改动" if theirs else "设置已保存，立即生效")
        self.load()

    def set_busy(self, busy: bool) -> None:
        """Nothing is sent twice."""
        self.save.setEnabled(not busy)

    def show_problem(self, words: str) -> None:
        """What is wrong with the settings as a whole."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def fail(self, error: OfficeError) -> None:
        """The office refused; what was typed stays."""
        self.show_problem(self.form.take_error(error))

    # -- windows -----------------------------------------------------------------------------

    def _on_windows(self, windows: Windows) -> None:
        self.current.show_window(windows.current)
        self.following.show_window(windows.following)

    def _open_shift(self, card: WindowCard) -> None:
        window = self._shifting = card.month
        if window is None:
            return
        label = Cycle.parse(window.cycle).label
        self.shift.heading.setText(f"调整{label}的报名时间")
        self.shift.explain(window.words)
        self.shift.form.put(
            {
                "opens": local(window.opens).strftime(_FORMAT),
                "closes": local(window.closes).strftime(_FORMAT),
                "reason": window.reason,
            }
        )
        self.by_rule.setVisible(window.shifted)
        self.shift.begin()

    def _fill_rule(self) -> None:
        if self._shifting is not None:
            rule = registration_window(Cycle.parse(self._shifting.cycle))
            self.shift.form.put(
                {"opens": rule.opens.strftime(_FORMAT), "closes": rule.closes.strftime(_FORMAT)}
            )

    def _on_shift(self) -> None:
        window = self._shifting
        if window is None:
            return
        value = self.shift.form.value
        moments = {key: read_moment(value(key)) for key in ("opens", "closes")}
        faults = {key: "请写成 2026-11-22 17:00 这样。" for key, moment in moments.items() if moment is None}
        if not value("reason"):
            faults["reason"] = "请写明调整的原因，会记入日志。"
        opens, closes = moments["opens"], moments["closes"]
        if faults or opens is None or closes is None:
            self.shift.refuse(faults)
            return
        self.shift.set_busy(True)
        self.desk.run(
            ShiftRegistration(window.cycle, window.version, opens, closes, value("reason")),
            owner=self,
            done=self._on_shifted,
            failed=self._on_not_shifted,
        )

    def _on_shifted(self, _receipt: Receipt) -> None:
        self.shift.set_busy(False)
        self.shift.dismiss()
        self.said.emit("报名时间已调整")
        self.load()

    def _on_not_shifted(self, error: OfficeError) -> None:
        self.shift.fail(error)
        if isinstance(error, Conflict):
            self.load()
