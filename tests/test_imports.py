"""The rooms of the house import only what the house allows.

The design's import table as data. A row that turns out too narrow is widened here, with
the reason beside it, in the same change that needs it: never by moving the import into a function (those count too).
"""

import ast
import sys
from dataclasses import dataclass

import pytest

from tests.source import ROOT, imports, modules, source_path, tree_of, words


@dataclass(frozen=True)
class Room:
    """What a room may import: of ours (dotted prefixes below ``desktop_admin``), and of others (top names)."""

    ours: frozenset[str]
    others: frozenset[str] = frozenset()


def _room(ours: str = "", others: str = "") -> Room:
    return Room(words(ours), words(others))


TABLE = {
    "rules": _room(),
    "contract": _room("rules"),
    "models": _room("rules", "sqlalchemy alembic"),
    "papers": _room("rules contract", "pypdfium2 pypdf mammoth olefile numpy PIL psutil"),
    # papers: one machinery of children with limits, one gate for packages, one way to read a named file, one wording.
    "tables": _room(
        "rules contract papers.pool papers.named_file papers.archive papers.kinds papers.sheet_words papers.faults",
        "python_calamine olefile defusedxml",
    ),
    # Qt without a display, in a child: nothing of ours, so that nothing of ours is at hand of a hostile file.
    "layout": _room("", "PySide6"),
    "bills": _room("rules contract", "openpyxl python_calamine defusedxml msoffcrypto pyzipper"),
    "services": _room("contract models rules", "sqlalchemy pypinyin rapidfuzz chinese_calendar argon2"),
    # The office meets its data directly here; `FAR` below holds what reaches an office over the network.
    # rules: the roles table that greyed the button is the one that refuses the command. argon2: a password is
    # hashed before the transaction, which holds everybody up. psycopg: LISTEN wakes the feed.
    # psutil: a data file on a network share is refused.
    "office": _room(
        "contract rules services models papers bills",
        "sqlalchemy alembic psycopg argon2 psutil requests urllib3 pydantic keyring",
    ),
    # rules: the document it serves says which roles may make a request.
    # h11: a body in crumbs is refused where uvicorn reads it.
    "server": _room("contract office rules", "fastapi uvicorn starlette pydantic h11"),
    "reports": _room("contract rules resources", "openpyxl reportlab segno"),
    # Of papers only what is shown: pages, their pictures, the kinds by name;
    # and the one way to read a file somebody chose.
    "views": _room(
        "contract rules reports resources papers.pages papers.pictures papers.kinds papers.named_file",
        # pypinyin: Ctrl+K finds pages and commands by how their titles are read.
        "PySide6 shiboken6 pypinyin",
    ),
    # A signal ends any command; it knows nobody.
    "ending": _room(),
    # Takes off a hook of PySide6's by its name; imports nothing.
    "plain_imports": _room(),
    # Makes or opens an office for whoever shows one: below the command, the tour and the self-check.
    "demonstration": _room(
        "contract demo models office papers rules resources", "argon2 platformdirs sqlalchemy"
    ),
    # reportlab, PIL: the demo office draws the papers that its people upload.
    "demo": _room("contract rules reports resources", "reportlab PIL"),
}

FAR = ("office.http", "office.wire")
"""Reaching an office elsewhere needs the contract only: never this machine's tables, services or papers."""

READERS = words("pypdfium2 pypdf mammoth olefile python_calamine defusedxml")
"""Readers of files from outside: they run in a child process, never in the window's."""

ANYWHERE = ("__main__", "app", "cli", "tour", "__init__")
"""Top-level modules that wire the rooms together and may import everything."""


