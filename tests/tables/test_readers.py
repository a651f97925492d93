"""The child that reads tables: limits in words, mappings by hand, rows in proportion."""

import time
from datetime import date

import pytest

from desktop_admin.tables.opening import open_hours
from desktop_admin.tables.readers import LARGEST, TableReaders
from tests.tables.cases import SOUND, TWO, line
from tests.tables.made import CLASS, HEAD, P, csv_text, person, xlsx

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def many() -> list[bytes]:
    """Tables of 10,000 and of 100,000 rows; every person stands in them with a number of their own."""
    texts = [csv_text([HEAD, *[["张三", person(n % 1000, f"{1950 + n // 1000 % 50}{1 + n // 50_000:02d}01"), CLASS, 40, ""]
                               for n in range(count)]]).encode() for count in (10_000, 100_000)]  # fmt: skip
    assert len(texts[1]) < LARGEST
    return texts


@pytest.mark.alone
def test_a_hundred_thousand_rows_take_ten_times_as_long_as_ten_thousand(many: list[bytes]) -> None:
    took = []
    for text, count in zip(many, (10_000, 100_000), strict=True):
        began = time.perf_counter()
        reading = open_hours(text, "表", TODAY, {})
        took.append(time.perf_counter() - began)
        assert len(reading.records) == count
        assert reading.problems == ()
    assert took[1] < 25 * took[0]


def test_too_slow_and_too_large_are_said(many: list[bytes]) -> None:
    for limits, word in (((0.05, 1000), "秒"), ((60.0, 10), "内存")):
        readers = TableReaders(*limits)
        try:
            reading = readers.hours(many[1], "表", TODAY)
        finally:
            readers.close()
        [problem] = reading.problems
        assert problem.code == "not_a_table"
        assert word in problem.message
        assert reading.records == ()


@pytest.mark.parametrize(
    ("row", "column", "read"), [(1_048_576, 16_384, False), (1_048_576, 8, True), (40, 16_384, True)]
)
def test_a_slip_far_away(row: int, column: int, *, read: bool) -> None:
    """Two cells in the corners of a sheet: whoever reserves all of it takes 400 GB."""
    data = xlsx(TWO, touch=lambda book: book.active.cell(row, column, " "))
    readers = TableReaders()
    try:
        reading = readers.hours(data, "表", TODAY)
    finally:
        readers.close()
    assert len(reading.records) == (2 if read else 0)
    assert all("离其他内容太远" in problem.message for problem in reading.problems)
    assert bool(reading.problems) is not read


def test_columns_set_by_hand_hold_for_the_same_heads() -> None:
    rows = [["代号", "人", "码", "时数"], ["1", "张三", P[0], 47.5]]
    unread = open_hours(xlsx(rows), "表", TODAY, {})
    assert [problem.code for problem in unread.problems] == ["no_header"]
    chosen = {unread.candidates[0].signature: {"name": 1, "id_number": 2, "hours": 3}}
    found = open_hours(xlsx(rows), "表", TODAY, chosen)
    assert [record.values["hours"] for record in found.records] == [2850]
    assert found.tables[0].columns["name"] == "人"
    other = open_hours(xlsx([["代号", "人", "号码", "时数"], rows[1]]), "表", TODAY, chosen)
    assert [problem.code for problem in other.problems] == ["no_header"]


def test_a_mapping_by_hand_goes_before_the_names() -> None:
    rows = [["姓名", "身份证号", "学时", "累计学时"], ["张三", P[0], 40, 47.5]]
    found = open_hours(xlsx(rows), "表", TODAY, {})
    assert found.records[0].values["hours"] == 2850
    chosen = {found.tables[0].signature: {"name": 0, "id_number": 1, "hours": 2}}
    assert open_hours(xlsx(rows), "表", TODAY, chosen).records[0].values["hours"] == 2400


def test_a_mapping_without_what_must_be_there_is_none() -> None:
    signature = open_hours(xlsx(TWO), "表", TODAY, {}).tables[0].signature
    for chosen in ({"name": 0, "hours": 3}, {"name": 0, "id_number": -1, "hours": 3}, {}):
        assert len(open_hours(xlsx(TWO), "表", TODAY, {signature: chosen}).records) == 2
    beyond = open_hours(xlsx(TWO), "表", TODAY, {signature: {"name": 0, "id_number": 1, "hours": 400}})
    assert {problem.code for problem in beyond.problems} == {"bad_hours"}


def test_the_signature_is_of_all_heads_in_their_order() -> None:
    def signature(head: list[str]) -> str:
        return open_hours(xlsx([head, line(0)]), "表", TODAY, {}).tables[0].signature

    assert signature(HEAD) == signature(["姓 名", "身份证号：", *HEAD[2:]])
    assert signature(HEAD) != signature([*HEAD, "备注"])
    assert signature(HEAD) != signature(["姓名", "身份证号", "班级名称", "数据截至", "累计学时"])


def test_names_are_as_the_house_writes_them() -> None:
    typed = {"王　五": "王五", "阿依•买买提": "阿依·买买提", "䶮𬭸": "䶮𬭸", " 张三\u200b": "张三"}
    rows = [[name, P[place], CLASS, 1, ""] for place, name in enumerate(typed)]
    found = open_hours(xlsx([HEAD, *rows]), "表", TODAY, {})
    assert [record.values["name"] for record in found.records] == list(typed.values())


def test_the_usual_table_through_the_child() -> None:
    readers = TableReaders()
    try:
        reading = readers.hours(xlsx(TWO), "表", TODAY)
    finally:
        readers.close()
    assert [record.row for record in reading.records] == [row[0] for row in SOUND]
