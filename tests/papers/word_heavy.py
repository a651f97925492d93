"""Word files that are small to send and heavy to show: each passes one limit, or just stays within it."""

from PIL import Image

from tests.papers import made

WORDS = "申请人员所提交材料真实有效"


def paragraph(text: str) -> str:
    """One paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(inside: str = paragraph("字"), properties: str = "") -> str:
    """One table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each the text of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def nested(depth: int) -> str:
    """Tables within tables."""
    return table(cell(nested(depth - 1) + paragraph("层"))) if depth else paragraph(WORDS)


def wide_and_tall(span: int, rows: int = 40) -> bytes:
    """The 3 KB that froze the window: every row spans ``span`` columns, every cell goes on in the next row."""
    row = cell(properties=f'<w:gridSpan w:val="{span}"/><w:vMerge/>')
    return made.docx(table(*[row] * rows) + paragraph(WORDS * 3))


def tall(rows: int, columns: int) -> bytes:
    """One merged cell beside every row, ``columns`` times."""
    first = cell(properties='<w:vMerge w:val="restart"/>') * (columns - 1)
    following = cell(properties="<w:vMerge/>") * (columns - 1)
    return made.docx(table(first + cell(), *[following + cell()] * (rows - 1)) + paragraph(WORDS * 3))


def pages(number: int) -> bytes:
    """Exactly so many pages of the layout: 34 lines of 15 pixels with their distance fill one."""
    return made.docx((paragraph(WORDS) * 34) * number)


def breaks(number: int) -> bytes:
    """Page breaks and hardly a word."""
    return made.docx('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * number + paragraph(WORDS * 3))


def bomb(side: int) -> bytes:
    """A picture of ``side`` × ``side`` pixels in a few KB."""
    return made.png(Image.new("1", (side, side)))


def with_pictures(*files: bytes, shown: int = 1) -> bytes:
    """Each of ``files`` shown so many times."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="media/p{number}.png"/>'
        for number in range(len(files))
    )
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        '<a:blip r:embed="rId{}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    body = "".join(drawing.format(number) for number in range(len(files))) * shown
    parts = {f"word/media/p{number}.png": data for number, data in enumerate(files)}
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    ).encode()
    return made.docx(body + paragraph(WORDS * 3), **parts)
