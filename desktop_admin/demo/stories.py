"""The ordinary dossiers: those that wait, and those decided over the last weeks."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from desktop_admin.contract.submissions import DecisionKind, Slot
from desktop_admin.demo import numbers
from desktop_admin.demo.hours import learner_time, office_time
from desktop_admin.demo.mill import Paper, Style
from desktop_admin.demo.paper_text import Application
from desktop_admin.demo.people import DemoPerson
from desktop_admin.demo.steps import Decide, DossierKey, HandIn, Step, Withdraw
from desktop_admin.rules.reasons import ReasonGiven, fill, reason

#: The people of the demo office who decide, and how often.
REVIEWERS = ("李四", "李四", "王敏")

_CATEGORIES = {
    "A_initial": 5,
    "A_renewal": 8,
    "B_initial": 9,
    "B_renewal": 17,
    "C1_initial": 4,
    "C1_renewal": 6,
    "C2_initial": 14,
    "C2_renewal": 22,
    "C3_initial": 15,
}
_STYLES = {Style.TEXT: 85, Style.SCAN: 9, Style.GREY_SCAN: 2, Style.DOCX: 2, Style.DOC: 2}


@dataclass
class Storyteller:
    """Makes dossiers and their steps from ``since`` to ``now``; ``close`` is the registration close between."""

    rng: Random
    now: datetime
    close: datetime
    since: datetime
    steps: list[Step] = field(default_factory=list)

    def application(self, person: DemoPerson, written: date, category: str = "") -> Application:
        """An application of the person, written on that day, with a certificate where it is a renewal."""
        category = category or self.rng.choices(list(_CATEGORIES), list(_CATEGORIES.values()))[0]
        if category.endswith("_initial"):
            return Application(person, category, "", None, written)
        expires = written + timedelta(days=self.rng.randrange(12, 80))
        number = numbers.certificate(self.rng, category.split("_")[0], expires.year - 3)
        return Application(person, category, number, expires, written)

    def papers(
        self, application: Application, letter: Style | None = None, form: Style | None = None, turn: int = 1
    ) -> tuple[Paper, Paper]:
        """The two papers; a style not given is drawn, and people mostly use one way for both."""
        drawn = self.rng.choices(list(_STYLES), list(_STYLES.values()))[0]
        seed = f"{application.person.key} {application.category} {turn}"
        return (
            Paper(Slot.COMMITMENT_LETTER, application, letter or drawn, f"{seed} letter"),
            Paper(Slot.REGISTRATION_FORM, application, form or drawn, f"{seed} form"),
        )

    def hand_in(
        self,
        person: DemoPerson,
        moment: datetime,
        *,
        letter: Style | None = None,
        form: Style | None = None,
        category: str = "",
    ) -> HandIn:
        """A first hand-in at ``moment``; the papers were written up to five days before."""
        written = (moment - timedelta(days=self.rng.randrange(0, 6))).date()
        application = self.application(person, written, category)
        step = HandIn(moment, key_of(application), application, self.papers(application, letter, form))
        self.steps.append(step)
        return step

    def again(
        self, before: HandIn, moment: datetime, slots: tuple[Slot, ...], turn: int, *, submit: bool = True
    ) -> HandIn:
        """Corrected papers in ``slots``, handed in again or (without ``submit``) only replaced."""
        application = replace(before.application, written=moment.date())
        fresh = self.papers(application, Style.TEXT, Style.TEXT, turn)
        papers = tuple(paper for paper in fresh if paper.slot in slots)
        step = HandIn(moment, before.dossier, application, papers, submit=submit)
        self.steps.append(step)
        return step

    def decide(
        self, before: HandIn, moment: datetime, kind: DecisionKind, *reasons: ReasonGiven, by: str = ""
    ) -> Decide:
        """A decision at ``moment``."""
        who = by or self.rng.choice(REVIEWERS)
        step = Decide(moment, before.dossier, who, kind, reasons)
        self.steps.append(step)
        return step

    def waits(self, person: DemoPerson) -> None:
        """An ordinary dossier of the last two days and a bit: most of the queue."""
        back = timedelta(hours=51) * self.rng.random() ** 1.3
        self.hand_in(person, learner_time(self.rng, self.now - back - timedelta(hours=3), self.now))

    def was_decided(self, person: DemoPerson) -> None:
        """A dossier of the last weeks that has its decision."""
        today = self.rng.random() < 0.22
        if today:
            since, until = self.now - timedelta(days=3, hours=4), self.now - timedelta(days=1)
        else:
            since, until = self.since, self.now - timedelta(days=3)
        outcome = self.rng.random()
        moment = learner_time(self.rng, since, until)
        if outcome < 0.03:
            step = self.hand_in(person, moment)
            self.steps.append(Withdraw(moment + timedelta(hours=2, minutes=11), step.dossier))
            return
        first = self.now.replace(hour=9, minute=1, second=0) if today else moment + timedelta(hours=14)
        decision = office_time(self.rng, first, self.now - timedelta(minutes=2))
        if outcome < 0.73:
            self.decide(self.hand_in(person, moment), decision, DecisionKind.APPROVE)
        elif outcome < 0.80:
            self._rejected(person, moment, decision)
        else:
            self._returned(person, moment, decision, corrected=outcome < 0.92 and not today)

    def _rejected(self, person: DemoPerson, moment: datetime, decision: datetime) -> None:
        code, category = self.rng.choice(
            (
                ("certificate_expired", "C2_renewal"),
                ("not_legal_representative", "A_initial"),
                ("certificate_held", "C3_initial"),
                ("experience", "B_initial"),
            )
        )
        step = self.hand_in(person, moment, category=category)
        self.decide(step, decision, DecisionKind.REJECT, given(code, Slot.REGISTRATION_FORM))

    def _returned(self, person: DemoPerson, moment: datetime, decision: datetime, *, corrected: bool) -> None:
        """Returned for something that shows on the papers; some come back corrected and are approved."""
        draw = self.rng.random()
        letter, form = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
        if draw < 0.35:
            step = self.hand_in(person, moment, letter=Style.NO_SEAL, form=Style.TEXT)
            reasons: tuple[ReasonGiven, ...] = (given("seal_missing", letter),)
        elif draw < 0.55:
            step = self.hand_in(person, moment, letter=Style.NO_SEAL, form=Style.NO_SEAL)
            reasons = (given("seal_missing", letter), given("seal_missing", form), given("photo", form))
        elif draw < 0.75:
            step = self.hand_in(person, moment, form=Style.GREY_SCAN)
            reasons = (given("scan_quality", form),)
        else:
            step = self.hand_in(person, moment)
            blank = self.rng.choice(("工作简历", "单位意见", "文化程度", "本人签名"))
            reasons = (given("form_blank", form, blank), given("training", form))
        self.decide(step, decision, DecisionKind.RETURN, *reasons)
        back = decision + timedelta(hours=self.rng.uniform(3, 40))
        if corrected and back < self.now - timedelta(days=2):
            slots = tuple(dict.fromkeys(entry.slot for entry in reasons if entry.slot))
            second = self.again(step, back, slots, 2)
            after = office_time(self.rng, back + timedelta(hours=2), self.now - timedelta(minutes=2))
            self.decide(second, after, DecisionKind.APPROVE)


def key_of(application: Application) -> DossierKey:
    """The dossier of an application."""
    return application.person.key, application.category


def given(code: str, slot: Slot, detail: str = "") -> ReasonGiven:
    """A reason of the catalogue, its field filled with ``detail``."""
    entry = reason(code)
    return ReasonGiven(code, slot, fill(entry.text, dict.fromkeys(entry.fields, detail)))
