"""Registering (报名) for this month's exams or the next: which is offered, for which cycle, and why not (domain §2).

Only what people did is stored of a registration; where it stands is computed here from that, money and hours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_admin.rules.clock import local, words
from desktop_admin.rules.orders import SETTLED, OrderState
from desktop_admin.rules.study import Study, hours_words
from desktop_admin.rules.windows import Cycle, WindowOf, registration_window


class Month(StrEnum):
    """What a person chooses when registering (seed §2.8)."""

    THIS = "this_month"
    NEXT = "next_month"

    @property
    def words(self) -> str:
        """当月考 or 次月考."""
        return "当月考" if self is Month.THIS else "次月考"


@dataclass(frozen=True)
class Outlook:
    """An open session of a cycle that takes the category: its name and when its study closes."""

    name: str
    study_closes: datetime


@dataclass(frozen=True)
class Offer:
    """Whether one choice is open to a person now. ``cycle`` is None while no registration is open at all."""

    month: Month
    cycle: Cycle | None
    ok: bool
    words: str


@dataclass(frozen=True)
class Papers:
    """The approved papers a registration stands on: the cycle they count for, and whether a chief admitted them."""

    cycle: Cycle
    admitted: bool = False


def registering_cycle(
    now: datetime, papers: Papers, window_of: WindowOf = registration_window
) -> Cycle | None:
    """The cycle a registration at ``now`` belongs to as 当月考; None outside every registration window.

    Papers a chief admitted into a month that has closed may still register for it while that month lasts
    (domain §2.4): the admission would be worth nothing otherwise.
    """
    here = Cycle.of(now)
    if papers.admitted and papers.cycle == here and local(now) >= local(window_of(here).closes):
        return here
    # A chief may have moved a window into a neighbouring month (§2.11).
    for cycle in (here.previous(), here, here.next()):
        if window_of(cycle).contains(now):
            return cycle
    return None


def opens_next(now: datetime, window_of: WindowOf = registration_window) -> datetime:
    """When registration opens again: what a refusal outside every window names."""
    cycle = Cycle.of(now).previous()
    while local(window_of(cycle).opens) <= local(now):
        cycle = cycle.next()
    return window_of(cycle).opens


def offers(
    now: datetime,
    papers: Papers,
    study: Study,
    sessions: Iterable[Outlook],
    window_of: WindowOf = registration_window,
) -> tuple[Offer, Offer]:
    """当月考 and 次月考 for one person at ``now``; ``sessions``: open ones of this month's cycle for the category.

    当月考 is offered only while a session leaves the missing hours before its study close (domain §2.3); 次月考 needs
    no session yet.
    """
    cycle = registering_cycle(now, papers, window_of)
    if cycle is None:
        shut = f"现在不在报名缴费时间内，{words(opens_next(now, window_of))} 开放"
        return Offer(Month.THIS, None, False, shut), Offer(Month.NEXT, None, False, shut)
    following = Offer(Month.NEXT, cycle.next(), True, f"参加{cycle.next().label}的考试")
    if papers.cycle > cycle:
        late = f"资料是为{papers.cycle.label}提交的，不能参加{cycle.label}的考试"
        ok = papers.cycle == cycle.next()
        return Offer(Month.THIS, cycle, False, late), following if ok else _too_early(papers, cycle)
    return _this_month(now, cycle, study, tuple(sessions)), following


def _too_early(papers: Papers, cycle: Cycle) -> Offer:
    return Offer(Month.NEXT, cycle.next(), False, f"资料是为{papers.cycle.label}提交的，到时再报名")


def _this_month(now: datetime, cycle: Cycle, study: Study, sessions: tuple[Outlook, ...]) -> Offer:
    if not sessions:
        return Offer(Month.THIS, cycle, False, f"{cycle.label}还没有开放这一类别的场次，可报次月考")
    last = max(sessions, key=lambda one: local(one.study_closes))
    if study.reaches(now, last.study_closes):
        return Offer(Month.THIS, cycle, True, f"参加{cycle.label}的考试")
    if local(now) >= local(last.study_closes):
        return Offer(
            Month.THIS,
            cycle,
            False,
            f"{cycle.label}的场次学习都已截止（{words(last.study_closes)}），可报次月考",
        )
    left = int((local(last.study_closes) - local(now)).total_seconds()) // 60
    return Offer(
        Month.THIS,
        cycle,
        False,
        f"还差 {hours_words(study.missing)}，到 {words(last.study_closes)} 学习截止只剩 {hours_words(left)}，"
        "本月学不完，可报次月考",
    )


class Application(StrEnum):
    """What a registration did about a session: nothing, has a place, waits for one."""

    NONE = "none"
    APPLIED = "applied"
    WAITING = "waiting"

    @property
    def words(self) -> str:
        """The Chinese name on every screen."""
        return _APPLICATION_WORDS[self]


_APPLICATION_WORDS: Final = {
    Application.NONE: "未申请考试",
    Application.APPLIED: "已申请考试",
    Application.WAITING: "候补",
}


class Standing(StrEnum):
    """The one word a list shows for a registration."""

    CANCELLED = "cancelled"
    ABSENT = "absent"
    UNPAID = "unpaid"
    PARTLY = "partly"
    REFUNDED = "refunded"
    STUDYING = "studying"
    READY = "ready"
    APPLIED = "applied"
    WAITING = "waiting"

    @property
    def words(self) -> str:
        """The Chinese name on every screen."""
        return _STANDING_WORDS[self]


_STANDING_WORDS: Final = {
    Standing.CANCELLED: "已取消",
    Standing.ABSENT: "缺考（学时不足）",
    Standing.UNPAID: OrderState.UNPAID.words,
    Standing.PARTLY: OrderState.PARTLY.words,
    Standing.REFUNDED: OrderState.REFUNDED.words,
    Standing.STUDYING: "学习中",
    Standing.READY: "学时已满",
    Standing.APPLIED: Application.APPLIED.words,
    Standing.WAITING: Application.WAITING.words,
}


def standing(
    application: Application, order: OrderState, study: Study, *, cancelled: bool, absent: bool
) -> Standing:
    """Where a registration stands. What a person did comes before what is computed."""
    if cancelled:
        return Standing.CANCELLED
    if absent:
        return Standing.ABSENT
    if application is not Application.NONE:
        return Standing(application.value)
    if order not in SETTLED:
        return Standing(order.value)
    return Standing.READY if study.enough else Standing.STUDYING
