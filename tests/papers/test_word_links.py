"""What a Word package links to, carries and is: by meaning, wherever the parts lie."""

import pytest

from desktop_admin.papers import kinds
from desktop_admin.papers.inspect import inspect
from desktop_admin.papers.links import TargetPlace, place
from tests.papers import made
from tests.papers.word_made import STRICT, WORDS, elsewhere, links, part, types

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in inspect(data).facts.problems]


@pytest.mark.parametrize(
    "target",
    [
        "file:////host/share/a.dotm", r"\\host\share\a.dotm", "//host/share/a.dotm", " http://example.com/a.dotm",
        "HTTP://example.com/a", "mhtml:http://example.com/a!x", r"file:\\host\a.dotm", r"file:///\\host\a.dotm",
        "file://host/a.dotm", "ht\ttp://example.com/a", "%68ttp://example.com/a", "%5c%5chost%5ca", "%255c%255chost",
        "/\\host/a", "\u200bhttp://example.com/a", "ftp://example.com/a", r"\\?\UNC\host\a", "ldap://host/a",
        "file:/\t/host/a", "file://///host/a", "search-ms:query=x", "///host/share",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["attachedTemplate", "image"])
def test_another_computer_is_not_asked(kind: str, target: str) -> None:
    for name in ("word/_rels/settings.xml.rels", "x/_rels/y.xml.RELS"):
        assert codes(made.docx(**{name: links((kind, target, True))})) == ["active_content"]


@pytest.mark.parametrize(
    "target",
    [
        r"file:///C:\Office\Templates\Normal.dotm", "file:///C:/Office/%E5%BC%A0/Normal.dotm",
        r"D:\模板\承诺书.dotx", "Normal.dotm", "/Users/a/Normal.dotm", "file:///Users/a/Normal.dotm",
        "file://localhost/Users/a/Normal.dotm", r"/C:\Profiles\a\kingsoft\Normal.dotm", "NULL", "", r"..\..\clip_image001.png",
        r"file:///C:\Profiles\ADMINI~1\AppData\Local\Temp\ksohtml\clip_image1.png",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["attachedTemplate", "image"])
def test_the_authors_own_disk_is_everyday(kind: str, target: str) -> None:
    assert codes(made.docx(**{"word/_rels/settings.xml.rels": links((kind, target, True))})) == []


@pytest.mark.parametrize(
    ("target", "fine"),
    [
        ("https://example.com/a?b=c", True), ("http://example.com", True), ("mailto:a@example.com", True), ("tel:110", True),
        ("www.example.com", True), ("附件1.docx", True), ("javascript:void(0)", True), ("", True),
        ("javascript:alert(1)", False), ("file:///C:/Windows/System32/calc.exe", False), (r"\\host\a", False),
        ("ms-word:ofe|u|http://example.com", False), ("vbscript:x", False), ("data:text/html,x", False),
        (r"C:\Windows\System32\cmd.exe", False), ("../../../Windows/a.exe", False), ("search-ms:x", False),
    ],
)  # fmt: skip
def test_a_hyperlink_opens_a_page_or_a_letter(target: str, fine: bool) -> None:
    found = codes(made.docx(**{"word/_rels/document.xml.rels": links(("hyperlink", target, True))}))
    assert found == ([] if fine else ["active_content"])


@pytest.mark.parametrize(
    ("kind", "external", "code"),
    [
        ("aFChunk", False, "active_content"), ("control", False, "active_content"), ("subDocument", True, "active_content"),
        ("frame", True, "active_content"), ("oleObject", True, "active_content"), ("oleObject", False, "embedded_files"),
        ("package", False, "embedded_files"), ("mailMergeSource", True, "active_content"), ("vbaProject", False, "macros"),
        ("ui/extensibility", False, "active_content"), ("video", True, "active_content"), ("customXml", True, "active_content"),
        ("transform", True, "active_content"), ("officeDocument", True, "active_content"), ("externalLinkPath", True, "active_content"),
        ("header", True, "active_content"), ("styles", True, "active_content"), ("webextension", False, "active_content"),
    ],
)  # fmt: skip
def test_what_runs_loads_or_carries_is_refused_by_its_meaning(kind: str, external: bool, code: str) -> None:
    target = "https://example.com/a" if external else "things/a.dat"
    assert codes(
        made.docx(
            **{"word/_rels/document.xml.rels": links((kind, target, external)), "word/things/a.dat": b"x"}
        )
    ) == [code]


def test_a_link_outside_that_does_not_say_so() -> None:
    assert codes(
        made.docx(**{"word/_rels/document.xml.rels": links(("image", "http://example.com/a.png", False))})
    ) == ["active_content"]


def test_the_strict_form_means_the_same() -> None:
    strict = links(("attachedTemplate", "https://example.com/a", True)).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )  # fmt: skip
    assert codes(made.docx(**{"word/_rels/settings.xml.rels": strict})) == ["active_content"]
    assert codes(made.docx(**{"word/_rels/settings.xml.rels": strict.decode().encode("utf-16")})) == [
        "active_content"
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("word/things/a.dat", OLE, "embedded_files"), ("word/media/image7.png", OLE, "embedded_files"),
        ("a", made.package({"x": b"x"}), "embedded_files"), ("word/a.bin", b"%PDF-1.7 x", "embedded_files"),
        ("word/a.htm", b"<html><body>x</body></html>", "embedded_files"), ("word/a.rtf", b"{\\rtf1 x}", "embedded_files"),
        ("word/a.mht", b"MIME-Version: 1.0\r\n", "embedded_files"), ("word/a.dat", b"MZ" + bytes(80), "embedded_files"),
        ("word/a.xml", part('<w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object>'), "embedded_files"),
        ("word/a.xml", part("<w:altChunk/>"), "active_content"), ("word/a.xml", part("<w:subDoc/>"), "active_content"),
        ("word/a.xml", part("<w:control/>"), "active_content"),
        ("word/s.xml", part('<w:mailMerge><w:connectString w:val="x"/></w:mailMerge>', "settings"), "active_content"),
        ("word/s.xml", part('<w:mailMerge><w:odso><w:udl w:val="x"/></w:odso></w:mailMerge>', "settings"), "active_content"),
        ("word/a.xml", part('<v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://example.com/a.png"/>'), "active_content"),
        ("word/a.xml", part('<v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="file:////host/a.exe"/>'), "active_content"),
        ("docProps/custom.xml", b'<Properties><property name="_AssemblyLocation"/></Properties>', "active_content"),
        ("word/VBAPROJECT.BIN", b"x", "macros"), ("x/macros", b"x", "macros"),
    ],
)  # fmt: skip
def test_what_a_part_is_counts_and_not_its_folder(name: str, data: bytes, code: str) -> None:
    kinds_of = types(
        ("/word/document.xml", made.DOCX_TYPE), ("/x/macros", "application/vnd.ms-office.vbaProject")
    )
    assert codes(made.docx(**{"[Content_Types].xml": kinds_of, name: data})) == [code]


