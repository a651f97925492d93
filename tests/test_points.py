"""Every point a day by hand made has a test in the real window, and that test is there."""

import ast

from tests.source import ROOT
from tests.window.points import POINTS

WINDOW = ROOT / "tests" / "window"


def test_every_point_has_a_test_that_is_there() -> None:
    there = {
        f"{path.name}::{node.name}"
        for path in WINDOW.glob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert [point.split()[0] for point in POINTS] == [str(number) for number in range(1, 14)]
    for point, tests in POINTS.items():
        assert tests, point
        assert set(tests) <= there, point
