"""What a Word file holds for other programs: versions of one thing, and wrappers that some of them see through.

Any program may draw a version that is not read here, and may take properties out of a version or a wrapper
(ECMA-376 part 3 §9, §10). Where such a thing only draws, its place is doubtful; where it says how text looks, all is.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop_admin.papers.word_places import VML_SHAPES
from desktop_admin.papers.word_tree import Element, kind, understood, words

#: Elements that hold text, and in which the walk looks for versions itself.
_HOLD: Final = frozenset(
    f"w:{name}"
    for name in (
        *("body", "p", "r", "tbl", "tr", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "hyperlink"),
        *("ins", "del", "moveTo", "moveFrom", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"),
        *("ruby", "rubyBase", "rt", "drawing", "pict", "object"),
    )
)  # fmt: skip
#: What is around these is around what is in them.
_CLEAR: Final = frozenset(
    {"mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:sdt", "w:sdtContent", "w:customXml"}
)
_SAYING: Final = frozenset({"w:tblGrid", "w:gridCol", "w:background", "w:docDefaults", "w:style"})
_LINES: Final = frozenset({"wp:anchor", "wp:inline"})
_IN_LINE: Final = frozenset({"wp:inline", "w:pict", "w:object"})
#: Draws one sign in its line, as its fallback does.
_SIGN: Final = "symEx"


def untaken(alternative: Element) -> list[Element]:
    """The versions that another program may draw in place of the one that is read: those before it."""
    found = []
    for one in alternative:
        if kind(one) == "mc:Choice":
            if understood(one):
                break
            found.append(one)
    return found


def writes(alternative: Element, taken: Sequence[Element]) -> bool:
    """Whether another program may write something in the line that is not in the version ``taken``."""
    if not _wording(taken) and words(alternative):
        return True
    return any(_writes(version, taken) for version in untaken(alternative))


def _wording(taken: Sequence[Element]) -> str:
    return "".join((one.text or "") if kind(one) == "w:t" else words(one) for one in taken)


def _writes(version: Element, taken: Sequence[Element]) -> bool:
    drawn = any(kind(one) in _IN_LINE for each in taken for one in each.iter())
    waiting = list(version)
    while waiting:
        one = waiting.pop()
        name = kind(one)
        if name.rpartition(":")[2] == _SIGN:
            if _sign(one) != _wording(taken):
                return True
        elif name in _IN_LINE:
            if not drawn:
                return True
        elif name.startswith("?:"):
            return True
        elif name != "wp:anchor":
            waiting.extend(one)
    return False


def _sign(element: Element) -> str:
    code = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "char"), "")
    try:
        return chr(int(code[:6], 16))
    except (ValueError, OverflowError):
        return ""


def muddled(root: Element) -> bool:
    """Whether a part says how its text looks, or how its tables are made, in versions or in wrappers of no meaning here."""
    waiting: list[tuple[Element, str, bool]] = [(root, "", False)]
    while waiting:
        one, around, wrapped = waiting.pop()
        name = kind(one)
        if name == "mc:AlternateContent" and _unclear(one, around):
            return True
        says = name.startswith("w:") and (name.endswith("Pr") or name in _SAYING)
        if (wrapped and says and around != "w:rPr") or (name == "v:shapetype" and "style" in one.attrib):
            return True
        strange = name.startswith(("?:", "mc:"))
        inner = around if name in _CLEAR or strange else name
        waiting.extend((each, inner, strange) for each in one)
    return False


def _unclear(alternative: Element, around: str) -> bool:
    if around in {"w:tbl", "w:tr"}:
        return bool(untaken(alternative))
    return around.startswith("w:") and around not in _HOLD and around != "w:rPr"


def unread(element: Element, drawn: bool) -> Iterator[Element | None]:
    """The drawings and old shapes of something that is not read; None for what may be drawn anywhere.

    ``drawn``: a program that knows the elements of no meaning here draws them, too.
    """
    waiting = [element]
    while waiting:
        one = waiting.pop()
        name = kind(one)
        if name in _LINES or name in VML_SHAPES or name == "v:group":
            yield one
        elif name.endswith(":contentPart"):
            yield None
        elif one is element or name.startswith(("w:", "mc:")):
            waiting.extend(one)
        elif name.startswith("m:") or name.rpartition(":")[2] == _SIGN:
            continue
        elif drawn:
            yield None
        else:
            waiting.extend(one)
