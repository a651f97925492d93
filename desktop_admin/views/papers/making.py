"""From a file's bytes to pages one can look at; runs in a worker thread.

Apart from the reader, which decides when, and from papers/, which opens the
hostile file (and lays out Word) in processes of its own: here its answer becomes
Qt pictures.
"""

import time
from collections.abc import Mapping
from typing import Protocol

from PySide6.QtGui import QImage

from desktop_admin.papers.pages import SEAL, Differences, PagePicture, PaperPages
from desktop_admin.papers.pages import Mark as FoundMark
from desktop_admin.views.papers.pages import Compared, Mark, MarkKind, Paper

#: Pages asked of the child at once: its memory is limited (400 MB) and one job must not take long.
CHUNK = 6
#: Bytes of pictures one paper may have. Twelve pages (the longest paper seen) at 1200 pixels are 98 MB.
MOST_BYTES = 100 * 1024 * 1024
_AGAIN = frozenset({"took_too_long", "too_much_memory", "crashed", "closed"})
#: Only text is compared; what else a reviewer decides by is not.
_NOT_COMPARED = "公章、签字和照片请自己对照。"
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
        """A range of pages ``width`` pixels wide, or why not. Never raises for a bad file."""
        ...

    def differences(self, old: bytes, new: bytes) -> Differences:
        """Where the texts of two versions differ, or why nobody can tell. Never raises for a bad file."""
        ...


class PaperMaker:
    """Makes papers of what ``source`` answers."""

    def __init__(self, source: PageSource) -> None:
        self._source = source

    def __call__(
        self, sha256: str, data: bytes, width: int, needles: Mapping[str, str], urgent: bool = True
    ) -> Paper:
        """The whole paper at ``width``; many pages are made narrower so that they stay within the memory."""
        pages = self._source.pages(data, needles=needles, first=0, count=CHUNK, width=width, urgent=urgent)
        if pages.kind == "pictures":
            return self._from_pictures(sha256, data, width, needles, urgent, pages)
        problem = pages.problem
        return Paper(
            sha256,
            width,
            fault=problem.message if problem else "这份文件无法显示。",
            word=data.startswith(_WORD_STARTS),
            again=problem is not None and problem.code in _AGAIN,
            words=pages.text,
        )

    def page(self, sha256: str, data: bytes, width: int, number: int, urgent: bool = True) -> Paper:
        """One page alone at ``width``, without marks: the sharp picture of a page of a long paper."""
        pages = self._source.pages(data, first=number, count=1, width=width, urgent=urgent)
        return Paper(sha256, width, tuple(map(_image, pages.pictures)))

    def compare(self, old: bytes, new: bytes) -> Compared:
        """What differs between two versions, and what of it the boxes do not show."""
        found = self._source.differences(old, new)
        if found.why:
            words = f"{found.why}。"
        elif found.count:
            words = f"框出 {found.count} 处文字不同（D 逐处看）。{_NOT_COMPARED}"
        else:
            words = f"两版的文字没有不同。{_NOT_COMPARED}"
        before, after = (
            tuple(Mark(MarkKind.CHANGED, box, "changed") for box in boxes) for boxes in (found.old, found.new)
        )
        return Compared(before, after, words)

    def _from_pictures(
        self,
        sha256: str,
        data: bytes,
        width: int,
        needles: Mapping[str, str],
        urgent: bool,
        pages: PaperPages,
    ) -> Paper:
        total, note = pages.total or len(pages.pictures), pages.note
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
            if (
                pages.note != note
            ):  # laid out in another way meanwhile: the pages so far belong to the old one
                total, note, pictures = pages.total or 0, pages.note, []
                continue
            pictures.extend(pages.pictures)
        missing = total - len(pictures)
        notices = [f"共 {total} 页，后 {missing} 页没有读出来。"] if missing else []
        return Paper(
            sha256,
            width,
            tuple(map(_image, pictures)),
            tuple(_mark(mark) for picture in pictures for mark in picture.marks),
            notice=" ".join([*notices, note]).strip(),
            word=data.startswith(_WORD_STARTS),
            narrowed=made < width,
        )


def _image(picture: PagePicture) -> QImage:
    """An own copy, opaque, in the format the screen takes without conversion."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    own = image.copy()
    # Qt copies without letting the interpreter go, and 60 pages in a row kept the window's thread waiting for
    # 65 ms (benchmarks/hostile_papers.py); asked between two pages it waits for one.
    time.sleep(0)
    return own


def _mark(mark: FoundMark) -> Mark:
    kind = MarkKind.SEAL if mark.kind == SEAL else MarkKind.FOUND
    return Mark(kind, mark.box, mark.kind)
