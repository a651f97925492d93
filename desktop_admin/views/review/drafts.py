"""The reasons a reviewer is putting together, one draft a dossier (trap 21, R06).

Without widgets and apart from them: a draft survives another dossier, another tab, another page and
a lost race, and is gone only when its decision is booked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.contract.submissions import DecisionKind, DossierRecord, PaperVersion
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import FILE_PROBLEMS, ReasonGiven, fields_of, fill

#: The catalogue's entry behind the digit 0: free text.
OTHER = "other"
#: What stands in the preview where a field is still empty.
BLANK = "＿＿＿"

_MISSING: Mapping[Slot, str] = {
    Slot.COMMITMENT_LETTER: "letter_missing",
    Slot.REGISTRATION_FORM: "form_missing",
}


@dataclass
class Pick:
    """A reason that is ticked for a paper, with what was typed into its fields."""

    code: str
    slot: Slot
    text: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields still to be filled in."""
        return tuple(name for name in fields_of(self.text) if not self.values.get(name, "").strip())

    def given(self) -> ReasonGiven:
        """As it is sent. RuleBroken while a field is missing."""
        return ReasonGiven(self.code, self.slot, fill(self.text, self.values))

    def shown(self) -> ReasonGiven:
        """As the preview shows it, with a blank for what is missing."""
        values = {name: self.values.get(name, "").strip() or BLANK for name in fields_of(self.text)}
        return ReasonGiven(self.code, self.slot, fill(self.text, values))


@dataclass
class Draft:
    """The reasons of one dossier in the order they were ticked."""

    kind: DecisionKind = DecisionKind.RETURN
    picks: list[Pick] = field(default_factory=list)

    def find(self, code: str, slot: Slot) -> Pick | None:
        """The pick of a reason on a paper."""
        return next((pick for pick in self.picks if pick.code == code and pick.slot == slot), None)

    def toggle(self, form: ReasonForm, slot: Slot) -> Pick | None:
        """Tick or untick; answers the new pick, None when it was taken out."""
        old = self.find(form.code, slot)
        if old is not None:
            self.picks.remove(old)
            return None
        pick = Pick(form.code, slot, form.text)
        self.picks.append(pick)
        return pick

    def count(self, slot: Slot | None = None) -> int:
        """How many reasons are ticked, on one paper or in all."""
        return sum(slot is None or pick.slot == slot for pick in self.picks)

    def unfinished(self) -> Pick | None:
        """The first pick whose fields are not filled in."""
        return next((pick for pick in self.picks if pick.missing), None)

    def given(self) -> tuple[ReasonGiven, ...]:
        """What is sent, paper by paper. RuleBroken while a field is missing."""
        return tuple(pick.given() for pick in self._ordered())

    def shown(self) -> tuple[ReasonGiven, ...]:
        """What the preview is made of."""
        return tuple(pick.shown() for pick in self._ordered())

    def _ordered(self) -> list[Pick]:
        return sorted(self.picks, key=lambda pick: list(Slot).index(pick.slot))


class Drafts:
    """Drafts by submission."""

    def __init__(self) -> None:
        self._drafts: dict[int, Draft] = {}

    def of(self, submission_id: int) -> Draft:
        """The draft of a dossier, made when first asked for."""
        return self._drafts.setdefault(submission_id, Draft())

    def peek(self, submission_id: int) -> Draft | None:
        """The draft if it holds anything."""
        draft = self._drafts.get(submission_id)
        return draft if draft is not None and draft.picks else None

    def begun(self) -> int:
        """How many dossiers have reasons that were not sent."""
        return sum(bool(draft.picks) for draft in self._drafts.values())

    def restore(self, submission_id: int, draft: Draft) -> None:
        """Its decision was undone."""
        self._drafts[submission_id] = draft

    def drop(self, submission_id: int) -> None:
        """Its decision is booked."""
        self._drafts.pop(submission_id, None)


def reasons_for(rows: Iterable[ReasonRow], slot: Slot, category: str) -> tuple[ReasonForm, ...]:
    """The active reasons of the office's catalogue for one paper: digits first, free text last.

    A reason written for this paper or category goes before its general form.
    """
    fitting = [
        row.form
        for row in rows
        if row.form.active and row.form.slot in ("", slot) and row.form.category in ("", category)
    ]
    fitting.sort(key=lambda form: (form.slot == "", form.category == ""))
    by_code = {form.code: form for form in reversed(fitting)}
    ordered = sorted(by_code.values(), key=lambda form: (form.code == OTHER, form.digit or 10))
    return tuple(ordered)


def preselect(draft: Draft, record: DossierRecord, rows: Iterable[ReasonRow]) -> None:
    """Tick what is certain: a file that cannot be accepted, a paper that is not there (R14)."""
    if draft.picks:
        return
    catalogue = tuple(rows)
    current = {Slot(paper.slot): paper for paper in record.papers if paper.current}
    for slot in Slot:
        paper = current.get(slot)
        if paper is not None and paper.acceptable:
            continue
        code = _MISSING[slot] if paper is None else paper.fitting_reason
        form = next((f for f in reasons_for(catalogue, slot, record.category) if f.code == code), None)
        if form is not None:
            pick = Pick(form.code, slot, form.text)
            pick.values = dict.fromkeys(fields_of(form.text), _detail(paper))
            draft.picks.append(pick)


def _detail(paper: PaperVersion | None) -> str:
    """What fills the field of the fitting reason: the learner's words for the first problem."""
    problem = paper.problems[0] if paper is not None and paper.problems else ""
    return FILE_PROBLEMS[problem][1] if problem in FILE_PROBLEMS else problem.rstrip("。")
