"""A paper ready to be looked at: its pages as pictures and what is marked on them.

Apart from the reader that makes them and from the views that draw them, because
both, and printing, must agree on nothing but this.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QImage

from desktop_admin.contract.files import Box

#: Logical pixels across an A4 page at 100 % (210 mm at 96 dots an inch).
A4_WIDTH = 794
#: The same downwards (297 mm).
A4_HEIGHT = 1123


class MarkKind(StrEnum):
    """What a mark on a page points at."""

    SEAL = "seal"
    FOUND = "found"
    CHANGED = "changed"


@dataclass(frozen=True)
class Mark:
    """A box on a page; ``label`` says what was found there (for the pointer and for tests)."""

    kind: MarkKind
    box: Box
    label: str = ""


@dataclass(frozen=True)
class Paper:
    """One paper at one width.

    ``pages`` are opaque pictures, ``width`` physical pixels across (0 where there is none).
    ``fault`` is set where nothing can be shown (``pages`` is then empty); ``notice`` where the pages are
    not the paper's own look, for example only its text.  ``again`` says that asking again may help,
    ``narrowed`` that the pictures are narrower than ``width`` because there are very many pages,
    ``unreachable`` that the file could not be had (its fault is then no fault of the paper). ``words`` is
    how the text of a paper with ``fault`` begins, where that is known.
    """

    sha256: str
    width: int
    pages: tuple[QImage, ...] = ()
    marks: tuple[Mark, ...] = ()
    fault: str = ""
    notice: str = ""
    word: bool = False
    again: bool = False
    narrowed: bool = False
    unreachable: bool = False
    words: str = ""

    @property
    def size(self) -> int:
        """Bytes of pictures it holds."""
        return sum(page.sizeInBytes() for page in self.pages)


@dataclass(frozen=True)
class Compared:
    """Two versions of a paper: boxes around what differs on each, and the sentence above them."""

    old: tuple[Mark, ...]
    new: tuple[Mark, ...]
    words: str
