"""Honest Word files as people's programs write them: each is accepted, and its words are read."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from PIL import Image

from desktop_admin.papers.inspect import inspect
from tests.papers import made
from tests.papers.word_made import code, field, links, mark, paragraph, part, types

PROMISE = "本人郑重承诺所提交材料全部真实有效并承担相应责任"
RUN = f"<w:p {nsdecls('w')}>{{}}</w:p>"


def _markup(document: Any, runs: str) -> None:
    document.element.body.insert(0, parse_xml(RUN.format(runs)))


def _page_numbers(document: Any) -> None:
    footer = document.sections[0].footer.part.element.find(qn("w:p"))
    for run in (mark("begin"), code(" PAGE   \\* MERGEFORMAT "), mark("separate"), mark("end")):
        footer.append(parse_xml(run.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))


def _contents(document: Any) -> None:
    _markup(document, field(r' TOC \o "1-3" \h \z \u ', result="") + field(r" PAGEREF _Toc1 \h ", result="1"))


def _hyperlinks(document: Any) -> None:
    for target in ("https://example.com/培训?id=1&x=DDE", "mailto:a@example.com", "http://www.example.com/"):
        document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    _markup(document, field(r' HYPERLINK "https://example.com" \t "_blank" ', result="网址"))


def _pictures(document: Any) -> None:
    document.add_picture(io.BytesIO(made.png(made.paper())), width=Mm(40))
    document.sections[0].header.paragraphs[0].add_run().add_picture(
        io.BytesIO(made.png(Image.new("RGB", (20, 20), "white")))
    )


def _tables(document: Any) -> None:
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "报名表"
    table.cell(1, 1).text = "姓名"


def _forms(document: Any) -> None:
    _markup(document, field(" FORMTEXT ", result="张三") + field(" FORMCHECKBOX "))
    _markup(document, field(" MACROBUTTON  AcceptAllChangesShown [点击此处键入] "))
    _markup(document, field(' DATE \\@ "yyyy年M月d日" ', result="2026年11月24日") + field(" = 1 + 1 "))


def _reviewed(document: Any) -> None:
    _markup(
        document,
        f'<w:del w:id="1" w:author="a">{code("旧", "w:delText")}</w:del><w:ins w:id="2" w:author="a">{code("新", "w:t")}</w:ins>',
    )
    document.add_comment(document.paragraphs[-1].runs, text="请核对", author="a")


def _pasted_from_wps(document: Any) -> None:
    """WPS keeps where a pasted picture lay on the author's disk."""
    document.part.relate_to(
        r"file:///C:\Profiles\ADMINI~1\AppData\Local\Temp\ksohtml1\clip_image1.png",
        RELATIONSHIP_TYPE.IMAGE,
        is_external=True,
    )
    _markup(
        document,
        field(
            r' INCLUDEPICTURE "C:\\Users\\a\\AppData\\Local\\Temp\\ksohtml1\\clip.png" \* MERGEFORMATINET ',
            result="图",
        ),
    )


def _own_template(document: Any) -> None:
    document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).relate_to(
        r"file:///C:\Profiles\a\AppData\Roaming\Microsoft\Templates\Normal.dotm",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )


def _talks_of_dde(document: Any) -> None:
    document.add_paragraph("DDEAUTO 和 INCLUDETEXT 是 Word 的域，本文只是提到它们。")
    document.add_heading("DDE 简介")


@pytest.mark.parametrize(
    "write",
    [
        _page_numbers, _contents, _hyperlinks, _pictures, _tables, _forms, _reviewed, _pasted_from_wps, _own_template, _talks_of_dde,
    ],
)  # fmt: skip
def test_what_honest_programs_write_is_accepted(write: Callable[[Any], None]) -> None:
    document = Document()
    document.add_paragraph(PROMISE)
    write(document)
    target = io.BytesIO()
    document.save(target)
    seen = inspect(target.getvalue())
    assert seen.facts.problems == ()
    assert PROMISE in seen.text[0]


def test_the_extras_of_wps_and_office_are_accepted() -> None:
    """Custom XML, footnotes, a text box twice (for old and new readers), a signature's origin, Office's trash, fonts, thumbnails."""
    box = paragraph(
        "<w:r><w:pict><w:txbxContent>"
        + paragraph(field(" PAGE ", result="1"))
        + "</w:txbxContent></w:pict></w:r>"
    )
    data = made.docx(
        **{
            "[Content_Types].xml": types(
                ("/word/document.xml", made.DOCX_TYPE),
                ("/_xmlsignatures/origin.sigs", "application/vnd.openxmlformats-package.digital-signature-origin"),
                ("/word/printerSettings1.bin", "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"),
                ("/word/fonts/font1.odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
                ("/word/media/a.svg", "image/svg+xml"),
            ),
            "docProps/custom.xml": b'<Properties><property name="KSOProductBuildVer" pid="2"/></Properties>',
            "customXml/item1.xml": b'<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>',
            "customXml/_rels/item1.xml.rels": links(("customXmlProps", "itemProps1.xml", False)),
            "customXml/itemProps1.xml": b"<ds:datastoreItem xmlns:ds='x'/>",
            "word/footnotes.xml": part(f'<w:footnote w:id="1">{paragraph(field(" PAGE "))}</w:footnote>', "footnotes"),
            "word/header1.xml": part(box),
            "word/empty.xml": b"",
            "_xmlsignatures/origin.sigs": b"",
            "[trash]/0000.dat": bytes(40),
            "word/printerSettings1.bin": b"D\0D\0E\0" + bytes(100),
            "word/fonts/font1.odttf": bytes(range(200, 256)),
            "word/media/a.emz": b"\x1f\x8b\x08" + bytes(20),
            "word/media/a.svg": b'<!DOCTYPE svg PUBLIC "x" "y"><svg/>',
            "docProps/thumbnail.jpeg": b"\xff\xd8\xff" + bytes(20),
        }
    )  # fmt: skip
    assert inspect(data).facts.problems == ()
