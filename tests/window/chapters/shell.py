"""Sheets of the window around the desks, and how they come about."""

from tests.window.sheets import Sheet

ORDER = 10

SHEETS = (
    Sheet("keys", "KeysSheet", ("shell/keys_sheet.py:KeysSheet",), "ctrl+2", ("F1",)),
    Sheet("palette", "Palette", ("shell/palette.py:Palette",), "ctrl+3", ("ctrl+k",), "searchField"),
    Sheet("account", "AccountMenu", ("shell/account_menu.py:AccountMenu",), "ctrl+1", (), "我的", menu=True),
    Sheet(
        "password",
        "NewPasswordSheet",
        ("shell/new_password.py:NewPasswordSheet",),
        "ctrl+1",
        (),
        "我的>Up Up Return",
    ),
    Sheet(
        "failures",
        "FailurePanel",
        ("shell/failure_panel.py:FailurePanel",),
        elsewhere="tests/views/shell/test_workbench.py: it needs something that went wrong",
    ),
)
