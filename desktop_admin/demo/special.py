"""The waiting dossiers that each show one thing: what a reviewer meets once a week, all on one day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from desktop_admin.contract.submissions import DecisionKind, Slot
from desktop_admin.demo import numbers
from desktop_admin.demo.hours import office_time
from desktop_admin.demo.mill import Style
from desktop_admin.demo.people import DemoPerson
from desktop_admin.demo.steps import HandIn, Merge, PutAside, Register, Remark
from desktop_admin.demo.stories import Storyteller, given

Situation = Callable[[Storyteller, DemoPerson], None]

_LETTER, _FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
_BOTH = (_LETTER, _FORM)

#: Keys of second records of a person lie above all people's keys.
SECOND_RECORD = 100_000


def _ago(story: Storyteller, hours: float) -> datetime:
    """That many hours before now; nights are fine, learners upload in the evening."""
    return story.now - timedelta(hours=hours)


def replaced_after_approval(story: Storyteller, person: DemoPerson) -> None:
    """Approved last week, a paper exchanged yesterday: 需复审 (R09)."""
    start = story.now - timedelta(days=story.rng.randrange(6, 9), hours=story.rng.uniform(0, 5))
    step = story.hand_in(person, start, letter=Style.TEXT, form=Style.TEXT)
    story.decide(step, office_time(story.rng, start + timedelta(hours=15), story.now), DecisionKind.APPROVE)
    story.again(step, _ago(story, story.rng.uniform(2, 26)), (_LETTER,), 2, submit=False)


def replaced_while_waiting(story: Storyteller, person: DemoPerson) -> None:
    """The learner noticed a mistake and exchanged the form while it waited."""
    step = story.hand_in(person, _ago(story, 40), letter=Style.TEXT, form=Style.NO_SEAL)
    story.again(step, _ago(story, 16.5), (_FORM,), 2, submit=False)


def seven_minutes_late(story: Storyteller, person: DemoPerson) -> None:
    """Handed in 7 minutes after the close: on the border list, a chief decides (R12)."""
    story.hand_in(person, story.close + timedelta(minutes=6, seconds=21), letter=Style.TEXT, form=Style.TEXT)


def twelve_minutes_late(story: Storyteller, person: DemoPerson) -> None:
    """As above, and set aside until the chief has spoken."""
    moment = story.close + timedelta(minutes=11, seconds=48)
    step = story.hand_in(person, moment, letter=Style.SCAN, form=Style.SCAN)
    aside = office_time(story.rng, _ago(story, 44), story.now)
    note = "迟交 12 分钟，单位来电说明系统拥堵，请主管决定是否准入。"
    story.steps.append(PutAside(aside, step.dossier, "李四", story.now + timedelta(days=2), note))


def next_month(story: Storyteller, person: DemoPerson) -> None:
    """Uploaded after the close and its grace: for the next month, tagged 下月."""
    moment = min(story.close + timedelta(hours=story.rng.uniform(1, 28)), _ago(story, 1))
    story.hand_in(person, moment, letter=Style.TEXT)


def decided_late(story: Storyteller, person: DemoPerson) -> None:
    """Uploaded in time for the month that has closed, not decided yet: a border case too."""
    story.hand_in(person, story.close - timedelta(hours=1, minutes=21), form=Style.TEXT)


def wrong_name(story: Storyteller, person: DemoPerson) -> None:
    """The form of a colleague, taken from the wrong folder."""
    story.hand_in(person, _ago(story, 30), letter=Style.TEXT, form=Style.WRONG_NAME)


def no_seal(story: Storyteller, person: DemoPerson) -> None:
    """A letter without the company's seal."""
    story.hand_in(person, _ago(story, story.rng.uniform(20, 46)), letter=Style.NO_SEAL, form=Style.TEXT)


def grey_scan(story: Storyteller, person: DemoPerson) -> None:
    """Scanned in grey: nobody can say whether the seal is red."""
    story.hand_in(person, _ago(story, story.rng.uniform(4, 40)), letter=Style.GREY_SCAN, form=Style.GREY_SCAN)


def second_try(story: Storyteller, person: DemoPerson) -> None:
    """Returned for a missing seal, here again."""
    start = story.now - timedelta(days=5, hours=story.rng.uniform(0, 6))
    step = story.hand_in(person, start, letter=Style.NO_SEAL, form=Style.TEXT)
    decision = office_time(story.rng, start + timedelta(hours=15), story.now)
    story.decide(step, decision, DecisionKind.RETURN, given("seal_missing", _LETTER))
    story.again(step, _ago(story, story.rng.uniform(3, 20)), (_LETTER,), 2)


