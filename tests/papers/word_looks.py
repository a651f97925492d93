"""Word files whose text looks in some way: styles, theme, settings, text boxes, page heads around one statement.

``TRUTH`` is what a person sees, ``LIE`` what is hidden from them in one way or another.
"""

import io
import zipfile

from tests.papers import made
from tests.papers.word_made import W, links, paragraph, types

TRUTH = "本人郑重承诺所提交材料全部真实有效并承担相应法律责任"
LIE = "王五伪造"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMESPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": _DRAWING,
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "zz": "urn:nobody-knows",
}
_SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
THEME = (
    f'<a:theme xmlns:a="{_DRAWING}"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    '<a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2>'
    '<a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


def run(text: str, looks: str = "") -> str:
    """A run with the properties ``looks``."""
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>" if looks else f"<w:r><w:t>{text}</w:t></w:r>"


def lines(*runs: str, looks: str = "") -> str:
    """A paragraph of ``runs`` with the properties ``looks``."""
    return paragraph(f"<w:pPr>{looks}</w:pPr>" if looks else "", *runs)


def cell(inside: str, looks: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{inside}</w:tc>"


def table(*rows: str, looks: str = "", row: str = "", grid: tuple[int, ...] = ()) -> str:
    """A table of rows, each the text of its cells."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    body = "".join(f"<w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def style(name: str, looks: str = "", kind: str = "paragraph", base: str = "", more: str = "") -> str:
    """A style with the run properties ``looks``."""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}{more}<w:rPr>{looks}</w:rPr></w:style>'


def anchored(
    inside: str,
    across: int = 0,
    down: int = 0,
    size: tuple[int, int] = (3_000_000, 900_000),
    hidden: str = "",
    base: str = "page",
) -> str:
    """A floating drawing of ``inside``, lengths in EMU."""
    places = "".join(
        f'<wp:position{axis} relativeFrom="{"paragraph" if axis == "V" and base == "column" else base}"><wp:posOffset>{offset}</wp:posOffset></wp:position{axis}>'
        for axis, offset in (("H", across), ("V", down))
    )
    return (
        f'<w:r><w:drawing><wp:anchor behindDoc="0">{places}<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="x"{hidden}/><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}">{inside}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def shape(inside: str, fill: str = "", body: str = "<wps:bodyPr/>", more: str = "") -> str:
    """A DrawingML text box."""
    return f"<wps:wsp><wps:spPr>{fill}</wps:spPr>{more}<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>{body}</wps:wsp>"


def vml(inside: str, css: str = "width:200pt;height:60pt", more: str = "") -> str:
    """A VML text box."""
    return (
        f'<w:r><w:pict><v:rect style="{css}" {more}><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox>'
        "</v:rect></w:pict></w:r>"
    )


def ruby(
    base: str, reading: str, raised: int | None = 18, small: int = 10, large: int = 20, more: str = ""
) -> str:
    """Signs with their reading above, sizes in half-points."""
    up = "" if raised is None else f'<w:hpsRaise w:val="{raised}"/>'
    about = f'<w:rubyPr><w:hps w:val="{small}"/>{up}<w:hpsBaseText w:val="{large}"/></w:rubyPr>'
    above = run(reading, f'<w:sz w:val="{small}"/>') if reading else ""
    return f"<w:ruby>{about}<w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase>{more}</w:ruby>"


def bar(weight: int, size: tuple[int, int] = (5_000_000, 0), down: int = 80_000) -> str:
    """A white line of that weight (EMU) across the page."""
    ink = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    drawn = (
        f'<wps:wsp><wps:spPr><a:prstGeom prst="line"/><a:ln w="{weight}">{ink}</a:ln></wps:spPr></wps:wsp>'
    )
    return anchored(drawn, size=size, base="column", down=down)


def document(
    body: str = "",
    *,
    styles: str = "",
    settings: str = "",
    section: str = "",
    theme: str = THEME,
    before: str = "",
    truth: str = TRUTH,
    **parts: tuple[str, str],
) -> bytes:
    """A sound package: ``TRUTH`` in a paragraph of its own, then ``body``. ``parts``: name → (kind of link, XML inside)."""
    roots = {
        "header": "hdr",
        "footer": "ftr",
        "footnotes": "footnotes",
        "fonttable": "fonts",
        "numbering": "numbering",
    }
    written = {
        "word/document.xml": f"<w:document {_SPACES}>{before}<w:body>{lines(run(truth)) if truth else ''}{body}{section}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/settings.xml": f"<w:settings {_SPACES}>{settings}</w:settings>",
        "word/theme.xml": theme,
    }
    rows = [("styles", "styles.xml", False), ("settings", "settings.xml", False)]
    rows += [("theme", "theme.xml", False)] if theme else []
    for name, (kind, inside) in parts.items():
        rows.append((kind, f"{name}.xml", False))
        written[f"word/{name}.xml"] = f"<w:{roots[kind]} {_SPACES}>{inside}</w:{roots[kind]}>"
    files = {name: text.encode() for name, text in written.items() if text}
    return made.package(
        {
            "[Content_Types].xml": types(("/word/document.xml", made.DOCX_TYPE)),
            "_rels/.rels": links(("officeDocument", "word/document.xml", False)),
            "word/_rels/document.xml.rels": links(*rows),
            **files,
        }
    )


def with_picture(inside: str, picture: bytes) -> bytes:
    """``TRUTH`` and a paragraph ``inside`` that may show ``picture`` as rId ``r0``."""
    main = f"<w:document {_SPACES}><w:body>{lines(run(TRUTH))}{lines(inside)}</w:body></w:document>"
    return made.package(
        {
            "[Content_Types].xml": types(("/word/document.xml", made.DOCX_TYPE)),
            "_rels/.rels": links(("officeDocument", "word/document.xml", False)),
            "word/_rels/document.xml.rels": links(("image", "seal.png", False)),
            "word/seal.png": picture,
            "word/document.xml": main.encode(),
        }
    )


def with_part(data: bytes, name: str, inside: bytes) -> bytes:
    """The package with one more part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return made.package({**{one: archive.read(one) for one in archive.namelist()}, name: inside})
