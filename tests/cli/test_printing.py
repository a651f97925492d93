"""What is printed as JSON says the same to a program and hides nothing from an eye."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.cli.printing import as_json, print_failure, print_json
from desktop_admin.contract.errors import Invalid
from desktop_admin.rules.visible import hides
from tests.hostile_names import HOSTILE


def test_what_can_be_seen_stands_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"姓名": "欧阳𬭸"})
    assert capsys.readouterr().out == '{\n  "姓名": "欧阳𬭸"\n}\n'


@pytest.mark.parametrize("name", [*HOSTILE.values(), "\udcff\udc80.pdf", "\U000e0041", "\u2028"])
def test_what_hides_is_escaped(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_json([name, {name: 1}])
    print_failure(Invalid(f"{name}读不出来。", {"file": name}))
    told = capsys.readouterr()
    assert json.loads(told.out) == [name, {name: 1}]
    assert json.loads(told.err)["details"] == {"file": name}
    assert told.err.count("\n") == 1
    assert not any(hides(char) for char in told.out + told.err if char != "\n")


_JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4), max_leaves=9
)


@given(_JSON)
def test_every_value_comes_back(value: Any) -> None:
    assert json.loads(as_json(value)) == value
