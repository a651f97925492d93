"""Long input: kept, cut or refused in a sentence, the same on every database (SQLite itself never minds a length)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from desktop_admin.contract.base import Request
from desktop_admin.contract.catalogue import AddReason, Catalogue, EditCategory, ReasonForm
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.notices import DueNotices, MarkNotice
from desktop_admin.contract.people import (
    CandidateForm,
    CompanyForm,
    RegisterCandidate,
    RegisterCompany,
    RevealCandidate,
)
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.staff import AddStaff, NewAccount
from desktop_admin.contract.submissions import (
    Dossier,
    ReasonGiven,
    ReturnSubmission,
    SetAside,
    Slot,
    SubmitPapers,
    UploadPaper,
    WithdrawSubmission,
)
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.roles import Role
from tests.contract.world import PASSWORD, World, citizen, paper

LONG = "长" * 3000


def kept_or_refused(desk: Any, request: Request[Any]) -> str:
    """``kept`` or ``refused``; anything but a sentence is our bug and comes through."""
    try:
        desk.run(request)
    except Invalid:
        return "refused"
    return "kept"


def test_long_text_never_becomes_a_database_error(world: World) -> None:
    company = world.company()
    candidate = world.candidate(company)
    staff, chief, admin = world.as_("周考务"), world.as_("王敏"), world.as_("系统管理员")
    facts = staff.put(paper("长文件名"), LONG + ".pdf")
    number = staff.run(
        UploadPaper(candidate, "C2_renewal", Slot.REGISTRATION_FORM, facts.sha256, LONG, source=LONG)
    ).first("submission")
    letter = staff.put(paper("另一份"), "b.pdf")
    staff.run(UploadPaper(candidate, "C2_renewal", Slot.COMMITMENT_LETTER, letter.sha256, "b", source="窗口"))
    staff.run(SubmitPapers(number, certificate=LONG, source=LONG))
    staff.run(WithdrawSubmission(number, source=LONG))
    staff.run(SubmitPapers(number, source="窗口"))
    code = "N2522701MF0000001Q"
    category = chief.run(Catalogue()).categories[0]
    version = chief.run(Dossier(number)).version
    results = [
        kept_or_refused(staff, RegisterCompany(CompanyForm(LONG, code))),
        kept_or_refused(staff, RegisterCompany(CompanyForm("甲公司", code, legal_representative=LONG))),
        kept_or_refused(staff, RegisterCompany(CompanyForm("甲公司", code, county=LONG))),
        kept_or_refused(staff, RegisterCompany(CompanyForm("甲公司", code, phone=LONG))),
        kept_or_refused(staff, RegisterCandidate(CandidateForm(LONG, IdType.CITIZEN, citizen(1), company))),
        kept_or_refused(
            staff, RegisterCandidate(CandidateForm("石", IdType.CITIZEN, citizen(1), company, LONG))
        ),
        kept_or_refused(staff, RegisterCandidate(CandidateForm("石", IdType.PASSPORT, "E" * 300, company))),
        kept_or_refused(
            staff, RegisterCandidate(CandidateForm("石", IdType.CITIZEN, citizen(1), company, "", LONG))
        ),
        kept_or_refused(
            staff, RegisterCandidate(CandidateForm("石", IdType.CITIZEN, citizen(2), company), LONG)
        ),
        kept_or_refused(chief, AddReason(ReasonForm(LONG, "甲"))),
        kept_or_refused(chief, AddReason(ReasonForm("own_1", LONG))),
        kept_or_refused(chief, AddReason(ReasonForm("own_2", "甲", slot=LONG))),
        kept_or_refused(chief, AddReason(ReasonForm("own_3", "甲", category=LONG))),
        kept_or_refused(chief, EditCategory(category.id, category.form, replace(category.form, name=LONG))),
        kept_or_refused(chief, EditCategory(category.id, category.form, replace(category.form, short=LONG))),
        kept_or_refused(admin, AddStaff(NewAccount(LONG, (Role.REVIEWER,), "first-pass-2026"))),
        kept_or_refused(admin, AddStaff(NewAccount("新人", (Role.REVIEWER,), "a1" * 200))),
        kept_or_refused(chief, SetAside(number, version, world.clock.now + timedelta(days=1), LONG)),
        kept_or_refused(chief, RevealCandidate(candidate, LONG)),
    ]
    assert results == ["refused"] * 7 + ["kept"] + ["refused"] * 9 + ["kept"] * 2
    chief.run(ReturnSubmission(*world.seen(number, "王敏"), (ReasonGiven("other", None, LONG),)))
    world.clock.advance(seconds=8)
    portal = world.as_("门户")
    due = portal.run(DueNotices()).rows[0]
    assert LONG in due.text
    portal.run(MarkNotice(due.id, due.version, sent=False, error=LONG))


def test_long_names_at_the_door(world: World) -> None:
    desk = world.desk()
    assert desk.run(SignIn(LONG, PASSWORD, LONG)).token is None
    assert desk.run(SignIn("李四", PASSWORD, LONG)).token is not None
    desk = world.desk("李四", workstation="工作站" * 100)
    desk.run(RevealCandidate(world.candidate(world.company())))
    row = world.as_("王敏").run(JournalPage(name="RevealCandidate")).rows[0]
    assert row.workstation == ("工作站" * 100)[:120]


def test_endless_text_is_refused_before_any_work(world: World) -> None:
    head = world.as_("审计").run(Changes(0)).head
    with pytest.raises(Invalid, match="最多 20000 个字"):
        world.desk().run(SignIn("李四", "x" * 20_001))
    assert world.as_("审计").run(Changes(0)).head == head
