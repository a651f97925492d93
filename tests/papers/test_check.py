"""The records behind ``kaowu papers check``."""

import json
from pathlib import Path

import pytest

from desktop_admin.papers.check import check_files
from desktop_admin.papers.workers import Inspectors
from tests.papers.conftest import SAMPLES, sample


def test_a_record_is_complete_and_plain(inspectors: Inspectors) -> None:
    paper = sample("01-报名表.docx")
    path = str(SAMPLES / paper.name)
    (record,) = check_files([path], paper.person, inspectors)
    assert record == {
        "file": path,
        "media_type": paper.truth["media_type"],
        "acceptable": True,
        "problems": [],
        "pages": None,
        "has_text": True,
        "found": {"name": True, "id_number": True, "company": True},
        "red_seal": "yes",
    }
    assert json.loads(json.dumps(record)) == record


def test_found_is_null_without_text_or_value(inspectors: Inspectors) -> None:
    paths = [
        str(SAMPLES / name)
        for name in ("00-报名表.pdf", "02-报名表(扫描).pdf", "51-加密.pdf", "62-带脚本.pdf")
    ]
    person = {"name": "马超"}
    text, scan, locked, script = check_files(paths, person, inspectors)
    assert text["found"] == {"name": True, "id_number": None, "company": None}
    assert scan["found"] == {"name": None, "id_number": None, "company": None}
    assert (locked["acceptable"], locked["red_seal"], locked["problems"][0]["code"]) == (
        False,
        "unknown",
        "encrypted",
    )
    assert script["found"]["name"] is False
    assert [record["file"] for record in (text, scan, locked, script)] == paths


def test_the_name_of_another_person_is_not_found(inspectors: Inspectors) -> None:
    paper = sample("50-姓名不符.pdf")
    (record,) = check_files([str(SAMPLES / paper.name)], paper.person, inspectors)
    assert record["acceptable"]
    assert record["found"]["name"] is False


@pytest.mark.parametrize(
    ("name", "words"), [("missing.pdf", "不存在"), (".", "文件夹"), ("a\0b", "路径无效")]
)
def test_what_cannot_be_read_is_a_problem_not_an_error(
    tmp_path: Path, inspectors: Inspectors, name: str, words: str
) -> None:
    path = f"{tmp_path}/{name}"
    (record,) = check_files([path], {}, inspectors)
    assert record["file"] == path
    assert not record["acceptable"]
    assert [problem["code"] for problem in record["problems"]] == ["unreadable"]
    assert words in record["problems"][0]["message"]


def test_a_huge_file_is_refused_unread(tmp_path: Path, inspectors: Inspectors) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    (record,) = check_files([str(path)], {}, inspectors)
    assert [problem["code"] for problem in record["problems"]] == ["too_large"]
