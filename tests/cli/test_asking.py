"""Requests from a shell: the same answers, and failures other programs can read."""

import json
import os
from importlib import metadata
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from desktop_admin.cli import main
from desktop_admin.contract.registry import requests
from desktop_admin.office.profile import DEFAULT_FILE
from desktop_admin.rules.rights import who_may
from tests.cli.conftest import PASSWORD, Shell


def test_every_request_is_listed_with_fields_answer_and_roles(kaowu: Shell) -> None:
    listed = {entry["name"]: entry for entry in kaowu.json("requests", "--json")["requests"]}
    assert set(listed) == set(requests())
    approve = listed["ApproveSubmission"]
    assert approve["kind"] == "command"
    assert [field["name"] for field in approve["fields"] if field["required"]] == [
        "submission_id", "seen_version", "seen_hashes",
    ]  # fmt: skip
    assert approve["answer"] == "Receipt"
    assert set(approve["roles"]) == {role.value for role in who_may("ApproveSubmission")}


def test_a_question_prints_its_answer(kaowu: Shell, office_url: str) -> None:
    page = kaowu.json("ask", "ReviewQueue", "{}", "--office", office_url, "--as", "王敏")
    assert (page["ids"], page["rows"], page["total"]) == ([], [], 0)


def test_a_command_prints_its_receipt_and_its_id_repeats_it(kaowu: Shell, office_url: str) -> None:
    form = {"name": "都匀瑞泰建筑工程有限公司", "credit_code": "91110000600037341L"}
    body = json.dumps({"form": form, "id": "0" * 32})
    words = ("do", "RegisterCompany", body, "--office", office_url, "--as", "王敏")
    first = kaowu.json(*words)
    assert first["subjects"][0]["kind"] == "company"
    assert kaowu.json(*words) == first


def test_a_command_is_not_asked_and_a_question_not_done(kaowu: Shell, office_url: str) -> None:
    assert "kaowu do" in kaowu.refused("ask", "SignOut", "{}", "--office", office_url)["message"]
    assert "kaowu ask" in kaowu.refused("do", "WhoAmI", "{}", "--office", office_url)["message"]


def test_failures_are_json_with_a_stable_code(kaowu: Shell, office_url: str, monkeypatch) -> None:
    as_wang = ("--office", office_url, "--as", "王敏")
    assert kaowu.refused("ask", "Nothing", "{}", *as_wang)["code"] == "invalid"
    assert kaowu.refused("ask", "WhoAmI", "{", *as_wang)["code"] == "invalid"
    unknown = kaowu.refused("ask", "Dossier", '{"submission_id": 1, "more": 2}', *as_wang)
    assert unknown["details"]["faults"][0]["field"] == "more"
    assert kaowu.refused("ask", "Dossier", '{"submission_id": 99}', *as_wang)["code"] == "not_found"
    assert kaowu.refused("ask", "ReviewQueue", "{}", "--office", office_url)["code"] == "sign_in_needed"
    assert (
        kaowu.refused("do", "AddReason", '{"form": {"code": "x", "text": ""}}', *as_wang)["code"] == "invalid"
    )
    monkeypatch.setenv("KAOWU_PASSWORD", "wrong-password-1")
    assert kaowu.refused("ask", "WhoAmI", "{}", *as_wang)["code"] == "sign_in_needed"


def test_the_password_comes_from_the_keyring(
    kaowu: Shell, office_url: str, monkeypatch, memory_keyring
) -> None:
    monkeypatch.delenv("KAOWU_PASSWORD")
    as_wang = ("--office", office_url, "--as", "王敏")
    assert "KAOWU_PASSWORD" in kaowu.refused("ask", "WhoAmI", "{}", *as_wang)["message"]
    memory_keyring.set_password("kaowu", "王敏", PASSWORD)
    assert kaowu.json("ask", "WhoAmI", "{}", *as_wang)["name"] == "王敏"


