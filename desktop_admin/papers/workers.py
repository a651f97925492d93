"""Looks at papers in warm child processes (:mod:`pool`): verdicts, and pages for showing.

Nothing heavy is imported here: the window's process stays small.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from desktop_admin.contract.files import FileFacts, Inspection, Problem, RedSeal
from desktop_admin.papers import kinds, sheet_words
from desktop_admin.papers.archive import Say
from desktop_admin.papers.faults import fault, readable_size
from desktop_admin.papers.pages import Differences, PaperPages, Place, WordText, failed
from desktop_admin.papers.pool import AHEAD, URGENT, Pool, Stopped
from desktop_admin.papers.versions import INSPECTORS
from desktop_admin.papers.word_pages import Key, WordPages, page_width
from desktop_admin.rules.paper_reading import PaperReading
from desktop_admin.rules.purposes import PURPOSES, Purpose

if TYPE_CHECKING:  # never imported here; named so that the program builder packs what children load by name
    from desktop_admin.papers import differences as _differences  # noqa: F401
    from desktop_admin.papers import inspect as _inspect  # noqa: F401
    from desktop_admin.papers import rendering as _rendering  # noqa: F401
    from desktop_admin.papers import sheets as _sheets  # noqa: F401
    from desktop_admin.papers import standing as _standing  # noqa: F401

#: Larger files are not even handed to a child; they are refused for their size anyway.
_SEND_AT_MOST: Final = 32 * 1024 * 1024
#: Seconds after which a child that looks at incoming files ends: a desk has one only while it uploads.
_IDLE: Final = 60.0
_INSPECT: Final = "desktop_admin.papers.inspect:inspect"
_LOOK_AT_SHEET: Final = "desktop_admin.papers.sheets:inspect"
_RENDER: Final = "desktop_admin.papers.rendering:render"
_STANDING: Final = "desktop_admin.papers.standing:standing"
_DIFFERENCES: Final = "desktop_admin.papers.differences:differences"
_WORD: Final = frozenset({kinds.DOC, kinds.DOCX, kinds.DOCM})


class Inspectors:
    """Looks at papers in child processes; thread-safe. Close it at the end.

    ``seconds`` and ``megabytes`` limit each job. Nothing is started before the first one; the child that
    lays out Word papers, with the faces of the files ``fonts``, only for the first of those.  Files that come
    in are looked at in children of their own, ``at_once`` of them: a slow one keeps no page waiting.
    """

    def __init__(
        self,
        workers: int = 1,
        seconds: float = 20,
        megabytes: int = 400,
        fonts: Sequence[str] = (),
        at_once: int = 1,
    ) -> None:
        self.at_once = at_once
        #: Children for what somebody looks at, and others for files that come in: neither waits for the other.
        self.showing = Pool(workers, seconds, megabytes)
        self.checking = Pool(at_once, seconds, megabytes, idle=_IDLE, modest=True)
        self._word = WordPages(fonts)

    def inspect(self, data: bytes, file_name: str = "", purpose: Purpose = Purpose.PAPER) -> Inspection:
        """As :func:`papers.inspect.inspect`, of a sheet as :func:`papers.sheets.inspect`.

        A file that stops the child is not acceptable and says why.
        """
        sheet = PURPOSES[purpose].inspector == "sheet"
        say = sheet_words.fault if sheet else fault
        if len(data) > _SEND_AT_MOST:
            return stopped_inspection(data, say("too_large", size=readable_size(len(data))), purpose)
        try:
            asked = (_LOOK_AT_SHEET, data, purpose) if sheet else (_INSPECT, data, file_name)
            return cast(Inspection, self.checking.run(*asked))
        except Stopped as stopped:
            return stopped_inspection(data, self._fault(stopped, say), purpose)

    def pages(
        self,
        data: bytes,
        *,
        needles: Mapping[str, str] | None = None,
        first: int = 0,
        count: int | None = None,
        dpi: float = 110.0,
        width: int | None = None,
        urgent: bool = True,
    ) -> PaperPages:
        """The asked pages as pictures, or why there are none; a file that stops a child is no exception.

        As :func:`papers.rendering.render`, with Word laid out. What a person waits for is ``urgent``;
        reading ahead is not.
        """
        if len(data) > _SEND_AT_MOST:
            return failed(fault("too_large", size=readable_size(len(data))))
        priority = URGENT if urgent else AHEAD
        wanted = dict(needles or {})
        render = partial(
            self.showing.run,
            _RENDER,
            data,
            wanted,
            first,
            count,
            dpi,
            width,
            priority=priority,
        )
        key = (hashlib.sha256(data).hexdigest(), tuple(sorted(wanted.items())))
        try:
            made = self._word.read(key, render)
        except Stopped as stopped:
            return failed(self._fault(stopped))
        if isinstance(made, WordText):
            return self._word.pages(key, made, first, count, width or page_width(dpi), priority)
        return made

    def differences(self, old: bytes, new: bytes) -> Differences:
        """Where the texts of two versions differ, on the pages that :meth:`pages` answers; or why nobody can tell."""
        try:
            places = [self._standing(data) for data in (old, new)]
            return cast(Differences, self.showing.run(_DIFFERENCES, *places, priority=URGENT))
        except Stopped as stopped:
            return Differences(why=f"没有比较成：{self._fault(stopped).message}")

    def _standing(self, data: bytes) -> tuple[Place, ...]:
        """Every word with its place; none where there is no text, or nothing is shown of the file."""
        if len(data) > _SEND_AT_MOST:
            return ()
        kind = kinds.media_type(data)
        if kind == kinds.PDF:
            return cast("tuple[Place, ...]", self.showing.run(_STANDING, data, priority=URGENT))
        key: Key = (hashlib.sha256(data).hexdigest(), ())
        read = partial(self.showing.run, _RENDER, data, {}, priority=URGENT)
        made = self._word.read(key, read) if kind in _WORD else None
        return self._word.standing(key, made, URGENT) if isinstance(made, WordText) else ()

    def warm(self) -> None:
        """Start a child and load its readers; call it off the window's thread."""
        with suppress(Stopped):
            self.showing.run(_INSPECT, b"%PDF-1.4\n%%EOF\n", "")

    def close(self) -> None:
        """End the children. Jobs under way answer as failed."""
        self._word.close()
        self.checking.close()
        self.showing.close()

    def _fault(self, stopped: Stopped, say: Say = fault) -> Problem:
        return say(stopped.code, seconds=round(self.showing.seconds), megabytes=self.showing.megabytes)


def stopped_inspection(data: bytes, problem: Problem, purpose: Purpose = Purpose.PAPER) -> Inspection:
    """What is known of a file that could not be looked at: its bytes' hash, size and kind, and ``problem``."""
    facts = FileFacts(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type=kinds.at_a_glance(data),
        acceptable=False,
        problems=(problem,),
        pages=None,
        has_text=False,
        red_seal=RedSeal.UNKNOWN,
        seals=(),
        blank_pages=(),
        inspector=INSPECTORS[PURPOSES[purpose].inspector],
    )
    return Inspection(facts, (), PaperReading())
