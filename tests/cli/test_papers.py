"""``kaowu papers check`` is right on every sample (issue: done when)."""

import json
from pathlib import Path

import pytest

from desktop_admin.rules.visible import hides
from tests.cli.conftest import Shell
from tests.hostile_names import HOSTILE

SAMPLES = Path("tests/papers/samples")
KEYS = {"file", "media_type", "acceptable", "problems", "pages", "has_text", "found", "red_seal"}


def test_every_sample_gets_the_manifests_verdict(kaowu: Shell) -> None:
    manifest = [
        entry
        for entry in json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
        if (SAMPLES / entry["file"]).is_file()
    ]
    assert len(manifest) > 30
    records = kaowu.json("papers", "check", *(str(SAMPLES / entry["file"]) for entry in manifest), "--json")
    for entry, record in zip(manifest, records, strict=True):
        assert set(record) == KEYS
        assert record["acceptable"] is entry["acceptable"], entry["file"]
        assert record["media_type"] == entry["media_type"], entry["file"]
        if entry["acceptable"]:
            seal = {True: "yes", False: "no", None: "unknown"}[entry["red_seal"]]
            assert record["red_seal"] == seal, entry["file"]
            assert record["has_text"] is entry["text_extractable"], entry["file"]
        else:
            assert record["problems"], entry["file"]
        assert record["found"] == {"name": None, "id_number": None, "company": None}


@pytest.mark.parametrize(
    ("file", "found"), [("09-承诺书.docx", True), ("50-姓名不符.pdf", False), ("63-灰度扫描.pdf", None)]
)
def test_found_compares_the_text_with_the_person(kaowu: Shell, file: str, found: bool | None) -> None:
    manifest = {
        entry["file"]: entry for entry in json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
    }
    person = manifest[file]["person"]
    words = f"name={person['name']},id_number={person['id_number']}"
    [record] = kaowu.json("papers", "check", str(SAMPLES / file), "--person", words, "--json")
    assert record["found"]["name"] is found
    assert record["found"]["company"] is None


def test_a_missing_file_is_a_sentence_not_a_traceback(kaowu: Shell) -> None:
    [record] = kaowu.json("papers", "check", "没有这个文件.pdf", "--json")
    assert record["acceptable"] is False
    assert record["problems"]


def test_a_person_that_cannot_be_read_is_refused(kaowu: Shell) -> None:
    assert kaowu.refused("papers", "check", "x.pdf", "--person", "姓名=王")["code"] == "invalid"


def test_a_name_is_printed_with_what_hides_in_it(tmp_path: Path, kaowu: Shell) -> None:
    name = "报名表\u202efdp.bat"
    _, said, _ = kaowu("papers", "check", str(tmp_path / name))
    assert "报名表⟨U+202E⟩fdp.bat" in said


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_name_is_one_line_in_words_and_whole_in_json(kaowu: Shell, name: str) -> None:
    """The name of a file that is not there is printed like any other."""
    _, said, _ = kaowu("papers", "check", name)
    assert said.count("\n") == 1
    assert not any(hides(char) for char in said.rstrip("\n"))
    _, printed, _ = kaowu("papers", "check", name, "--json")
    assert json.loads(printed)[0]["file"] == name
    assert not any(hides(char) for char in printed if char != "\n")