def _within(name: str, prefixes: frozenset[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


def _allowed(module: str, imported: str) -> bool:
    room = module.split(".")[0]
    top, _, rest = imported.partition(".")
    if top == "desktop_admin":
        return not rest or rest.split(".")[0] == room or _within(rest, TABLE[room].ours)
    if top == "resources":
        return "resources" in TABLE[room].ours
    return top in sys.stdlib_module_names or top in TABLE[room].others


def _reached(start: str) -> dict[str, set[str]]:
    """Modules of ours that importing ``start`` runs, at whatever distance, with what each imports of others."""
    known, found, waiting = set(modules()), {}, [start]
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        others = found[module] = set[str]()
        for _, imported in imports(module):
            top, _, rest = imported.partition(".")
            if top != "desktop_admin":
                others.add(top)
                continue
            name = rest if rest in known else rest.rpartition(".")[0]
            waiting += [name] if name in known else []
    return found


def _rooms() -> list[str]:
    return [module for module in modules() if module.split(".")[0] not in ANYWHERE]


def test_every_folder_is_a_room() -> None:
    unknown = {module.split(".")[0] for module in _rooms()} - TABLE.keys()
    assert not unknown, f"not in the import table: {sorted(unknown)}"
    assert {"rules", "contract", "models", "services", "office", "views"} <= {
        m.split(".")[0] for m in _rooms()
    }


@pytest.mark.parametrize("room", sorted({module.split(".")[0] for module in _rooms()}))
def test_room_imports(room: str) -> None:
    broken = [
        f"{source_path(module).relative_to(ROOT).as_posix()}:{line} imports {imported}"
        for module in _rooms()
        if module.split(".")[0] == room
        for line, imported in imports(module)
        if not _allowed(module, imported)
    ]
    assert not broken, "\n".join(broken)


def test_far_offices_need_the_contract_only() -> None:
    broken = [
        f"{module} reaches {reached}"
        for module in FAR
        if module in modules()
        for reached in _reached(module)
        if reached.split(".")[0] in ("services", "models", "papers", "bills")
    ]
    assert not broken, "\n".join(broken)


def test_the_window_loads_no_reader_of_foreign_files() -> None:
    """A hostile file is opened in the child process; the window only shows pictures (libraries, PDF pages)."""
    broken = {
        f"{reached} imports {', '.join(sorted(others & READERS))}"
        for module in modules()
        if module.split(".")[0] == "views"
        for reached, others in _reached(module).items()
        if others & READERS
    }
    assert not broken, "\n".join(sorted(broken))


RICH_TEXT = words("QTextDocument QTextEdit QTextBrowser setHtml setMarkdown")
"""What lays out somebody else's HTML: in the window's process nothing of a paper ever meets it."""


def test_papers_are_laid_out_in_the_child_only() -> None:
    """A 3 KB docx once held the window for minutes: no other room names the layout, no paper view can lay out HTML."""
    broken = [
        f"{module} imports {imported}"
        for module in modules()
        if module.split(".")[0] not in ("layout", "papers")
        for _, imported in imports(module)
        if imported.startswith("desktop_admin.layout")
    ]
    broken += [
        f"{module} names {name}"
        for module in modules()
        if module.startswith("views.papers.")
        for node in ast.walk(tree_of(module))
        if (name := getattr(node, "id", None) or getattr(node, "attr", None) or "") in RICH_TEXT
    ]
    assert not broken, "\n".join(broken)


SHARED = {"views.common": words("common"), "views.furniture": words("common furniture")}
"""The shared rooms of the window, and what each may know of the others: furniture stands on common, desks on both."""


def test_shared_rooms_know_no_desk() -> None:
    """What every desk is furnished with must not depend on one of them."""
    broken = [
        f"{module} imports {imported}"
        for module in modules()
        for _, imported in imports(module)
        if (room := ".".join(module.split(".")[:2])) in SHARED
        and imported.startswith("desktop_admin.views.")
        and imported.split(".")[2] not in SHARED[room]
    ]
    assert not broken, "\n".join(broken)


def test_the_table_refuses_what_it_should() -> None:
    """The checker itself: what the design forbids by name is refused, what it grants is let through."""
    for module, imported in {
        "views.review.page": "desktop_admin.services.submissions",
        "views.review.queue": "desktop_admin.office.direct.DirectOffice",
        "views.common.desk": "desktop_admin.models",
        "views.home.page": "sqlalchemy.select",
        "views.review.paper": "desktop_admin.papers.pdf",
        "rules.cycles": "desktop_admin.contract.files",
        "rules.states": "pydantic",
        "services.submissions": "PySide6.QtCore",
        "services.people": "desktop_admin.office.direct",
        "server.app": "desktop_admin.services.people",
    }.items():
        assert not _allowed(module, imported), f"{module} may import {imported}"
    assert _allowed("office.direct", "desktop_admin.services.submissions")
    assert _allowed("views.review.page", "PySide6.QtWidgets.QWidget")
    assert _allowed("rules.cycles", "desktop_admin.rules.clock")
