"""A good table reads the same in whatever container it comes, its columns in any order, with whatever noise around it."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_admin.rules.identity import check_digit
from desktop_admin.tables.hours_heads import AS_OF, CLASS, DONE, ID, NAME
from desktop_admin.tables.opening import open_hours
from tests.tables.made import Maker, csv, html, spreadsheetml, xls, xlsx

TODAY = date(2026, 11, 30)
CONTAINERS: dict[str, Maker] = {
    "xlsx": xlsx,
    "xls": xls,
    "csv": csv("utf-8"),
    "csv with mark": csv("utf-8-sig"),
    "csv gb18030": csv("gb18030"),
    "csv utf-16": csv("utf-16", "\t"),
    "csv semicolons": csv("utf-8", ";"),
    "html": html,
    "spreadsheetml": spreadsheetml,
}
NOISE = [
    [],
    ["\u3000", " "],
    ["合 计", "", "", "", 99],
    ["小计：3人"],
    ["注：以上由平台导出。"],
    ["制表人：王小明", "审核人：李小红"],
    ["", "", "", "", 99],
]
names = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4
) | st.sampled_from(["䶮龑", "𬭸明", "阿依·买买提", "张㛃"])
numbers = st.builds(
    lambda day, serial: (first := f"522732{day:%Y%m%d}{serial:03d}") + check_digit(first),
    st.dates(date(1950, 1, 1), date(2005, 12, 31)),
    st.integers(0, 999),
)
people = st.lists(
    st.tuples(names, numbers, st.integers(0, 60_000)), min_size=1, max_size=6, unique_by=lambda p: p[1]
)
ways: dict[str, Any] = {
    "clock": lambda minutes: f"{minutes // 60}:{minutes % 60:02d}",
    "words": lambda minutes: f"{minutes // 60}小时{minutes % 60}分",
    "number": lambda minutes: minutes / 60,
}


@given(
    people=people,
    way=st.sampled_from(sorted(ways)),
    heads=st.tuples(*(st.sampled_from(sorted(group[0])) for group in (NAME, ID, CLASS, DONE, AS_OF))),
    order=st.permutations(range(6)),
    before=st.lists(
        st.sampled_from([[], ["学时统计表"], ["单位：学时", "", "导出时间：2026-12-02"]]), max_size=6
    ),
    between=st.lists(st.sampled_from(NOISE), max_size=6),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_reads_the_same(
    people: list[tuple[str, str, int]],
    way: str,
    heads: tuple[str, ...],
    order: list[int],
    before: list[list[Any]],
    between: list[list[Any]],
) -> None:
    """Six columns (the sixth is nobody's), rows with noise between them."""
    rows = [["序号", *heads]]
    rows += [
        [str(n), name, number, "甲班", ways[way](minutes), "2026-11-30 23:59"]
        for n, (name, number, minutes) in enumerate(people, 1)
    ]
    turned = [[row[place] for place in order] for row in rows]
    noisy: list[list[Any]] = [*before, turned[0]]
    for place, row in enumerate(turned[1:]):
        noisy += [row, between[place]] if place < len(between) else [row]
    for container, make in CONTAINERS.items():
        reading = open_hours(make(noisy), "表", TODAY, {})
        found = [(r.values["name"], r.values["id_number"], r.values["hours"]) for r in reading.records]
        assert reading.problems == (), (container, reading.problems)
        assert found == people, container
        assert {f"{r.values['as_of']:%Y-%m-%dT%H:%M:%S}" for r in reading.records} == {"2026-11-30T23:59:00"}
        if "html" not in container:  # a web page has no empty rows above its table
            assert [noisy[r.row - 1] for r in reading.records] == turned[1:], container


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@settings(deadline=None)
def test_any_bytes_get_an_answer(data: bytes) -> None:
    reading = open_hours(data, "表", TODAY, {})
    assert reading.problems
    assert not reading.records


def test_a_row_too_long_in_every_cell_is_told() -> None:
    data = f"姓名,身份证号,学时\n{'王' * 60},{'5' * 60},{'2' * 60}\n".encode()
    reading = open_hours(data, "表", TODAY, {})
    assert {problem.row for problem in reading.problems} == {2}