@pytest.mark.parametrize(
    "kind", ["text/html", "message/rfc822", "application/vnd.openxmlformats-officedocument.oleObject"]
)
def test_what_a_part_is_called_by_its_type_counts(kind: str) -> None:
    kinds_of = types(("/word/document.xml", made.DOCX_TYPE), ("/a%62.c", kind))
    assert codes(made.docx(**{"[Content_Types].xml": kinds_of, "AB.c": b"x"})) == ["embedded_files"]


@pytest.mark.parametrize(
    "main", ["word/document2.xml", "document.xml", "Word/Body.xml", "a/b/c/正文.xml", "word/a b.xml"]
)
@pytest.mark.parametrize("space", ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT])
def test_the_main_part_may_have_any_name(main: str, space: str) -> None:
    seen = inspect(elsewhere(main, space=space))
    assert (seen.facts.media_type, seen.facts.problems) == (kinds.DOCX, ())
    assert "郑重承诺" in seen.text[0]
    for target in (f"/{main}", f"./x/../{main}", main.upper()):
        again = elsewhere(main, **{"_rels/.rels": links(("officeDocument", target, False))})
        assert "郑重承诺" in inspect(again).text[0]


def test_its_head_and_foot_are_read_from_where_they_are() -> None:
    edges = "".join(
        f'<w:{side}Reference w:type="default" r:id="r{n}"/>' for n, side in enumerate(("header", "footer"))
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = elsewhere(
        "body/document2.xml",
        f'{WORDS}<w:sectPr xmlns:r="{relations}">{edges}</w:sectPr>',
        **{
            "body/_rels/document2.xml.rels": links(
                ("header", "h/top.xml", False), ("footer", "/bottom.xml", False)
            ),
            "body/h/top.xml": part("<w:p><w:r><w:t>页眉里的字</w:t></w:r></w:p>"),
            "bottom.xml": part("<w:p><w:r><w:t>页脚里的字</w:t></w:r></w:p>", "ftr"),
        },
    )
    seen = inspect(data)
    assert seen.facts.problems == ()
    assert "页眉里的字" in seen.text[0]
    assert "页脚里的字" in seen.text[0]


def test_a_strict_document_of_another_name_is_read() -> None:
    strict = links(("officeDocument", "word/document2.xml", False)).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )  # fmt: skip
    seen = inspect(elsewhere("word/document2.xml", space=STRICT, **{"_rels/.rels": strict}))
    assert seen.facts.problems == ()
    assert "郑重承诺" in seen.text[0]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"_rels/.rels": links(("officeDocument", "word/document.xml", False), ("officeDocument", "word/b.xml", False)), "word/b.xml": part(WORDS, "document")}, "damaged"),
        ({"_rels/.rels": links()}, "damaged"),
        ({"_rels/.rels": b"<broken"}, "damaged"),
        ({"word/_rels/document.xml.rels": b"<broken"}, "damaged"),
        ({"word/header1.xml": b"<broken"}, "damaged"),
        ({"word/header1.xml": '<?xml version="1.0" encoding="GB2312"?><a>字</a>'.encode("gb2312")}, "damaged"),
        ({"WORD/document.xml": b"<a/>"}, "unsafe_archive"),
        ({"word/d%6fcument.xml": b"<a/>"}, "unsafe_archive"),
        ({"word/header1.xml/[0].piece": b"<a"}, "unsafe_archive"),
        ({"word/a.dat": b"\xef\xbb\xbf <!DOCTYPE a []><a/>"}, "unsafe_archive"),
        ({"word/A.XML": b"<!DOCTYPE a []><a/>"}, "unsafe_archive"),
    ],
)  # fmt: skip
def test_what_two_readers_could_read_in_two_ways_is_refused(parts: dict[str, bytes], code: str) -> None:
    assert code in codes(made.docx(**parts))


