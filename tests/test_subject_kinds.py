"""What a command touches is named by one enum: no screen listens for a word that no command ever says."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from desktop_admin.rules.subjects import SubjectKind, kind_words
from tests.source import last_name, modules, source_path, tree_of

#: Calls whose argument is a kind of subject.
_NAMING = {"touch", "first", "last_change", "merged", "timeline", "rows_about", "write_down", "Subject"}
#: Names of sets and of values that hold kinds.
_HOLDING = {"kind", "kinds", "touched", "subject_kind"}
_ROOMS = ("services", "views", "office", "demo", "tour", "server", "cli")


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _holds(node: ast.expr) -> bool:
    return last_name(node) in _HOLDING


def _literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) wherever a text stands in the place of a kind."""
    for node in ast.walk(tree):
        places: list[ast.AST] = []
        if isinstance(node, ast.Call) and last_name(node.func) in _NAMING:
            places = [argument for argument in node.args if not isinstance(argument, ast.Dict)]
        elif isinstance(node, ast.Compare) and any(map(_holds, [node.left, *node.comparators])):
            places = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp) and (_holds(node.left) or _holds(node.right)):
            places = [node.left, node.right]
        elif isinstance(node, ast.Assign) and any(map(_holds, node.targets)):
            places = [node.value]
        yield from ((node.lineno, text) for text in chain.from_iterable(map(_texts, places)))


def _listening(module: str) -> bool:
    return "SubjectKind" in source_path(module).read_text(encoding="utf-8")


def test_no_kind_of_subject_is_written_out() -> None:
    written = [
        f"{module}:{line}: {text!r}"
        for module in modules()
        if module.partition(".")[0] in _ROOMS
        for line, text in _literals(tree_of(module))
        if text in set(SubjectKind) or (_listening(module) and text in _STRANGERS)
    ]
    assert not written, "use SubjectKind of rules/subjects.py"


#: Words screens once listened for although no command touches anything of that name.
_STRANGERS = {"window", "month", "claim", "paper", "shift", "deadline", "settings"}


def test_the_search_finds_what_it_is_looking_for() -> None:
    bad = 'if kinds & {"policy", "window"}: pass\ncontext.touch("staff", row)\none.kind == "notice"\n'
    assert {text for _line, text in _literals(ast.parse(bad))} == {"policy", "window", "staff", "notice"}


@pytest.mark.parametrize("kind", SubjectKind)
def test_every_kind_is_touched_by_a_command_and_has_a_word(kind: SubjectKind) -> None:
    named = f"SubjectKind.{kind.name}"
    touching = [
        call
        for module in modules()
        if module.startswith("services.")
        for call in ast.walk(tree_of(module))
        if isinstance(call, ast.Call | ast.Assign | ast.IfExp)
        and named in ast.unparse(call)
        and (not isinstance(call, ast.Call) or last_name(call.func) in ("touch", "write_down", "append"))
    ]
    assert touching, f"no command touches {kind}"
    assert not kind.label.isascii()
    assert kind_words(kind) == kind.label


def test_a_kind_of_an_older_journal_is_no_code() -> None:
    assert kind_words("seating_plan") == "其他"


def test_no_two_kinds_have_the_same_word() -> None:
    assert len({kind.label for kind in SubjectKind}) == len(SubjectKind)
