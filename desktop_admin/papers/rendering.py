"""Makes the pictures of a paper for a view, or reads its Word text for :mod:`word_pages`. Runs in a child process.

Shows refused files too where that is harmless (a reviewer wants to see what she
returns): pdfium is used without a script engine. Bombs and locked or damaged
files are answered with their fault.
"""

import html
from collections.abc import Mapping
from itertools import islice
from typing import Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from desktop_admin.contract.files import Box, RedSeal
from desktop_admin.papers import kinds, pdf
from desktop_admin.papers.faults import fault
from desktop_admin.papers.found import stands
from desktop_admin.papers.pages import SEAL, Mark, PagePicture, PaperPages, WordText, failed
from desktop_admin.papers.pdf_doubts import Doubts, doubts_of
from desktop_admin.papers.seals import look

_SEARCH_DPI: Final = 55.0
_MAX_BYTES: Final = 64_000_000
_TAB: Final = "\t"
_MOST_SPELLINGS: Final = 64
#: A company seal in pixels at 96 dpi: 42 mm, its size by regulation. A .doc does not say how large a picture is.
_SEAL: Final = 159
_NOTE_DOCX: Final = "Word 文档按内容显示，分页和版式可能与 Word 中不同。"
_NOTE_GREY: Final = "灰底的文字无法确认在 Word 中看得见，没有用来核对。"
_NOTE_DOC: Final = "旧版 Word 文档只显示文字和图片，表格和版式可能与 Word 中不同。"


def render(
    data: bytes,
    needles: Mapping[str, str],
    first: int = 0,
    count: int | None = None,
    dpi: float = 110.0,
    width: int | None = None,
) -> PaperPages | WordText:
    """Pages ``first`` … ``first + count`` of ``data`` (all of the rest without ``count``).

    At most about 64 MB of pictures come at once (some 16 pages at 110 dpi); ask again from the next number.

    ``needles`` are texts to mark, by kind. A page is drawn at ``dpi``, or ``width`` pixels wide where given.
    Word has no pages of its own: its whole text is the answer, to be laid out.
    """
    kind = kinds.media_type(data)
    if not data:
        return failed(fault("empty"))
    if kind == kinds.PDF:
        return _pictures(data, needles, first, count, dpi, width)
    if kind in {kinds.DOCX, kinds.DOCM}:
        return _docx(data, needles)
    if kind == kinds.DOC:
        return _doc(data, needles)
    return failed(
        fault("encrypted") if kind == kinds.LOCKED else fault("wrong_type", found=kinds.NAMES.get(kind, kind))
    )


def _pictures(
    data: bytes, needles: Mapping[str, str], first: int, count: int | None, dpi: float, width: int | None
) -> PaperPages:
    try:
        with pdf.opened(data) as document:
            doubts = doubts_of(data) if needles else Doubts()
            total = len(document)
            last = total if count is None else min(total, first + count)
            pictures: list[PagePicture] = []
            size = 0
            for number in range(max(0, first), last):
                pictures.append(_picture(document, number, doubts, needles, dpi, width))
                size += len(pictures[-1].pixels)
                if size > _MAX_BYTES:
                    break
            return PaperPages("pictures", total, tuple(pictures))
    except pdf.CannotOpen as error:
        return failed(fault("encrypted") if error.encrypted else fault("damaged", detail="打不开"))
    except pypdfium2.PdfiumError:
        return failed(fault("damaged", detail="有页面打不开"))


