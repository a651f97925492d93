"""What the machine puts before the reviewer when 退回 is opened: reasons ready ticked, and reasons only offered.

Ticked: a paper that is not there, a file that cannot be used (R14), and what a finding says by itself
(rules.suggestions). Each is ticked once: what she takes out stays out, until the paper it is about is another. A
tick whose finding is gone goes too, unless a hand made it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_admin.contract.catalogue import ReasonForm, ReasonRow
from desktop_admin.contract.submissions import (
    DecisionKind,
    DossierRecord,
    PaperVersion,
    PrecheckFinding,
)
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import FILE_PROBLEMS, fields_of
from desktop_admin.rules.suggestions import suggestion
from desktop_admin.views.review.drafts import Draft, Pick, reasons_for

#: (code, paper) → what the pre-check said.
Offers = Mapping[tuple[str, Slot | None], str]

_MISSING: Mapping[Slot, str] = {
    Slot.COMMITMENT_LETTER: "letter_missing",
    Slot.REGISTRATION_FORM: "form_missing",
}


@dataclass(frozen=True)
class _Offer:
    form: ReasonForm
    slot: Slot
    sha256: str
    why: str
    certain: bool
    detail: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        return self.form.code, str(self.slot), self.sha256


def offer(draft: Draft, record: DossierRecord, rows: Iterable[ReasonRow]) -> Offers:
    """Tick what is certain and was not ticked before; answers everything that is offered.

    A final ground is never ticked for anybody.
    """
    if draft.kind is not DecisionKind.RETURN:
        return {}
    offers = list(_offers(record, tuple(rows)))
    keys = {one.key for one in offers if one.certain}
    draft.picks[:] = [pick for pick in draft.picks if not pick.offer or pick.offer in keys]
    for one in offers:
        if not one.certain or one.key in draft.offered:
            continue
        draft.offered.add(one.key)
        if draft.find(one.form.code, one.slot) is None:
            values = dict.fromkeys(fields_of(one.form.text), one.detail)
            draft.picks.append(Pick(one.form.code, one.slot, one.form.text, values, one.key))
    return {(one.form.code, one.slot): one.why for one in reversed(offers)}


def _offers(record: DossierRecord, rows: tuple[ReasonRow, ...]) -> Iterator[_Offer]:
    current = {Slot(paper.slot): paper for paper in record.papers if paper.current}
    fitting = {slot: {form.code: form for form in reasons_for(rows, slot, record.category)} for slot in Slot}
    for slot in Slot:
        paper = current.get(slot)
        if paper is None or not paper.acceptable:
            code = _MISSING[slot] if paper is None else paper.fitting_reason
            if code in fitting[slot]:
                why = "没有收到" if paper is None else "；".join(paper.problems)
                yield _Offer(fitting[slot][code], slot, _sha(paper), why, True, _detail(paper))
    for finding in record.findings:
        suggested = suggestion(finding.code, finding.level)
        if suggested is None:
            continue
        for slot in _slots(finding):
            form = fitting[slot].get(suggested.reason)
            if form is not None:
                sha = _sha(current.get(slot))
                yield _Offer(form, slot, sha, finding.message, suggested.certain and not fields_of(form.text))
                break


def _slots(finding: PrecheckFinding) -> tuple[Slot, ...]:
    """The paper a finding is about; what was registered stands on the form before the letter."""
    if finding.slot in list(Slot):
        return (Slot(finding.slot),)
    return Slot.REGISTRATION_FORM, Slot.COMMITMENT_LETTER


def _sha(paper: PaperVersion | None) -> str:
    return paper.sha256 if paper is not None else ""


def _detail(paper: PaperVersion | None) -> str:
    """What fills the field of the fitting reason: the learner's words for the first problem."""
    problem = paper.problems[0] if paper is not None and paper.problems else ""
    return FILE_PROBLEMS[problem][1] if problem in FILE_PROBLEMS else problem.rstrip("。")
