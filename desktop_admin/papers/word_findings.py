"""What the walk over a Word document carries along: where it stands, what room is left, what it found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop_admin.papers.word_covers import Covers
from desktop_admin.papers.word_package import Package
from desktop_admin.papers.word_section import PageSetup
from desktop_admin.papers.word_sight import Ground, Sight, by_room
from desktop_admin.papers.word_styles import Look
from desktop_admin.papers.word_tree import Element

#: Width of a sign in parts of its height, at least: Chinese signs are square, letters and digits narrow.
_SQUARE_FROM = "\u2e80"
_NARROW = 0.4

#: Lines so many times as high as others stand among them.
_MIXED = 1.3

#: What a room may be overfull by before anything of it is cut off.
_SLACK = 100.0


@dataclass
class Room:
    """A height that is never exceeded (twips): what does not fit is cut off.

    ``used`` is a lower bound; ``more`` may be used besides, by distances, pictures and tables above.
    """

    height: float
    used: float = 0.0
    more: float = 0.0
    grows: bool = False
    """It may be larger than said: nothing is surely cut off."""

    @property
    def full(self) -> bool:
        """Whether there is more in it than it shows, of which only the last or the middle may be seen."""
        return self.used + self.more > self.height + _SLACK


@dataclass(frozen=True)
class Standpoint:
    """Where the walk stands. ``width`` and ``room`` only where they are fixed; looks from the table's style."""

    ground: Ground
    page: PageSetup
    sight: Sight = Sight.SEEN
    width: float | None = None
    room: Room | None = None
    boxed: bool = False
    """Within a cell, a frame or a text box, whose own place on the page is not known."""
    table: Look = field(default_factory=dict)
    table_paragraph: Look = field(default_factory=dict)
    shrunk: float = 1.0
    """What a text box makes of the size of its text."""
    fitting: float | None = None
    """The width that a cell presses each of its paragraphs into (``w:tcFitText``)."""


#: Reads a text of its own (a text box) at a place.
Story = Callable[[Sequence[Element], Standpoint], list[Element]]


class Line:
    """The lines of one paragraph, counted from below: never more than there are."""

    def __init__(self, place: Standpoint, above: float) -> None:
        self._room, self._width = place.room, place.width or place.page.line
        self._pitch = place.page.pitch
        self._across, self._down, self._height = 0.0, above, 0.0
        self._taller, self._line, self._tallest, self._lines = 0.0, 0.0, 0.0, 1
        self._lowest = 0.0
        self.back = False
        """Something in it is drawn over what stands before it."""
        self.moved = 0.0
        """How far text was moved up or down since then, at most."""
        self.largest = 0.0
        """The largest type set since somebody made it 0."""
        self.sizes: list[float] = []
        """The smallest and the largest type set, in this order."""

    def take(self, text: str, size: float, height: float, moved: float = 0.0) -> list[tuple[Sight, str]]:
        """Set ``text`` in type of ``size``, ``moved`` up or down, on lines of ``height``: its pieces seen and cut off."""
        self.sizes = [min([size, *self.sizes]), max([size, *self.sizes])]
        self.largest, self.moved = max(self.largest, size), max(self.moved, moved)
        if self._room is None:
            return [(Sight.SEEN, text)]
        pieces: list[tuple[Sight, list[str]]] = []
        self._height = max(self._height, height)
        self._lowest = min(self._lowest or height, height)
        self.note(height)
        for sign in text:
            self._across += size * (1.0 if sign >= _SQUARE_FROM else _NARROW)
            if self._across > self._width:
                self.end(height)
                self.note(height)
                self._across = size
            left = self._room.height - self._room.used - self._down
            more = self._room.more + self._taller
            gone = min(Sight.UNSURE if self._room.grows else Sight.HIDDEN, by_room(left, size, moved))
            sight = max(gone, min(Sight.UNSURE, by_room(left - more, size, moved)))
            if not pieces or pieces[-1][0] is not sight:
                pieces.append((sight, []))
            pieces[-1][1].append(sign)
        return [(sight, "".join(signs)) for sight, signs in pieces]

    def note(self, height: float) -> None:
        """Something so high stands in the line; all that is in it stands at its foot."""
        self._line, self._tallest = max(self._line, height), max(self._tallest, height)

    def end(self, height: float) -> None:
        """A line's end."""
        self._down += height
        self._taller += max(0.0, max(self._line, self._pitch) - height)
        self._line, self._lines = 0.0, self._lines + 1
        self._across = 0.0

    def finish(self, height: float, below: float = 0.0) -> bool:
        """The paragraph's end; ``height`` is a line's when it has none, ``below`` may be left empty after it.

        Answers whether a sign larger than others, that of the paragraph's end too, may press these out of the room.
        """
        if self._room is None:
            return False
        self.note(height)
        tallest = max(self._tallest, self._pitch)
        left = self._room.height - self._room.used - self._room.more + _SLACK
        pressed = 0.0 < _MIXED * self._lowest < tallest and self._lines * tallest > left
        last = self._height or height
        self._room.used += self._down + last
        self._room.more += below + self._taller + max(0.0, tallest - last)
        return pressed


class Findings:
    """What was found so far in the part ``source``."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.source = ""
        self.hidden = False
        self.unsure = False
        self.covers = Covers()
        self.ring = False
        """Something round is drawn: it may be a seal made of shapes, and is never sure to be one."""
        self.notes: set[tuple[str, str]] = set()
        self._links: dict[str, dict[str, str | None]] = {}
        self._shown: dict[tuple[str, str], bool] = {}

    def say(self, sight: Sight, text: str) -> None:
        """Remember that there is text of which a person sees nothing, or may not; signs alone say nothing."""
        if sight >= Sight.UNSURE and any(sign.isalnum() for sign in text):
            self.hidden |= sight is Sight.HIDDEN
            self.unsure |= sight is Sight.UNSURE

    def show(self, link: str, plain: bool) -> None:
        """A picture that is drawn; not ``plain`` when it may look other than its file."""
        key = self.source, link
        self._shown[key] = self._shown.get(key, False) or plain

    def file(self, link: str) -> bytes | None:
        """The part that a link of the present part leads to."""
        if self.source not in self._links:
            self._links[self.source] = self._package.by_id(self.source)
        name = self._links[self.source].get(link)
        return self._package.parts[name] if name is not None else None

    def pictures(self) -> list[bytes]:
        """The pictures a person sees, each once; b"" for what cannot be told, a drawn ring too."""
        links = {source: self._package.by_id(source) for source in {source for source, _ in self._shown}}
        found: dict[str | None, bool] = {}
        for (source, link), plain in self._shown.items():
            name = links[source].get(link)
            found[name] = found.get(name, False) or plain
        files = [
            self._package.parts[name] if name is not None and plain else b"" for name, plain in found.items()
        ]
        return [*files, b""] if self.ring else files
