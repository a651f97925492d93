"""Scrolling the review queue over a million rows: the real list, the real model, an office answering pages.

Promise: of 100 frames of dragging the bar 95 take at most twice what 95 of 100 take of turning the wheel.  A frame is one turn of the wheel (three rows) or one jump of the
dragged bar, and everything the window thread does until it is idle again: painting, asking for pages and taking
them in.  The answering thread shares the interpreter with it, as in the program.  Offscreen, so what a graphics
driver does is not in it.  Of several rounds the quickest counts: a busy machine slows a round, never speeds one up.
"""

import os
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from desktop_admin.contract.base import Listed
from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord
from desktop_admin.contract.sessions import Person
from desktop_admin.contract.submissions import QueueRow, ReviewQueue
from desktop_admin.rules.roles import Role

_ROWS = 1_000_000
_FRAMES = 150
_ROUNDS = 4
#: Milliseconds from one frame to the next, as a screen shows them.
_FRAME = 16.0
_NOON = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)
_CATEGORIES = ("A_renewal", "B_renewal", "C2_renewal", "C1_initial")


def run(rows: int = _ROWS, frames: int = _FRAMES) -> list[dict[str, Any]]:
    """One record: dragging the bar through the whole list, against turning the wheel."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["bench"])
    assert isinstance(application, QApplication)
    with _Screen(application, rows) as screen:
        top = screen.bar.maximum()
        turns = [
            (
                screen.frames(range(0, frames * 150, 150)),
                screen.frames(range(0, top, max(1, top // frames))),
            )
            for _ in range(_ROUNDS)
        ]
    wheel, drag = (min(statistics.quantiles(turn[which], n=20)[-1] for turn in turns) for which in (0, 1))
    return [
        {
            "name": "scrolling.drag_to_wheel_over_a_million_rows",
            "ratio": round(drag / wheel, 2),
            "limit": 2.0,
            "milliseconds": round(drag, 2),
            "wheel_milliseconds": round(wheel, 2),
        }
    ]


class _Screen:
    """The queue on a window of the usual height, and what is needed behind it."""

    def __init__(self, application: Any, rows: int) -> None:
        from desktop_admin.views.common.desk import Desk
        from desktop_admin.views.common.fonts import load_typeface
        from desktop_admin.views.common.theme import Theme
        from desktop_admin.views.review.queue import Queue
        from desktop_admin.views.review.queue_list import QueueList
        from resources.paths import resource

        self._application = application
        self._desk = Desk(
            _Thousands(rows),
            Person(2, "王敏", (Role.REVIEWER,)),
            theme=Theme(None, load_typeface(resource("fonts"))),
        )
        self._desk.heard(_NOON)
        self._queue = Queue(self._desk)
        self._view = QueueList(self._desk, self._queue.model, self._queue.stayed)
        self._view.resize(400, 900)
        self._view.show()
        self._queue.load()
        self._until(lambda: self._queue.complete)
        self.bar = self._view.verticalScrollBar()

    def __enter__(self) -> "_Screen":
        return self

    def __exit__(self, *_: object) -> None:
        self._view.close()
        self._desk.close()

    def frames(self, places: range) -> list[float]:
        """Milliseconds of each frame on the way through ``places`` of the bar."""
        self.bar.setValue(0)
        self._rest()
        return list(self._scrolled(places))

    def _scrolled(self, places: range) -> Iterator[float]:
        for place in places:
            began = time.perf_counter()
            self.bar.setValue(place)
            self._view.viewport().repaint()
            self._application.processEvents()
            taken = time.perf_counter() - began
            yield 1000 * taken
            # The rest of the frame: threads answer, the settle timer fires.
            time.sleep(max(0.0, _FRAME / 1000 - taken))

    def _rest(self) -> None:
        """Until the rows on screen are there."""
        first = self._queue.model.ids[0]
        self._until(lambda: self._queue.model.row_of(first) is not None)

    def _until(self, ready: Any) -> None:
        end = time.monotonic() + 30
        while not ready():
            if time.monotonic() > end:
                raise RuntimeError("the list did not fill")
            self._application.processEvents()
            self._view.viewport().update()
            time.sleep(0.01)


class _Thousands:
    """An office with so many waiting applications; answers what the queue asks."""

    def __init__(self, rows: int) -> None:
        self._ids = tuple(range(1, rows + 1))

    def run(self, request: Any) -> Any:
        """The queue's questions."""
        if isinstance(request, Catalogue):
            return CatalogueRecord((), (), 1)
        assert isinstance(request, ReviewQueue)
        if request.rows_for is not None:
            return Listed((), tuple(map(_row, request.rows_for)), 0, 1)
        return Listed(self._ids, tuple(map(_row, self._ids[: request.limit])), len(self._ids), 1)

    def wait(self, after: int, seconds: float) -> bool:
        """Nothing ever happens here."""
        return False

    def put(self, data: bytes, file_name: str) -> Any:
        """No papers are put here."""
        raise RuntimeError("no papers are put here")

    def get(self, sha256: str) -> bytes:
        """No papers are read here."""
        raise RuntimeError("no papers are read here")

    def close(self) -> None:
        """Nothing to let go of."""


def _row(number: int) -> QueueRow:
    return QueueRow(
        id=number,
        version=1,
        candidate_id=number,
        company_id=number % 500,
        name=f"测量{number}",
        company=f"黔南测量建筑工程有限公司{number % 500}",
        category=_CATEGORIES[number % 4],
        state="waiting",
        attempt=1 + number % 3,
        waiting_since=_NOON - timedelta(minutes=number % 40_000),
        late_minutes=7 if number % 11 == 0 else 0,
        cycle="2026-11",
        flags=("late", "bad_file")[: number % 3],
        precheck=("green", "yellow", "red", "unknown")[number % 4],
        aside_until=None,
    )
