"""LibreOffice is optional, has its time, and leaves nothing behind."""

import os
import sys
import time
from pathlib import Path

import pytest

from desktop_admin.papers.convert import find_office, to_pdf
from desktop_admin.papers.kinds import DOC, PDF

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(os.name == "nt", reason="stands in for the program with a script"),
]


def _program(folder: Path, body: str) -> str:
    file = folder / "soffice"
    file.write_text(f"#!{sys.executable}\nimport sys, time, pathlib\n{body}\n", "utf-8")
    file.chmod(0o755)
    return str(file)


def test_it_is_found_on_the_path_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() is None
    program = _program(tmp_path, "")
    assert find_office() == program


def test_the_converted_file_comes_back(tmp_path: Path) -> None:
    program = _program(
        tmp_path,
        "assert sys.argv[1].startswith('-env:UserInstallation=file://')\n"
        "source = pathlib.Path(sys.argv[-1])\n"
        "source.with_suffix('.pdf').write_bytes(b'%PDF-' + source.read_bytes())",
    )
    assert to_pdf(b"word", DOC, program) == b"%PDF-word"


def test_a_failure_or_another_kind_gives_nothing(tmp_path: Path) -> None:
    assert to_pdf(b"word", DOC, _program(tmp_path, "sys.exit(1)")) is None
    assert to_pdf(b"word", DOC, _program(tmp_path, "")) is None
    assert to_pdf(b"pdf", PDF, "never started") is None


def test_it_is_stopped_after_its_time(tmp_path: Path) -> None:
    began = time.monotonic()
    assert to_pdf(b"word", DOC, _program(tmp_path, "time.sleep(60)"), seconds=0.5) is None
    assert time.monotonic() - began < 10
