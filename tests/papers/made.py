"""Small papers made for one purpose each: PDFs from objects written by hand, Word packages from parts."""

import io
import zipfile

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

TEXT = "BT /F1 12 Tf 60 700 Td (The applicant Wang Wu confirms all statements) Tj ET"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(
    *extra: str,
    catalog: str = "",
    page: str = "",
    content: str = TEXT,
    pages: int = 1,
    box: str = "0 0 612 792",
) -> bytes:
    """A PDF of ``pages`` equal pages; ``extra`` objects are numbered from 10.

    ``page``: further keys of each page, ``/Resources`` in place of the usual ones.
    """
    own = "" if "/Resources" in page else "/Resources << /Font << /F1 4 0 R >> >>"
    kids = " ".join(f"{100 + number} 0 R" for number in range(pages))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        3: f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    objects |= {10 + number: text for number, text in enumerate(extra)}
    for number in range(pages):
        objects[100 + number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 3 0 R {own} {page} >>"
        )
    body = b"%PDF-1.7\n"
    offsets = {}
    for number, text in sorted(objects.items()):
        offsets[number] = len(body)
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{number} 1\n{offset:010d} 00000 n \n" for number, offset in offsets.items())
    start = len(body)
    tail = f"xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Root 1 0 R /Size {max(offsets) + 1} >>\n"
    return body + tail.encode() + f"startxref\n{start}\n%%EOF\n".encode()


def picture_pdf(image: Image.Image, dpi: float = 110) -> bytes:
    """A PDF of one page that is all picture, like a scan."""
    target = io.BytesIO()
    image.save(target, "PDF", resolution=dpi, **({} if image.mode == "1" else {"quality": 92}))
    return target.getvalue()


def strips_pdf(strips: list[Image.Image], text: str = "", width: float = 612) -> bytes:
    """A page of grey images one below the other, ``width`` points wide, and perhaps text."""
    objects, content, names, top = [], text, "", 792.0
    for number, strip in enumerate(strips):
        height = width * strip.height / strip.width
        top -= height
        raw = strip.convert("L").tobytes().hex()
        objects.append(
            f"<< /Type /XObject /Subtype /Image /Width {strip.width} /Height {strip.height} /ColorSpace /DeviceGray "
            f"/BitsPerComponent 8 /Filter /ASCIIHexDecode /Length {len(raw) + 1} >>\nstream\n{raw}>\nendstream"
        )
        content += f" q {width} 0 0 {height} 0 {top} cm /I{number} Do Q"
        names += f"/I{number} {10 + number} 0 R "
    data = pdf(*objects, content=content)
    # The lengths of later objects move; readers find them again through the table made by this replacement.
    return _again(
        data.replace(b"/Font << /F1 4 0 R >>", f"/Font << /F1 4 0 R >> /XObject << {names} >>".encode())
    )


def _again(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.compress_identical_objects()
    for page in writer.pages:
        page.compress_content_streams()
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx(
    body: str = "<w:p><w:r><w:t>本人郑重承诺所提交材料全部真实有效并承担相应责任</w:t></w:r></w:p>",
    **parts: bytes,
) -> bytes:
    """A Word package; further ``parts`` by path, with ``__`` for ``/`` and ``_0_`` for a dot."""
    named = {name.replace("__", "/").replace("_0_", "."): data for name, data in parts.items()}
    named.setdefault(
        "[Content_Types].xml",
        f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCX_TYPE}"/></Types>'.encode(),
    )
    named.setdefault(
        "_rels/.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>',
    )
    named.setdefault(
        "word/document.xml",
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        f"><w:body>{body}</w:body></w:document>".encode(),
    )
    return package(named)


def package(parts: dict[str, bytes]) -> bytes:
    """A deflated zip of ``parts``."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def relationships(kind: str, target: str) -> bytes:
    """The document's links with one external one."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def png(image: Image.Image) -> bytes:
    """``image`` as a PNG file."""
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def paper(paper_colour: str = "white") -> Image.Image:
    """An empty A4 page at 110 dpi with lines of grey “writing”."""
    image = Image.new("RGB", (910, 1286), paper_colour)
    draw = ImageDraw.Draw(image)
    for row in range(20):
        draw.line((100, 150 + 30 * row, 800, 150 + 30 * row), fill=(60, 60, 60), width=3)
    return image


def stamp(
    image: Image.Image,
    at: tuple[int, int] = (600, 900),
    mm: float = 40,
    colour: tuple[int, int, int] = (214, 40, 40),
    squeeze: float = 1.0,
) -> Image.Image:
    """A round seal of ``mm`` millimetres (at 110 dpi) drawn on ``image``: ring, star, signs around."""
    draw = ImageDraw.Draw(image)
    radius = mm / 25.4 * 110 / 2
    x, y = at
    draw.ellipse(
        (x - radius, y - radius * squeeze, x + radius, y + radius * squeeze), outline=colour, width=5
    )
    draw.regular_polygon((x, y, radius * 0.28), 5, fill=colour)
    for angle in range(0, 270, 30):
        sign = np.exp(1j * np.radians(135 + angle)) * radius * 0.72
        # A seal's signs are a good 3 mm tall, their strokes half a millimetre wide.
        draw.text(
            (x + sign.real, y + sign.imag * squeeze),
            "X",
            fill=colour,
            font_size=16,
            stroke_width=1,
            anchor="mm",
        )
    return image


def pixels(image: Image.Image) -> NDArray[np.uint8]:
    """``image`` as height × width × 3."""
    return np.asarray(image.convert("RGB"))
