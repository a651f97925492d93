"""PDFs that run, hide, lie or break: each gets its code, and harmless look-alikes are accepted."""

import io
import math

import pytest
from pypdf import PdfReader, PdfWriter

from desktop_admin.papers.inspect import inspect
from tests.papers import made
from tests.papers.conftest import SAMPLES, sample


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


@pytest.mark.parametrize(
    ("catalog", "page", "code"),
    [
        ("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", "", "active_content"),
        ("/OpenAction << /S /J#61vaScript /JS (x) >>", "", "active_content"),
        ("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>", "", "active_content"),
        ("", "/AA << /O << /S /JavaScript /JS (x) >> >>", "active_content"),
        ("/OpenAction << /S /Launch /F (calc.exe) >>", "", "active_content"),
        ("/OpenAction << /S /GoToR /F (\\\\\\\\host\\\\share) >>", "", "active_content"),
        ("", "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /SubmitForm /F (x) >> >>]", "active_content"),
        ("", "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]", "active_content"),
        ("/AcroForm << /Fields [] /XFA (x) >>", "", "active_content"),
        ("/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << >> >>] >> >>", "", "embedded_files"),
        ("", "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>]", "embedded_files"),
    ],
)  # fmt: skip
def test_what_runs_or_hides_is_refused(catalog: str, page: str, code: str) -> None:
    seen = inspect(made.pdf(catalog=catalog, page=page))
    assert [problem.code for problem in seen.facts.problems] == [code]
    assert seen.facts.has_text, "its text is still known"


@pytest.mark.parametrize(
    ("catalog", "page"),
    [
        ("", ""),
        ("/OpenAction [100 0 R /Fit]", ""),
        (
            "",
            "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com) >> >>]",
        ),
        ("/Outlines << /Count 0 >>", "/Rotate 270"),
    ],
)
def test_the_everyday_is_accepted(catalog: str, page: str) -> None:
    facts = inspect(made.pdf(catalog=catalog, page=page)).facts
    assert facts.problems == ()
    assert (facts.pages, facts.has_text, str(facts.red_seal)) == (1, True, "no")


def test_several_faults_are_named_at_once() -> None:
    data = made.pdf(
        catalog="/OpenAction << /S /JavaScript /JS (x) >>",
        page="/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>]",
        pages=61,
    ).ljust(2 * 1024 * 1024 + 1, b" ")
    assert sorted(codes(data)) == ["active_content", "embedded_files", "too_large", "too_many_pages"]


def test_sixty_pages_are_the_last_number_accepted() -> None:
    facts = inspect(made.pdf(pages=60)).facts
    assert facts.acceptable
    assert facts.pages == 60


def test_a_password_for_opening_refuses_and_one_for_editing_does_not() -> None:
    for password, want in (("secret", ["encrypted"]), ("", [])):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf())))
        writer.encrypt(password, "owner", algorithm="AES-256")
        target = io.BytesIO()
        writer.write(target)
        assert codes(target.getvalue()) == want


def test_a_broken_file_after_a_locked_one_is_not_locked() -> None:
    """pdfium's error number outlives the file it belongs to."""
    broken = (SAMPLES / "broken-without-error-number.bin").read_bytes()
    assert codes(broken) == ["damaged"]
    assert codes(sample("51-加密.pdf").data) == ["encrypted"]
    assert codes(broken) == ["damaged"]
    assert codes(sample("51-加密.pdf").data) == ["encrypted"]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95, 0.99, 0.999])
@pytest.mark.parametrize("name", ["00-报名表.pdf", "02-承诺书(扫描).PDF", "64-横置.pdf", "66-十二页.pdf"])
def test_a_cut_upload_is_refused_wherever_it_was_cut(name: str, share: float) -> None:
    data = sample(name).data
    assert codes(data[: int(len(data) * share)]) == ["damaged"]


def test_an_appended_part_that_is_cut_is_refused() -> None:
    data = made.pdf()
    assert codes(data + b"3 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\nxref\n0 1\n00") == [
        "damaged"
    ]


def test_a_linearized_file_names_its_length() -> None:
    data = made.pdf()
    assert codes(
        data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n9 0 obj << /Linearized 1 /L 999999 >> endobj\n", 1)
    ) == ["damaged"]


def test_padding_after_the_end_does_not_matter() -> None:
    assert codes(made.pdf() + bytes(5000)) == []


def test_a_broken_table_that_readers_repair_is_accepted() -> None:
    assert codes(made.pdf().replace(b"startxref\n", b"startxref\n1", 1)) == []


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%%EOF\n",
        b"%PDF-1.7\n" + bytes(3000) + b"%%EOF",
        made.pdf(pages=0),
        made.pdf(pages=3).replace(b"101 0 R", b"999 0 R", 1),
    ],
)
def test_what_has_no_pages_is_damaged(data: bytes) -> None:
    facts = inspect(data).facts
    assert [problem.code for problem in facts.problems] == ["damaged"]
    assert not facts.blank_pages


def test_a_tree_of_pages_that_bites_its_tail_ends() -> None:
    data = made.pdf().replace(b"/Kids [100 0 R]", b"/Kids [  2 0 R]")
    assert codes(data) == ["damaged"]


def test_an_enormous_page_is_drawn_small() -> None:
    facts = inspect(made.pdf(box="0 0 14400 14400")).facts
    assert facts.acceptable


def test_blank_pages_are_counted_from_nought() -> None:
    assert inspect(made.pdf(content="", pages=2)).facts.blank_pages == (0, 1)
    assert inspect(made.pdf()).facts.blank_pages == ()


def test_filled_in_fields_and_electronic_seals_belong_to_the_page() -> None:
    ring = "1 0 0 RG 0.85 0.1 0.1 RG 3 w 57 0 m 57 31.5 31.5 57 0 57 c -31.5 57 -57 31.5 -57 0 c -57 -31.5 -31.5 -57 0 -57 c 31.5 -57 57 -31.5 57 0 c S 0.85 0.1 0.1 rg -15 -15 30 30 re f"
    for turn in range(12):  # its writing
        x, y = 41 * math.cos(turn * math.pi / 6), 41 * math.sin(turn * math.pi / 6)
        ring += f" {x - 5:.1f} {y - 5:.1f} 10 10 re f"
    words = "BT /F1 12 Tf 0 0 Td (Filled in by Zhang San of Duyun) Tj ET"
    data = made.pdf(
        f"<< /Type /XObject /Subtype /Form /BBox [-60 -60 60 60] /Length {len(ring)} >>\nstream\n{ring}\nendstream",
        f"<< /Type /XObject /Subtype /Form /BBox [0 -4 300 16] /Resources << /Font << /F1 4 0 R >> >> /Length {len(words)} >>\nstream\n{words}\nendstream",
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 4 /Rect [300 300 420 420] /AP << /N 10 0 R >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (who) /V (Zhang San) /F 4 /Rect [60 500 360 520] /AP << /N 11 0 R >> >>",
        catalog="/AcroForm << /Fields [12 0 R 13 0 R] >>",
        page="/Annots [12 0 R 13 0 R]",
    )
    seen = inspect(data)
    assert seen.facts.problems == ()
    assert "Zhang San" in seen.text[0]
    assert str(seen.facts.red_seal) == "yes"
    (box,) = seen.facts.seals
    assert box.left == pytest.approx(300 / 612, abs=0.02)
    assert box.top == pytest.approx(1 - 420 / 792, abs=0.02)
