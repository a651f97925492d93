"""Beside the list of backups: the one under way, and the panel that says when and where they are made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from desktop_admin.contract.backups import BackupPage, BackupPlace, BackupPlanForm, BackupRun
from desktop_admin.rules.backups import clock_of, minute_of
from desktop_admin.rules.visible import visible
from desktop_admin.views.admin.backup_words import own_place, percent, place_words, progress_words
from desktop_admin.views.admin.tab import Panel
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row

PLAN_LABELS = {"daily": "每日备份", "minute": "时间", "keep": "保留"}


class BackupStrip(QFrame):
    """What is being made now, how far it is, and the way to stop it. Hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Text(wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("备份进度")
        self.cancel = CommandButton("取消", "X")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        head = row(self.words, self.cancel)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        self.hide()

    def show_run(self, run: BackupRun | None) -> None:
        """The one under way, or none."""
        self.setVisible(run is not None)
        if run is None:
            return
        self.words.setText(progress_words(run))
        self.bar.setRange(0, 100 if run.total else 0)
        self.bar.setValue(percent(run))
        self.cancel.setEnabled(not run.stopping)


class BackupPanel(Panel):
    """The daily one, to be saved; and the folder, with what is to be known about it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading.setText("每日备份")
        self.explain("到时间自动做，大家照常工作；关机错过的，下次打开时补做。")
        self.form.check("daily", PLAN_LABELS["daily"], "每天自动备份一次")
        self.form.line("minute", PLAN_LABELS["minute"], hint="12:30")
        self.form.number(
            "keep",
            PLAN_LABELS["keep"],
            most=365,
            least=1,
            unit="份",
            note="新的一份核对无误后，才删掉更早的每日备份；手工做的不删。",
        )
        self.folder = Text(wrap=True)
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder_note = Text(wrap=True, size="small", tone="muted")
        self.folder_problem = Text(tone="bad", wrap=True)
        self.folder_problem.hide()
        self.change = CommandButton("更换文件夹…", "F")
        care = "备份含全部记录、资料和日志头，没有加密，请放在只有您能打开的地方。"
        back = "恢复到空的地方：kaowu restore 文件 --to 新位置"
        self.extra.addWidget(Hairline())
        self.extra.addLayout(row(Text("备份写到", bold=True), None, self.change))
        for widget in (self.folder, self.folder_note, self.folder_problem):
            self.extra.addWidget(widget)
        self.extra.addWidget(Text(f"{care}\n{back}", tone="muted", size="small", wrap=True))

    def show_plan(self, plan: BackupPlanForm) -> None:
        """As the office keeps it."""
        self.form.put({"daily": plan.daily, "minute": clock_of(plan.minute), "keep": plan.keep})

    def wanted(self) -> BackupPlanForm | None:
        """What stands in the fields; None when the time is none."""
        value = self.form.value
        minute = minute_of(value("minute"))
        return None if minute is None else BackupPlanForm(value("daily"), minute, value("keep"))

    def show_place(self, page: BackupPage) -> bool:
        """Where backups go; whether this workstation may choose. A server's folder is the server's business."""
        own = own_place(page.places, page.here)
        served = next((place for place in page.places if place.served), None)
        chooses = own is not None or served is None
        self.change.setVisible(chooses)
        self._say_place(own or served)
        return chooses

    def say_folder_problem(self, words: str) -> None:
        """The office refused the folder; empty when it did not."""
        self.folder_problem.setText(words)
        self.folder_problem.setVisible(bool(words))

    def _say_place(self, place: BackupPlace | None) -> None:
        if place is None:
            self.folder.setText("正在查看…")
            self.folder_note.setText("")
            return
        where = visible(place.folder) or "还没有选择"
        machine = f"（服务器 {visible(place.workstation)}）" if place.served else ""
        self.folder.setText(f"{where}{machine}")
        words, tone = place_words(place)
        self.folder_note.setText(words)
        self.folder_note.set_tone(tone)


def plan_words(field: str, value: object) -> str:
    """A value of the plan, for the two sides of a conflict."""
    if field == "minute" and isinstance(value, int):
        return clock_of(value)
    if field == "daily":
        return "开" if value else "关"
    return f"{value} 份"
