"""Every regular expression of the program costs at most in proportion to the text it is given.

The source is walked for ``re.…("literal")`` and for compiled names, with the methods each is called by: an
expression that is only ever *matched* at a place need not be quick when searched for everywhere.  Each is fed
repeated pieces of its own alphabet that nearly fit, in a process of its own that is ended when it takes too long.
"""

import ast
import multiprocessing
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.source import modules, tree_of

#: A minute and more, and it measures: whole by `python dev.py prove`.
pytestmark = pytest.mark.prove

METHODS = frozenset({"search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"})
SIZES = (25_000, 50_000, 100_000, 1_000_000)
#: Seconds below which a difference is noise, and after which an expression counts as hanging.
FLOOR, HANGING = 0.05, 60.0
PIECES = (" ", "\t\n", "0", "a", "A", "a ", "1 ", "1-", "1.", "(", "{", "{a", "#", "姓名", "姓 ", "姓 名 ", "转1", "\x13", "\x13a\x14", "/L 1 ")  # fmt: skip


@dataclass(frozen=True)
class Expression:
    """A literal pattern, its flags, and how it is used."""

    where: str
    pattern: str | bytes
    flags: int
    methods: frozenset[str]


def _flags(call: ast.Call) -> int:
    """The ``re.X | re.Y`` of a call."""
    given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    names = {node.attr for value in given for node in ast.walk(value) if isinstance(node, ast.Attribute)}
    return sum(int(getattr(re, name)) for name in names & {"IGNORECASE", "DOTALL", "MULTILINE", "VERBOSE"})


def _literal(node: ast.expr) -> str | bytes | None:
    """A pattern as written; what an f-string fills in stands as one sign."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "甲" for part in node.values]
        return "".join(parts)
    return None


def _calls(module: str) -> Iterator[tuple[ast.Call, str]]:
    """Calls of functions of ``re`` with a pattern written there."""
    for node in ast.walk(tree_of(module)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in METHODS | {"compile"}
        ):
            yield node, node.func.attr


def _uses() -> dict[str, set[str]]:
    """Methods every name (``_SHAPE``, ``certificates._SHAPE``) is called by, anywhere in the program."""
    uses: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = (
                    node.value.attr
                    if isinstance(node.value, ast.Attribute)
                    else getattr(node.value, "id", "")
                )
                uses.setdefault(name, set()).add(node.attr)
    return uses


def expressions() -> Iterator[Expression]:
    """All of the program's; a compiled one whose use is not seen counts as used in every way."""
    uses = _uses()
    for module in modules():
        tree = tree_of(module)
        names = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for call, method in _calls(module):
            pattern = _literal(call.args[0]) if call.args else None
            if pattern is not None:
                used = uses.get(names.get(id(call), ""), METHODS) if method == "compile" else {method}
                yield Expression(f"{module}:{call.lineno}", pattern, _flags(call), frozenset(used))


def _pieces(pattern: str | bytes) -> list[Any]:
    """What comes near to the pattern: general pieces, its own words, and beginnings of those."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    words = set(re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]{1,4}", text))
    pieces = {
        *PIECES,
        *words,
        *(word[:-1] for word in words if len(word) > 1),
        *(f"{word} " for word in words),
    }
    if isinstance(pattern, str):
        return sorted(pieces)
    return sorted(piece.encode("latin-1") for piece in pieces if piece.isascii())


def _seconds(compiled: Any, methods: frozenset[str], text: Any) -> float:
    began = time.perf_counter()
    if methods - {"match", "fullmatch"}:
        for _ in compiled.finditer(text):
            pass
    if "match" in methods:
        compiled.match(text)
    if "fullmatch" in methods:
        compiled.fullmatch(text)
    return time.perf_counter() - began


def slow(expression: Expression) -> str:
    """What makes it slow: "" where nothing does. Twice the text may cost three times as much, ten times thirty."""
    compiled = re.compile(expression.pattern, expression.flags)
    for piece in _pieces(expression.pattern):
        end: Any = b"\0!" if isinstance(piece, bytes) else "\0!"
        before: tuple[int, float] | None = None
        for size in SIZES:
            text = piece * (size // len(piece)) + end
            cost = min(_seconds(compiled, expression.methods, text) for _ in range(2))
            if before is not None and cost > 3 * (size / 2 / before[0]) * max(before[1], FLOOR):
                return f"{piece!r} × {size // len(piece)}"
            before = (size, cost)
    return ""


def _work(asked: Any) -> None:
    while (expression := asked.recv()) is not None:
        asked.send(slow(expression))


def check(found: list[Expression]) -> list[str]:
    """The slow ones in words, each tried in a child that is ended when it hangs."""
    context = multiprocessing.get_context("spawn")
    faults = []
    child = ours = None
    for expression in found:
        if child is None:
            ours, theirs = context.Pipe()
            child = context.Process(target=_work, args=(theirs,), daemon=True)
            child.start()
        assert ours is not None
        ours.send(expression)
        if not ours.poll(HANGING):
            child.kill()
            child.join()
            child = None
            faults.append(f"{expression.where} hangs: {expression.pattern!r}")
        elif why := ours.recv():
            faults.append(f"{expression.where} is slow on {why}: {expression.pattern!r}")
    if child is not None and ours is not None:
        ours.send(None)
        child.join()
    return faults


@pytest.mark.timeout(600)
def test_every_expression_is_linear() -> None:
    found = list(expressions())
    assert len(found) > 60
    assert any(isinstance(expression.pattern, bytes) for expression in found)
    faults = check(found)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"姓\s*名[:：\s]*(?P<name>[^\s:：]+(?:\s+[^\s:：]+)*?)\s*(?:性\s*别|身\s*份\s*证)", "search"),
        (r"(.*[0-9].*?)\s*(?:转|分机|#)\s*([0-9]{1,6})\s*", "fullmatch"),
        (r"\s+$", "search"),
    ],
    ids=["name field", "extension", "blanks at the end"],
)
def test_what_was_slow_is_seen(pattern: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself, on expressions the program once had or everybody writes."""
    monkeypatch.setattr("tests.test_regexes.HANGING", 5.0)
    assert check([Expression("here", pattern, 0, frozenset({method}))])
