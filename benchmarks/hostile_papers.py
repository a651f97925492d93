"""The window while hostile papers are opened in it, one after the other: how long its thread ever stands still.

Promise: at most 50 ms, whatever the file. Every sample of ``tests/papers`` and every heavy Word file of its
tests is shown in the real viewer, read by real children.  ``python -m benchmarks hostile_papers``.
"""

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from benchmarks.next_dossier import SAMPLES, _until, _Watch
from desktop_admin.papers.workers import Inspectors
from resources.paths import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

#: Seconds each paper may take to become pages or a card: two limits of a child after each other.
_PATIENCE: Final = 60.0
#: Milliseconds the window may stand still.
STALL_LONGEST_MS: Final = 50.0


def _papers() -> Iterator[tuple[str, bytes]]:
    from tests.papers import made, word_heavy
    from tests.papers.test_word_bounds import HEAVY

    for path in sorted(SAMPLES.iterdir()):
        if path.suffix.lower() in {".pdf", ".doc", ".docx"}:
            yield path.name, path.read_bytes()
    for name, (make, _, _) in HEAVY.items():
        yield name, make()
    yield "60 pages", word_heavy.pages(60)
    yield "61 pages", word_heavy.pages(61)
    yield "63 columns", made.docx(word_heavy.table(*[word_heavy.cell() * 63] * 40))


class _Store:
    """Files by hash, answered like ``Desk.get``: later, in the window's thread."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files

    def get(
        self, sha256: str, *, owner: "QObject", done: Callable[[bytes], None], failed: object = None
    ) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, owner, lambda: done(self._files[sha256]))


def run() -> list[dict[str, Any]]:
    """One record: the longest stall against 50 ms, the paper it happened with, how many were opened."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop_admin.office.quiet import settle
    from desktop_admin.views.common.fonts import load_typeface
    from desktop_admin.views.common.theme import Theme
    from desktop_admin.views.papers.making import PaperMaker
    from desktop_admin.views.papers.reader import PaperReader
    from desktop_admin.views.papers.view import PaperView

    app = QApplication.instance() or QApplication([])
    theme = Theme(None, load_typeface(resource("fonts")))
    theme.apply(app)  # type: ignore[arg-type]
    papers = {f"{number:064x}": paper for number, paper in enumerate(_papers())}
    inspectors = Inspectors(fonts=theme.typeface.files)
    store = _Store({sha256: data for sha256, (_, data) in papers.items()})
    reader = PaperReader(store.get, PaperMaker(inspectors))  # type: ignore[arg-type]
    view, stalls = PaperView(reader, theme), {}
    try:
        view.resize(700, 900)
        view.show()
        inspectors.warm()
        settle()
        for sha256, (name, data) in papers.items():
            stalls[name] = _longest(view, sha256, name, data)
    finally:
        view.hide()
        inspectors.close()
        reader.close()
        view.deleteLater()
        QApplication.processEvents()
    worst = max(stalls, key=lambda name: stalls[name])
    return [
        {
            "name": "hostile_papers.longest_stall",
            "ratio": round(stalls[worst] / STALL_LONGEST_MS, 2),
            "limit": 1.0,
            "milliseconds": round(stalls[worst], 1),
            "paper": worst,
            "papers": len(stalls),
        }
    ]


def _longest(view: Any, sha256: str, name: str, data: bytes) -> float:
    """Milliseconds the window's thread stood still at most, from asking until a moment after the answer."""
    from datetime import UTC, datetime

    from desktop_admin.contract.submissions import PaperVersion, Slot

    watch = _Watch()
    version = PaperVersion(
        id=1, slot=Slot.REGISTRATION_FORM, sha256=sha256, file_name=name, size=len(data), media_type="",
        acceptable=True, problems=(), fitting_reason="", pages=None, uploaded_at=datetime(2026, 3, 2, tzinfo=UTC),
        by="测量", source="测量", attempt=1, current=True,
    )  # fmt: skip
    watch.start()
    view.show_paper(version, {"name": "王五"}, title="报名表")
    asked = time.perf_counter()
    _until(lambda: view.paper is not None or time.perf_counter() - asked > _PATIENCE)
    if view.paper is None:
        raise RuntimeError(f"{name} came to no end")
    later = time.perf_counter() + 0.3
    _until(lambda: time.perf_counter() > later)
    watch.stop()
    return max(watch.stalls)