def _picture(
    document: pypdfium2.PdfDocument,
    number: int,
    doubts: Doubts,
    needles: Mapping[str, str],
    dpi: float,
    width: int | None,
) -> PagePicture:
    with pdf.Page(document, number, doubts) as page:
        if not page.sane:
            raise pypdfium2.PdfiumError("page without area")
        scale = width / page.width if width else dpi / 72
        pixels = page.picture(scale)
        marks = _marks(page, pixels, scale, needles) if needles else []
        mm = page.width * pdf.MM_PER_POINT / pixels.shape[1]
        step = max(1, round(25.4 / mm / _SEARCH_DPI))
        seals = look(pixels[::step, ::step, 2::-1], step * mm).seals
        marks += [Mark(SEAL, Box(number, seal.left, seal.top, seal.width, seal.height)) for seal in seals]
        height, columns, depth = pixels.shape
        return PagePicture(
            number, columns, height, columns * depth, np.ascontiguousarray(pixels).tobytes(), tuple(marks)
        )


def _marks(
    page: pdf.Page, picture: NDArray[np.uint8], scale: float, needles: Mapping[str, str]
) -> list[Mark]:
    """Where the needles stand, as far as a person sees them there."""
    if scale < page.check_scale:  # too coarse to tell: look as the verdict did
        scale = page.check_scale
        picture = page.picture(scale)
    seen = page.sight(picture, scale)
    return [
        Mark(kind, box)
        for kind, value in needles.items()
        for boxes in page.where(kind, value, seen)
        for box in boxes
    ]


def _docx(data: bytes, needles: Mapping[str, str]) -> PaperPages | WordText:
    from desktop_admin.papers.archive import unpack
    from desktop_admin.papers.pictures import Album
    from desktop_admin.papers.word_bounds import beyond_docx
    from desktop_admin.papers.word_html import html_text, to_html
    from desktop_admin.papers.word_package import Package
    from desktop_admin.papers.word_seen import seen

    parts, problems = unpack(data)
    problems = problems or beyond_docx(parts)
    if problems:
        return failed(problems[0])
    album = Album(sum(not part.startswith(b"<") for part in parts.values()))
    try:
        shown = seen(Package(parts))
        if problems := beyond_docx(shown.new):
            return failed(problems[0])
        source = to_html(shown, album)
    except ValueError:
        return failed(fault("damaged", detail="正文读不出来"))
    note = _NOTE_DOCX + (_NOTE_GREY if 'class="unsure"' in source else "")
    return WordText(source, tuple(album.files.items()), html_text(source), note, _standing(source, needles))


def _doc(data: bytes, needles: Mapping[str, str]) -> PaperPages | WordText:
    from desktop_admin.papers.pictures import Album, red_seal
    from desktop_admin.papers.word_bounds import beyond_doc
    from desktop_admin.papers.word_doc import read_doc

    doc = read_doc(data)
    stopping = [problem for problem in doc.problems if problem.code in {"encrypted", "damaged", "wrong_type"}]
    stopping = stopping or beyond_doc(doc.text, doc.pictures)
    if stopping:
        return failed(stopping[0])
    album = Album(len(doc.pictures))
    paragraphs = [
        f"<p>{html.escape(line.strip(_TAB)).replace(_TAB, '&emsp;')}</p>" for line in doc.text.split("\n")
    ]
    for picture in doc.pictures:
        name = album.add(picture)
        size = f' width="{_SEAL}" height="{_SEAL}"' if red_seal([picture]) is RedSeal.YES else ""
        paragraphs.append(f'<p><img src="{name}"{size}/></p>' if name else "<p>［图片无法显示］</p>")
    source = "".join(paragraphs)
    return WordText(source, tuple(album.files.items()), doc.text, _NOTE_DOC, _standing(source, needles))


def _standing(source: str, needles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Each needle in every spelling it stands in (王　五 for 王五), at most :data:`_MOST_SPELLINGS` of all.

    The layout has its own copy of the paragraphs and looks for exactly these.
    """
    from desktop_admin.papers.word_html import paragraphs

    standing = dict.fromkeys(
        (kind, text[start:end])
        for text in paragraphs(source)
        for kind, value in needles.items()
        for start, end in stands(text, kind, value)
    )
    return tuple(islice(standing, _MOST_SPELLINGS))
