"""Every kind of paper the demo makes gets the verdict it was made for, from the real inspector."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from random import Random

import olefile
import pytest

from desktop_admin.contract.files import Inspection, RedSeal
from desktop_admin.contract.submissions import Slot
from desktop_admin.demo.companies import make_companies
from desktop_admin.demo.mill import UNACCEPTABLE, Mill, Paper, Style, file_name
from desktop_admin.demo.paper_text import Application
from desktop_admin.demo.people import DemoPerson, make_people
from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM


@pytest.fixture(scope="module")
def people() -> tuple[DemoPerson, ...]:
    rng = Random("papers")
    return make_people(rng, make_companies(rng, 24), 40, date(2026, 11, 19))


@pytest.fixture(scope="module")
def application(people: tuple[DemoPerson, ...]) -> Application:
    return Application(
        people[0], "C2_renewal", "黔建安C2（2023）0001234", date(2026, 12, 20), date(2026, 11, 9)
    )


def look(mill: Mill, application: Application, style: Style, slot: Slot) -> Inspection:
    return inspect(mill.make(Paper(slot, application, style, "seed")))


def names_the_person(found: Inspection, application: Application) -> bool:
    person = application.person
    values = (
        person.name,
        person.id_number,
        person.company.name,
        person.company.credit_code,
        application.short,
    )
    return all(found_in(found.text, value) for value in values)


@pytest.mark.parametrize("slot", [LETTER, FORM])
@pytest.mark.parametrize("style", [Style.TEXT, Style.DOCX, Style.DOC])
def test_sound_papers_name_the_person_and_show_a_seal(
    mill: Mill, application: Application, style: Style, slot: Slot
) -> None:
    found = look(mill, application, style, slot)
    assert found.facts.acceptable
    assert found.facts.red_seal is RedSeal.YES
    assert found.facts.has_text
    assert names_the_person(found, application)
    assert found.facts.pages == (1 if style is Style.TEXT else None)


@pytest.mark.parametrize("slot", [LETTER, FORM])
def test_scans_show_a_seal_but_no_text(mill: Mill, application: Application, slot: Slot) -> None:
    colour = look(mill, application, Style.SCAN, slot).facts
    grey = look(mill, application, Style.GREY_SCAN, slot).facts
    assert colour.acceptable
    assert grey.acceptable
    assert not colour.has_text
    assert not grey.has_text
    assert colour.red_seal is RedSeal.YES
    assert len(colour.seals) == 1
    assert grey.red_seal is RedSeal.UNKNOWN


@pytest.mark.parametrize("slot", [LETTER, FORM])
def test_without_a_seal_none_is_seen(mill: Mill, application: Application, slot: Slot) -> None:
    facts = look(mill, application, Style.NO_SEAL, slot).facts
    assert facts.acceptable
    assert facts.red_seal is RedSeal.NO


def test_the_wrong_name_is_another_name(mill: Mill, application: Application) -> None:
    found = look(mill, application, Style.WRONG_NAME, FORM)
    assert found.facts.acceptable
    assert not found_in(found.text, application.person.name)
    assert found_in(found.text, application.person.company.name)


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        (Style.ENCRYPTED, "encrypted"),
        (Style.TRUNCATED, "damaged"),
        (Style.EMPTY, "empty"),
        (Style.OVERSIZE, "too_large"),
    ],
)
def test_bad_files_are_refused_for_their_reason(
    mill: Mill, application: Application, style: Style, problem: str
) -> None:
    assert style in UNACCEPTABLE
    facts = look(mill, application, style, FORM).facts
    assert not facts.acceptable
    assert [fault.code for fault in facts.problems] == [problem]


@pytest.mark.parametrize("slot", [LETTER, FORM])
@pytest.mark.parametrize("style", list(Style))
def test_the_same_plan_gives_the_same_bytes(
    mill: Mill, application: Application, style: Style, slot: Slot
) -> None:
    paper = Paper(slot, application, style, "seed")
    assert mill.make(paper) == mill.make(paper)
    assert file_name(paper).rsplit(".", 1)[1] in {"pdf", "doc", "docx"}


def test_every_name_can_be_found_on_every_text_paper(mill: Mill, people: tuple[DemoPerson, ...]) -> None:
    for person in people[:14]:
        application = Application(person, "B_initial", "", None, date(2026, 11, 9))
        for slot in Slot:
            found = look(mill, application, Style.TEXT, slot)
            assert names_the_person(found, application), person.name


def test_any_company_and_name_fit_into_the_doc_template(mill: Mill, people: tuple[DemoPerson, ...]) -> None:
    rng = Random("doc")
    longest = max(people, key=lambda person: len(person.name.encode("utf-16-le")))
    for company in make_companies(rng, 48):
        person = replace(longest, company=company)
        data = mill.make(
            Paper(LETTER, Application(person, "C2_initial", "", None, date(2026, 11, 19)), Style.DOC, "")
        )
        assert len(data) == 68096
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        assert ole.exists("WordDocument")
        assert ole.exists("1Table")
    assert found_in(inspect(data).text, company.name)


def test_the_docx_is_a_sound_package(mill: Mill, application: Application) -> None:
    document = pytest.importorskip("docx")
    data = mill.make(Paper(FORM, application, Style.DOCX, "seed"))
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    table = document.Document(io.BytesIO(data)).tables[0]
    cells = [cell.text for row in table.rows for cell in row.cells]
    assert application.person.name in cells
    assert application.label in cells
