"""报名缴费: a chief sets the fees, people whose papers passed register, and most of them pay by phone at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from desktop_admin.contract.payments import Channel, FeeForm, ReportPayment, SetFee
from desktop_admin.contract.registrations import MyRegistrations, RegisterForExams, RegistrationOffers
from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.hours import learner_time
from desktop_admin.demo.staff import PORTAL
from desktop_admin.demo.steps import Decide, DossierKey, Step
from desktop_admin.rules.categories import CATEGORIES, CategoryKind
from desktop_admin.rules.clock import at

ORDER = 320

CHIEF = "王敏"
#: In fen, by kind: invented, as is everything of the demonstration.
_FEES = {CategoryKind.INITIAL: 42000, CategoryKind.RENEWAL: 38000}


@dataclass(frozen=True)
class SetFees:
    """Every category on offer gets its fee."""

    rank: ClassVar[int] = 2
    at: datetime


@dataclass(frozen=True)
class Enrol:
    """A learner registers for the first month that is offered."""

    rank: ClassVar[int] = 3
    at: datetime
    dossier: DossierKey


@dataclass(frozen=True)
class Pay:
    """The channel tells the portal that the learner's order was paid a minute ago."""

    rank: ClassVar[int] = 4
    at: datetime
    dossier: DossierKey
    channel: Channel


def plan(draft: Draft) -> Iterable[Step]:
    """Fees on the second morning; then whoever was approved, some hours later. One in six waits with the money."""
    yield SetFees(at(draft.starts.date() + timedelta(days=1), 9, 30))
    approved = [
        one for one in draft.story.steps if isinstance(one, Decide) and one.kind is DecisionKind.APPROVE
    ]
    chance = draft.story.rng
    for place, one in enumerate(approved):
        until = min(one.at + timedelta(days=3), draft.now - timedelta(minutes=20))
        if until - one.at < timedelta(hours=1):
            continue
        moment = learner_time(chance, one.at + timedelta(minutes=1), until)
        yield Enrol(moment, one.dossier)
        if place % 6 != 5:
            channel = Channel.ALIPAY if chance.random() < 0.3 else Channel.WECHAT
            yield Pay(moment + timedelta(minutes=7), one.dossier, channel)


def _set_fees(history: History, step: SetFees) -> None:
    desk = history.staff_desk(step.at, CHIEF)
    for category in CATEGORIES:
        if category.offered:
            form = FeeForm(category.key, "培训服务费", _FEES[category.kind], step.at.date())
            desk.run(SetFee(0, form, "按协会公示的收费标准"))


def _register(history: History, step: Enrol) -> None:
    """Whoever cannot register at that moment (papers replaced, registration closed) simply does not."""
    history.desks.at(step.at)
    learner, category = history.learner(step.dossier[0]), step.dossier[1]
    found = learner.run(RegistrationOffers(None, category)).offers
    month = next((offer.month for offer in found if offer.ok), None)
    if month is not None:
        learner.run(RegisterForExams(None, category, month))


def _pay(history: History, step: Pay) -> None:
    history.desks.at(step.at)
    mine = history.learner(step.dossier[0]).run(MyRegistrations()).rows
    order = next((one.order for one in mine if one.line.category == step.dossier[1]), None)
    if order is None:
        return
    paid_at = step.at - timedelta(minutes=1)
    number = f"4200{paid_at:%Y%m%d%H%M%S}{order.id:010d}"
    notice = ReportPayment(order.merchant_order_no, step.channel, number, order.due, paid_at)
    history.desks.as_staff(PORTAL).run(notice)


TELL: Mapping[type, Callable[[History, Any], None]] = {SetFees: _set_fees, Enrol: _register, Pay: _pay}
