"""The field instructions of a Word part, put together from however many runs, and which of them reach outside.

A complex field is spread over runs (ECMA-376 part 1 §17.16.18): ``begin`` instruction ``separate`` result ``end``,
with further fields inside and over as many paragraphs as its author likes. What Word takes for the instruction
depends on choices that are made elsewhere — which branch of an alternative, with or without deleted text — so a part
is read in each way at once, and a field that reaches outside in any of them counts.
"""

import re
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from desktop_admin.papers.links import harmless_hyperlink, harmless_picture
from desktop_admin.papers.word_package import local
from desktop_admin.rules.text import drop_invisible, nfkc

WORD: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_PASSED_THROUGH: Final = frozenset(
    {
        *WORD,
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    }
)
#: Each begins a text of its own: no field runs out of it or into it.
_STORIES: Final = frozenset({"txbxContent", "footnote", "endnote", "comment", "docPart"})
#: Words of an instruction; Word takes ordinary text between ``begin`` and ``separate`` as well.
_TEXTS: Final = frozenset({"instrText", "delInstrText", "t", "delText"})
_DELETED: Final = frozenset({"del", "moveFrom"})
#: Stands in an instruction where another field puts its result.
NESTED: Final = "\ufffc"

_RUNS: Final = frozenset(
    {
        "DDE",
        "DDEAUTO",
        "LINK",
        "EMBED",
        "IMPORT",
        "INCLUDE",
        "INCLUDETEXT",
        "DATABASE",
        "HTMLACTIVEX",
        "CONTROL",
        "PRINT",
    }
)
#: Loads what its first argument names.
_LOADS: Final = frozenset({"INCLUDEPICTURE", "RD"})
#: Placeholders of everyday templates (“click here and type”); they name no macro of anybody's.
_PLACEHOLDERS: Final = frozenset(
    {"NOMACRO", "NONE", "ACCEPTALLCHANGESSHOWN", "ACCEPTALLCHANGESINDOC", "DOFIELDCLICK"}
)
_KEYWORD: Final = re.compile(rf"[^\w={NESTED}]*([A-Za-z]*)({NESTED}?)")
_WORDS: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)
_CURLY: Final = re.compile("[“”„«»]")
#: Switches that are followed by a word which is no place: bookmark, tip, frame, format.
_WITH_WORD: Final = frozenset({"\\l", "\\o", "\\t", "\\*", "\\c"})


def risk(instruction: str) -> str | None:
    """What the field with that instruction does outside the document, in words; None for a harmless one."""
    text = drop_invisible(_CURLY.sub('"', nfkc(instruction))).lstrip()
    found = _KEYWORD.match(text)
    keyword, nested = (found[1].upper(), found[2]) if found else ("", "")
    if nested:
        return "由其他域拼成的域"
    if keyword in _RUNS:
        return "DDE 域" if keyword.startswith("DDE") else f"{keyword} 域"
    if keyword == "QUOTE":
        spelt = "".join(_sign(word) for word in text.split()[1:])
        return risk(spelt) if spelt else None
    words = _arguments(text[found.end() :] if found else "")
    if keyword == "MACROBUTTON":
        return None if words[:1] and words[0].upper() in _PLACEHOLDERS else "MACROBUTTON 域"
    if keyword in _LOADS and not all(map(_is_on_disk, words)):
        return f"{keyword} 域"
    if keyword == "HYPERLINK" and not all(word[:1] != NESTED and harmless_hyperlink(word) for word in words):
        return "指向程序或其他电脑的链接"
    return None


def _is_on_disk(word: str) -> bool:
    return word[:1] != NESTED and harmless_picture(word)


def _sign(number: str) -> str:
    """The sign that QUOTE makes of a number, decimal or 0x."""
    try:
        return chr(int(number, 0))
    except (ValueError, OverflowError):
        return ""


def _arguments(text: str) -> list[str]:
    """The words of an instruction that are no switches, without quotes and doubled backslashes."""
    words = []
    skip = False
    for match in _WORDS.finditer(text):
        quoted, bare = match[1], match[2]
        if bare is not None and re.fullmatch(r"\\[A-Za-z*#@!]", bare):
            skip = bare.lower() in _WITH_WORD
        elif skip:
            skip = False
        else:
            words.append((quoted if quoted is not None else bare).strip('"').replace("\\\\", "\\"))
    return words


