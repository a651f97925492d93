"""Going from mark to mark on a paper: their order, where one stands, and what it is called.

Apart from the view because it is about marks only: no pixels and no scrolling.
"""

from collections.abc import Iterable, Mapping

from desktop_admin.views.papers.pages import Mark, MarkKind

#: The office's needles (contract ``DossierRecord.needles``) and the seal, as people call them.
_WORDS: Mapping[str, str] = {
    "seal": "疑似公章",
    "name": "姓名",
    "id_number": "证件号码",
    "company": "单位",
    "changed": "与另一版不同",
}


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """As one reads: page by page, from above, from the left; a line's marks differ by hairs in height."""
    return tuple(
        sorted(marks, key=lambda mark: (mark.box.page, round(mark.box.top, 2), mark.box.left, mark.label))
    )


def mark_words(mark: Mark) -> str:
    """What the mark stands around."""
    return _WORDS["seal"] if mark.kind is MarkKind.SEAL else _WORDS.get(mark.label, "标记")


class MarkWalk:
    """The marks of one paper in order, and the one somebody stands on.

    ``on`` is False before the first step and after somebody scrolled away; the next step goes on from there.
    """

    def __init__(self) -> None:
        self.marks: tuple[Mark, ...] = ()
        self.on = False
        self._place = -1

    def begin(self, marks: Iterable[Mark]) -> None:
        """Another paper, or the same one drawn anew: the place stays where the marks are the same."""
        found = in_order(marks)
        if found != self.marks:
            self.marks, self.on, self._place = found, False, -1

    def step(self, direction: int) -> Mark | None:
        """The next (1) or previous (−1) mark; None past the last, and the place stays."""
        start = len(self.marks) if self._place < 0 and direction < 0 else self._place
        return self._go(start + direction)

    def end(self, direction: int) -> Mark | None:
        """The first (1) or last (−1) mark; None without any."""
        return self._go(0 if direction > 0 else len(self.marks) - 1)

    def find(self, label: str, page: int | None) -> Mark | None:
        """The first mark ``label`` (``seal`` or a needle's name), on ``page`` (from 0) if it is there."""
        places = [
            place
            for place, mark in enumerate(self.marks)
            if label == (mark.kind.value if mark.kind is MarkKind.SEAL else mark.label)
        ]
        there = [place for place in places if self.marks[place].box.page == page]
        return self._go(there[0] if there else places[0]) if places else None

    def leave(self) -> bool:
        """Somebody scrolls by hand; answers whether one stood on a mark."""
        was, self.on = self.on, False
        return was

    @property
    def here(self) -> Mark | None:
        """The mark one stands on."""
        return self.marks[self._place] if self.on else None

    @property
    def words(self) -> str:
        """“疑似公章 4/5”; empty while one stands on none."""
        mark = self.here
        return "" if mark is None else f"{mark_words(mark)} {self._place + 1}/{len(self.marks)}"

    def _go(self, place: int) -> Mark | None:
        if not 0 <= place < len(self.marks):
            return None
        self._place, self.on = place, True
        return self.marks[place]
