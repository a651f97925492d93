"""Where one person works: desk, reader of papers and workbench, made together and let go of together."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QWidget

from desktop_admin.app import desks
from desktop_admin.contract.founding import OfficeState
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import Person
from desktop_admin.papers.workers import Inspectors
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.failures import Failures
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.making import PaperMaker
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.shell.workbench import Workbench

#: Desks whose pages are made before anybody is there; the others are made when they are first shown.
_AHEAD = 2


@dataclass(frozen=True)
class Surroundings:
    """What every seat at this workstation stands in; ``place``: where the data is, in words."""

    qt: QApplication
    theme: Theme
    failures: Failures
    office: Office
    inspectors: Inspectors
    place: str
    workstation: str


class Seat:
    """One person's. Nothing is asked of the office before ``bench.begin()``; the bench is hidden inside ``ground``."""

    def __init__(self, around: Surroundings, person: Person, state: OfficeState, ground: QWidget) -> None:
        self.person, self.state, self._ground = person, state, ground
        self.desk = Desk(around.office, person, theme=around.theme, failures=around.failures, parent=ground)
        self.papers = PaperReader(
            self.desk.get, PaperMaker(around.inspectors), bug=around.failures.bug, parent=ground
        )
        self.bench = Workbench(
            self.desk,
            desks.entries(self.desk, self.papers),
            app=around.qt,
            place=around.place,
            workstation=around.workstation,
            demonstration=state.demonstration,
            parent=ground,
        )
        self.bench.hide()

    def ready(self) -> Iterator[None]:
        """Make ahead what is seen first, in the size it will have, bit by bit: none of the steps keeps anybody waiting."""
        self.bench.resize(self._ground.size())
        for key in [*self.bench.rail.buttons][:_AHEAD]:
            self.bench.pages.ready(key)
            yield

    def fits(self, person: Person, state: OfficeState) -> bool:
        """Whether it was made for that person in an office as it is now."""
        ours, theirs = self.person, person
        return (ours.id, ours.name, ours.roles) == (theirs.id, theirs.name, theirs.roles) and (
            self.state.demonstration == state.demonstration
        )

    def clear_away(self) -> None:
        """Nobody sat here."""
        self.bench.close_down()
        self.papers.close()
        self.desk.close()
        for one in (self.bench, self.papers, self.desk):
            one.deleteLater()