def test_an_address_that_is_none_is_refused_in_words(kaowu: Shell, tmp_path: Path) -> None:
    assert "--office" in kaowu.refused("ask", "OfficeFacts", "{}")["message"]
    assert kaowu.refused("ask", "OfficeFacts", "{}", "--office", "C:/kaowu.db")["code"] == "invalid"
    missing = f"sqlite:///{tmp_path / 'no' / 'such' / 'office.sqlite3'}"
    assert kaowu.refused("ask", "OfficeFacts", "{}", "--office", missing)["code"] == "unavailable"


def test_a_file_is_put_and_found_out(kaowu: Shell, office_url: str) -> None:
    sample = Path("tests/papers/samples/00-报名表.pdf")
    facts = kaowu.json("put", str(sample), "--office", office_url, "--as", "王敏")
    assert facts["acceptable"] is True
    assert facts["red_seal"] == "yes"
    refused = kaowu.refused("get", facts["sha256"], "--out", "x", "--office", office_url, "--as", "王敏")
    assert refused["code"] == "not_found"


def test_a_file_is_put_for_a_purpose(kaowu: Shell, office_url: str, tmp_path: Path) -> None:
    bill = tmp_path / "三月.csv"
    bill.write_bytes("交易时间,金额\r\n2026-03-12,300.00\r\n".encode("gb18030"))
    here = ("--office", office_url, "--as", "王敏")
    facts = kaowu.json("put", str(bill), "--purpose", "bill", *here)
    assert (facts["acceptable"], facts["media_type"]) == (True, "text/csv")
    assert kaowu("get", facts["sha256"], "--out", str(tmp_path / "again.csv"), *here)[0] == 0
    assert (tmp_path / "again.csv").read_bytes() == bill.read_bytes()
    (row,) = kaowu.json("ask", "UnnamedFiles", *here)["rows"]
    assert (row["purpose"], row["file_name"]) == ("bill", "三月.csv")
    assert kaowu.refused("put", str(bill), "--purpose", "love", *here)["code"] == "invalid"


def test_without_an_address_the_windows_own_office_is_asked(kaowu: Shell, own_home: Path) -> None:
    folder = PlatformDirs("kaowu", appauthor=False).user_data_path
    assert folder.is_relative_to(own_home)
    folder.mkdir(parents=True)
    assert kaowu("migrate", "--office", f"sqlite:///{folder / DEFAULT_FILE}")[0] == 0
    assert kaowu.json("ask", "OfficeFacts")["set_up"] is False


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"考务台 {metadata.version('kaowu')}\n"


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "nul", "ring"])
def test_a_paper_is_written_into_plain_files_only(
    kaowu: Shell, office_url: str, tmp_path: Path, kind: str
) -> None:
    """A pipe without a reader was waited for without end; the place is looked at before the office is asked."""
    out = tmp_path / "报名表.pdf"
    match kind:
        case "pipe":
            os.mkfifo(out)
        case "device":
            out = Path("/dev/null")
        case "folder":
            out.mkdir()
        case "nul":
            out = Path("a\0b")
        case "ring":
            out.symlink_to(out)
    failure = kaowu.refused("get", "0" * 64, "--out", str(out), "--office", office_url, "--as", "王敏")
    assert failure["message"].startswith("写不进")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000, "嵌套"),
        ('{"a":' * 500 + "1" + "}" * 500, "嵌套"),
        ('{"limit": 1, "limit": 2}', "两次"),
        ('{"limit": NaN}', "不是数字"),
        ('{"limit": ' + "9" * 5_000 + "}", "太长"),
        ("", "读不下去"),
    ],
    ids=["deep list", "deep object", "twice", "NaN", "long number", "nothing"],
)
def test_what_has_no_one_meaning_is_refused(kaowu: Shell, text: str, why: str) -> None:
    failure = kaowu.refused("ask", "JournalPage", text, "--office", "sqlite:///nowhere.sqlite3")
    assert failure["message"].startswith("内容不是有效的 JSON")
    assert why in failure["message"]
