"""Everything the program can lay over its work, as data: what it is called in the source, and how a hand opens it.

``tests/views/test_every_sheet.py`` finds what is missing here; ``test_sheets.py`` opens each on a real X server at three
sizes. One that no hand can open there says in ``elsewhere`` which test does.
"""

from dataclasses import dataclass

HOST, ADMINISTRATOR, SECOND = "王敏", "系统管理员", "李四"


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``keys`` and ``button`` each open it from ``page`` (Ctrl and a digit) after ``first`` was pressed."""

    name: str
    shown: str
    """The class of the widget on screen."""
    source: tuple[str, ...]
    """Where it comes from: ``file:what``, as the finder names it."""
    page: str = ""
    keys: tuple[str, ...] = ()
    button: str = ""
    """Text or accessible name; with ``>`` the button of a sheet reached by the one before."""
    who: str = HOST
    first: tuple[str, ...] = ()
    again: int = 1
    """How many times Esc, until nothing is open any more."""
    menu: bool = False
    least: int = 0
    """Width of the window (pixels) below which it is not there: the tool bar leaves it out."""
    needs: tuple[str, ...] = ()
    """Class, and a part of the text, of what must be there and enabled before: what the key works on is loaded."""
    situation: str = ""
    """What must have come about besides: a name in ``tests/window/situations.py``. Alone, it opens the sheet."""
    elsewhere: str = ""


_DOSSIER = ("QAbstractButton", "不通过")
_PERSON, _COMPANY = ("PersonView",), ("CompanyView",)

SHEETS: tuple[Sheet, ...] = (
    # -- the shell ---------------------------------------------------------------------------
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
    # -- people ------------------------------------------------------------------------------
    Sheet(
        "register-person",
        "CandidateSheet",
        ("people/sheets.py:CandidateSheet",),
        "ctrl+3",
        ("n",),
        "登记学员",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "edit-person", "CandidateSheet", (), "ctrl+3", ("e",), "编辑", first=("Return", "p"), needs=_PERSON
    ),
    Sheet(
        "register-company",
        "CompanySheet",
        ("people/sheets.py:CompanySheet",),
        "ctrl+3",
        ("m",),
        "登记单位",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "edit-company",
        "CompanySheet",
        (),
        "ctrl+3",
        ("e",),
        "编辑",
        first=("Return", "c", "Return"),
        needs=_COMPANY,
    ),
    Sheet(
        "twins",
        "TwinsSheet",
        ("people/twins.py:TwinsSheet",),
        "ctrl+3",
        ("d",),
        "重复登记",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "merge",
        "MergeSheet",
        ("people/merging.py:MergeSheet",),
        "ctrl+3",
        ("d", "Return"),
        "重复登记>Return",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "apply",
        "ApplySheet",
        ("people/applying.py:ApplySheet",),
        "ctrl+3",
        ("u",),
        "代为申请",
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "apply-file",
        "QFileDialog",
        ("people/applying.py:QFileDialog",),
        "ctrl+3",
        ("u", "Tab", "space"),
        again=2,
        first=("Return", "p"),
        needs=_PERSON,
    ),
    Sheet(
        "conflict",
        "ConflictSheet",
        ("common/conflict.py:ConflictSheet",),
        "ctrl+3",
        ("Return",),
        first=("Return", "p"),
        needs=_PERSON,
        situation="two change one phone",
    ),
    # -- review ------------------------------------------------------------------------------
    Sheet(
        "return",
        "ReasonPicker",
        ("review/reasons.py:ReasonPicker",),
        "ctrl+2",
        ("r",),
        "退回",
        needs=_DOSSIER,
    ),
    Sheet("reject", "ReasonPicker", (), "ctrl+2", ("x",), "不通过", needs=_DOSSIER),
    Sheet("note", "NoteForm", ("review/notes.py:NoteForm",), "ctrl+2", ("n",), "", needs=_DOSSIER),
    Sheet("aside", "AsideForm", ("review/aside.py:AsideForm",), "ctrl+2", ("s",), "搁置", needs=_DOSSIER),
    Sheet("upload", "UploadForm", ("review/upload.py:UploadForm",), "ctrl+2", ("u",), "代传", needs=_DOSSIER),
    Sheet(
        "upload-file",
        "QFileDialog",
        ("review/upload.py:QFileDialog",),
        "ctrl+2",
        ("u", "space"),
        "代传>space",
        again=2,
        needs=_DOSSIER,
    ),
    Sheet(
        "save-file",
        "QFileDialog",
        ("review/originals.py:QFileDialog",),
        "ctrl+2",
        ("ctrl+s",),
        needs=_DOSSIER,
    ),
    Sheet(
        "hand-over",
        "HandOverSheet",
        ("review/handing_over.py:HandOverSheet",),
        "ctrl+2",
        ("ctrl+o",),
        needs=_DOSSIER,
        situation="an old Word file",
    ),
    Sheet(
        "company",
        "CompanyPicker",
        ("review/company_picker.py:CompanyPicker",),
        "ctrl+2",
        (),
        "单位 ∨",
        needs=_DOSSIER,
    ),
    Sheet(
        "filter",
        "QMenu",
        ("review/filters.py:QMenu",),
        "ctrl+2",
        (),
        "新取/延期 ∨",
        menu=True,
        needs=_DOSSIER,
    ),
    Sheet("categories", "QMenu", (), "ctrl+2", (), "全部类别 ∨", menu=True, needs=_DOSSIER),
    Sheet(
        "percent",
        "QMenu",
        ("papers/tools.py:QMenu",),
        "ctrl+2",
        (),
        "%",
        menu=True,
        least=1100,
        needs=_DOSSIER,
    ),
    Sheet("more", "QMenu", (), "ctrl+2", (), "更多：另存、打印、用其他程序打开", menu=True, needs=_DOSSIER),
    Sheet(
        "print",
        "QPrintDialog",
        ("papers/print.py:QPrintDialog", "admin/printing.py:QPrintDialog"),
        elsewhere="Qt's own; without a printer the program says so instead: tests/views/papers/test_paper_output.py",
    ),
    Sheet(
        "leaving",
        "LeavingSheet",
        ("shell/leaving.py:LeavingSheet",),
        "ctrl+2",
        needs=_DOSSIER,
        situation="closed with a note begun",
    ),
    # Last: it leaves the queue on what is decided.
    Sheet(
        "revoke",
        "ReasonForm",
        ("furniture/reason_form.py:ReasonForm",),
        "ctrl+2",
        ("ctrl+z",),
        "撤销审核…",
        situation="a decided dossier",
    ),
    # -- administration ----------------------------------------------------------------------
    Sheet("new-reason", "Sheet", ("admin/reasons.py:Sheet()",), "ctrl+4", ("n",), "新增原因"),
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
        ("admin/backups.py:QFileDialog",),
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
