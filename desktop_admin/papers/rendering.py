"""Makes the pictures or the HTML of a paper for a view. Runs in a child process.

Shows refused files too where that is harmless (a reviewer wants to see what she
returns): pdfium is used without a script engine. Bombs and locked or damaged
files are answered with their fault.
"""

import html
from collections.abc import Mapping
from typing import Final

import numpy as np
import pypdfium2

from desktop_admin.contract.files import Box, RedSeal
from desktop_admin.papers import kinds, pdf
from desktop_admin.papers.faults import fault
from desktop_admin.papers.pages import SEAL, Mark, PagePicture, PaperPages, failed
from desktop_admin.papers.seals import look

_SEARCH_DPI: Final = 55.0
_MAX_BYTES: Final = 64_000_000
_TAB: Final = "\t"
#: A company seal in pixels at 96 dpi: 42 mm, its size by regulation. A .doc does not say how large a picture is.
_SEAL: Final = 159
_NOTE_DOCX: Final = "Word 文档按内容显示，分页和版式可能与 Word 中不同。"
_NOTE_DOC: Final = "旧版 Word 文档只显示文字和图片，表格和版式可能与 Word 中不同。"


def render(
    data: bytes,
    needles: Mapping[str, str],
    first: int = 0,
    count: int | None = None,
    dpi: float = 110.0,
    width: int | None = None,
) -> PaperPages:
    """Pages ``first`` … ``first + count`` of ``data`` (all of the rest without ``count``).

    At most about 64 MB of pictures come at once (some 16 pages at 110 dpi); ask again from the next number.

    ``needles`` are texts to mark, by kind. A page is drawn at ``dpi``, or ``width`` pixels wide where given.
    """
    kind = kinds.media_type(data)
    if not data:
        return failed(fault("empty"))
    if kind == kinds.PDF:
        return _pictures(data, needles, first, count, dpi, width)
    if kind in {kinds.DOCX, kinds.DOCM}:
        return _docx(data)
    if kind == kinds.DOC:
        return _doc(data)
    return failed(
        fault("encrypted") if kind == kinds.LOCKED else fault("wrong_type", found=kinds.NAMES.get(kind, kind))
    )


def _pictures(
    data: bytes, needles: Mapping[str, str], first: int, count: int | None, dpi: float, width: int | None
) -> PaperPages:
    try:
        with pdf.opened(data) as document:
            total = len(document)
            last = total if count is None else min(total, first + count)
            pictures: list[PagePicture] = []
            size = 0
            for number in range(max(0, first), last):
                pictures.append(_picture(document, number, needles, dpi, width))
                size += len(pictures[-1].pixels)
                if size > _MAX_BYTES:
                    break
            return PaperPages("pictures", total, tuple(pictures))
    except pdf.CannotOpen as error:
        return failed(fault("encrypted") if error.encrypted else fault("damaged", detail="打不开"))
    except pypdfium2.PdfiumError:
        return failed(fault("damaged", detail="有页面打不开"))


def _picture(
    document: pypdfium2.PdfDocument, number: int, needles: Mapping[str, str], dpi: float, width: int | None
) -> PagePicture:
    with pdf.Page(document, number) as page:
        if not page.sane:
            raise pypdfium2.PdfiumError("page without area")
        pixels = page.picture(width / page.width if width else dpi / 72)
        marks = [
            Mark(kind, box) for kind, value in needles.items() for boxes in page.where(value) for box in boxes
        ]
        mm = page.width * pdf.MM_PER_POINT / pixels.shape[1]
        step = max(1, round(25.4 / mm / _SEARCH_DPI))
        seals = look(pixels[::step, ::step, 2::-1], step * mm).seals
        marks += [Mark(SEAL, Box(number, seal.left, seal.top, seal.width, seal.height)) for seal in seals]
        height, columns, depth = pixels.shape
        return PagePicture(
            number, columns, height, columns * depth, np.ascontiguousarray(pixels).tobytes(), tuple(marks)
        )


def _docx(data: bytes) -> PaperPages:
    from desktop_admin.papers.archive import unpack
    from desktop_admin.papers.word_docx import html_text, to_html

    parts, problems = unpack(data)
    if problems:
        return failed(problems[0])
    try:
        source = to_html(data, parts)
    except ValueError:
        return failed(fault("damaged", detail="正文读不出来"))
    return PaperPages("html", html=source, text=html_text(source), note=_NOTE_DOCX)


def _doc(data: bytes) -> PaperPages:
    from desktop_admin.papers.pictures import data_uri, red_seal
    from desktop_admin.papers.word_doc import read_doc

    doc = read_doc(data)
    stopping = [problem for problem in doc.problems if problem.code in {"encrypted", "damaged", "wrong_type"}]
    if stopping:
        return failed(stopping[0])
    paragraphs = [
        f"<p>{html.escape(line.strip(_TAB)).replace(_TAB, '&emsp;')}</p>" for line in doc.text.split("\n")
    ]
    for picture in doc.pictures:
        uri = data_uri(picture)
        size = f' width="{_SEAL}" height="{_SEAL}"' if red_seal([picture]) is RedSeal.YES else ""
        paragraphs.append(f'<p><img src="{uri}"{size}/></p>' if uri else "<p>［图片无法显示］</p>")
    return PaperPages("html", html="".join(paragraphs), text=doc.text, note=_NOTE_DOC)
