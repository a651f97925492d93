"""What the text of one file says, whoever handed it in: read once, in the child that looks at the file.

Apart from ``paper_checks`` because of *when* it runs: reading is work on text a stranger wrote, of any shape
and length, so it happens outside every transaction, in linear time and with a limit.  What depends on the
person is then only looked up in this record.  It is personal data like the text itself: never logged.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from desktop_admin.rules.categories import CategoryKind
from desktop_admin.rules.certificates import Certificate, certificates_in, parse_certificate
from desktop_admin.rules.identity import check_digit
from desktop_admin.rules.names import LONGEST_NAME
from desktop_admin.rules.same_text import comparable, comparable_number
from desktop_admin.rules.text import drop_invisible, unify_dots

#: Characters of a file that are compared. Papers have one to four pages, the longest seen twelve: 18,000.
KEPT_CHARACTERS: Final = 50_000
#: Of numbers that stand in a text, so many are kept; a paper states one or two.
_KEPT_NUMBERS: Final = 20
#: A name field ends within this many characters of its label: the longest name, cell by cell.
_FIELD_REACH: Final = 4 * LONGEST_NAME

#: Stands in a text where words were whose sight could not be told: what is beside it is not one word.
GAP: Final = "\ufffd"

KIND_WORDS: Final = {
    CategoryKind.INITIAL: ("新取", "初次", "首次"),
    CategoryKind.RENEWAL: ("延期", "延续"),
}
_CATEGORY: Final = re.compile(
    r"(?<![0-9a-z])(a|b|c[123]?)(?:类|证)?(新取|初次|首次|延期|延续)", re.IGNORECASE
)
_NAME_LABEL: Final = re.compile(r"姓\s*名")
# Between the label and the next one stands the name, in forms whose text comes cell by cell.
_NEXT_LABEL: Final = re.compile(r"性\s*别|身\s*份\s*证")
# The look-ahead also sees those that begin inside a run of digits.
_CITIZEN: Final = re.compile(r"(?=([1-8][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9X]))")


@dataclass(frozen=True)
class StatedCategory:
    """A category a text names, and the first page that does."""

    code: str
    kind: CategoryKind
    page: int


@dataclass(frozen=True)
class PaperReading:
    """One file's text made comparable; pages count from 0, a Word file is one page.

    ``squashed`` and ``numbers`` are the pages as names and as numbers are compared; ``name_field`` the words
    in the form's field 姓名.  What it is not sure of is said, not guessed: ``cut`` when the text was longer
    than :data:`KEPT_CHARACTERS`; ``hidden`` the pages with text no person can see (left out);
    ``left_out`` when there is text of which that could not be told (left out too); ``layer`` when a scan
    carries an unseen text layer (left out); ``unproven`` when nobody looked whether the text can be seen.
    """

    squashed: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    name_field: tuple[str, ...] = ()
    citizen_numbers: tuple[str, ...] = ()
    categories: tuple[StatedCategory, ...] = ()
    certificates: tuple[str, ...] = ()
    cut: bool = False
    hidden: tuple[int, ...] = ()
    left_out: bool = False
    layer: bool = False
    unproven: bool = False

    @property
    def partial(self) -> bool:
        """Whether what is not found may still stand in the file."""
        return self.cut or self.left_out


def kept_pages(pages: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The first :data:`KEPT_CHARACTERS` of the pages together, and whether that left something out."""
    kept: list[str] = []
    room, cut = KEPT_CHARACTERS, False
    for page in pages:
        cut |= len(page) > room
        kept.append(page[:room])
        room -= len(kept[-1])
    return tuple(kept), cut


def read_pages(
    pages: Sequence[str],
    *,
    hidden: Iterable[int] = (),
    left_out: bool = False,
    layer: bool = False,
    unproven: bool = False,
) -> PaperReading:
    """Read the text of a file, one entry per page (one for a Word file)."""
    text, cut = kept_pages(pages)
    # Comparing makes up to 18 characters of one, so the limit holds for what it makes as well.
    squashed, longer = kept_pages(map(comparable, text))
    numbers, more = kept_pages(map(comparable_number, text))
    certificates = dict.fromkeys(found.text for found in certificates_in("\n".join(text)))
    return PaperReading(
        squashed,
        numbers,
        _name_field("\n".join(text)),
        _citizen_numbers("".join(numbers)),
        tuple(_categories(squashed)),
        tuple(certificates)[:_KEPT_NUMBERS],
        cut=cut or longer or more,
        hidden=tuple(sorted(set(hidden))),
        left_out=left_out,
        layer=layer,
        unproven=unproven,
    )


def reading_from_json(data: Mapping[str, Any]) -> PaperReading:
    """A reading from its stored JSON (``dataclasses.asdict``)."""
    return PaperReading(
        tuple(data["squashed"]),
        tuple(data["numbers"]),
        tuple(data["name_field"]),
        tuple(data["citizen_numbers"]),
        tuple(
            StatedCategory(stated["code"], CategoryKind(stated["kind"]), stated["page"])
            for stated in data["categories"]
        ),
        tuple(data["certificates"]),
        data["cut"],
        tuple(data["hidden"]),
        data["left_out"],
        data["layer"],
        data["unproven"],
    )


def compared_anew(reading: PaperReading) -> PaperReading:
    """A stored reading whose pages an older program made comparable in its own way."""
    return replace(
        reading,
        squashed=tuple(map(comparable, reading.squashed)),
        numbers=tuple(map(comparable_number, reading.numbers)),
    )


def stated_certificates(reading: PaperReading) -> tuple[Certificate, ...]:
    """The certificate numbers a text names."""
    return tuple(filter(None, map(parse_certificate, reading.certificates)))


def _name_field(text: str) -> tuple[str, ...]:
    """The words in the form's name field; empty when there is none or the layout put too much into it."""
    shown = unify_dots(drop_invisible(text))
    # Both kinds of label are walked once, side by side: a text of nothing but 姓名 costs its length.
    ends = deque(label.start() for label in _NEXT_LABEL.finditer(shown))
    for label in _NAME_LABEL.finditer(shown):
        while ends and ends[0] < label.end():
            ends.popleft()
        if not ends:
            break
        if ends[0] - label.end() > _FIELD_REACH:
            continue
        stated = shown[label.end() : ends[0]].strip(":： \t\r\n\f\v\u3000\xa0")
        if not stated or ":" in stated or "：" in stated:
            continue
        if GAP in stated:
            return ()
        words = tuple(stated.split())
        return words if sum(map(len, words)) <= LONGEST_NAME else ()
    return ()


def _citizen_numbers(text: str) -> tuple[str, ...]:
    """Sound citizen numbers in a text."""
    sound = (number for number in _CITIZEN.findall(text) if check_digit(number[:17]) == number[17])
    return tuple(dict.fromkeys(sound))[:_KEPT_NUMBERS]


def _categories(pages: Sequence[str]) -> Iterator[StatedCategory]:
    seen = set()
    for page, text in enumerate(pages):
        for match in _CATEGORY.finditer(text):
            stated = (match[1].upper(), _kind_of(match[2]))
            if stated not in seen:
                seen.add(stated)
                yield StatedCategory(*stated, page)


def _kind_of(word: str) -> CategoryKind:
    return next(kind for kind, words in KIND_WORDS.items() if word in words)
