"""What has been on the screen of the papers in the panes: the promise that nobody approves a paper unseen."""

from desktop_admin.contract.submissions import Slot
from desktop_admin.views.papers.panes import Panes
from desktop_admin.views.papers.tools import TABS


class SeenPanes(Panes):
    """Remembers which papers were shown since this dossier was opened; a replaced paper was not."""

    def not_fetched(self) -> Slot | None:
        """A current paper that could not be fetched, so that nobody can have seen it."""
        for slot in TABS:
            paper = self._panes[slot].view.paper
            if self._current(slot) is not None and paper is not None and paper.unreachable:
                return slot
        return None

    def try_again(self) -> None:
        """The office can be reached again: papers that could not be fetched are fetched."""
        for view in self._views():
            if view.paper is not None and view.paper.unreachable:
                view.read_again()

    def shown(self, sha256: str) -> bool:
        """Whether that paper has been on the screen since this dossier was opened."""
        return sha256 in self._looked

    def all_shown(self) -> bool:
        """Whether every current paper has been on the screen."""
        return all(paper.sha256 in self._looked for paper in self._papers if paper.current)

    def show_next_unshown(self) -> bool:
        """Turn to a current paper that has not been on the screen yet; False if there is none."""
        for slot in TABS:
            paper = self._current(slot)
            if paper is not None and paper.sha256 not in self._looked:
                self.set_comparing(False)
                self.turn_to(slot)
                return True
        return False

    def _on_looked(self, sha256: str) -> None:
        if sha256 not in self._looked:
            self._looked.add(sha256)
            self.shown_changed.emit()
