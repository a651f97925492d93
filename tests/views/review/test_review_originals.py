"""Originals that leave the office: saved under an honest name, opened as private copies, printed; journalled first."""

import os
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.submissions import ExportPapers, PaperVersion
from desktop_admin.papers import kinds
from desktop_admin.views.review.handing_over import HandOverSheet
from desktop_admin.views.review.originals import safe_name
from tests.views.review.sitting import Reviewer

ORIGINALS = "desktop_admin.views.review.originals"


@pytest.fixture
def saved_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | str], None]:
    """What the person types in the dialog for saving."""

    def typed(name: Path | str) -> None:
        monkeypatch.setattr(f"{ORIGINALS}.ask_save", lambda *_: str(name))

    return typed


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """What the system was asked to open; temporary files go to ``tmp_path/room``."""
    files: list[Path] = []

    def open_url(url: QUrl) -> bool:
        files.append(Path(url.toLocalFile()))
        return True

    (tmp_path / "room").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "room"))
    monkeypatch.setattr(f"{ORIGINALS}.QDesktopServices.openUrl", open_url)
    return files


def letter(reviewer: Reviewer, **changed: object) -> PaperVersion:
    return replace(reviewer.town.dossiers[1].papers[0], **changed)  # type: ignore[arg-type]


def said(reviewer: Reviewer) -> str:
    return reviewer.page.desk.messages.text


def test_an_original_leaves_only_after_it_was_journalled(
    reviewer: Reviewer, tmp_path: Path, saved_as: Callable[[Path | str], None]
) -> None:
    target = tmp_path / "saved.pdf"
    saved_as(target)
    paper = reviewer.town.dossiers[1].papers[0]
    reviewer.page.originals.save(paper)
    reviewer.qtbot.waitUntil(target.exists)
    assert reviewer.office.commands() == [ExportPapers(1, (paper.sha256,), "save")]
    reviewer.qtbot.waitUntil(lambda: said(reviewer) == f"已保存：{target}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("承诺书.hta", "承诺书.hta.pdf"),
        ("报名表.pdf\u202efdp.bat", "报名表.pdffdp.bat.pdf"),
        ("CON", "_CON.pdf"),
        ("承诺书.pdf. ", "承诺书.pdf.pdf"),
        ("报\n名\\表.pdf", "报名_表.pdf"),
    ],
)
def test_a_name_that_cannot_stay_is_changed_and_said(
    reviewer: Reviewer, tmp_path: Path, saved_as: Callable[[Path | str], None], typed: str, written: str
) -> None:
    saved_as(tmp_path / typed)
    reviewer.page.originals.save(letter(reviewer))
    reviewer.qtbot.waitUntil((tmp_path / written).exists)
    assert [file.name for file in tmp_path.glob("*.pdf")] == [written]
    words = f"已保存：{tmp_path / written}（输入的名称不能照用，已改）"
    reviewer.qtbot.waitUntil(lambda: said(reviewer) == words)


def test_a_changed_name_replaces_nothing(
    reviewer: Reviewer, tmp_path: Path, saved_as: Callable[[Path | str], None]
) -> None:
    """The dialog asked about 承诺书, and nobody about 承诺书.pdf."""
    there = tmp_path / "承诺书.pdf"
    there.write_bytes(b"old")
    saved_as(tmp_path / "承诺书")
    reviewer.page.originals.save(letter(reviewer))
    beside = tmp_path / "承诺书（2）.pdf"
    reviewer.qtbot.waitUntil(lambda: str(beside) in said(reviewer))
    assert (there.read_bytes(), beside.read_bytes()) == (b"old", b"%PDF")
    saved_as(there)  # this one the dialog has asked about
    reviewer.page.originals.save(letter(reviewer))
    reviewer.qtbot.waitUntil(lambda: said(reviewer) == f"已保存：{there}")
    assert there.read_bytes() == b"%PDF"


@pytest.mark.parametrize("typed", ["/tmp/..", "/tmp/ . ", "/tmp/\u202e.pdf"])
def test_a_name_of_nothing_is_refused_and_journals_nothing(
    reviewer: Reviewer, saved_as: Callable[[Path | str], None], typed: str
) -> None:
    saved_as(typed)
    reviewer.page.originals.save(letter(reviewer))
    reviewer.calm()
    assert "不能作文件名，没有保存" in said(reviewer)
    assert not reviewer.office.commands()


def test_a_folder_that_is_gone_is_said(
    reviewer: Reviewer, tmp_path: Path, saved_as: Callable[[Path | str], None]
) -> None:
    saved_as(tmp_path / "gone" / "承诺书.pdf")
    reviewer.page.originals.save(letter(reviewer))
    failures = reviewer.desk.failures
    reviewer.qtbot.waitUntil(lambda: any("找不到" in one.sentence for one in failures.items))
    assert "已保存" not in said(reviewer)


@pytest.mark.parametrize("given", ["../../x.pdf", "承诺书.hta", "报名表.docx\u202e.bat", "CON", "", "a\0b. "])
@pytest.mark.parametrize(
    ("media_type", "ending"),
    [(kinds.PDF, ".pdf"), (kinds.DOCX, ".docx"), (kinds.DOC, ".doc"), ("text/html", ".bin")],
)
def test_a_file_leaves_under_the_name_of_what_it_is(
    reviewer: Reviewer, given: str, media_type: str, ending: str
) -> None:
    paper = replace(reviewer.town.dossiers[1].papers[0], file_name=given, media_type=media_type)
    assert safe_name(paper) == f"{paper.slot.short}-{paper.sha256[:8]}{ending}"


