"""Fields in the running text of a .doc: what they show, and their instructions.

[MS-DOC] 2.8.25: a field is ``0x13`` instruction ``0x14`` result ``0x15``, or without ``0x14``; fields stand inside
fields to any depth, in the instruction as in the result. Read in one pass with a stack, so that no depth hides one.
"""

from dataclasses import dataclass, field
from typing import Final

from desktop_admin.papers.word_fields import NESTED

_BEGIN: Final = "\x13"
_SEPARATE: Final = "\x14"
_END: Final = "\x15"


@dataclass
class _FieldRun:
    """A field being read. ``ended`` False: no mark ends it."""

    ended: bool
    words: list[str] = field(default_factory=list)
    in_result: bool = False


def read_fields(raw: str) -> tuple[str, set[str]]:
    """The text with every field replaced by its result, and every instruction (another field in it: NESTED).

    A field nobody ended counts as an instruction as far as it goes, and nothing of its text is lost. Linear.
    """
    pieces = _pieces(raw)
    ended = _ended(pieces)
    shown: list[str] = []
    open_fields: list[_FieldRun] = []
    unseen = 0  # open fields of which the instruction is being read
    instructions: set[str] = set()
    for at, piece in enumerate(pieces):
        inner = open_fields[-1] if open_fields else None
        if piece == _BEGIN:
            open_fields.append(_FieldRun(at in ended))
            unseen += at in ended
        elif piece == _SEPARATE:
            if inner is not None and not inner.in_result:
                inner.in_result = True
                unseen -= inner.ended
        elif piece == _END:
            if inner is not None:
                open_fields.pop()
                instructions.add("".join(inner.words))
                unseen -= not inner.in_result
                if open_fields and not open_fields[-1].in_result:
                    open_fields[-1].words.append(NESTED)
        else:
            if inner is not None and not inner.in_result:
                inner.words.append(piece)
            if not unseen:
                shown.append(piece)
    instructions.update("".join(left.words) for left in open_fields)
    return "".join(shown), instructions


def _ended(pieces: list[str]) -> set[int]:
    """Where the fields begin that have an end."""
    begun: list[int] = []
    ended: set[int] = set()
    for at, piece in enumerate(pieces):
        if piece == _BEGIN:
            begun.append(at)
        elif piece == _END and begun:
            ended.add(begun.pop())
    return ended


def _pieces(raw: str) -> list[str]:
    """The marks, and the text between them."""
    spaced = raw
    for mark in (_BEGIN, _SEPARATE, _END):
        spaced = spaced.replace(mark, f"\0{mark}\0")
    return [piece for piece in spaced.split("\0") if piece]
