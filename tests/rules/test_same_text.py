"""One comparison of text: what the pre-check says is found is what is marked on the page, and the reverse."""

import sys
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.categories import category
from desktop_admin.rules.facts import PersonFacts
from desktop_admin.rules.findings import Level
from desktop_admin.rules.paper_checks import check_paper
from desktop_admin.rules.paper_reading import compared_anew, read_pages
from desktop_admin.rules.same_text import comparable, comparable_number, spans
from tests.rules.test_precheck import FORM, PERSON, paper

pytestmark = pytest.mark.alone

NAMES = (
    "马超",
    "龑䶮",
    "𬭸斌",
    "阿卜杜拉·买买提",
    "Nguyễn Văn An",
    "José Li",
    "王五",
    "龙里恒泰（贵州）建设",
    "김민",
    "ガ丸",
)
NUMBERS = ("522727199104092775", "52272719910409277X", "91110000600037341L", "H0012345601")
#: One sign → other ways a file may spell it: radicals, compatibility and full-width forms, taken apart or put together.
SPELLINGS = {
    "马": "⻢", "龙": "⻰", "王": "⺩", "里": "⾥", "（": "(〔[【︵", "）": ")〕]】︶", "·": "•・‧∙⋅．･\u0387", "李": "李",
}  # fmt: skip
BETWEEN = ("", "", " ", "\u3000", "\n", "\r\n", "\u200b", "\ufe0f", "\U000e0100", "·", "・")
DASHES = ("", "", "-", "－", "–", " ")


@st.composite
def spelled(draw: st.DrawFn, value: str, between: tuple[str, ...]) -> str:
    """``value`` as some file may write it."""
    written = []
    for sign in value:
        wide = chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign
        ways = [sign, wide, unicodedata.normalize("NFD", sign), *SPELLINGS.get(sign, "")]
        written.append(draw(st.sampled_from(ways)))
    return "".join(sign + draw(st.sampled_from(between)) for sign in written)


noise = st.text(st.sampled_from("甲乙马⻢超王⺩五Nn1２X·・ -\u0323\u0301é\ue000\ufffd\n㈱ﷺ"), max_size=12)
names = st.sampled_from(NAMES)
numbers = st.sampled_from(NUMBERS)


def level(text: str, code: str, person: PersonFacts) -> Level:
    """What the pre-check says of a form with that text."""
    form = replace(paper(FORM, text), reading=read_pages((text,)))
    found = [one.level for one in check_paper(person, category("C1_renewal"), form) if one.code == code]
    return found[0] if found else Level.UNKNOWN


@given(st.data(), names, names, noise, noise)
def test_a_name_is_found_exactly_where_it_is_marked(
    data: st.DataObject, name: str, wanted: str, before: str, after: str
) -> None:
    text = before + data.draw(spelled(name, BETWEEN)) + after
    marked = list(spans(text, wanted))
    assert (level(text, "name_in_text", replace(PERSON, name=wanted)) is Level.GREEN) == bool(marked)
    assert name != wanted or marked
    for start, end in marked:
        assert comparable(wanted) in comparable(text[start:end])
        # A mark begins and ends with a sign that counts.
        assert comparable(text[start])
        assert comparable(text[end - 1])


@given(st.data(), names, noise, noise)
def test_a_company_too(data: st.DataObject, name: str, before: str, after: str) -> None:
    text = before + data.draw(spelled(name, BETWEEN)) + after
    assert level(text, "company_in_text", replace(PERSON, company=name)) is Level.GREEN
    assert list(spans(text, name))


@given(st.data(), numbers, numbers, noise, noise)
def test_a_number_is_found_exactly_where_it_is_marked(
    data: st.DataObject, number: str, wanted: str, before: str, after: str
) -> None:
    text = before + data.draw(spelled(number, DASHES)) + after
    marked = list(spans(text, wanted, number=True))
    assert (level(text, "id_in_text", replace(PERSON, id_number=wanted)) is Level.GREEN) == bool(marked)
    assert number != wanted or marked
    for start, end in marked:
        assert comparable_number(wanted) in comparable_number(text[start:end])


def test_the_radical_that_was_marked_and_reported_missing() -> None:
    assert level("报名表 ⻢超 男", "name_in_text", replace(PERSON, name="马超")) is Level.GREEN
    assert list(spans("报名表 ⻢超 男", "马超")) == [(4, 6)]


def test_a_reading_of_an_older_program_is_compared_as_today() -> None:
    """It kept ⻢ and an é in one sign, and knew no square brackets."""
    old = replace(read_pages(("报名表",)), squashed=("⻢超[贵州]josé李",), numbers=("522727199104092775",))
    form = replace(paper(FORM, "报名表"), reading=compared_anew(old))
    for name in ("马超", "（贵州）", "JOSÉ李"):
        found = check_paper(replace(PERSON, name=name), category("C1_renewal"), form)
        assert [one.level for one in found if one.code == "name_in_text"] == [Level.GREEN]


def test_the_number_with_dashes_that_was_found_and_not_marked() -> None:
    text = "身份证 522727-19910409-2775"
    assert list(spans(text, "522727199104092775", number=True)) == [(4, len(text))]


@given(st.text(max_size=40), st.text(min_size=1, max_size=8))
def test_comparing_twice_changes_nothing(text: str, more: str) -> None:
    for compare in (comparable, comparable_number):
        assert compare(compare(text)) == compare(text)
        assert compare(unicodedata.normalize("NFC", text)) == compare(unicodedata.normalize("NFD", text))


def test_of_every_sign_there_is() -> None:
    known = [
        sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) not in {"Cn", "Co"}
    ]
    for first in range(0, len(known), 4096):
        text = "王".join(known[first : first + 4096])
        for compare in (comparable, comparable_number):
            once = compare(text)
            assert compare(once) == once, hex(ord(text[0]))


@pytest.mark.parametrize(
    "piece", ["马", "⻢", "王 ", "\u0315\u0300", "e\u0301", "ﷺ", "\u200b", "·", "-", "5２", "\u0344"]
)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    """Twice the text costs at most three times as much, also where it is full of what is looked for."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        comparable(text)
        for number in (False, True):
            sum(1 for _ in spans(text, "马" if piece in "马⻢" else piece, number=number))
            sum(1 for _ in spans(text, piece * 20 + "甲", number=number))
        return time.process_time() - began

    half, full = (min(seconds(size) for _ in range(5)) for size in (10_000, 20_000))
    assert full <= 3 * max(half, 0.01)