def test_a_refused_file_is_handed_to_no_program(reviewer: Reviewer) -> None:
    paper = replace(reviewer.town.dossiers[1].papers[0], acceptable=False)
    reviewer.page.originals.open_elsewhere(paper)
    reviewer.calm()
    assert not reviewer.office.commands()


def test_another_program_gets_a_private_copy_that_goes_with_the_session(
    reviewer: Reviewer, opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file is touched on the window's thread, from the answer of the office to the end of the page."""
    window, touched = threading.get_ident(), []
    for name in ("open", "mkdir", "chmod", "unlink", "rmdir"):
        real = getattr(os, name)

        def act(
            *given: object, name: str = name, real: Callable[..., object] = real, **named: object
        ) -> object:
            if threading.get_ident() == window and "kaowu-opened-" in str(given[0]):
                touched.append(name)
            return real(*given, **named)

        monkeypatch.setattr(os, name, act)
    paper = letter(reviewer)
    reviewer.page.originals.open_elsewhere(paper)
    reviewer.qtbot.waitUntil(lambda: len(opened) == 1)
    copy = opened[0]
    assert (copy.name, copy.read_bytes()) == (safe_name(paper), b"%PDF")
    assert copy.parent.parent == tmp_path / "room"
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o400
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    reviewer.page.originals.open_elsewhere(paper)
    reviewer.qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened == [copy, copy]
    assert reviewer.office.commands() == [ExportPapers(1, (paper.sha256,), "open")] * 2
    reviewer.page.originals.close()
    reviewer.qtbot.waitUntil(lambda: not copy.parent.exists())
    assert touched == []


def test_a_copy_that_was_written_to_is_not_shown_as_the_paper(reviewer: Reviewer, opened: list[Path]) -> None:
    reviewer.page.originals.open_elsewhere(letter(reviewer))
    reviewer.qtbot.waitUntil(lambda: len(opened) == 1)
    opened[0].chmod(0o600)
    opened[0].write_bytes(b"forged")
    reviewer.page.originals.open_elsewhere(letter(reviewer))
    reviewer.qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[1] != opened[0]
    assert opened[1].read_bytes() == b"%PDF"


def test_a_temporary_folder_that_takes_nothing_is_a_sentence(
    reviewer: Reviewer, opened: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    reviewer.page.originals.open_elsewhere(letter(reviewer))
    failures = reviewer.desk.failures
    reviewer.qtbot.waitUntil(lambda: any("临时文件夹" in one.sentence for one in failures.items))
    assert "另存原件" in failures.items[-1].sentence
    assert opened == []


def test_what_can_hold_macros_is_asked_about_once(reviewer: Reviewer, opened: list[Path]) -> None:
    """Enter and Esc go back; each file has its own question."""
    paper = letter(reviewer, media_type=kinds.DOC)

    def sheet() -> HandOverSheet:
        shown = [one for one in reviewer.page.window().findChildren(HandOverSheet) if one.isVisible()]
        assert len(shown) == 1
        return shown[0]

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        reviewer.page.originals.open_elsewhere(paper)
        assert sheet().back.hasFocus()
        reviewer.key(key)
        reviewer.qtbot.waitUntil(lambda: not reviewer.page.window().findChildren(HandOverSheet))
    reviewer.calm()
    assert not reviewer.office.commands()
    reviewer.page.originals.open_elsewhere(paper)
    assert paper.slot.short in sheet().words.text()
    reviewer.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is sheet().open_it
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].suffix == ".doc"
    reviewer.page.originals.open_elsewhere(paper)
    reviewer.qtbot.waitUntil(lambda: len(opened) == 2)
    other = replace(reviewer.town.dossiers[1].papers[1], media_type=kinds.DOC)
    reviewer.page.originals.open_elsewhere(other)
    assert sheet().isVisible()


def test_a_docx_is_handed_over_at_once(reviewer: Reviewer, opened: list[Path]) -> None:
    reviewer.page.originals.open_elsewhere(letter(reviewer, media_type=kinds.DOCX))
    reviewer.qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].suffix == ".docx"


def test_without_a_printer_nothing_is_recorded(reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_admin.views.review.originals.printers_there", lambda: False)
    reviewer.page.originals.print(reviewer.town.dossiers[1].papers[0])
    reviewer.calm()
    assert reviewer.office.commands() == []
    assert "没有打印机" in reviewer.page.desk.messages.text


def test_going_back_from_the_printer_records_nothing(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_admin.views.review.originals.printers_there", lambda: True)
    monkeypatch.setattr("desktop_admin.views.review.originals.ask_printer", lambda *_: None)
    reviewer.page.originals.print(reviewer.town.dossiers[1].papers[0])
    reviewer.calm()
    assert reviewer.office.commands() == []


def test_printing_is_journalled_then_sent_to_the_printer(
    reviewer: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[int] = []

    def print_pages(_printer: object, pages: tuple[object, ...]) -> int:
        assert [type(one) for one in reviewer.office.commands()] == [ExportPapers]
        printed.append(len(pages))
        return len(pages)

    monkeypatch.setattr("desktop_admin.views.review.originals.printers_there", lambda: True)
    monkeypatch.setattr("desktop_admin.views.review.originals.ask_printer", lambda *_: object())
    monkeypatch.setattr("desktop_admin.views.review.originals.print_pages", print_pages)
    paper = reviewer.town.dossiers[1].papers[0]
    reviewer.page.originals.print(paper)
    reviewer.qtbot.waitUntil(lambda: printed == [1])
    assert reviewer.office.commands() == [ExportPapers(1, (paper.sha256,), "print")]
    reviewer.qtbot.waitUntil(lambda: reviewer.page.desk.messages.text == "已送打印机，1 页")
