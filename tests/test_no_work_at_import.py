"""Importing a module of ours builds values and does no work: no connection, no window, no lock, no thread.

What a thing needs arrives in its constructor from `app.py`, so that tests, servers and tools can make several.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.source import PACKAGE, ROOT, last_name, modules, source_path, tree_of, words

ROOMS = sorted({path.parent.name for path in PACKAGE.glob("*/__init__.py")})

PURE = words(
    "frozenset tuple dict set list range sorted len min max sum zip enumerate map filter str int float bytes"
    " compile escape namedtuple field auto getLogger MappingProxyType TypeVar ParamSpec NewType TypeVarTuple"
    " timedelta timezone date datetime time Decimal Fraction Path resolve Struct partial itemgetter attrgetter"
    " join split format strip encode decode items keys values fromkeys maketrans removeprefix removesuffix upper"
    " lower replace union cast round property staticmethod classmethod cache lru_cache dataclass fromhex fields"
)
"""Calls that only build a value."""

ORM = words(
    "mapped_column relationship MetaData Table Column ForeignKey Index UniqueConstraint CheckConstraint"
    " PrimaryKeyConstraint ForeignKeyConstraint desc text"
)

QT_VALUES = words("QModelIndex QPersistentModelIndex QSize QSizeF QPoint QPointF QRect QRectF QMargins")
"""Qt's plain values, mostly as default arguments (an invalid index); they need no application."""

BUSY = words("Thread Lock RLock Queue Event Popen Session Engine FastAPI APIRouter")
"""Classes whose instances are state or work, wherever they are made."""

GRANTED = {
    # reportlab itself keeps one font table per process; what guards it has to be as wide.
    ("reports.fonts", "Lock"),
    # A process has one sys.modules, and a child's start swaps an entry of it for a moment.
    ("papers.pool", "Lock"),
}


def _calls_at_import(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls that run when the file is imported: not those in function bodies, annotations or `if __name__`."""
    stack: list[ast.AST] = list(tree.body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            stack.extend(getattr(node, "decorator_list", ()))
            stack.extend(default for default in (*node.args.defaults, *node.args.kw_defaults) if default)
            continue
        if (
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Compare)
            and last_name(node.test.left) == "__name__"
        ):
            continue
        if isinstance(node, ast.Call):
            yield node
        stack.extend(ast.iter_child_nodes(node))


def _local_functions(tree: ast.Module) -> frozenset[str]:
    """Functions of the same file: a table built by its own small helper is a value, not work."""
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _from_rules(tree: ast.Module) -> frozenset[str]:
    """Names imported from the rules: pure functions by that room's own law (standard library, time as a parameter);
    and from the commands as data, whose small helpers make rows of a table."""
    return frozenset(
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(("desktop_admin.rules", "desktop_admin.views.common.command"))
        for alias in node.names
    )


def _is_record(name: str) -> bool:
    """A class by its name (CapWords): a record of ours is a value. Qt's objects and locks are not."""
    plain = name.lstrip("_")
    qt = len(plain) > 1 and plain[0] == "Q" and plain[1].isupper()
    return plain[:1].isupper() and not qt and plain not in BUSY


@pytest.mark.parametrize("room", [*ROOMS, "top"])
def test_no_work_at_import(room: str) -> None:
    broken = []
    for module in modules():
        first = module.split(".")[0]
        if (first if first in ROOMS else "top") != room or ".migrations" in module:
            continue
        tree = tree_of(module)
        allowed = (
            PURE
            | QT_VALUES
            | _local_functions(tree)
            | _from_rules(tree)
            | (ORM if room == "models" else frozenset())
        )
        broken += [
            f"{source_path(module).relative_to(ROOT).as_posix()}:{call.lineno} calls {ast.unparse(call.func)}"
            for call in _calls_at_import(tree)
            if last_name(call.func) not in allowed
            and not _is_record(last_name(call.func))
            and (module, last_name(call.func)) not in GRANTED
        ]
    assert not broken, "\n".join(broken)


def test_no_global_statements() -> None:
    """State that a function rebinds at module level is a singleton under another name."""
    broken = [
        f"{source_path(module).relative_to(ROOT).as_posix()}:{node.lineno}"
        for module in modules()
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Global)
    ]
    assert not broken, "\n".join(broken)


def test_work_at_import_is_seen() -> None:
    """The checker itself, on small files."""

    def names(source: str) -> list[str]:
        return [last_name(call.func) for call in _calls_at_import(ast.parse(source))]

    assert names("x = connect()") == ["connect"]
    assert names("class A:\n    x = connect()") == ["connect"]
    assert names("def f(x=connect()): other()") == ["connect"]
    assert names("if __name__ == '__main__':\n    main()") == []
    assert names("def f():\n    connect()") == []
    assert not _is_record("QApplication")
    assert not _is_record("Lock")
    assert _is_record("Queued")
