"""Sheets of 资料审核, and how they come about."""

from collections.abc import Mapping

from desktop_admin.contract.submissions import Dossier, ReviewQueue
from desktop_admin.papers.kinds import MACROS_CAPABLE
from tests.window.sheets import Sheet
from tests.window.situations import second_hand
from tests.window.walking import Situation, Walk

ORDER = 100

_DOSSIER = ("QAbstractButton", "不通过")

SHEETS = (
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
        "PickPopup",
        ("furniture/pick_field.py:PickPopup",),
        "ctrl+2",
        (),
        "单位 ∨",
        needs=_DOSSIER,
    ),
    Sheet(
        "filter",
        "QMenu",
        ("review/filters.py:QMenu", "common/filters.py:QMenu"),
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
    Sheet(
        "more",
        "CommandMenu",
        ("common/command_menu.py:CommandMenu",),
        "ctrl+2",
        ("shift+F10",),
        "更多：另存、打印、用其他程序打开",
        menu=True,
        needs=_DOSSIER,
    ),
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
)


def situations(office: str) -> Mapping[str, Situation]:
    return {
        "a decided dossier": _look_at_decided,
        "closed with a note begun": _close_with_note,
        "an old Word file": lambda walk: _look_at_old_word(walk, office),
    }


def _look_at_decided(walk: Walk) -> None:
    chips = [one for one in walk.program.find("QAbstractButton") if one.text in ("待审 ∨", "已决 ∨")]
    if chips[0].text == "待审 ∨":
        walk.press_button("待审 ∨")
        walk.press("Down", "Down", "Down", "Down", "Down", "Return")
    walk.is_there("QAbstractButton", "撤销审核…")
    walk.rest()


def _look_at_old_word(walk: Walk, office: str) -> None:
    """The first dossier of the queue with a sound .doc, found by the person's name, and that paper of it."""
    with second_hand(office) as hand:
        page = hand.run(ReviewQueue(limit=200))
        name, slot = next(
            (row.name, number)
            for row in page.rows
            for number, paper in enumerate(hand.run(Dossier(row.id)).papers, 1)
            if paper.media_type in MACROS_CAPABLE and paper.acceptable
        )
    walk.press("ctrl+f")
    walk.program.type(name)
    walk.press("Return")
    walk.is_there("QLabel", name)
    walk.rest()
    walk.press("ctrl+f", "ctrl+a", "BackSpace", "Return")  # the queue whole again, and still that dossier
    walk.rest()
    walk.press(str(slot))
    walk.is_there("QLabel", name)
    walk.rest()


def _close_with_note(walk: Walk) -> None:
    walk.press("n")
    walk.program.type("something begun")
    walk.rest()
    main = next(one for one in walk.program.windows() if one.kind == "MainWindow")
    walk.program.server.close_window(main.xid)
