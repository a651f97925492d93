"""Papers as Word files (.docx): a small package of own parts, with the seal as a picture."""

import io
import zipfile
from xml.sax.saxutils import escape

from desktop_admin.demo.pages import Look
from desktop_admin.demo.paper_text import Application, form, letter
from desktop_admin.demo.seals import Seals

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/image" Target="media/seal.png"/></Relationships>'
)
#: 42 mm in EMU, the size of a company seal.
_SEAL_EMU = 42 * 36000
_SEAL = (
    "<w:r><w:drawing>"
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    f'<wp:extent cx="{_SEAL_EMU}" cy="{_SEAL_EMU}"/><wp:docPr id="1" name="公章"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="1" name="seal.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    f'<pic:blipFill><a:blip xmlns:r="{_REL}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_SEAL_EMU}" cy="{_SEAL_EMU}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


class DocxWriter:
    """Writes the two papers as .docx."""

    def __init__(self, seals: Seals) -> None:
        self._seals = seals

    def letter(self, application: Application, look: Look) -> bytes:
        """企业法人承诺书 as .docx."""
        words = letter(application)
        signer = words.signer + (application.person.company.legal_representative if look.signed else "")
        body = [_paragraph(words.title, size=44, bold=True, align="center"), _paragraph(words.addressee)]
        body += [_paragraph(text, indent=True) for text in words.paragraphs]
        body += [_paragraph(signer, align="right"), _paragraph(words.company, align="right")]
        body += [_paragraph(words.day, align="right")]
        return self._package(body, application, look)

    def form(self, application: Application, look: Look) -> bytes:
        """三类人员报名表 as .docx, a table of four columns."""
        words = form(application)
        rows = [_row((label, value, other, more)) for (label, value), (other, more) in words.pairs]
        rows += [_row((label, value), wide=True) for label, value in words.wide]
        (label, value), (other, more) = words.certificate
        rows.append(_row((label, value, other, more)))
        rows += [_row((label, text), wide=True, height=1400) for label, text in words.tall]
        table = (
            '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>'
            + "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                for side in ("top", "left", "bottom", "right", "insideH", "insideV")
            )
            + '</w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/><w:gridCol w:w="3400"/>'
            '<w:gridCol w:w="1500"/><w:gridCol w:w="2600"/></w:tblGrid>' + "".join(rows) + "</w:tbl>"
        )
        body = [
            _paragraph(words.title, size=36, bold=True, align="center"),
            _paragraph(words.note, align="right"),
        ]
        body += [table, _paragraph(f"单位（盖章）：　　{words.day}", align="right")]
        return self._package(body, application, look)

    def _package(self, body: list[str], application: Application, look: Look) -> bytes:
        if look.sealed:
            body = [*body, f'<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{_SEAL}</w:p>']
        page = (
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1200"'
        )
        page += ' w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
        document = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{page}</w:body></w:document>'
        parts = {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _ROOT.encode(),
            "word/document.xml": document.encode(),
        }
        if look.sealed:
            company = application.person.company
            parts["word/_rels/document.xml.rels"] = _PARTS.encode()
            parts["word/media/seal.png"] = self._seals.png(company.name, company.seal_number)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, data in parts.items():
                # a fixed time, so that the same seed gives the same bytes
                info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, data)
        return out.getvalue()


def _run(text: str, size: int, bold: bool) -> str:
    weight = "<w:b/>" if bold else ""
    fonts = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'
    properties = f'<w:rPr>{fonts}{weight}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(
    text: str, *, size: int = 24, bold: bool = False, align: str = "left", indent: bool = False
) -> str:
    first = '<w:ind w:firstLineChars="200" w:firstLine="480"/>' if indent else ""
    spacing = '<w:spacing w:before="60" w:after="60" w:line="400" w:lineRule="auto"/>'
    return f'<w:p><w:pPr>{spacing}{first}<w:jc w:val="{align}"/></w:pPr>{_run(text, size, bold)}</w:p>'


def _row(cells: tuple[str, ...], *, wide: bool = False, height: int = 500) -> str:
    widths = (1500, 7500) if wide else (1500, 3400, 1500, 2600)
    made = []
    for number, (text, width) in enumerate(zip(cells, widths, strict=True)):
        span = '<w:gridSpan w:val="3"/>' if wide and number == 1 else ""
        align = "center" if not wide or number == 0 or height < 1000 else "left"
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{_run(text, 21, False)}</w:p></w:tc>'
        )
    return f'<w:tr><w:trPr><w:trHeight w:val="{height}"/></w:trPr>{"".join(made)}</w:tr>'
