"""Word text into pages, through a child of its own that has Qt: :mod:`desktop_admin.layout`, called by name.

Apart from :mod:`workers`, whose children read files and know no Qt. The child is
started for the first Word paper and ends when there was none for a while; a
layout that hangs, swells or dies is tried once more with the words alone.
"""

import html
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from desktop_admin.contract.files import Box
from desktop_admin.papers.faults import MAX_PAGES, fault
from desktop_admin.papers.pages import Mark, PagePicture, PaperPages, Place, WordText, failed
from desktop_admin.papers.pool import Pool, Stopped

#: Measured: an ordinary form takes 0.05 s and 80 MB, the worst that word_bounds lets through some seconds.
SECONDS: Final = 15.0
MEGABYTES: Final = 400
#: Seconds without a Word paper until the child ends.
IDLE: Final = 180.0
_JOB: Final = "desktop_admin.layout.job:lay_out"
_STAND: Final = "desktop_admin.layout.job:stand"
#: Words of one paper that are compared at most.
MOST_WORDS: Final = 20_000
_MAX_BYTES: Final = 64_000_000
_WIDEST: Final = 4000
#: A4, the page everything is laid out on.
_INCHES_ACROSS: Final = 210 / 25.4
_DOWN_TO_ACROSS: Final = 297 / 210
_REMEMBERED: Final = 8
_HOPELESS: Final = 256
#: Bytes of read papers kept, so that the pages of a long one are not read again for each portion.
_KEPT_BYTES: Final = 12_000_000
#: How much of the words is shown where nothing can be laid out.
OPENING: Final = 1500
_WORDS_ALONE: Final = "这份 Word 文件的版式无法显示，下面只有文字。请用 Word 打开核对原件。"

Key = tuple[str, tuple[tuple[str, str], ...]]


class WordPages:
    """Lays Word papers out; thread-safe. ``fonts`` are font files, the preferred first."""

    def __init__(
        self,
        fonts: Sequence[str] = (),
        seconds: float = SECONDS,
        megabytes: int = MEGABYTES,
        idle: float = IDLE,
    ) -> None:
        self._pool = Pool(1, seconds, megabytes, idle)
        self._fonts = tuple(fonts)
        self._read: OrderedDict[Key, WordText] = OrderedDict()
        self._hopeless: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, key: Key, make: Callable[[], PaperPages | WordText]) -> PaperPages | WordText:
        """What ``make`` answers, or answered lately for ``key`` (hash and needles)."""
        with self._lock:
            known = self._read.get(key)
            if known is not None:
                self._read.move_to_end(key)
                return known
        made = make()
        if isinstance(made, WordText):
            self._keep(key, made)
        return made

    def pages(
        self, key: Key, word: WordText, first: int, count: int | None, width: int, priority: int
    ) -> PaperPages:
        """Pages ``first`` … of ``word``, ``width`` pixels across; at most about 64 MB of pictures at once."""
        width = max(1, min(width, _WIDEST))
        size = width * round(width * _DOWN_TO_ACROSS) * 4
        count = min(MAX_PAGES if count is None else count, max(1, _MAX_BYTES // size))
        alone = words_alone(word)
        for attempt in (alone,) if key[0] in self._hopeless else (word, alone):
            try:
                made = self._pool.run(
                    _JOB,
                    attempt.html,
                    attempt.pictures,
                    attempt.found,
                    self._fonts,
                    first,
                    count,
                    width,
                    MAX_PAGES,
                    priority=priority,
                )
            except Stopped as stopped:
                if stopped.code == "closed":
                    return failed(fault("closed"))
                self._give_up(key[0])
                continue
            return _pages(made, attempt)
        return failed(fault("not_laid_out"), _opening(word.text))

    def standing(self, key: Key, word: WordText, priority: int) -> tuple[Place, ...]:
        """Where every word stands on the pages that :meth:`pages` answers. Raises :class:`Stopped`."""
        attempt = words_alone(word) if key[0] in self._hopeless else word
        made = self._pool.run(
            _STAND, attempt.html, attempt.pictures, self._fonts, MOST_WORDS, priority=priority
        )
        return tuple(Place(text, tuple(Box(*spot) for spot in spots)) for text, spots in made)

    def close(self) -> None:
        """End the child. Jobs under way answer as failed."""
        self._pool.close()

    def _give_up(self, sha256: str) -> None:
        """The layout of this file is not tried again: not for its next pages, nor for the next reviewer's look."""
        with self._lock:
            self._hopeless[sha256] = None
            while len(self._hopeless) > _HOPELESS:
                self._hopeless.popitem(last=False)

    def _keep(self, key: Key, word: WordText) -> None:
        with self._lock:
            self._read[key] = word
            self._read.move_to_end(key)
            while len(self._read) > _REMEMBERED or (
                len(self._read) > 1 and sum(map(_weight, self._read.values())) > _KEPT_BYTES
            ):
                self._read.popitem(last=False)


def page_width(dpi: float) -> int:
    """Pixels across a page at ``dpi``."""
    return round(_INCHES_ACROSS * dpi)


def words_alone(word: WordText) -> WordText:
    """The same without tables, pictures and formats: what can always be laid out."""
    source = "".join(f"<p>{html.escape(line)}</p>" for line in word.text.split("\n"))
    return replace(word, html=source, pictures=(), note=_WORDS_ALONE)


def _weight(word: WordText) -> int:
    return len(word.html) + len(word.text) + sum(len(data) for _, data in word.pictures)


def _pages(made: Any, word: WordText) -> PaperPages:
    total, pictures, places = made
    if total > MAX_PAGES:
        return failed(fault("too_many_pages", pages=total, limit=MAX_PAGES), _opening(word.text))
    marks = [Mark(label, Box(*box)) for label, *box in places]
    drawn = tuple(
        PagePicture(
            number, across, down, stride, pixels, tuple(mark for mark in marks if mark.box.page == number)
        )
        for number, across, down, stride, pixels in pictures
    )
    return PaperPages("pictures", total, drawn, note=word.note)


def _opening(text: str) -> str:
    return text[:OPENING]
