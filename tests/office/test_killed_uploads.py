"""kill -9 at every stage of an upload: what was promised is there, and the rest goes after its day, not before.

The promise: a file that was answered waits a day for a record to name it; one that is named stays.
"""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.submissions import Slot, UploadPaper
from desktop_admin.models.files import FileFactsRow, FileRow
from desktop_admin.office.blobs import papers_folder, store_of
from tests.contract.conftest import copy_of
from tests.contract.world import World, paper

PROGRAM = Path(__file__).with_name("putter.py")
NOT_ANSWERED = ("announced", "half written", "stored", "uncommitted")
STAGES = (*NOT_ANSWERED, "answered", "named")


class Killed:
    """An office whose program was killed while it put ``data``, opened again by another."""

    def __init__(self, url: str, stage: str) -> None:
        self.data = paper(stage)
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        before = World(url, over_http=False)
        self.candidate = before.candidate(before.company())
        before.close()
        with subprocess.Popen(
            [sys.executable, str(PROGRAM), url, stage, str(self.candidate)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline().strip() == stage
            program.kill()
            assert program.wait(60) < 0
        self.world = World(url, over_http=False)

    @property
    def files(self) -> list[str]:
        """The names of all files in the folder of papers, half-written ones too."""
        folder = papers_folder(self.world.house.database.file)
        return sorted(
            path.name for path in folder.rglob("*") if path.is_file() and path.name != ".belongs-to"
        )

    @property
    def known(self) -> bool:
        """Whether the office still has a row about it."""
        with self.world.house.database.reading() as session:
            return any(
                session.scalar(select(kind.sha256).where(kind.sha256 == self.sha256)) is not None
                for kind in (FileRow, FileFactsRow)
            )

    def sweep(self) -> int:
        """The office tidies up; how many files went."""
        return self.world.house.files.sweep(self.world.clock.now)

    def name(self) -> None:
        """A record names it."""
        slot = Slot.REGISTRATION_FORM
        self.world.desk("李四").run(
            UploadPaper(self.candidate, "A_initial", slot, self.sha256, "a.pdf", source="窗口")
        )

    def whole(self) -> bool:
        """Whether the bytes are there, proven."""
        return store_of(self.world.house.database).get(self.sha256) == self.data


@pytest.fixture
def killed(prepared_file: Path, tmp_path: Path) -> Iterator[Callable[[str], Killed]]:
    """Kills at a stage."""
    made: list[Killed] = []

    def kill(stage: str) -> Killed:
        made.append(Killed(copy_of(prepared_file, tmp_path / "office.sqlite3"), stage))
        return made[-1]

    yield kill
    for one in made:
        one.world.close()


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_goes_before_its_day_and_then_all_that_nobody_named(
    killed: Callable[[str], Killed], stage: str
) -> None:
    office = killed(stage)
    there = [] if stage in ("announced", "half written") else [office.sha256]
    assert office.files == there, "what was half written went when the office was opened again"
    assert office.sweep() == 0
    office.world.clock.advance(hours=24)
    assert office.sweep() == 0, "its day is not over"
    assert office.files == there
    office.world.clock.advance(seconds=1)
    assert office.sweep() == (0 if stage == "named" else 1)
    assert office.known is (stage == "named")
    assert office.files == ([office.sha256] if stage == "named" else [])
    office.world.clock.advance(days=30)
    assert office.sweep() == 0
    assert office.known is (stage == "named")
    if stage == "named":
        assert office.whole()


def test_what_was_answered_can_be_named_until_its_day_is_over(killed: Callable[[str], Killed]) -> None:
    office = killed("answered")
    office.world.clock.advance(hours=24)
    assert office.sweep() == 0
    office.name()
    office.world.clock.advance(days=30)
    assert office.sweep() == 0
    assert office.whole()


@pytest.mark.parametrize("stage", NOT_ANSWERED)
def test_what_was_not_answered_cannot_be_named_and_is_simply_sent_again(
    killed: Callable[[str], Killed], stage: str
) -> None:
    office = killed(stage)
    with pytest.raises(Invalid, match="还没有传上来"):
        office.name()
    office.world.clock.advance(hours=23)
    assert office.world.desk("李四").put(office.data, "a.pdf").acceptable
    office.world.clock.advance(hours=23)
    assert office.sweep() == 0, "its day begins anew"
    office.name()
    office.world.clock.advance(days=30)
    assert office.sweep() == 0
    assert office.files == [office.sha256]
    assert office.whole()
