"""Reads the program's own source for the tests that hold its shape. Apart because two of them walk the same trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "desktop_admin"


def words(text: str) -> frozenset[str]:
    """The words of a sentence as a set."""
    return frozenset(text.split())


def modules() -> list[str]:
    """Dotted names below ``desktop_admin``: ``rules.cycles``, ``views.review`` (its ``__init__``)."""
    names = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts))
    return names


def source_path(module: str) -> Path:
    """The file of a dotted name: ``views.review`` is that folder's ``__init__.py``."""
    base = PACKAGE.joinpath(*module.split("."))
    return base / "__init__.py" if base.is_dir() else base.with_suffix(".py")


@cache
def tree_of(module: str) -> ast.Module:
    """The parsed file of a dotted name."""
    path = source_path(module)
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(module: str) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of every import in the file, those inside functions and TYPE_CHECKING too."""
    package = ["desktop_admin", *module.split(".")]
    if source_path(module).name != "__init__.py":
        package.pop()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            base = ".".join(filter(None, (start, node.module)))
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and last_name(node.func) in ("import_module", "__import__"):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def last_name(node: ast.expr) -> str:
    """The last name of ``a.b.c`` or ``c``, generics (``c[T]``) by their own; empty for anything else."""
    if isinstance(node, ast.Subscript):
        return last_name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