@pytest.mark.parametrize(
    ("target", "where"),
    [("C:/a", TargetPlace.DISK), ("c:a", TargetPlace.DISK), ("a/b", TargetPlace.BESIDE), ("https:x", TargetPlace.WEB), ("x:y", TargetPlace.DISK), ("xx:y", TargetPlace.ELSEWHERE)],
)  # fmt: skip
def test_where_a_target_lies(target: str, where: TargetPlace) -> None:
    assert place(target) is where


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    ("body", "fine"),
    [
        (f'<w:attachedTemplate xmlns:r="{R}" r:id="r0"/>', False),
        (f'<a:blip xmlns:a="{A}" xmlns:r="{R}" r:link="r0"/>', False),
        (f'<a:blip xmlns:a="{A}" xmlns:r="{R.replace("schemas.openxmlformats", "purl.oclc")}/relationships" r:link="r0"/>', False),
        (f'<w:hyperlink xmlns:r="{R}" r:id="r0"/>', True),
        (f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="r0"/>', True),
        (f'<w:attachedTemplate xmlns:r="{R}" r:id="r9"/>', True),
    ],
    ids=["template", "picture", "strict_picture", "hyperlink", "click", "nothing"],
)  # fmt: skip
def test_what_is_fetched_is_fetched_whatever_its_relationship_is_called(body: str, fine: bool) -> None:
    settings = {
        "word/settings.xml": part(body, "settings"),
        "word/_rels/settings.xml.rels": links(("hyperlink", "http://example.com/a.dotm", True)),
    }
    assert codes(made.docx(**settings)) == ([] if fine else ["active_content"])
