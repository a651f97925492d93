"""What a view gets to show of a paper: pictures with marks, or why there are none.

Only records, without any reader: the window's process imports this and stays
small; :mod:`rendering` makes them in a child process.
"""

from dataclasses import dataclass
from typing import Final, Literal

from desktop_admin.contract.files import Box, Problem

#: The kind of mark that stands around a red seal; all other kinds are the caller's own needle names.
SEAL: Final = "seal"


@dataclass(frozen=True)
class Mark:
    """A place on a page: ``kind`` is the needle's name (name, id_number, …) or :data:`SEAL`.

    A text that runs over a line break has one mark per line.
    """

    kind: str
    box: Box


@dataclass(frozen=True)
class PagePicture:
    """One page as displayed: rows of ``stride`` bytes, 4 bytes a pixel (blue, green, red, 255).

    ``QImage(pixels, width, height, stride, QImage.Format.Format_RGB32)`` wraps it without copying.
    """

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class WordText:
    """A Word paper as read, before it is laid out (:mod:`word_pages`); no view sees it.

    ``html`` is harmless; ``pictures`` are the files its ``src`` name, as (name, PNG). ``text`` is the same as
    plain text, ``note`` what may look different from Word, ``found`` what to mark, as (kind, words as they
    stand there).
    """

    html: str
    pictures: tuple[tuple[str, bytes], ...]
    text: str
    note: str
    found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PaperPages:
    """A paper for showing.

    - ``pictures``: the asked range of pages; ``total`` is the number of pages in the file. ``note`` says
      what may look different from the original.
    - ``failed``: ``problem`` says why there is nothing to show; ``text`` is how its words begin, if they
      are known.
    """

    kind: Literal["pictures", "failed"]
    total: int | None = None
    pictures: tuple[PagePicture, ...] = ()
    text: str = ""
    note: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class Place:
    """A word as a person sees it on a page (a Chinese character is one), with a box for every line it runs over."""

    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Differences:
    """Where the texts of two versions of a paper differ: boxes on the ``old`` and on the ``new`` pages.

    ``count`` is how many places differ, each of one or more boxes. ``why`` says why nothing was compared, or
    why the boxes are left out; only text is ever compared.
    """

    old: tuple[Box, ...] = ()
    new: tuple[Box, ...] = ()
    count: int = 0
    why: str = ""


def failed(problem: Problem, text: str = "") -> PaperPages:
    """Nothing to show, why, and perhaps how the words begin."""
    return PaperPages("failed", problem=problem, text=text)
