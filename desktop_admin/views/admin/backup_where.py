"""Where backups go and when the daily one is made: what is typed beside the list, and sending it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.backups import BackupPage, BackupPlanForm, EditBackupPlan, SetBackupFolder
from desktop_admin.contract.base import Receipt
from desktop_admin.views.admin.backup_side import PLAN_LABELS, BackupPanel, plan_words
from desktop_admin.views.admin.backup_words import own_place
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.edit import Edit, kept
from desktop_admin.views.common.file_dialog import ask_folder


class BackupWhere(QObject):
    """Keeps ``panel``. ``moved``: the office has something new, the list is to be read again."""

    said = Signal(str)
    moved = Signal()

    def __init__(self, desk: Desk, conflict: ConflictSheet, tab: QWidget) -> None:
        super().__init__(tab)
        self._desk, self._tab = desk, tab
        self._folder = ""
        self._plan: BackupPlanForm | None = None
        """The plan as what is typed was read against."""
        self.panel = BackupPanel()
        self.panel.save.connect(self._on_save)
        self.panel.change.clicked.connect(lambda: self.ask_folder("每次备份到", self._set_folder))
        self._edit = Edit(desk, conflict, tab)

    def show_page(self, page: BackupPage) -> bool:
        """What the office says; whether this workstation may choose a folder."""
        own = own_place(page.places, page.here)
        self._folder = own.folder if own else ""
        self._take_plan(page.plan)
        return self.panel.show_place(page)

    def ask_folder(self, title: str, then: Callable[[str], None]) -> None:
        """A folder by the system's own dialog; ``then`` hears which, unless it was left."""
        chosen = ask_folder(self._tab, title, self._folder)
        if chosen:
            then(chosen)

    def _take_plan(self, now: BackupPlanForm) -> None:
        """What was typed of the plan stays, a time half written too."""
        typed = self.panel.wanted()
        if self._plan is None:
            self._plan = now
            self.panel.show_plan(now)
        elif typed is not None:
            self._plan, wanted = kept(self._plan, typed, now)
            if wanted != typed:
                self.panel.show_plan(wanted)

    def _set_folder(self, folder: str) -> None:
        self.panel.say_folder_problem("")
        self._desk.run(
            SetBackupFolder(folder),
            owner=self,
            done=self._on_folder_set,
            failed=lambda error: self.panel.say_folder_problem(error.message),
        )

    def _on_folder_set(self, _receipt: Receipt) -> None:
        self.said.emit("备份文件夹已更换")
        self.moved.emit()

    def _on_save(self) -> None:
        wanted = self.panel.wanted()
        if self._plan is None:
            return
        if wanted is None:
            self.panel.form.show_faults({"minute": "请写成 12:30 这样，00:00 到 23:59。"})
            return
        self._edit.send(
            self.panel, EditBackupPlan, self._plan, wanted, PLAN_LABELS, plan_words, self._on_saved
        )

    def _on_saved(self, receipt: Receipt) -> None:
        theirs = receipt.counts.get("changed") == 0
        self.said.emit("保留了同事的改动" if theirs else "每日备份已保存")
        self._plan = None
        self.moved.emit()
