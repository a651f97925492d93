"""PDF text can be found and copied again, above U+FFFF too; missing characters are named."""

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop_admin.reports.fonts import BOLD, REGULAR, missing_characters, register_fonts, to_unicode_map
from resources.paths import resource

NAMES = ("龑䶮", "㛃婷", "陆𬭸", "仇𬭸文", "买买提·艾力", "欧阳建国", "（贵州）黔建安C2（2023）0001234")


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    for _ in range(2):  # the second time costs nothing and changes nothing
        register_fonts(resource("fonts/NotoSansSC-Regular.ttf"), resource("fonts/NotoSansSC-Bold.ttf"))


def pdf_of(lines: tuple[str, ...], font: str) -> bytes:
    page = io.BytesIO()
    canvas = Canvas(page, invariant=1)
    canvas.setFont(font, 12)
    for number, line in enumerate(lines):
        canvas.drawString(60, 800 - 12 * number, line)
    canvas.showPage()
    canvas.save()
    return page.getvalue()


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        words: str = page.get_textpage().get_text_bounded()
    return words


@pytest.mark.parametrize("font", [REGULAR, BOLD])
def test_every_name_is_found_again(font: str) -> None:
    text = text_of(pdf_of(NAMES, font))
    for name in NAMES:
        assert name in text


def test_many_characters_need_several_subsets() -> None:
    lines = tuple(
        "".join(chr(code) for code in range(start, start + 40)) for start in range(0x4E00, 0x5100, 40)
    )
    text = text_of(pdf_of((*lines, *NAMES), REGULAR))
    for line in (*lines, *NAMES):
        assert line in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_another_reader_finds_them_too(tmp_path: Path) -> None:
    file = tmp_path / "names.pdf"
    file.write_bytes(pdf_of(NAMES, REGULAR))
    read = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    for name in NAMES:
        assert name in read.stdout.decode()


def test_the_map_is_utf16_in_blocks_of_a_hundred() -> None:
    cmap = to_unicode_map("Test", [0x41, 0x2CB78, *range(0x4E00, 0x4E00 + 200)])
    assert "<00> <0041>" in cmap
    assert "<01> <D872DF78>" in cmap
    assert cmap.count("beginbfchar") == 3
    assert "100 beginbfchar" in cmap
    assert "2 beginbfchar" in cmap


def test_missing_characters_are_named_before_they_become_boxes() -> None:
    assert missing_characters("".join(NAMES)) == ()
    assert missing_characters("𠮷田 \U0001f600𠮷") == ("𠮷", "\U0001f600")
