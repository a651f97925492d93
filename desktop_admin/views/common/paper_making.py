"""From a file's bytes to pages one can look at; runs in a worker thread.

Apart from the reader, which decides when, and from papers/, which opens the
hostile file in a process of its own: here its answer becomes Qt pictures, and
Word text is laid out.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtGui import QImage

from desktop_admin.papers.pages import SEAL, PagePicture, PaperPages
from desktop_admin.papers.pages import Mark as FoundMark
from desktop_admin.views.common import paper_word
from desktop_admin.views.common.paper_pages import Mark, MarkKind, Paper

_LOG = logging.getLogger(__name__)

#: Pages asked of the child at once: its memory is limited (400 MB) and one job must not take long.
CHUNK = 6
#: Bytes of pictures one paper may have. Twelve pages (the longest paper seen) at 1200 pixels are 98 MB.
MOST_BYTES = 100 * 1024 * 1024
_AGAIN = frozenset({"took_too_long", "too_much_memory", "crashed", "closed"})
_WORD_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class PageSource(Protocol):
    """``papers.workers.Inspectors``, as far as it is needed here."""

    def pages(
        self,
        data: bytes,
        *,
        needles: Mapping[str, str] | None = None,
        first: int = 0,
        count: int | None = None,
        width: int | None = None,
        urgent: bool = True,
    ) -> PaperPages:
        """A range of pages ``width`` pixels wide, or Word's HTML, or why not. Never raises for a bad file."""
        ...


class PaperMaker:
    """Makes papers; ``families`` are the typefaces for Word text, in order of preference."""

    def __init__(self, source: PageSource, families: Sequence[str] = ()) -> None:
        self._source = source
        self._families = tuple(families)

    def __call__(
        self, sha256: str, data: bytes, width: int, needles: Mapping[str, str], urgent: bool = True
    ) -> Paper:
        """The whole paper at ``width``; many pages are made narrower so that they stay within the memory."""
        pages = self._source.pages(data, needles=needles, first=0, count=CHUNK, width=width, urgent=urgent)
        if pages.kind == "pictures":
            return self._from_pictures(sha256, data, width, needles, urgent, pages)
        if pages.kind == "html":
            return self._from_word(sha256, width, needles, pages)
        problem = pages.problem
        return Paper(
            sha256,
            width,
            fault=problem.message if problem else "这份文件无法显示。",
            word=data.startswith(_WORD_STARTS),
            again=problem is not None and problem.code in _AGAIN,
        )

    def page(self, sha256: str, data: bytes, width: int, number: int, urgent: bool = True) -> Paper:
        """One page alone at ``width``, without marks: the sharp picture of a page of a long paper."""
        pages = self._source.pages(data, first=number, count=1, width=width, urgent=urgent)
        return Paper(sha256, width, tuple(map(_image, pages.pictures)))

    def _from_pictures(
        self,
        sha256: str,
        data: bytes,
        width: int,
        needles: Mapping[str, str],
        urgent: bool,
        pages: PaperPages,
    ) -> Paper:
        total = pages.total or len(pages.pictures)
        pictures = list(pages.pictures)
        taken = sum(len(picture.pixels) for picture in pictures)
        made = width
        if pictures and taken / len(pictures) * total > MOST_BYTES:
            widest = max(picture.width for picture in pictures)  # the child has a limit of its own
            made = max(320, int(widest * (MOST_BYTES * len(pictures) / taken / total) ** 0.5))
            pictures = []
        while len(pictures) < total:
            pages = self._source.pages(
                data, needles=needles, first=len(pictures), count=CHUNK, width=made, urgent=urgent
            )
            if not pages.pictures:
                break
            pictures.extend(pages.pictures)
        missing = total - len(pictures)
        return Paper(
            sha256,
            width,
            tuple(map(_image, pictures)),
            tuple(_mark(mark) for picture in pictures for mark in picture.marks),
            notice=f"共 {total} 页，后 {missing} 页没有读出来。" if missing else "",
            narrowed=made < width,
        )

    def _from_word(self, sha256: str, width: int, needles: Mapping[str, str], pages: PaperPages) -> Paper:
        notice = pages.note
        try:
            document = paper_word.from_html(pages.html, self._families)
            pictures = paper_word.pictures(document, width)
        except Exception:
            # Never a blank pane: the words alone can always be laid out.
            _LOG.exception("a Word paper could not be laid out")
            document = paper_word.from_text(pages.text, self._families)
            pictures = paper_word.pictures(document, width)
            notice = "这份 Word 文件的版式无法显示，下面只有文字。请用 Word 打开核对原件。"
        return Paper(sha256, width, pictures, paper_word.marks(document, needles), notice=notice, word=True)


def _image(picture: PagePicture) -> QImage:
    """An own copy, opaque, in the format the screen takes without conversion."""
    return QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    ).copy()


def _mark(mark: FoundMark) -> Mark:
    kind = MarkKind.SEAL if mark.kind == SEAL else MarkKind.FOUND
    return Mark(kind, mark.box, mark.kind)
