"""kill -9 in the middle of deciding: a decision with its journal row, or neither; never half."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.submissions import Dossier
from desktop_admin.models.journal import JournalRow, JournalSubject
from tests.contract.conftest import build_office, copy_of
from tests.contract.world import World
from tests.postgres import PostgresServer

PROGRAM = Path(__file__).with_name("decider.py")


def rounds(url: str, times: int) -> int:
    """Kill a deciding program ``times`` times; how many of its decisions were kept."""
    world = World(url, over_http=False)
    serial, kept = 0, 0
    chance = random.Random(20261119)
    for _ in range(times):
        numbers = []
        for _place in range(3):
            numbers.append(world.waiting_one(serial=serial))
            serial += 1
        program = subprocess.Popen(
            [sys.executable, str(PROGRAM), url, *map(str, numbers)], stdout=subprocess.PIPE, text=True
        )
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.uniform(0, 0.12))
        program.kill()
        said = program.stdout.read()
        program.stdout.close()
        program.wait(10)
        told = {int(line.split()[1]) for line in said.splitlines() if line.startswith("done")}
        approved = {n for n in numbers if world.as_("王敏").run(Dossier(n)).state == "approved"}
        assert told <= approved, "what was answered is kept"
        kept += len(approved)
        check(world, numbers, approved)
    world.close()
    return kept


def check(world: World, numbers: list[int], approved: set[int]) -> None:
    """The journal and the rows tell the same story, and the file is sound."""
    with world.house.database.reading() as session:
        journalled = set(
            session.scalars(
                select(JournalSubject.subject_id)
                .join(JournalRow, JournalRow.number == JournalSubject.number)
                .where(
                    JournalRow.name == "ApproveSubmission",
                    JournalSubject.kind == "submission",
                    JournalSubject.subject_id.in_(numbers),
                )
            )
        )
        notices = set(session.scalars(text("select submission_id from notice"))) & set(numbers)
        decisions = set(session.scalars(text("select submission_id from decision"))) & set(numbers)
        if world.house.database.sqlite:
            assert session.scalar(text("pragma integrity_check")) == "ok"
            assert session.execute(text("pragma foreign_key_check")).all() == []
    assert approved == journalled == decisions == notices
    proof = world.as_("王敏").run(VerifyJournal())
    assert proof.intact, proof.sentence


def test_killed_while_deciding(prepared_file: Path, tmp_path: Path) -> None:
    rounds(copy_of(prepared_file, tmp_path / "office.sqlite3"), 3)


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_prove_killed_a_hundred_times(prepared_file: Path, tmp_path: Path) -> None:
    assert rounds(copy_of(prepared_file, tmp_path / "office.sqlite3"), 100) > 20


@pytest.mark.prove
@pytest.mark.postgres
@pytest.mark.timeout(900)
def test_prove_killed_on_postgres(durable_postgres_server: PostgresServer) -> None:
    url = durable_postgres_server.clone("office", build_office)
    assert rounds(url, 30) > 5
