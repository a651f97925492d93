"""Sheets of 系统管理, and how they come about."""

from tests.window.sheets import ADMINISTRATOR, Sheet

ORDER = 300

SHEETS = (
    Sheet("new-reason", "Sheet", ("admin/reasons.py:Sheet()",), "ctrl+4", ("n",), "新增原因"),
    Sheet(
        "columns",
        "QMenu",
        ("common/table_pane.py:QMenu",),
        "ctrl+4",
        (),
        "显示哪些列、怎样排序",
        menu=True,
        first=("alt+2",),
    ),
    Sheet("shift", "Sheet", ("admin/settings.py:Sheet()",), "ctrl+4", (), "设置>调整…"),
    Sheet(
        "new-account",
        "Sheet",
        ("admin/staff.py:Sheet()",),
        "ctrl+2",
        ("n",),
        "新建账号",
        ADMINISTRATOR,
        ("alt+1",),
    ),
    Sheet(
        "backup-folder",
        "QFileDialog",
        ("admin/backup_where.py:QFileDialog",),
        "ctrl+2",
        ("f",),
        "更换文件夹…",
        ADMINISTRATOR,
        first=("alt+2",),
    ),
    Sheet("backup-once", "QFileDialog", (), "ctrl+2", ("o",), "备份到其他文件夹…", ADMINISTRATOR, ("alt+2",)),
    Sheet(
        "first-password",
        "PasswordShown",
        ("admin/passwords.py:PasswordShown",),
        "ctrl+2",
        (),
        "重置密码",
        ADMINISTRATOR,
        ("alt+1",),
    ),
)
