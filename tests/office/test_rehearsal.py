"""Rehearsing the first questions of a desk leaves nothing behind, and an office that is not founded yet is no failure."""

from pathlib import Path

from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.office import Office
from desktop_admin.office.connect import connect
from desktop_admin.office.rehearsal import rehearse
from tests.contract.world import World
from tests.views.recording import RecordingOffice


def _none() -> object:
    raise RuntimeError("no papers are looked at here")


def test_it_writes_nothing_and_opens_no_session(tmp_path: Path) -> None:
    world = World(f"sqlite:///{tmp_path / 'office.sqlite3'}", over_http=False, durable=False).set_up()
    try:
        before = world.desk("李四").run(OfficeFacts())
        file = tmp_path / "office.sqlite3"
        written = file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes()
        rehearse(world.desk())
        assert (file.read_bytes(), file.with_name(f"{file.name}-wal").read_bytes()) == written
        assert world.desk("李四").run(OfficeFacts()) == before
    finally:
        world.close()


def test_an_office_not_founded_yet_is_no_failure(tmp_path: Path) -> None:
    office: Office = connect(f"sqlite:///{tmp_path / 'new.sqlite3'}", inspectors=_none)  # type: ignore[arg-type]
    try:
        rehearse(office)
        assert not office.run(OfficeFacts()).set_up
    finally:
        office.close()


def test_an_office_elsewhere_is_asked_nothing() -> None:
    office = RecordingOffice()
    rehearse(office)
    assert not office.asked
