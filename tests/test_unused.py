"""What nobody asks goes: every public name of a file is used in the program, in a benchmark or by the command line."""

import ast
from collections.abc import Iterator
from functools import cache

from desktop_admin.services.registry import handlers
from tests.source import ROOT, modules, tree_of

KEPT = {
    "papers.faults: CODES": "the proof of mutated files holds that no other code is answered",
    "reports.fonts: missing_characters": "whoever prints names asks first; lists are not printed yet",
    "rules.glossary: GLOSSARY": "the words themselves; a test reads every text of the program with them",
    "views.common.tokens: TONES": "what a test computes contrasts of",
    "views.common.uses: GROUNDS": "what a test computes contrasts of",
    "views.common.uses: ORNAMENTS": "what a test computes contrasts of",
    "views.common.uses: USES": "what a test computes contrasts of",
}
"""Public names that nothing in the program asks, and why they stay."""

PARTS = "views.furniture."
"""Parts for every desk that is to come; the trial desk of the tests stands on them."""

WALKED = ("demo.chapters.", "tour.chapters.")
"""Rooms whose every file is read: a chapter is found by lying there."""


def _public(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


@cache
def _asked() -> frozenset[tuple[str, str]]:
    """(module, name) of everything that is used somewhere: in its own file, or imported, or through its module."""
    known = set(modules())
    found: set[tuple[str, str]] = set()
    for module, tree in _trees():
        aliases: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("desktop_admin"):
                room = (node.module or "").removeprefix("desktop_admin").lstrip(".")
                for alias in node.names:
                    below = f"{room}.{alias.name}".lstrip(".")
                    if below in known:
                        aliases[alias.asname or alias.name] = below
                    found.add((room, alias.name))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add((module, node.id))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.removeprefix("desktop_admin.")
                found.add((module, text))  # an annotation in quotes
                found.add(("cli", text))  # a subcommand names its function
                found.add(
                    (text.partition(":")[0], text.partition(":")[2])
                )  # a job for a child names file and function
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in aliases
            ):
                found.add((aliases[node.value.id], node.attr))
    return frozenset(found)


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for module in modules():
        yield module, tree_of(module)
    for path in [ROOT / "dev.py", ROOT / "build.spec", *(ROOT / "benchmarks").glob("*.py")]:
        yield "", ast.parse(path.read_text(encoding="utf-8"))


def _unused() -> set[str]:
    asked = _asked()
    answered = {handler.__name__ for handler in handlers().values()}
    return {
        f"{module}: {name}"
        for module in modules()
        if ".versions." not in module and not module.startswith((PARTS, *WALKED))
        for name in _public(tree_of(module))
        if not name.startswith("__")
        and (module, name) not in asked
        and not (module.startswith("services.") and name in answered)
        and not (module.startswith("cli.") and ("cli", name) in asked)
        and not (module.endswith(".entry") and name == "entry")  # how the window learns of a desk
    }


def test_nothing_lies_about_unused() -> None:
    unused = _unused() - KEPT.keys()
    assert not unused, f"take it out (its tests too), or say in KEPT who will ask: {sorted(unused)}"


def test_what_is_kept_is_still_unused() -> None:
    assert not KEPT.keys() - _unused(), "used now, or gone: strike it out of KEPT"
