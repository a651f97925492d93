"""What a .doc looks for outside itself when it is opened, and streams of one name."""

import io
import struct

import olefile
import pytest

from desktop_admin.papers.doc_links import linked_pictures, template
from desktop_admin.papers.inspect import inspect
from tests.papers.conftest import sample
from tests.papers.ole import ole

DATA = sample("01-承诺书.doc").data
FILE, URL, LINKED = 0x01, 0x02, 0x08


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


def streams() -> dict[str, bytes]:
    """What a real .doc holds of text and tables; its pictures left out."""
    with olefile.OleFileIO(io.BytesIO(DATA)) as file:
        return {name: file.openstream(name).read() for name in ("WordDocument", "1Table")}


def with_template(path: str, *, wide: bool = True) -> bytes:
    """The same .doc with that template."""
    found = streams()
    names = ["", path, *[""] * 16]
    strings = struct.pack("<HHH", 0xFFFF, 18, 0) if wide else struct.pack("<HH", 18, 0)
    for name in names:
        strings += struct.pack("<H" if wide else "<B", len(name))
        strings += name.encode("utf-16-le" if wide else "cp1252")
    main = bytearray(found["WordDocument"])
    struct.pack_into("<II", main, 0x19A, len(found["1Table"]), len(strings))
    return ole({**found, "WordDocument": bytes(main), "1Table": found["1Table"] + strings})


def shape(name: str, flags: int, *, before: int = 0) -> bytes:
    """The properties of a shape whose picture has that name, after ``before`` others that bring bytes along."""
    text = (name + "\0").encode("utf-16-le")
    other = b"".join(struct.pack("<HI", 0xC380 + number, 4) for number in range(before))
    rows = other + struct.pack("<HIHI", 0xC105, len(text), 0x0106, flags)
    body = rows + b"abcd" * before + text
    return struct.pack("<HHI", (before + 2) << 4 | 3, 0xF00B, len(body)) + body


def test_the_same_file_put_together_anew_is_taken() -> None:
    assert codes(ole(streams())) == []


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("Normal.dot", []), (r"C:\Office\Normal.dotm", []), ("", []), (r"D:\kingsoft\office6\Normal.wpt", []),
        (r"\\host\share\a.dot", ["active_content"]), ("http://example.com/a.dotm", ["active_content"]),
        ("file://host/a.dot", ["active_content"]), ("//host/a.dot", ["active_content"]),
    ],
)  # fmt: skip
def test_a_template_on_another_computer_is_refused(path: str, found: list[str], wide: bool) -> None:
    assert codes(with_template(path, wide=wide)) == found


@pytest.mark.parametrize(
    ("name", "flags", "found"),
    [
        (r"\\host\a.png", FILE | LINKED, ["active_content"]), ("http://example.com/a.png", URL | LINKED, ["active_content"]),
        (r"C:\a.png", FILE | LINKED, []), ("http://example.com/a.png", URL, []), (r"\\host\a.png", 0, []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [0, 2])
def test_a_picture_kept_elsewhere_is_refused(name: str, flags: int, found: list[str], before: int) -> None:
    data = {**streams(), "Data": b"xx" + shape(name, flags, before=before)}
    assert codes(ole(data)) == found


@pytest.mark.parametrize("cut", range(0, 24, 3))
def test_what_is_cut_off_names_nothing(cut: int) -> None:
    assert template(b"\0" * (0x19A + cut), b"x" * cut) == ""
    assert [
        name for name in linked_pictures(shape(r"\\host\a.png", FILE | LINKED)[:cut]) if "host" in name
    ] == []


def test_two_streams_of_one_name_are_refused() -> None:
    """Which of the two is the text, every program decides for itself."""
    twofold = ole({**streams(), "WordDocumenX": b"x"})
    same = twofold.replace("WordDocumenX".encode("utf-16-le"), "WORDDocument".encode("utf-16-le"))
    assert codes(same) == ["damaged"]
