"""A program that puts a file and stops for ever at a stage of it: ``python putter.py URL STAGE CANDIDATE``.

Prints the stage when it is there; the test kills it then. The file is ``paper(STAGE)``.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop_admin.contract.submissions import Slot, UploadPaper
from desktop_admin.models.files import FileFactsRow
from desktop_admin.office import blobs, files
from tests.contract.world import World, paper


def stop(stage: str) -> None:
    """Here, until killed."""
    print(stage, flush=True)
    sys.stdin.read()


def after(owner: Any, name: str, stage: str) -> None:
    """Stop when ``owner.name`` has done its work."""
    work = getattr(owner, name)

    def done(*given: Any) -> None:
        work(*given)
        stop(stage)

    setattr(owner, name, done)


def on_the_verge(session: Session, _flush: object) -> None:
    """Everything is written and nothing is committed."""
    if any(isinstance(row, FileFactsRow) for row in session.new):
        stop("uncommitted")


def main(url: str, stage: str, candidate: str) -> None:
    """Put it, name it, and stop on the way."""
    world = World(url, over_http=False)
    desk = world.as_("李四")
    match stage:
        case "announced":
            after(files, "announce", stage)
        case "half written":
            blobs.os.fsync = lambda _handle: stop(stage)
        case "stored":
            after(world.house.blobs, "put", stage)
        case "uncommitted":
            event.listen(Session, "after_flush", on_the_verge)
    facts = desk.put(paper(stage), "a.pdf")
    if stage == "answered":
        stop(stage)
    desk.run(
        UploadPaper(int(candidate), "A_initial", Slot.REGISTRATION_FORM, facts.sha256, "a.pdf", source="窗口")
    )
    stop("named")


if __name__ == "__main__":
    main(*sys.argv[1:])
