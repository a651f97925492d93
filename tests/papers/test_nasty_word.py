"""Word files that run, load, hide or swell; and what is shown of harmless ones."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from desktop_admin.papers import kinds
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.pictures import Album
from desktop_admin.papers.word_html import harmless
from tests.papers import made
from tests.papers.conftest import sample


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


def test_a_plain_package_is_accepted() -> None:
    facts = inspect(made.docx()).facts
    assert (facts.media_type, facts.problems, facts.has_text, str(facts.red_seal), facts.pages) == (
        kinds.DOCX, (), True, "no", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "macros"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "embedded_files"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "active_content"),
        (
            {
                "word/_rels/settings.xml.rels": made.relationships(
                    "attachedTemplate", "https://example.com/a.dotm"
                )
            },
            "active_content",
        ),
        (
            {"word/_rels/settings.xml.rels": made.relationships("attachedTemplate", r"\\host\share\a.dotm")},
            "active_content",
        ),
        (
            {"word/_rels/document.xml.rels": made.relationships("oleObject", "https://example.com/a")},
            "active_content",
        ),
        ({"../evil.txt": b"x"}, "unsafe_archive"),
        ({"/etc/x": b"x"}, "unsafe_archive"),
        ({"word/evil.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "unsafe_archive"),
        ({"word/evil.xml": '<?xml version="1.0"?><!DOCTYPE a []><a/>'.encode("utf-16")}, "unsafe_archive"),
        ({"word/big.xml": b" " * 30_000_000}, "zip_bomb"),
        ({f"word/p{n}.xml": b"" for n in range(2000)}, "zip_bomb"),
        ({"word/document.xml": b"<broken"}, "damaged"),
    ],
)
def test_what_runs_hides_or_swells_is_refused(parts: dict[str, bytes], code: str) -> None:
    assert code in codes(made.docx(**parts))


def test_dde_is_found_even_in_pieces() -> None:
    field = "<w:r><w:instrText>{}</w:instrText></w:r>"
    body = f"<w:p>{field.format(' DDE')}{field.format('AUTO cmd.exe')}</w:p>"
    assert codes(made.docx(body)) == ["active_content"]
    assert (
        codes(
            made.docx(
                "<w:p><w:r><w:t>DDE 是一种旧技术，本文只是提到它，没有使用它，请放心审阅。</w:t></w:r></w:p>"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("hyperlink", "https://example.com"),
        ("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm"),
        ("image", "media/a.png"),
    ],
)
def test_everyday_links_are_accepted(kind: str, target: str) -> None:
    assert codes(made.docx(**{"word/_rels/document.xml.rels": made.relationships(kind, target)})) == []


def test_a_part_larger_than_it_declares_is_not_unpacked() -> None:
    data = bytearray(made.docx(**{"word/big.xml": b"a" * 5000}))
    entry = data.rfind(b"word/big.xml") - 46  # the central directory's record; sizes stand at +24
    assert struct.unpack_from("<I", data, entry + 24) == (5000,)
    struct.pack_into("<I", data, entry + 24, 10)
    assert codes(bytes(data)) == ["damaged"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("name", ["01-报名表.docx", "01-承诺书.doc", "65-其他软件另存.docx"])
def test_a_cut_upload_is_refused_wherever_it_was_cut(name: str, share: float) -> None:
    data = sample(name).data
    facts = inspect(data[: int(len(data) * share)]).facts
    assert not facts.acceptable
    assert {problem.code for problem in facts.problems} <= {"damaged", "wrong_type"}


def test_other_packages_are_told_apart() -> None:
    sheet = made.package(
        {"[Content_Types].xml": b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"}
    )
    assert kinds.media_type(sheet) == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert kinds.media_type(made.package({"OFD.xml": b"<x/>"})) == "application/ofd"
    odt = made.package({"mimetype": b"application/vnd.oasis.opendocument.text"})
    assert kinds.media_type(odt) == "application/vnd.oasis.opendocument.text"
    assert inspect(odt).facts.problems[0].message.startswith("文件实际是OpenDocument")


def test_legacy_word_with_macros_or_a_password_is_refused() -> None:
    data = sample("07-承诺书.doc").data
    comp = "\x01CompObj".encode("utf-16-le")
    macros = data.replace(comp, "Macros\0\0".encode("utf-16-le"))  # a stream, not a storage: no macros in it
    assert "macros" not in codes(macros)
    at = data.find(b"\xec\xa5")
    locked = bytearray(data)
    locked[at + 11] |= 0x01
    assert codes(bytes(locked)) == ["encrypted"]
    old = bytearray(data)
    old[at : at + 2] = b"\xdc\xa5"
    assert codes(bytes(old)) == ["wrong_type"]


def test_html_is_rebuilt_without_anything_that_loads_or_runs() -> None:
    album = Album()
    known = album.add(made.png(Image.new("RGB", (3, 3), "red")))
    raw = (
        '<p onclick="x()">一<script>alert(1)</script><a href="javascript:x">二</a><img src="https://example.com/a.png"/>'
        '<img src="file:///etc/passwd"/><img src="data:image/png;base64,AAAA"/><img src="picture-1"/>'
        f'<img src="{known}" onerror="x"/><iframe src="x">三</iframe><style>p{{}}</style></p>'
        '<td colspan="2" style="x">&lt;四&gt;</td><td colspan="63000" rowspan="９">五</td>'
    )
    unseen = "［图片无法显示］"
    assert harmless(raw, album=album) == (
        f'<p>一二{unseen * 4}<img src="{known}"/>三</p><td colspan="2">&lt;四&gt;</td><td colspan="63">五</td>'
    )


def test_a_package_is_read_whole_or_not_at_all() -> None:
    data = bytearray(made.docx(**{"word/media/image1.png": b"0123456789" * 50}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("word/media/image1.png")
    data[entry.header_offset + 30 + len(entry.filename) + 4] ^= 0xFF
    assert codes(bytes(data)) == ["damaged"]
