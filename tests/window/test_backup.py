"""A backup by real keys: the first page says that none can be made, the folder is mended, one is made and whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_admin.demo.staff import make_staff
from desktop_admin.office.archive import open_archive
from tests.window.conftest import PICTURES, Start
from tests.window.program import Program
from tests.window.sheets import ADMINISTRATOR
from tests.window.test_sheets import fill_screen
from tests.window.xserver import XServer, save

pytestmark = pytest.mark.timeout(300)

PASSWORDS = {one.name: one.password for one in make_staff(1)}


def in_earnest(folder: Path) -> str:
    """A demonstration worries nobody; this one does. Where the backups should lie there is a file.

    The daily one is off: it would come in between.
    """
    with closing(sqlite3.connect(folder / "office.sqlite3")) as office, office:
        office.execute("update office set demonstration = 0")
        office.execute("insert into backup_plan values (1, 0, 750, 7, 1)")
    (folder / "backups").write_text("in the way")
    return f"sqlite:///{folder / 'office.sqlite3'}"


def states(folder: Path) -> list[str]:
    """How each backup stands, oldest first."""
    with closing(sqlite3.connect(folder / "office.sqlite3")) as office:
        return [state for (state,) in office.execute("select state from backup_run order by id")]


def ready(program: Program) -> None:
    """The tab has heard of the end."""
    program.until(
        lambda: program.one("QAbstractButton", text="立即备份").enabled, "the button can be pressed again"
    )


@pytest.mark.parametrize("screen", [(1024, 700), (1366, 768)], indirect=True, ids=["1024x700", "1366x768"])
def test_a_backup_by_keys(start: Start, screen: XServer, demo: Path) -> None:
    address = in_earnest(demo)
    size = f"{screen.size[0]}x{screen.size[1]}"

    def picture(name: str) -> None:
        save(screen.picture(), PICTURES / f"backup-{name}-{size}.png")

    program = start("--office", address)
    program.enter(ADMINISTRATOR, PASSWORDS[ADMINISTRATOR])
    fill_screen(program)
    program.until(lambda: "备份" in program.texts() and "去备份" in program.texts(), "the first page says so")
    program.rest()
    picture("home-trouble")
    program.click(program.one("QAbstractButton", text="去备份"))
    program.one("BackupsTab")
    program.rest()
    program.press("b")
    program.until(lambda: states(demo) == ["failed"], "it fails")
    ready(program)
    program.rest()
    picture("failed")
    (demo / "backups").unlink()
    program.press("b")
    program.until(lambda: states(demo) == ["failed", "done"], "it is made")
    ready(program)
    program.says("读回核对无误")
    program.rest()
    picture("made")
    (made,) = (demo / "backups").glob("*.kaowu-backup")
    with open_archive(made) as archive:
        archive.check()
        assert archive.manifest.head > 0
    program.press("ctrl+1")
    program.until(lambda: "去备份" not in program.texts(), "all is well: nothing is said")
    program.rest()
    picture("home-well")