@dataclass
class _Field:
    """A field being read. ``simple``: it is one element and ends with it; ``stray``: instructions in its result."""

    words: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    in_result: bool = False
    simple: bool = False


class Fields:
    """Hears a part being read (:func:`word_package.read_xml`) and keeps every field instruction of every way."""

    def __init__(self) -> None:
        deleted: tuple[frozenset[str], ...] = (frozenset(), _DELETED)
        ways = [_Way(gone | {branch}, False) for gone, branch in product(deleted, ("Choice", "Fallback"))]
        self._ways = [*ways, _Way(frozenset(), True)]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        for way in self._ways:
            way.start(tag, attributes)

    def end(self, tag: str) -> None:
        for way in self._ways:
            way.end(tag)

    def data(self, text: str) -> None:
        for way in self._ways:
            way.data(text)

    def instructions(self) -> set[str]:
        """Every instruction, after the part has been read."""
        for way in self._ways:
            way.finish_all()
        return set().union(*(way.instructions for way in self._ways))


class _Way:
    """One way to read a part: without the elements in ``left_out``, and with or without ``foreign`` wrappers."""

    def __init__(self, left_out: frozenset[str], foreign: bool) -> None:
        self._left_out = left_out
        self._foreign = foreign
        self._skipped = 0
        self._unknown = 0  # depth inside elements of namespaces that Word may drop with all they hold
        self._stories: list[tuple[list[_Field], int]] = []
        self._fields = [_Field()]  # the first is the text itself: an instruction that no field begins
        self._text = ""
        self.instructions: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, space = local(tag), tag[1:].rpartition("}")[0]
        if self._skipped or name in self._left_out:
            self._skipped += 1
        elif name in _STORIES:
            self._stories.append((self._fields, self._unknown))
            self._fields, self._unknown = [_Field()], 0
        elif self._unknown or (space not in _PASSED_THROUGH and not self._foreign):
            self._unknown += 1
        else:
            self._text = name if name in _TEXTS and (self._foreign or space in WORD) else ""
            if name == "fldChar":
                self._mark(_attribute(attributes, "fldCharType"))
            elif name == "fldSimple":
                self._begin(_Field([_attribute(attributes, "instr")], in_result=True, simple=True))
            elif name in ("tab", "br", "cr"):
                self._add(" ")

    def end(self, tag: str) -> None:
        name = local(tag)
        self._text = ""
        if self._skipped:
            self._skipped -= 1
        elif self._unknown:
            self._unknown -= 1
        elif name in _STORIES:
            self.finish_all()
            self._fields, self._unknown = self._stories.pop()
        elif name == "fldSimple":
            while not self._fields[-1].simple:
                self._finish()
            self._finish()
        elif name == "p" and len(self._fields) == 1:
            self._finish()

    def data(self, text: str) -> None:
        if self._text and not self._skipped and not self._unknown:
            self._add(text)

    def finish_all(self) -> None:
        """What is still open at the end of a text counts as far as it goes."""
        while len(self._fields) > 1:
            self._finish()
        self._finish()

    def _mark(self, kind: str) -> None:
        within = len(self._fields) > 1 and not self._fields[-1].simple
        if kind == "begin":
            self._begin(_Field())
        elif kind == "separate" and within:
            self._fields[-1].in_result = True
        elif kind == "end" and within:
            self._finish()

    def _begin(self, new: _Field) -> None:
        self._text = ""
        self._add(NESTED)
        self._fields.append(new)

    def _finish(self) -> None:
        done = self._fields.pop()
        self.instructions |= {"".join(done.words), "".join(done.stray)}
        if not self._fields:
            self._fields = [_Field()]

    def _add(self, text: str) -> None:
        current = self._fields[-1]
        if len(self._fields) > 1 and not current.in_result:
            current.words.append(text)
        elif self._text.endswith("nstrText"):  # outside a field, or in its result
            current.stray.append(text)


def _attribute(attributes: dict[str, str], name: str) -> str:
    found = {tag: value for tag, value in attributes.items() if local(tag) == name}
    return next(
        (found[tag] for tag in found if tag[1:].rpartition("}")[0] in WORD), next(iter(found.values()), "")
    )
