"""``kaowu hours read``: one record per file in the order given, whatever stands at its name."""

import json
import os
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.hostile_names import HOSTILE
from tests.tables.cases import CELLS, TWO, line
from tests.tables.made import HEAD, P, csv, xls, xlsx

KEYS = ["file", "sheets", "rows", "problems"]


def test_the_record_is_as_the_contract_says(tmp_path: Path, kaowu: Shell) -> None:
    file = tmp_path / "十一月.csv"
    file.write_bytes(csv("gb18030")(TWO))
    [record] = kaowu.json("hours", "read", str(file), "--json")
    assert list(record) == KEYS
    assert record["file"] == str(file)
    assert record["problems"] == []
    columns = {
        "name": "姓名",
        "id_number": "身份证号",
        "class": "班级名称",
        "hours": "累计学时",
        "as_of": "数据截至",
    }
    assert record["sheets"] == [{"sheet": "十一月", "header_row": 1, "columns": columns}]
    assert record["rows"][0] == {
        "sheet": "十一月", "row": 2, "name": "张三", "id_number": P[0], "hours_minutes": 2850,
        "as_of": "2026-11-30T00:00:00+08:00",
    }  # fmt: skip


def test_every_file_has_its_place_also_when_refused(tmp_path: Path, kaowu: Shell) -> None:
    good, old, bad, empty = (tmp_path / name for name in ("a.xlsx", "b.xls", "c.xlsx", "d.xlsx"))
    good.write_bytes(xlsx(TWO))
    old.write_bytes(xls(TWO))
    bad.write_bytes(CELLS["id as number"].data)
    empty.write_bytes(b"")
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    paths = [
        str(path) for path in (bad, good, pipe, tmp_path, empty, tmp_path / "没有.xlsx", "/dev/zero", old)
    ]
    status, out, err = kaowu("hours", "read", *paths, "--json")
    assert (status, err) == (3, "")
    records = json.loads(out)
    assert [record["file"] for record in records] == paths
    assert [len(record["rows"]) for record in records] == [1, 2, 0, 0, 0, 0, 0, 2]
    refused = [record for record in records if not record["rows"]]
    for record in refused:
        assert list(record) == KEYS
        [problem] = record["problems"]
        assert problem["code"] == "not_a_table"
        assert [problem[key] for key in ("sheet", "row", "column")] == [None] * 3
        assert problem["message"].endswith("。")


def test_a_growing_file_is_read_or_refused(tmp_path: Path, kaowu: Shell) -> None:
    file = tmp_path / "growing.csv"
    file.write_bytes(csv("utf-8")(TWO))
    stop = threading.Event()

    def grow() -> None:
        with file.open("ab") as stream:
            while not stop.is_set() and stream.tell() < 1_000_000:
                stream.write(csv("utf-8")([line(2, 1)]))
                stream.flush()

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        _, out, _ = kaowu("hours", "read", str(file), "--json")
    finally:
        stop.set()
        thread.join()
    [record] = json.loads(out)
    assert record["rows"]
    assert record["rows"][0]["row"] == 2


def test_a_huge_file_is_refused_unread(tmp_path: Path, kaowu: Shell) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as stream:
        stream.truncate(10 << 30)
    status, out, _ = kaowu("hours", "read", str(file), "--json")
    [record] = json.loads(out)
    assert status == 3
    assert record["problems"][0]["code"] == "not_a_table"
    assert "太大" in record["problems"][0]["message"]


def test_in_words_it_names_row_and_column(tmp_path: Path, kaowu: Shell) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx([HEAD, line(0, "合格"), line(1)]))
    status, out, _ = kaowu("hours", "read", str(file))
    assert status == 3
    assert "1 行可用，1 个问题" in out
    assert "学时 第2行 累计学时：“合格”不是学时" in out


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_comes_back_whole(kaowu: Shell, name: str) -> None:
    status, out, _ = kaowu("hours", "read", name, "--json")
    assert status == 3
    assert json.loads(out)[0]["file"] == name


def test_without_a_file_it_is_refused(kaowu: Shell) -> None:
    assert kaowu.refused("hours", "read")["code"] == "invalid"
