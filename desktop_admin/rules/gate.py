"""The gate (申请考试): may this person apply for this session, and if not, why (C08, seed §2.13).

One function, read by the command that applies, the greyed button, a person's page, a session's list, the risk list
and 为什么不能申请？ — so that all of them say the same, in the same words, at the same second.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import local, words
from desktop_admin.rules.orders import SETTLED, Account, late_words, paid_when
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.study import Study
from desktop_admin.rules.uploads import GRACE
from desktop_admin.rules.windows import Cycle, Window


class Condition(StrEnum):
    """What is asked, in the order people are told."""

    APPROVED = "approved"
    PAID = "paid"
    HOURS = "hours"
    WINDOW = "window"
    CAPACITY = "capacity"
    CLASH = "clash"
    CATEGORY = "category"
    STATE = "state"

    @property
    def words(self) -> str:
        """Its short Chinese name, as the head of a row."""
        return _CONDITION_WORDS[self]


_CONDITION_WORDS: Final = {
    Condition.APPROVED: "资料通过",
    Condition.PAID: "已缴费",
    Condition.HOURS: "学时",
    Condition.WINDOW: "申请时间",
    Condition.CAPACITY: "名额",
    Condition.CLASH: "时间不冲突",
    Condition.CATEGORY: "考证类别",
    Condition.STATE: "场次开放",
}


@dataclass(frozen=True)
class Check:
    """One condition answered: ``ok`` is None when nobody can tell yet, which never lets anybody through."""

    code: Condition
    ok: bool | None
    words: str


@dataclass(frozen=True)
class Sitting:
    """A session the person stands in already, and when it is."""

    session_id: int
    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Applicant:
    """What is true of one registration.

    ``submission``: the state of the papers it stands on.  ``closes``: when registration of its cycle closes, against
    which the payment instant is judged; ``late_admitted``: a chief let a late payment in.  ``sittings``: sessions in
    which the same person has a place or waits, under this or another registration; ``holds``: the session of this very
    registration among them, None if it has not applied.
    """

    cycle: Cycle
    category: str
    category_words: str
    submission: SubmissionState
    account: Account
    study: Study
    closes: datetime
    late_admitted: bool = False
    cancelled: bool = False
    holds: int | None = None
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True)
class Place:
    """What is true of one session. ``booked`` and ``waiting`` are people; ``open`` says it takes applications,
    ``state_words`` what it is otherwise."""

    id: int
    name: str
    cycle: Cycle
    open: bool
    state_words: str
    categories: frozenset[str]
    application: Window
    starts: datetime
    ends: datetime
    capacity: int
    booked: int
    waiting: int
    waiting_list: bool = True

    @property
    def left(self) -> int:
        """Places nobody has."""
        return max(0, self.capacity - self.booked)


@dataclass(frozen=True)
class GatePolicy:
    """What a chief sets: whether a payment finance has not matched opens the gate, and the grace of a late one."""

    unconfirmed_opens: bool = True
    grace: timedelta = GRACE


@dataclass(frozen=True)
class Gate:
    """Every condition answered, in the order of :class:`Condition`."""

    checks: tuple[Check, ...]
    #: Every place is taken: applying now means waiting.
    would_wait: bool

    @property
    def may(self) -> bool:
        """Whether the person may apply: every condition is known to hold."""
        return all(check.ok is True for check in self.checks)

    @property
    def failing(self) -> tuple[Check, ...]:
        """The conditions that do not hold or are not known to."""
        return tuple(check for check in self.checks if check.ok is not True)

    @property
    def next_month_helps(self) -> bool:
        """Whether 转次月考 is worth offering: something fails, and all that does can be different next month."""
        failing = {check.code for check in self.failing}
        return bool(failing) and failing <= _OTHERWISE_NEXT_MONTH

    @property
    def words(self) -> str:
        """Why not, in one sentence; empty when the person may."""
        return "；".join(check.words for check in self.failing)


_OTHERWISE_NEXT_MONTH: Final = frozenset(
    {Condition.HOURS, Condition.WINDOW, Condition.CAPACITY, Condition.STATE, Condition.CLASH}
)


def gate(person: Applicant, place: Place, now: datetime, policy: GatePolicy | None = None) -> Gate:
    """Answer every condition at ``now``, the office's clock."""
    policy = policy or GatePolicy()
    checks = (
        _approved(person),
        _paid(person, policy),
        Check(Condition.HOURS, person.study.enough, person.study.words),
        _window(person, place, now),
        _capacity(person, place),
        _clash(person, place),
        _category(person, place),
        _state(place),
    )
    return Gate(checks, would_wait=person.holds != place.id and place.left == 0)


