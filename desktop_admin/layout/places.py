"""Where words stand on the pages of a laid-out document: one box for every line they run over."""

import math
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat

from desktop_admin.layout.document import HEIGHT, WIDTH, blocks, fragments

#: Boxes of one paper at most: a name stands in a form a few times, and each box costs.
MOST: Final = 500

#: Label, page (from 0), left, top, width, height; lengths in fractions of the page.
Place = tuple[str, int, float, float, float, float]
#: The same without its label.
Spot = tuple[int, float, float, float, float]
#: ￼ stands for a picture.
_WORD: Final = re.compile(r"[0-9A-Za-z]+|[^\s\ufffc]")


def places(document: QTextDocument, texts: Iterable[tuple[str, str]]) -> tuple[Place, ...]:
    """Every stand of each text, letter by letter as given, within one paragraph; the first :data:`MOST`.

    ``texts`` are pairs of a label and what to look for; what counts as the same name is the caller's
    business, who has the text too. A line break within a paragraph is U+2028. Words that do not count
    (``span`` of the class unsure or quiet) have no place.
    """
    wanted = [(label, text) for label, text in texts if text]
    found = (
        (label, *box)
        for block in blocks(document)
        for label, text in wanted
        for start in _starts(block.text(), text)
        for box in _boxes(document, block, start, start + len(text))
    )
    return tuple(islice(dict.fromkeys(found), MOST)) if wanted else ()


def every(document: QTextDocument, most: int) -> tuple[tuple[str, tuple[Spot, ...]], ...]:
    """Every word of the document in its order, at most ``most``, each with a box for every line it runs over.

    A word or number in Latin letters is one, any other sign is one by itself.
    """
    words = ((block, word) for block in blocks(document) for word in _WORD.finditer(block.text()))
    stood = (
        (word.group(), tuple(_boxes(document, block, word.start(), word.end()))) for block, word in words
    )
    return tuple(islice(((text, boxes) for text, boxes in stood if boxes), most))


def _starts(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _boxes(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[Spot]:
    """Boxes of the characters ``start`` to ``end`` of a paragraph."""
    text = block.text()
    first = _units(text[:start])
    last = first + _units(text[start:end])
    if _is_apart(block, first, last):
        return
    layout = block.layout()
    # Lines are placed within their layout; the layout itself may start above or left of its own lines.
    origin = document.documentLayout().blockBoundingRect(block).topLeft() - layout.boundingRect().topLeft()
    for number in range(layout.lineForTextPosition(first).lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        here, there = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if line.textStart() >= last:
            return
        if here >= there:
            continue
        left, right = sorted((_x(line, here), _x(line, there)))  # right-to-left text runs the other way
        # Chinese characters fill the middle of the tall line the font asks for; the box sits tight on them.
        top, height = origin.y() + line.y() + line.height() * 0.15, line.height() * 0.76
        page = math.floor((top + height / 2) / HEIGHT)
        yield (
            page,
            (origin.x() + left) / WIDTH,
            (top - page * HEIGHT) / HEIGHT,
            (right - left) / WIDTH,
            height / HEIGHT,
        )


def _is_apart(block: QTextBlock, first: int, last: int) -> bool:
    """Whether any of those characters does not count: only those have a ground of their own."""
    return any(
        piece.charFormat().hasProperty(QTextFormat.Property.BackgroundBrush)
        for piece in fragments(block)
        if piece.position() - block.position() < last
        and piece.position() - block.position() + piece.length() > first
    )


def _x(line: Any, position: int) -> float:
    answer = line.cursorToX(position)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def _units(text: str) -> int:
    """UTF-16 units of ``text``: Qt counts 𬭸 as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
