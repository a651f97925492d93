"""What runs or is attached in a PDF in any of the ways a viewer may read it: repeats, old revisions, packed objects."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from desktop_admin.papers import pdf_objects
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pdf_faults import structure
from tests.papers import made
from tests.papers.conftest import sample

SCRIPT = "/S /JavaScript /JS (app.alert\\(1\\))"
TREE = "/Names << /JavaScript << /Names [(a) << {} >>] >> >>"
FILES = "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec {} >>] >> >>"
STREAM = "<< /Length 3 >>\nstream\nabc\nendstream"


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


def packed(inside: str, extra: str = "/Type /ObjStm", how: str = "/FlateDecode") -> str:
    """An object stream with one object, number 50."""
    body = f"50 0 {inside}".encode("latin-1")
    raw = {"/FlateDecode": zlib.compress(body), "": body, "/ASCIIHexDecode": body.hex().encode() + b">"}[how]
    return (
        f"<< {extra} /N 1 /First 5 /Length {len(raw)} {'/Filter ' + how if how else ''} >>\nstream\n"
        f"{raw.decode('latin-1')}\nendstream"
    )


@pytest.mark.parametrize("order", ["{0} {1}", "{1} {0}", "{0} {1} {1}", "{1} {1} {0}"])
@pytest.mark.parametrize("bad", [TREE.format(SCRIPT), "/OpenAction << /S /Launch /F (a) >>"])
def test_of_repeated_keys_every_one_counts(order: str, bad: str) -> None:
    good = "/Names << >>" if bad.startswith("/Names") else "/OpenAction [100 0 R /Fit]"
    assert codes(made.pdf(catalog=order.format(bad, good))) == ["active_content"]


@pytest.mark.parametrize(
    ("catalog", "page", "extra", "code"),
    [
        (FILES.format("/EF << /F 10 0 R >>"), "", [STREAM], "embedded_files"),
        (FILES.format("/EF << /UF 10 0 R >>"), "", [STREAM], "embedded_files"),
        (FILES.format("/EF 11 0 R"), "", [STREAM, "<< /DOS 10 0 R >>"], "embedded_files"),
        ("", "", ["<< /Type /Filespec /EF << /F 11 0 R >> >>", STREAM], "embedded_files"),
        ("", "", ["<< /Type /EmbeddedFile /Length 3 >>\nstream\nabc\nendstream"], "embedded_files"),
        ("/Collection << /Type /Collection >>", "", [], "embedded_files"),
        ("", "/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] /3DD 10 0 R >>]",
         ["<< /Type /3D /Subtype /U3D /OnInstantiate 11 0 R /Length 3 >>\nstream\nabc\nendstream", STREAM], "active_content"),
        ("", "", ["<< /OnInstantiate 11 0 R >>"], "active_content"),
        ("", "", [f"<< {SCRIPT} >>"], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S 10 0 R /JS 11 0 R >> >>]", ["/JavaScript", "(x)"], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a) /Next << /S /L#61unch /F (x) >> >> >>]", [], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToE /T << >> >> >>]", [], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Rendition /JS (x) >> >>]", [], "active_content"),
        ("", "/Annots [<< /Subtype /Widget /Rect [0 0 9 9] /AA << /K << /S /ImportData /F (x) >> >> >>]", [], "active_content"),
        ("/AcroForm 10 0 R", "", ["<< /Fields [] /X#46A 11 0 R >>", STREAM], "active_content"),
        ("", "/AA << /O << /S /URI /URI (https://example.com) >> >>", [], "active_content"),
        ("/OpenAction 10 0 R", "", ["<< /S /URI /URI (https://example.com) >>"], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file:////host/a.exe) >> >>]", [], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (\\152avascript:x) >> >>]", [], "active_content"),
        ("", "", ["<< /F (http://example.com/a) /Length 0 >>\nstream\n\nendstream"], "active_content"),
        ("", "", ["<< /Subtype /Form /Ref << /F (http://example.com/a.pdf) /Page 0 >> >>"], "active_content"),
        ("/OpenAction << /S /Thread /F (\\\\\\\\host\\\\a.pdf) /D 0 >>", "", [], "active_content"),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A 10 0 R >>]", ["<< /S 11 0 R /D 0 /F << /FS /URL /F (http://a) >> >>", "/Thread"], "active_content"),
        ("/URI << /Base (file://host/share/) >>", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (a.exe) >> >>]", [], "active_content"),
        ("", "", [f"<< /X % (\n {SCRIPT} >>"], "active_content"),
        ("", "", [f"[[[[ << /A [ << {SCRIPT} >>"], "active_content"),
    ],
)  # fmt: skip
def test_it_is_found_wherever_it_stands(catalog: str, page: str, extra: list[str], code: str) -> None:
    assert code in codes(made.pdf(*extra, catalog=catalog, page=page))


@pytest.mark.parametrize("how", ["/FlateDecode", "", "/ASCIIHexDecode"])
@pytest.mark.parametrize("extra", ["/Type /ObjStm", "", "/Type /Obj#53tm"])
def test_it_is_found_in_packed_objects_that_nothing_names(extra: str, how: str) -> None:
    found = codes(made.pdf(packed(f"<< {SCRIPT} >>", extra, how)))
    assert found == (["damaged"] if how.startswith("/A") and not extra and not found else ["active_content"])
    assert codes(made.pdf(packed("<< /A /B >>", extra, how))) == []


def test_it_is_found_in_an_older_revision_and_a_newer_one() -> None:
    bad, good = made.pdf(catalog=TREE.format(SCRIPT)), made.pdf()
    start = good.rfind(b"startxref\n") + 10
    update = good + b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    place = len(update)
    update += b"xref\n1 1\n%010d 00000 n \ntrailer\n<< /Root 1 0 R /Size 101 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(good), int(good[start:].split()[0]), place,
    )  # fmt: skip
    assert codes(update) == []
    assert codes(bad + update[len(good) :]) == ["active_content"]


def test_it_is_found_behind_an_empty_password() -> None:
    for catalog, code in ((TREE.format(SCRIPT), ["active_content"]), ("", [])):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf(catalog=catalog))))
        writer.encrypt("", "owner", algorithm="AES-256")
        target = io.BytesIO()
        writer.write(target)
        assert codes(target.getvalue()) == code


def test_a_text_that_hides_the_beginning_of_an_object_is_refused() -> None:
    """One reader sees a text, another an object: neither is believed."""
    assert "damaged" in codes(made.pdf(f"<< /X (fake 9 0 obj % ) {SCRIPT} >>"))


@pytest.mark.parametrize(
    ("catalog", "page", "extra"),
    [
        ("/Names << /EmbeddedFiles << /Names [] >> /Dests << /Names [(a) [100 0 R /Fit]] >> >>", "", []),
        ("/OpenAction << /S /GoTo /D [100 0 R /FitH 800] >> /PageMode /UseOutlines", "", []),
        ("/Outlines 10 0 R", "", ["<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>", "<< /Title (JavaScript) /Parent 10 0 R /A << /S /GoTo /D [100 0 R /Fit] >> >>"]),
        ("/AcroForm << /Fields [10 0 R] /DA (/Helv 0 Tf) >>", "/Annots [10 0 R]", ["<< /Type /Annot /Subtype /Widget /FT /Tx /T (JS) /V (/S /JavaScript) /Rect [0 0 9 9] >>"]),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com/S/JavaScript/JS) >> >>]", []),
        ("", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /Named /N /NextPage >> >>]", []),
        ("/URI << /Base (https://example.com/) >>", "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /F 4 /A << /S /Thread /D 0 >> >>]", []),
        ("/Metadata 10 0 R", "", ["<< /Type /Metadata /Subtype /XML /Length 20 >>\nstream\n<x>/S /JavaScript</x>\nendstream"]),
        ("/StructTreeRoot << /Type /StructTreeRoot /RoleMap << /JS /P >> >>", "", ["<< /S /P /JS /P >>"]),
        ("", "", ["<< /Font << /EF 4 0 R /JS 4 0 R >> >>", "<< /N 3 /Alternate /DeviceRGB /Length 3 >>\nstream\nabc\nendstream"]),
    ],
)  # fmt: skip
def test_the_everyday_stays_accepted(catalog: str, page: str, extra: list[str]) -> None:
    assert codes(made.pdf(*extra, catalog=catalog, page=page)) == []


WAYS = st.lists(st.sampled_from(["", "#", "ref", "comment", "twice", "blank"]), min_size=1, max_size=4)


@settings(max_examples=60)
@given(
    st.sampled_from(["JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition", "RichMediaExecute"]),
    WAYS,
    st.integers(0, 12),
    st.booleans(),
)  # fmt: skip
def test_however_it_is_spelt_it_is_found(action: str, ways: list[str], at: int, inside: bool) -> None:
    at = min(at, len(action) - 1)
    name = f"/{action}" if "#" not in ways else f"/{action[:at]}#{ord(action[at]):02x}{action[at + 1 :]}"
    between = {"comment": "%)>>(\n", "blank": "\0\t\f"}.get(ways[-1], " ")
    value = f"/S{between}{'11 0 R' if 'ref' in ways else name}"
    value = f"{value} /S /GoTo" if "twice" in ways else f"/S /GoTo {value}" if "blank" in ways else value
    action_object = f"<< /Type /Action {value} /F (x) >>"
    extra = [packed(action_object) if inside else action_object, *([name] if "ref" in ways else [])]
    assert "active_content" in [problem.code for problem in structure(made.pdf(*extra)).problems]


@pytest.mark.parametrize(
    "piece",
    [b"1 0 obj (", b"1 0 obj << /A ", b"[", b"<<", b"/S%", b"(", b"((", b"1 0 obj stream\n", b"<", b"%", b"#23", b"obj ", b"\\", b" 1 0 R"],
)  # fmt: skip
def test_reading_objects_grows_no_faster_than_the_file(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes looked at are counted: each window once, each token once."""

    class Counting:
        looked = 0

        def __init__(self, pattern: object) -> None:
            self._pattern = pattern

        def match(self, window: bytes, at: int) -> object:
            found = self._pattern.match(window, at)  # type: ignore[attr-defined]
            Counting.looked += found.end() - found.start()
            return found

        def search(self, window: bytes, at: int) -> object:
            found = self._pattern.search(window, at)  # type: ignore[attr-defined]
            Counting.looked += (found.end() if found else len(window)) - at
            return found

    monkeypatch.setattr(pdf_objects, "TOKEN", Counting(pdf_objects.TOKEN))
    monkeypatch.setattr(pdf_objects, "IN_STRING", Counting(pdf_objects.IN_STRING))
    looked = []
    for count in (3000, 6000):
        Counting.looked = 0
        try:
            pdf_objects.objects(b"1 0 obj " + piece * count)
        except pdf_objects.Torn:
            Counting.looked = max(Counting.looked, 1)
        looked.append(Counting.looked)
    assert looked[1] <= 3 * looked[0]


@pytest.mark.parametrize("name", ["00-报名表.pdf", "02-承诺书(扫描).PDF", "66-十二页.pdf"])
def test_a_sample_saved_again_with_packed_objects_is_accepted(name: str) -> None:
    """As other programs save it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sample(name).data)))
    target = io.BytesIO()
    writer.write(target)
    assert codes(target.getvalue()) == []


PIECES = [
    b"1",
    b"22",
    b"0",
    b" ",
    b"\n",
    b"\0",
    b"obj",
    b"objx",
    b"endobj",
    b"9" * 12,
    b" " * 21,
    b"a",
    b"obj ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join))
def test_headers_are_found_as_if_every_byte_were_tried(data: bytes) -> None:
    slow = [(found.span(), found.groups()) for found in pdf_objects.HEADER.finditer(data)]
    assert [(found.span(), found.groups()) for found in pdf_objects.headers(data)] == slow
