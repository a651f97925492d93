"""A demonstration office in a folder of its own: made, or opened again. For the command, the tour and the self-check."""

import dataclasses
import gc
import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from platformdirs import PlatformDirs
from sqlalchemy import select

from desktop_admin.contract.errors import Invalid
from desktop_admin.demo.build import DEMO_NOW, make_demo
from desktop_admin.demo.clock import DemoClock
from desktop_admin.demo.mill import Resources
from desktop_admin.demo.staff import DemoStaff
from desktop_admin.models.journal import OfficeRow
from desktop_admin.office.database import Database
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.office.schema import make_ready
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.roles import Role
from resources.paths import resource

_FILE = "office.sqlite3"
#: Written last: a folder without it holds a demonstration that was never finished.
_DONE = "demo.json"


@dataclasses.dataclass(frozen=True)
class Demo:
    """A finished demonstration: its address and its accounts."""

    url: str
    staff: tuple[DemoStaff, ...]


def host_of(made: Demo) -> DemoStaff:
    """Whose desk the demonstration opens: a reviewer who is also chief, so that everything can be tried."""
    return next(one for one in made.staff if {Role.REVIEWER, Role.CHIEF} <= set(one.roles))


def demo_account(folder: Path, role: Role) -> DemoStaff | None:
    """The first account of a finished demonstration in ``folder`` with that role."""
    known = _read(folder / _DONE)
    return None if known is None else next((one for one in _staff(known) if role in one.roles), None)


def default_folder() -> Path:
    """Where a demonstration lies unless ``--folder`` says otherwise."""
    return PlatformDirs("kaowu", appauthor=False).user_data_path / "demo"


def open_demo(folder: Path, *, people: int, seed: int, now: datetime | None) -> Demo:
    """The demonstration in ``folder``: reopened when it is the same one, made anew when it is not.

    Raises Invalid rather than touch a folder that holds anything else.
    """
    if not 10 <= people <= 2000:
        raise Invalid("演示学员人数应在 10 到 2000 之间。")
    moment = now or DEMO_NOW
    asked = {"people": people, "seed": seed, "now": moment.isoformat()}
    url = f"sqlite:///{(folder / _FILE).absolute().as_posix()}"
    known = _read(folder / _DONE)
    if known is not None and known["asked"] == asked and (folder / _FILE).is_file():
        _set_clock(url, moment)
        return Demo(url, _staff(known))
    _clear(folder, ours=known is not None)
    folder.mkdir(parents=True, exist_ok=True)
    staff = _make(url, people=people, seed=seed, now=moment)
    record = {"asked": asked, "staff": [dataclasses.asdict(one) for one in staff]}
    (folder / _DONE).touch(mode=0o600)  # passwords, if only of people who do not exist
    (folder / _DONE).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return Demo(url, staff)


def _make(url: str, *, people: int, seed: int, now: datetime) -> tuple[DemoStaff, ...]:
    clock = DemoClock()
    # One is enough: it looks faster than the story goes on, and each more costs the start of a process.
    inspectors = Inspectors(workers=1)
    # A cheap hash while the story is told; the first real sign-in strengthens it.
    house = House(
        url,
        inspectors=lambda: inspectors,
        clock=clock,
        hasher=PasswordHasher(time_cost=1, memory_cost=64, parallelism=1),
        durable=False,
    )
    # Thousands of short-lived objects and few rings: looking for garbage less often saves a fifth (measured).
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        with house.database.writing() as session:
            session.execute(select(OfficeRow)).scalar_one().demonstration = True
        staff = make_demo(
            lambda workstation: DirectOffice(house, workstation=workstation, owns=False),
            clock,
            _resources(),
            now=now,
            people=people,
            seed=seed,
            progress=_report,
        )
    finally:
        gc.set_threshold(*thresholds)
        house.close()
        inspectors.close()
    _set_clock(url, now)
    return staff


def _resources() -> Resources:
    return Resources(
        regular_font=resource("fonts/NotoSansSC-Regular.ttf"),
        bold_font=resource("fonts/NotoSansSC-Bold.ttf"),
        letter_template=resource("templates/commitment_letter.doc"),
    )


def _report(done: int, total: int) -> None:
    if (done == total or done % 50 == 0) and sys.stderr.isatty():
        sys.stderr.write(f"\r正在建立演示数据 {done}/{total}" + ("\n" if done == total else ""))


def _set_clock(url: str, moment: datetime) -> None:
    """Let the demonstration's own clock stand at ``moment`` now and run on from there.

    Reopened after some use it goes on from the last thing done: behind that it would stand still.
    """
    database = Database(url)
    try:
        make_ready(database)
        with database.writing() as session:
            office = session.execute(select(OfficeRow)).scalar_one()
            offset = max(moment, office.last_at) - datetime.now(UTC)
            office.clock_offset_us = offset // timedelta(microseconds=1)
    finally:
        database.close()


def _staff(known: dict[str, Any]) -> tuple[DemoStaff, ...]:
    return tuple(
        DemoStaff(one["name"], tuple(map(Role, one["roles"])), one["password"]) for one in known["staff"]
    )


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _clear(folder: Path, *, ours: bool) -> None:
    """Empty a folder that holds a demonstration (finished or not); refuse any other."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not ours and not _is_demonstration(folder / _FILE):
        raise Invalid(
            f"文件夹 {folder} 里有别的内容，没有动它。请用 --folder 指定一个空文件夹。",
            {"faults": [{"field": "folder", "code": "not_empty", "message": "文件夹不是空的"}]},
        )
    for path in folder.iterdir():
        if path.name.startswith("office.") and path.is_dir():
            shutil.rmtree(path)
        elif path.name.startswith("office.") or path.name == _DONE:
            path.unlink()


def _is_demonstration(file: Path) -> bool:
    if not file.is_file():
        return False
    database = Database(f"sqlite:///{file.absolute().as_posix()}")
    try:
        with database.reading() as session:
            return bool(session.scalar(select(OfficeRow.demonstration)))
    finally:
        database.close()
