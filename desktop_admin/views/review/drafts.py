"""The reasons a reviewer is putting together, one draft a dossier (trap 21, R06).

Without widgets and apart from them: a draft survives another dossier, another tab, another page and
a lost race, and is gone only when its decision is booked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import ReasonGiven, fields_of, fill

#: The catalogue's entry behind the digit 0: free text.
OTHER = "other"
#: What stands in the preview where a field is still empty.
BLANK = "＿＿＿"


@dataclass
class Pick:
    """A reason that is ticked, with what was typed into its fields. ``slot`` None: for the whole application.

    ``offer`` is what ticked it, if it was no hand (:mod:`offers`).
    """

    code: str
    slot: Slot | None
    text: str
    values: dict[str, str] = field(default_factory=dict)
    offer: tuple[str, ...] = ()

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
    """The reasons of one dossier in the order they were ticked; those of 退回 and of 不通过 apart."""

    kind: DecisionKind = DecisionKind.RETURN
    kept: dict[DecisionKind, list[Pick]] = field(default_factory=dict)
    offered: set[tuple[str, ...]] = field(default_factory=set)
    """What was ticked for her once, and is not ticked again when she has taken it out (:mod:`offers`)."""

    @property
    def picks(self) -> list[Pick]:
        """What is ticked for this kind of decision."""
        return self.kept.setdefault(self.kind, [])

    @property
    def begun(self) -> DecisionKind | None:
        """The kind for which something is ticked: this one before the other."""
        kinds = (self.kind, *self.kept)
        return next((kind for kind in kinds if self.kept.get(kind)), None)

    @property
    def own(self) -> bool:
        """Whether she ticked anything herself: what the machine ticks comes again by itself."""
        return any(not pick.offer for picks in self.kept.values() for pick in picks)

    @property
    def offered_now(self) -> bool:
        """Whether anything that would be sent was ticked by the machine."""
        return any(pick.offer for pick in self.picks)

    def find(self, code: str, slot: Slot | None) -> Pick | None:
        """The pick of a reason on a paper."""
        return next((pick for pick in self.picks if pick.code == code and pick.slot == slot), None)

    def toggle(self, form: ReasonForm, slot: Slot | None) -> Pick | None:
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
        return sorted(self.picks, key=lambda pick: [*Slot, None].index(pick.slot))


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
        return draft if draft is not None and draft.begun is not None else None

    def begun(self) -> int:
        """How many dossiers have reasons that were not sent."""
        return sum(draft.own for draft in self._drafts.values())

    def restore(self, submission_id: int, draft: Draft) -> None:
        """Its decision was undone."""
        self._drafts[submission_id] = draft

    def drop(self, submission_id: int) -> None:
        """Its decision is booked."""
        self._drafts.pop(submission_id, None)


def reasons_for(
    rows: Iterable[ReasonRow], slot: Slot, category: str, kind: DecisionKind = DecisionKind.RETURN
) -> tuple[ReasonForm, ...]:
    """The active reasons of the office's catalogue for this decision: digits first, free text last.

    To return: those for one paper.  Final grounds are about the application, whatever the paper.  A reason
    written for this paper or category goes before its general form.
    """
    final = kind is DecisionKind.REJECT
    fitting = [
        row.form
        for row in rows
        if row.form.active
        and row.form.given_for in ("", kind)
        and (final or row.form.slot in ("", slot))
        and row.form.category in ("", category)
    ]
    fitting.sort(key=lambda form: (form.slot == "", form.category == ""))
    by_code = {form.code: form for form in reversed(fitting)}
    places = {form.code: place for place, form in reversed(list(enumerate(fitting)))}
    ordered = sorted(
        by_code.values(), key=lambda form: (form.code == OTHER, form.digit or 10, places[form.code])
    )
    return tuple(ordered)


def numbers(forms: Iterable[ReasonForm]) -> dict[str, int | None]:
    """Code → its digit on screen: its own, 0 for free text; whoever has none takes one that is free, in order."""
    forms = tuple(forms)
    found: dict[str, int | None] = {}
    for form in forms:
        own = 0 if form.code == OTHER else form.digit or None
        found[form.code] = None if own in found.values() else own
    free = [digit for digit in range(1, 10) if digit not in found.values()]
    for form in forms:
        if found[form.code] is None and free:
            found[form.code] = free.pop(0)
    return found
