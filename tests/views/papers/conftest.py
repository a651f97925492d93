"""A reader that makes coloured sheets instead of real pages, and papers to show with it."""

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import OfficeError, Unavailable
from desktop_admin.contract.files import Box
from desktop_admin.contract.submissions import PaperVersion, Slot
from desktop_admin.views.common.fonts import Typeface
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.pages import Compared, Mark, MarkKind, Paper
from desktop_admin.views.papers.reader import PaperReader

SAMPLES = Path(__file__).parents[2] / "papers" / "samples"
COLOURS = ("#c03030", "#30a030", "#3030c0", "#a0a030", "#30a0a0")


def sheet_colour(data: bytes, page: int, *, alone: bool = False) -> str:
    """Of a page (from 0); a page made ``alone`` has another, so that it can be told apart."""
    return COLOURS[(sum(data) + page + alone) % len(COLOURS)]


@dataclass
class SheetMaker:
    """Makes sheets of one colour each; can be held up, to see what happens meanwhile."""

    pages: int = 1
    marks: tuple[Mark, ...] = ()
    paper: Callable[[Paper], Paper] = lambda paper: paper
    made: list[tuple[str, int, bool]] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    single: list[tuple[str, int, int]] = field(default_factory=list)
    compared: list[tuple[str, str]] = field(default_factory=list)
    differences: Compared = Compared((), (), "两版的文字没有不同。")  # noqa: RUF009  frozen
    free: threading.Event = field(default_factory=threading.Event)
    threads: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.free.set()

    def __call__(
        self, sha256: str, data: bytes, width: int, needles: Mapping[str, str], urgent: bool = True
    ) -> Paper:
        self.begun.append(data.decode())
        self.free.wait(20)
        self.threads.add(threading.get_ident())
        self.made.append((data.decode(), width, urgent))
        sheets = tuple(self._sheet(data, width, page) for page in range(self.pages))
        return self.paper(Paper(sha256, width, sheets, self.marks))

    def page(self, sha256: str, data: bytes, width: int, number: int, urgent: bool = True) -> Paper:
        self.single.append((data.decode(), width, number))
        return Paper(sha256, width, (self._sheet(data, width, number, alone=True),))

    def compare(self, old: bytes, new: bytes) -> Compared:
        self.compared.append((old.decode(), new.decode()))
        return self.differences

    @staticmethod
    def _sheet(data: bytes, width: int, page: int, *, alone: bool = False) -> QImage:
        image = QImage(width, round(width * 1.4), QImage.Format.Format_RGB32)
        image.fill(QColor(sheet_colour(data, page, alone=alone)))
        return image


@dataclass
class Store:
    """Files by hash; answers like ``Desk.get``, a moment later and in the UI thread."""

    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    broken: bool = False

    def add(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.files[sha256] = data
        return sha256

    def get(
        self,
        sha256: str,
        *,
        owner: QObject,
        done: Callable[[bytes], None] | None = None,
        failed: Callable[[OfficeError], None] | None = None,
    ) -> None:
        self.fetched.append(sha256)
        if self.broken:
            assert failed is not None
            QTimer.singleShot(0, owner, lambda: failed(Unavailable("连接中断，请稍后再试。")))
        else:
            assert done is not None
            QTimer.singleShot(0, owner, lambda: done(self.files[sha256]))


@pytest.fixture
def theme(qapp: object) -> Theme:
    return Theme(None, Typeface(("Noto Sans SC",)))


@pytest.fixture
def maker() -> SheetMaker:
    return SheetMaker()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def reader(qtbot: QtBot, store: Store, maker: SheetMaker) -> Iterator[PaperReader]:
    reader = PaperReader(store.get, maker)
    yield reader
    maker.free.set()
    reader.close()


@pytest.fixture
def paper(store: Store) -> Callable[..., PaperVersion]:
    """A paper version whose bytes are in the store."""

    def make(
        text: str = "letter",
        slot: Slot = Slot.COMMITMENT_LETTER,
        *,
        number: int = 1,
        current: bool = True,
        **other: object,
    ) -> PaperVersion:
        version = PaperVersion(
            id=number,
            slot=slot,
            sha256=store.add(text.encode()),
            file_name=f"{text}.pdf",
            size=len(text),
            media_type="application/pdf",
            acceptable=True,
            problems=(),
            fitting_reason="",
            pages=1,
            uploaded_at=datetime(2026, 11, 5, 1, 30, tzinfo=UTC) + timedelta(days=number),
            by="学员",
            source="",
            attempt=number,
            current=current,
        )
        return replace(version, **other)  # type: ignore[arg-type]

    return make


FOUND = Mark(MarkKind.FOUND, Box(0, 0.2, 0.3, 0.4, 0.05), "name")
SEAL = Mark(MarkKind.SEAL, Box(0, 0.5, 0.6, 0.3, 0.2), "seal")
