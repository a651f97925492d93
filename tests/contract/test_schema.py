"""The contract's own shape: golden schema, and no request without a contract test."""

import ast
import json
from pathlib import Path

from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import requests
from tests.contract.golden import GOLDEN, difference

#: They make every request from the table or none on purpose, so they prove nothing about a single one.
_GENERIC = {"test_roles.py", "test_schema.py", "test_wire.py"}


def test_the_schema_is_the_golden_one() -> None:
    lines = difference()
    advice = "the contract changed: raise CONTRACT, then `python -m tests.contract.golden --write`"
    assert not lines, advice + "\n" + "\n".join(lines[:80])
    assert json.loads(GOLDEN.read_text(encoding="utf-8"))["contract"] == CONTRACT


def test_every_request_is_made_by_a_contract_test() -> None:
    """Looked up in the tests' own source, so that it holds in any order, in part, and over several workers.

    A request counts when a test function over the four offices (or a helper it may call in the same folder)
    constructs it.
    """
    made: set[str] = set()
    for file in Path(__file__).parent.glob("*.py"):
        if file.name in _GENERIC:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            made |= {
                call.func.id
                for call in ast.walk(function)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            } | {
                # a class handed on, as in `for request in (ReturnSubmission, RejectSubmission)`
                part.id
                for loop in ast.walk(function)
                if isinstance(loop, ast.For) and isinstance(loop.iter, ast.Tuple)
                for part in loop.iter.elts
                if isinstance(part, ast.Name)
            }
    forgotten = sorted(set(requests()) - made)
    assert not forgotten, f"no contract test makes: {forgotten}"
