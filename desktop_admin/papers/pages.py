"""What a view gets to show of a paper: pictures with marks, or HTML to lay out itself.

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
class PaperPages:
    """A paper for showing.

    - ``pictures``: the asked range of pages; ``total`` is the number of pages in the file.
    - ``html``: harmless HTML (every picture is inside it as data); ``text`` is the same as plain text.
      ``note`` says what may look different from Word.
    - ``failed``: ``problem`` says why there is nothing to show.
    """

    kind: Literal["pictures", "html", "failed"]
    total: int | None = None
    pictures: tuple[PagePicture, ...] = ()
    html: str = ""
    text: str = ""
    note: str = ""
    problem: Problem | None = None


def failed(problem: Problem) -> PaperPages:
    """Nothing to show, and why."""
    return PaperPages("failed", problem=problem)