def _approved(person: Applicant) -> Check:
    if person.cancelled:
        return Check(Condition.APPROVED, False, "报名已取消")
    ok = person.submission is SubmissionState.APPROVED
    return Check(Condition.APPROVED, ok, "资料已通过" if ok else f"资料现在是“{person.submission.words}”")


def _paid(person: Applicant, policy: GatePolicy) -> Check:
    money = person.account
    say = _saying(Condition.PAID)
    if money.state not in SETTLED:
        return say(False, money.words)
    if money.settled_at is not None and not person.late_admitted:
        when = paid_when(money.settled_at, person.closes, policy.grace)
        late = late_words(money.settled_at, person.closes, when)
        if when.border:
            return say(None, f"{late}，在宽限之内，待主管准入")
        if late:
            return say(False, f"{late}，本月不算，可转次月考")
    if money.confirmed or policy.unconfirmed_opens:
        return say(True, money.words)
    return say(None, f"{money.words}，确认以后才能申请")


def _window(person: Applicant, place: Place, now: datetime) -> Check:
    window, say = place.application, _saying(Condition.WINDOW)
    if place.cycle != person.cycle:
        return say(False, f"报的是{person.cycle.label}的考试，本场属于{place.cycle.label}")
    if local(now) < local(window.opens):
        return say(False, f"申请于 {words(window.opens)} 开放")
    if not window.contains(now):
        return say(False, f"申请已于 {words(window.closes)} 截止")
    return say(True, f"申请开放到 {words(window.closes)}")


def _capacity(person: Applicant, place: Place) -> Check:
    say = _saying(Condition.CAPACITY)
    if person.holds == place.id:
        return say(True, "已在本场")
    if place.left:
        return say(True, f"还有 {place.left} 个名额")
    if place.waiting_list:
        return say(True, f"名额已满（{place.capacity} 人），可以候补，前面有 {place.waiting} 人")
    return say(False, f"名额已满（{place.capacity} 人），不设候补")


def _clash(person: Applicant, place: Place) -> Check:
    say = _saying(Condition.CLASH)
    if person.holds is not None and person.holds != place.id:
        held = next((one.name for one in person.sittings if one.session_id == person.holds), "另一场")
        return say(False, f"已申请{held}，要改场次请先撤回那一场的申请")
    for other in person.sittings:
        if other.session_id != place.id and other.starts < place.ends and place.starts < other.ends:
            when = f"{words(other.starts)}–{local(other.ends):%H:%M}"
            return say(False, f"与{other.name}（{when}）时间冲突")
        if other.session_id == place.id and person.holds != place.id:
            return say(False, "同一名学员的另一个报名已在本场")
    return say(True, "没有时间冲突")


def _category(person: Applicant, place: Place) -> Check:
    ok = person.category in place.categories
    return Check(
        Condition.CATEGORY, ok, f"本场收{person.category_words}" if ok else f"本场不收{person.category_words}"
    )


def _state(place: Place) -> Check:
    return Check(
        Condition.STATE, place.open, "场次已开放" if place.open else f"场次现在是“{place.state_words}”"
    )


def _saying(code: Condition) -> Callable[[bool | None, str], Check]:
    return lambda ok, sentence: Check(code, ok, sentence)
