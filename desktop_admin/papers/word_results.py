"""What of a field is shown: its result, not its instruction, and of some fields neither (ECMA-376 part 1 §17.16)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_tree import Element, below, child, kind, said, switched_on

#: Their results stand as the author left them.
_KEPT: Final = frozenset(
    {"HYPERLINK", "REF", "PAGEREF", "NOTEREF", "MERGEFIELD", "IF", "TOC", "SEQ", "STYLEREF", "QUOTE", "=", "FILLIN"}
    | {"FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MACROBUTTON", "GOTOBUTTON", "INCLUDEPICTURE", "SYMBOL"}
)  # fmt: skip
#: Worked out anew whenever the document is shown: what the file keeps of them is no statement.
_WORKED_OUT: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME"}
    | {"NUMWORDS", "NUMCHARS", "FILESIZE", "REVNUM", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"}
)  # fmt: skip
_SHOW_NOTHING: Final = frozenset(
    {"XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF"}
)
#: Drawn out of their own instruction, whatever result the file keeps.
_CODED: Final = frozenset(
    {"EQ", "MACROBUTTON", "GOTOBUTTON", "SYMBOL", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM", "BARCODE"}
    | {"DISPLAYBARCODE", "MERGEBARCODE", "QUOTE", "="}
)
#: Of these the result is seen where there is one.
_WITH_RESULT: Final = frozenset({"SYMBOL", "QUOTE", "="})
#: Stands in the text for what such a field draws.
DRAWN_BY_CODE: Final = "▫"
#: What a worked-out result looks like: numbers and dates. Anything else under such a field is odd.
_NUMERIC: Final = re.compile(r"[\s0-9年月日时分秒第页共星期一二三四五六七八九十〇零○/\-—.:：、,，]{0,40}\Z")
#: Pieces of an instruction that are kept.
_ENOUGH: Final = 50
_KEYWORD: Final = re.compile(r"\s*(=|[A-Za-z]+)")


def keyword(instruction: str) -> str:
    """The first word of an instruction in capitals."""
    found = _KEYWORD.match(instruction)
    return found[1].upper() if found else ""


def by_field(instruction: str, text: str) -> Sight:
    """Whether ``text``, the result of such a field or a piece of it, is seen."""
    word = keyword(instruction)
    if word in _KEPT:
        return Sight.SEEN
    if word in _WORKED_OUT:
        return Sight.QUIET if _NUMERIC.match(text) else Sight.UNSURE
    return Sight.HIDDEN if word in _SHOW_NOTHING else Sight.UNSURE


@dataclass
class _Open:
    """A field being read. ``sight`` and ``worked_out`` are of its result and count what is around it too."""

    begun: Element
    sight: Sight
    worked_out: bool
    code: list[str] = field(default_factory=list)
    result: bool = False


class Results:
    """Follows the fields of one story (body, cell text and all; a text box or a page's head is its own)."""

    def __init__(self, story: Iterable[Element]) -> None:
        marks = [said(one, "fldCharType") for root in story for one in _marks(root)]
        self._balanced = marks.count("begin") == marks.count("end")
        self._open: list[_Open] = []
        self._code: int | None = None  # the outermost field whose instruction is not at its end
        self.moved = False
        """Since the paragraph began a field has moved what follows it."""

    def mark(self, element: Element) -> str:
        """A ``w:fldChar``; answers what stands in place of a form field: its box, or the entry chosen."""
        word, top = said(element, "fldCharType"), len(self._open) - 1
        if word == "begin":
            around = self._open[-1] if self._open else _Open(element, Sight.SEEN, False)
            self._open.append(_Open(element, around.sight, around.worked_out))
            self._code = top + 1 if self._code is None else self._code
        elif top >= 0 and word in {"separate", "end"}:
            self._code = None if self._code == top else self._code
            if word == "end":
                return self._end(self._open.pop())
            one = self._open[-1]
            one.result = True
            name = keyword("".join(one.code))
            one.worked_out |= name in _WORKED_OUT
            stale = said(one.begun, "dirty") in {"1", "true", "on"}
            one.sight = max(one.sight, by_field(name, ""), Sight.UNSURE if stale else Sight.SEEN)
        return ""

    def _end(self, done: _Open) -> str:
        name = keyword("".join(done.code))
        self.moved |= name == "ADVANCE"
        if name in _CODED and not (done.result and name in _WITH_RESULT):
            return DRAWN_BY_CODE
        return _chosen(done.begun, name) if not self._open else ""

    def instruction(self, text: str) -> None:
        """A piece of an instruction; its first word is all that is asked of it."""
        if self.within_code and len(self._open[-1].code) < _ENOUGH:
            self._open[-1].code.append(text[:200])

    def sight(self, text: str) -> Sight:
        """Whether ``text`` standing here is shown, as far as fields go."""
        found = Sight.UNSURE if self.moved or not self._balanced else Sight.SEEN
        if self._code is not None:
            # The result of a field that stands in another's instruction (IF …) is no text and no forgery.
            nested = self._code < len(self._open) - 1
            return Sight.QUIET if nested and found is Sight.SEEN else Sight.HIDDEN
        if not self._open:
            return found
        odd = self._open[-1].worked_out and not _NUMERIC.match(text)
        return max(found, self._open[-1].sight, Sight.UNSURE if odd else Sight.SEEN)

    @property
    def within_code(self) -> bool:
        """Whether the text here belongs to an instruction and is not drawn."""
        return self._code is not None


def _marks(root: Element) -> Iterable[Element]:
    """The field marks of a story, those of stories inside it left out."""
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if kind(one) == "w:fldChar":
            yield one
        waiting.extend(inner for inner in one if kind(inner) not in {"w:txbxContent", "mc:Fallback", "w:del"})


def _chosen(begun: Element, name: str) -> str:
    """What Word draws for a form field that has no text of its own."""
    data = child(begun, "w:ffData")
    if name == "FORMCHECKBOX":
        box = child(data, "w:checkBox")
        checked = child(box, "w:checked")
        return "☑" if switched_on(checked if checked is not None else child(box, "w:default")) else "☐"
    if name == "FORMDROPDOWN" and data is not None:
        entries = [said(one, "val") for one in below(data, "w:listEntry")]
        stated = next((said(one, "val") for one in below(data, "w:result")), "0")
        number = int(stated[:4]) if stated[:4].isdecimal() and stated[:4].isascii() else 0
        return entries[number] if number < len(entries) else ""
    return ""
