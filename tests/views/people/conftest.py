"""A people page on an office that knows three persons and two companies."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import (
    CandidateCard,
    CandidateForm,
    CandidatePage,
    CandidateRow,
    CompanyCard,
    CompanyForm,
    CompanyList,
    CompanyPage,
    CompanyRow,
    DatedName,
    PeopleList,
    PersonSubmission,
    RevealCandidate,
    Revealed,
    TimelineEntry,
)
from desktop_admin.rules.identity import IdType
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.people.page import PeoplePage
from tests.views.listed import answer
from tests.views.recording import NOON, REVIEWER, RecordingOffice

PEOPLE = (
    CandidateRow(1, "龙䶮", "long yan", "522***********0012", "138****5678", "龙里恒泰建筑公司", 2),
    CandidateRow(2, "石磊", "shi lei", "522***********0025", "139****0001", "都匀鑫达", 0),
    CandidateRow(3, "石磊", "shi lei", "522***********0026", "139****0001", "", 0),
)
COMPANIES = (
    CompanyRow(10, "龙里恒泰建筑公司", "91522730MA6EQP5Y0G", "522730", 3),
    CompanyRow(11, "都匀鑫达", "91522701MA6692GQ2E", "522701", 1),
)
FORM = CandidateForm("龙䶮", IdType.CITIZEN, "522***********0012", 10, "138****5678", "long yan")
CARD = CandidateCard(
    id=1,
    version=4,
    form=FORM,
    name_typed="龙䶮",
    company="龙里恒泰建筑公司",
    sex="男",
    birth_date=date(1990, 3, 7),
    merged_into=None,
    merged_from=(),
    submissions=(
        PersonSubmission(21, "B_renewal", "approved", "2026-11", 2, NOON),
        PersonSubmission(20, "C2_renewal", "rejected", "2026-10", 1, NOON - timedelta(days=30)),
    ),
    timeline=(
        TimelineEntry(90, NOON, "李四", False, "审核通过", ""),
        TimelineEntry(80, NOON - timedelta(days=1), "李四", True, "上传资料", "承诺书 a.pdf"),
    ),
    as_of=100,
)
COMPANY = CompanyCard(
    id=10,
    version=2,
    form=CompanyForm("龙里恒泰建筑公司", "91522730MA6EQP5Y0G", "黄辉", "522730", "0854-6252528"),
    names=(
        DatedName("龙里恒泰建筑公司", NOON),
        DatedName("龙里恒泰工程队", NOON - timedelta(days=900)),
    ),
    people=PEOPLE[:1],
    timeline=(),
    as_of=100,
)


def people(request: PeopleList) -> Listed[CandidateRow]:
    """Everybody whose name holds the text; ``only`` narrows it."""
    rows = [one for one in PEOPLE if request.text in one.name]
    return answer(request, rows, 100)


def companies(request: CompanyList) -> Listed[CompanyRow]:
    rows = [one for one in COMPANIES if request.text in one.name]
    return answer(request, rows, 100)


def card(request: CandidatePage) -> CandidateCard:
    if request.candidate_id == 1:
        return CARD
    row = PEOPLE[request.candidate_id - 1]
    form = replace(FORM, name=row.name, id_number=row.id_masked, phone=row.phone_masked, company_id=None)
    return replace(CARD, id=row.id, version=row.id + 5, form=form, company="", submissions=(), timeline=())


@pytest.fixture
def office() -> RecordingOffice:
    return RecordingOffice(
        answers={
            PeopleList: people,
            CompanyList: companies,
            CandidatePage: card,
            CompanyPage: COMPANY,
            RevealCandidate: Revealed("522730199003070012", "13812345678"),
        }
    )


@pytest.fixture
def desk(qtbot: QtBot, office: RecordingOffice) -> Iterator[Desk]:
    desk = Desk(office, REVIEWER, after=100, wait_seconds=0.05)
    desk.heard(NOON)
    yield desk
    office.close()
    desk.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> PeoplePage:
    page = PeoplePage(desk, cast(PaperReader, None))
    qtbot.addWidget(page)
    page.resize(1290, 720)
    page.show()
    page.activate()
    qtbot.waitUntil(lambda: len(page.listing.model.ids) == 3)
    return page
