"""Papers as they leave a scanner or a telephone: one JPEG picture per page inside a PDF."""

import io
from random import Random

from PIL import Image, ImageChops

from desktop_admin.demo.pages import Look, draw_form, draw_letter
from desktop_admin.demo.paper_text import Application
from desktop_admin.demo.pens import HEIGHT, WIDTH, ImagePen
from desktop_admin.demo.seals import Colour, Seals

_PAPERS: tuple[Colour, ...] = ((250, 247, 240), (244, 244, 242), (248, 245, 236), (238, 240, 241))


class Scanner:
    """Draws pages into pictures and lays them on the glass a little askew.

    The grain of one sheet is made once and shifted for every page: fresh noise costs more than the page.
    """

    def __init__(self, seals: Seals, dpi: int = 100) -> None:
        self._seals = seals
        self._dpi = dpi
        size = (round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72))
        raw = Random("grain").randbytes(256 * 256)
        tile = Image.frombytes("L", (256, 256), raw).point([value // 20 for value in range(256)])
        self._grain = Image.new("L", size)
        for x in range(0, size[0], 256):
            for y in range(0, size[1], 256):
                self._grain.paste(tile, (x, y))

    def letter(self, application: Application, look: Look, *, grey: bool = False) -> bytes:
        """企业法人承诺书 as a scanned PDF."""
        pen, rng = self._pen(look, grey)
        draw_letter(pen, application, look)
        return self._scan(pen.image, rng)

    def form(self, application: Application, look: Look, *, grey: bool = False) -> bytes:
        """三类人员报名表 as a scanned PDF."""
        pen, rng = self._pen(look, grey)
        draw_form(pen, application, look)
        return self._scan(pen.image, rng)

    def _pen(self, look: Look, grey: bool) -> tuple[ImagePen, Random]:
        rng = Random(f"scan {look.seed}")
        return ImagePen(self._seals, self._dpi, rng.choice(_PAPERS), grey=grey), rng

    def _scan(self, page: Image.Image, rng: Random) -> bytes:
        askew = rng.uniform(-1.6, 1.6)
        backing = page.getpixel((2, 2))
        page = page.rotate(askew, Image.Resampling.BILINEAR, fillcolor=backing)
        grain = self._shifted(rng)
        grey = page.mode == "L"
        page = ImageChops.subtract(page, grain if grey else Image.merge("RGB", (grain, grain, grain)))
        jpeg = io.BytesIO()
        page.save(jpeg, "JPEG", quality=68, dpi=(self._dpi, self._dpi))
        return picture_pdf(jpeg.getvalue(), page.size, grey=grey)

    def _shifted(self, rng: Random) -> Image.Image:
        return ImageChops.offset(self._grain, rng.randrange(256), rng.randrange(256))


def picture_pdf(jpeg: bytes, size: tuple[int, int], *, grey: bool) -> bytes:
    """A PDF of one A4 page that holds just this JPEG, as scanners write them (no text, no fonts)."""
    drawing = f"q {WIDTH:.0f} 0 0 {HEIGHT:.0f} 0 0 cm /Im0 Do Q".encode()
    space = b"/DeviceGray" if grey else b"/DeviceRGB"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /XObject << /Im0 5 0 R >> >> >>" % (round(WIDTH), round(HEIGHT)),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >>\nstream\n%b\nendstream" % (*size, space, len(jpeg), jpeg),
    )
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