def third_try(story: Storyteller, person: DemoPerson) -> None:
    """Returned twice, here for the third time."""
    start = story.now - timedelta(days=9)
    step = story.hand_in(person, start, letter=Style.NO_SEAL, form=Style.NO_SEAL)
    first = office_time(story.rng, start + timedelta(hours=16), story.now)
    story.decide(
        step,
        first,
        DecisionKind.RETURN,
        given("seal_missing", _LETTER),
        given("seal_missing", _FORM),
        by="李四",
    )
    again = story.again(step, first + timedelta(hours=21), _BOTH, 2)
    second = office_time(story.rng, again.at + timedelta(hours=10), story.now)
    story.decide(again, second, DecisionKind.RETURN, given("form_blank", _FORM, "工作简历"), by="王敏")
    story.again(step, _ago(story, 15.2), (_FORM,), 3)


def same_file(story: Storyteller, person: DemoPerson) -> None:
    """A colleague's application stands in this one's letter: byte for byte the same file."""
    step = story.hand_in(person, _ago(story, 27), letter=Style.TEXT, form=Style.TEXT)
    lender = next(
        (
            other
            for other in story.steps
            if isinstance(other, HandIn)
            and other.dossier != step.dossier
            and other.papers[0].style is Style.TEXT
            and other.papers[0].slot is _LETTER
        ),
        None,
    )
    if lender is not None:
        story.steps[-1] = replace(step, papers=(lender.papers[0], step.papers[1]))


def registered_twice(story: Storyteller, person: DemoPerson) -> None:
    """One human with two records (ID card and passport), both applied; the records were merged (R16)."""
    step = story.hand_in(person, _ago(story, 38), category="C2_initial", letter=Style.TEXT, form=Style.TEXT)
    double = SECOND_RECORD + person.key
    passport = numbers.passport(story.rng)
    story.steps.append(Register(_ago(story, 25), double, passport))
    papers = story.papers(step.application, Style.TEXT, Style.TEXT, 2)
    story.steps.append(HandIn(_ago(story, 24.8), (double, "C2_initial"), step.application, papers))
    merged = office_time(story.rng, _ago(story, 20), story.now)
    story.steps.append(
        Merge(merged, person.key, double, "王敏", "同一人先后用身份证和护照注册，经电话核实。")
    )


def _received(style: Style, source: str) -> Situation:
    """A form no upload page would take, kept as it was received elsewhere (R14)."""

    def situation(story: Storyteller, person: DemoPerson) -> None:
        moment = office_time(story.rng, _ago(story, story.rng.uniform(22, 46)), story.now)
        step = story.hand_in(person, moment, letter=Style.TEXT, form=style)
        story.steps[-1] = replace(step, by="李四", source=source)

    return situation


def set_aside(story: Storyteller, person: DemoPerson) -> None:
    """Waits for a call from the company."""
    step = story.hand_in(person, _ago(story, 47), letter=Style.TEXT, form=Style.TEXT)
    moment = office_time(story.rng, _ago(story, 26), story.now)
    until = story.now + timedelta(days=1, hours=4)
    story.steps.append(PutAside(moment, step.dossier, "李四", until, "等单位补充社保证明，已电话联系。"))


def mention(story: Storyteller, person: DemoPerson) -> None:
    """A colleague asks the chief."""
    step = story.hand_in(person, _ago(story, 45), letter=Style.TEXT, form=Style.TEXT)
    moment = office_time(story.rng, _ago(story, 21), story.now)
    text = "@王敏 证书上的单位与现单位不一致，他说上月刚转注册，按哪个单位审？"
    story.steps.append(Remark(moment, step.dossier, "李四", text, "王敏"))


def _in_form(letter: Style, form: Style, hours: float) -> Situation:
    """A sound dossier in a certain form."""

    def situation(story: Storyteller, person: DemoPerson) -> None:
        story.hand_in(person, _ago(story, hours), letter=letter, form=form)

    return situation


#: In the order of what a small demonstration should show first.
SITUATIONS: tuple[Situation, ...] = (
    replaced_after_approval,
    _in_form(Style.TEXT, Style.TEXT, 50.5),
    second_try,
    wrong_name,
    seven_minutes_late,
    grey_scan,
    _received(Style.ENCRYPTED, "微信发来"),
    no_seal,
    same_file,
    registered_twice,
    _in_form(Style.DOC, Style.DOCX, 23.4),
    _in_form(Style.SCAN, Style.SCAN, 19.8),
    replaced_while_waiting,
    next_month,
    third_try,
    set_aside,
    mention,
    decided_late,
    _received(Style.TRUNCATED, "QQ 发来"),
    _received(Style.EMPTY, "微信发来"),
    _received(Style.OVERSIZE, "邮件发来"),
    twelve_minutes_late,
    _in_form(Style.DOCX, Style.DOCX, 4.1),
    replaced_after_approval,
    grey_scan,
    no_seal,
    second_try,
    next_month,
    replaced_after_approval,
)
