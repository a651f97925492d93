"""A desk that finds the office busy sends the file again by itself, and a slow file holds no page up."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_admin.contract.errors import Busy, Invalid, OfficeError
from desktop_admin.contract.files import FileFacts
from desktop_admin.rules.purposes import Purpose
from desktop_admin.views.common import asking
from desktop_admin.views.common.asking import Asking
from tests.views.recording import RecordingOffice

BUSY = Busy("正在检查的文件太多。", {"retry_after": 0.01})


class BusyOffice(RecordingOffice):
    """Refuses so many uploads before it takes one; ``hold`` keeps the upload in the office."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals: list[OfficeError] = []
        self.puts = 0
        self.hold = threading.Event()
        self.hold.set()

    def put(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> FileFacts:
        self.puts += 1
        assert self.hold.wait(30)
        if self.refusals:
            raise self.refusals.pop()
        return super().put(data, file_name, purpose)


@pytest.fixture
def office() -> BusyOffice:
    return BusyOffice()


@pytest.fixture
def desk(qtbot: QtBot, office: BusyOffice) -> Iterator[Asking]:
    made = Asking(office)
    yield made
    office.hold.set()
    made.close()


def test_busy_is_tried_again_by_itself(qtbot: QtBot, desk: Asking, office: BusyOffice) -> None:
    office.refusals = [BUSY, BUSY, BUSY]
    told: list[OfficeError] = []
    stored: list[FileFacts] = []
    desk.put(b"data", "a.pdf", owner=desk, done=stored.append, waiting=told.append)
    qtbot.waitUntil(lambda: len(stored) == 1)
    assert told == [BUSY, BUSY, BUSY]
    assert office.puts == 4
    assert desk.failures.items == ()


def test_after_a_while_the_person_is_asked(
    qtbot: QtBot, desk: Asking, office: BusyOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "BUSY_PATIENCE", 0.005)
    office.refusals = [BUSY] * 9
    failed: list[OfficeError] = []
    desk.put(b"data", "a.pdf", owner=desk, failed=failed.append)
    qtbot.waitUntil(lambda: failed == [BUSY])
    assert office.puts == 1


def test_a_refusal_is_not_tried_again(qtbot: QtBot, desk: Asking, office: BusyOffice) -> None:
    refused = Invalid("文件太大了。", {"retry_after": 1})
    office.refusals = [refused]
    desk.put(b"data", "a.pdf", owner=desk)
    qtbot.waitUntil(lambda: [item.sentence for item in desk.failures.items] == ["文件太大了。"])
    assert office.puts == 1


def test_what_is_no_longer_wanted_is_not_sent_again(qtbot: QtBot, desk: Asking, office: BusyOffice) -> None:
    office.refusals = [BUSY]
    wanted = [True]
    told: list[OfficeError] = []

    def waiting(error: OfficeError) -> None:
        told.append(error)
        wanted.clear()

    desk.put(b"data", "a.pdf", owner=desk, waiting=waiting, wanted=lambda: bool(wanted))
    qtbot.waitUntil(lambda: told == [BUSY])
    stored: list[FileFacts] = []
    desk.put(b"other", "b.pdf", owner=desk, done=stored.append)
    qtbot.waitUntil(lambda: len(stored) == 1)
    over: list[bool] = []
    QTimer.singleShot(int(BUSY.details["retry_after"] * 1000), lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))  # it would have been sent again before
    assert office.puts == 2


def test_pages_are_fetched_while_uploads_wait(qtbot: QtBot, desk: Asking, office: BusyOffice) -> None:
    sha256 = RecordingOffice.put(office, b"page", "p.pdf").sha256
    office.hold.clear()
    owner = QObject(desk)
    for number in range(5):
        desk.put(b"%d" % number, "a.pdf", owner=owner)
    fetched: list[bytes] = []
    desk.get(sha256, owner=desk, done=fetched.append)
    qtbot.waitUntil(lambda: fetched == [b"page"])
    assert office.puts <= 1
