"""The reader: at once what is at hand, first what is looked at, nothing nobody wants, bounded memory."""

import contextlib
import ctypes
import gc
import itertools
import logging
import threading
import time

import psutil
import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.papers.pages import Paper
from desktop_admin.views.papers.reader import PaperReader, bucket
from tests.views.papers.conftest import SheetMaker, Store

pytestmark = pytest.mark.alone


def _memory() -> int:
    """Bytes of this process once what was freed has gone back: glibc keeps freed pieces for a while."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(psutil.Process().memory_info().rss)


def _read(qtbot: QtBot, reader: PaperReader, sha256: str, width: int = 640) -> Paper:
    got: list[Paper] = []
    reader.read(sha256, {}, width=width, owner=reader, done=got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=5000)
    return got[0]


def test_second_reading_is_at_once(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    sha256 = store.add(b"a")
    first = _read(qtbot, reader, sha256)
    got: list[Paper] = []
    reader.read(sha256, {}, width=640 + 15, owner=reader, done=got.append)
    assert got == [first], "a pane a few pixels wider needs no new pages"
    assert maker.made == [("a", 640, True)]
    assert threading.get_ident() not in maker.threads


def test_asked_twice_made_once(qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker) -> None:
    sha256 = store.add(b"a")
    got: list[Paper] = []
    for _ in range(2):
        reader.read(sha256, {}, width=640, owner=reader, done=got.append)
    qtbot.waitUntil(lambda: len(got) == 2)
    _read(qtbot, reader, sha256, width=1280)
    assert len(maker.made) == 2
    assert store.fetched == [sha256], "another size does not fetch again"


def test_other_needles_are_another_paper(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    sha256 = store.add(b"a")
    _read(qtbot, reader, sha256)
    got: list[Paper] = []
    reader.read(sha256, {"name": "石"}, width=640, owner=reader, done=got.append)
    assert got == []
    qtbot.waitUntil(lambda: len(got) == 1)
    assert len(maker.made) == 2


def test_forgotten_is_not_answered_and_not_made(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    """Quickly on to the next dossier: what waits for the last one is dropped."""
    maker.free.clear()
    one, other = QObject(), QObject()
    got: list[str] = []
    for name in ("busy1", "busy2", "late"):
        reader.read(store.add(name.encode()), {}, owner=one, done=lambda _paper, n=name: got.append(n))
    qtbot.waitUntil(lambda: len(maker.begun) == 2)
    reader.forget(one)
    reader.read(store.add(b"next"), {}, owner=other, done=lambda _paper: got.append("next"))
    maker.free.set()
    qtbot.waitUntil(lambda: got == ["next"])
    qtbot.waitUntil(lambda: reader.under_way == 0)
    assert got == ["next"]
    assert "late" not in [name for name, _, _ in maker.made]
    assert reader.under_way == 0


def test_owner_gone_is_not_answered(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    maker.free.clear()
    owner = QObject()
    got: list[Paper] = []
    reader.read(store.add(b"a"), {}, owner=owner, done=got.append)
    qtbot.waitUntil(lambda: bool(maker.begun))
    owner.deleteLater()
    qtbot.waitUntil(lambda: not isValid(owner))
    maker.free.set()
    qtbot.waitUntil(lambda: reader.under_way == 0)
    assert got == []


def test_read_ahead_in_order_replaced_and_hurried(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    reader.usual_width = 700
    maker.free.clear()
    reader.read_ahead([(store.add(name), {}) for name in (b"x", b"y", b"z")])
    qtbot.waitUntil(lambda: bool(maker.begun))
    reader.read_ahead([(store.add(name), {}) for name in (b"z", b"w")])
    maker.free.set()
    qtbot.waitUntil(lambda: reader.under_way == 0)
    names = [name for name, _, _ in maker.made]
    assert names == ["x", "z", "w"], "x had begun, y is not wanted any more"
    assert all(width == bucket(700) and not urgent for _, width, urgent in maker.made)
    got: list[Paper] = []
    reader.read(store.add(b"w"), {}, owner=reader, done=got.append)
    assert len(got) == 1, "the next dossier is already rendered"


def test_memory_is_bounded_by_the_least_recently_wanted(
    qtbot: QtBot, store: Store, maker: SheetMaker
) -> None:
    size = 640 * 896 * 4
    reader = PaperReader(store.get, maker, pictures=3 * size)
    try:
        hashes = [store.add(f"p{n}".encode()) for n in range(4)]
        for sha256 in hashes[:3]:
            _read(qtbot, reader, sha256)
        _read(qtbot, reader, hashes[0])
        _read(qtbot, reader, hashes[3])
        assert reader.picture_bytes == 3 * size
        assert reader.at_hand(hashes[0], width=640) is not None
        assert reader.at_hand(hashes[1], width=640) is None
    finally:
        reader.close()


def test_memory_stays_level_over_a_morning(qtbot: QtBot, store: Store, maker: SheetMaker) -> None:
    """150 papers through a 12 MB shelf: the process does not grow by the 344 MB they had in all."""
    reader = PaperReader(store.get, maker, pictures=12 * 1024 * 1024)
    try:
        # As many as are measured: the allocator's own pools of every thread have reached their size by then.
        for n in range(150):
            _read(qtbot, reader, store.add(f"warm{n}".encode()))
        before = _memory()
        for n in range(150):
            _read(qtbot, reader, store.add(f"paper{n}".encode()))
            assert reader.picture_bytes <= 12 * 1024 * 1024
        grown = _memory() - before
        assert grown < 30 * 1024 * 1024
    finally:
        reader.close()


def test_unreachable_is_said_and_not_kept(qtbot: QtBot, reader: PaperReader, store: Store) -> None:
    sha256 = store.add(b"a")
    store.broken = True
    paper = _read(qtbot, reader, sha256)
    assert (paper.unreachable, paper.again, paper.fault) == (True, True, "连接中断，请稍后再试。")
    store.broken = False
    assert _read(qtbot, reader, sha256).pages


def test_a_bug_is_reported_once_and_never_blank(qtbot: QtBot, store: Store, maker: SheetMaker) -> None:
    def fail(_paper: Paper) -> Paper:
        raise ZeroDivisionError

    maker.paper = fail
    bugs: list[BaseException] = []
    reader = PaperReader(store.get, maker, bug=lambda error, _what: bugs.append(error))
    try:
        paper = _read(qtbot, reader, store.add(b"a"))
        assert paper.fault
        assert paper.again
        assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    finally:
        reader.close()


def test_a_bug_without_listener_is_logged(
    qtbot: QtBot, store: Store, maker: SheetMaker, logged_errors: list[logging.LogRecord]
) -> None:
    def fail(_paper: Paper) -> Paper:
        raise ZeroDivisionError

    maker.paper = fail
    reader = PaperReader(store.get, maker)
    _read(qtbot, reader, store.add(b"a"))
    reader.close()
    assert len(logged_errors) == 1
    logged_errors.clear()


def test_window_lives_while_pages_are_made(
    qtbot: QtBot, reader: PaperReader, store: Store, maker: SheetMaker
) -> None:
    """A paper that takes 300 ms does not hold the UI thread: it beats all the while, never silent for half of it."""
    maker.paper = lambda paper: (time.sleep(0.3), paper)[1]
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(5)
    _read(qtbot, reader, store.add(b"a"))
    timer.stop()
    assert len(ticks) > 20
    assert max(b - a for a, b in itertools.pairwise(ticks)) < 0.15


def test_original_bytes(qtbot: QtBot, reader: PaperReader, store: Store) -> None:
    sha256 = store.add(b"original")
    got: list[bytes] = []
    refused: list[OfficeError] = []
    reader.files.ask_for(reader, sha256, got.append, refused.append)
    qtbot.waitUntil(lambda: bool(got))
    store.broken = True
    reader.files.ask_for(reader, sha256, got.append, refused.append)
    assert got == [b"original", b"original"], "kept: no second fetch"
    reader.files.ask_for(reader, store.add(b"other"), got.append, refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].message == "连接中断，请稍后再试。"


@pytest.mark.parametrize(("width", "made"), [(0.0, 160), (640.0, 640), (655.9, 640), (99999.0, 3200)])
def test_bucket_is_never_wider(width: float, made: int) -> None:
    assert bucket(width) == made
