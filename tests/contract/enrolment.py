"""People with approved papers, fees, and an open session: what tests about registrations start from."""

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.exams import OpenSession, SessionForm, SessionRecord
from desktop_admin.contract.payments import Channel, FeeForm, ReportPayment, SetFee
from desktop_admin.contract.registrations import (
    ApplyForExam,
    Month,
    RegisterForExams,
    RegistrationPage,
    RegistrationRecord,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.exam_month import card, coordinator, create, hall
from tests.contract.world import World

CATEGORY = "C2_initial"
EXAM = date(2026, 11, 25)
FORM = SessionForm(EXAM, "09:00", "10:30", 2, (CATEGORY,))
FEE = 38000
#: Inside the application window of an exam on the 25th.
APPLYING = at(date(2026, 11, 23), 10)


def fee(world: World, amount: int = FEE, category: str = CATEGORY) -> None:
    """Set by the chief, from today on."""
    form = FeeForm(category, "培训服务费", amount, world.clock.now.date())
    world.as_("王敏").run(SetFee(0, form, "协会收费公示"))


def opened(world: World, form: SessionForm = FORM, site: int = 0) -> SessionRecord:
    """An open session."""
    made = create(world, dataclasses.replace(form, site_id=site or hall(world).site))
    coordinator(world).run(OpenSession(made.id, made.version))
    return card(world, made.id)


def approved(world: World, serial: int, category: str = CATEGORY) -> int:
    """A person whose papers passed, long enough ago that the learner knows; the candidate's number."""
    person = world.candidate(world.company_id, serial=serial, name="石一二三四五六七八九"[serial % 9] + "明")
    world.approve(world.submitted(person, category=category, pad=serial))
    world.clock.advance(seconds=10)
    return person


def registered(world: World, serial: int, month: Month = Month.THIS, category: str = CATEGORY) -> int:
    """A registration made by the learner; its number."""
    person = approved(world, serial, category)
    receipt = world.learner(person).run(RegisterForExams(None, category, month))
    return int(receipt.first(SubjectKind.REGISTRATION))


def page(world: World, number: int) -> RegistrationRecord:
    """A registration as it stands."""
    found: RegistrationRecord = coordinator(world).run(RegistrationPage(number))
    return found


def pay(
    world: World, number: int, *, amount: int = FEE, at: datetime | None = None, channel_no: str = ""
) -> Receipt:
    """The portal reports a payment of a registration's order."""
    order = page(world, number).order.merchant_order_no
    at = at or world.clock.now - timedelta(seconds=5)
    receipt: Receipt = world.as_("门户").run(
        ReportPayment(order, Channel.WECHAT, channel_no or f"4200{number:024d}", amount, at)
    )
    return receipt


def apply(world: World, number: int, session: int, *, waiting: bool = False, desk: Any = None) -> Receipt:
    """Apply on behalf of the person, as the registration stands."""
    version = page(world, number).line.version
    receipt: Receipt = (desk or coordinator(world)).run(
        ApplyForExam(number, version, session, waiting=waiting, source="电话")
    )
    return receipt


def ready(world: World, serial: int, month: Month = Month.THIS) -> int:
    """Registered and paid: a registration that may apply once the window is open."""
    number = registered(world, serial, month)
    pay(world, number)
    return number
