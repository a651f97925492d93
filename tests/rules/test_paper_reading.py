"""Reading a paper's text: bounded, linear, and saying what was left out."""

import time
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.categories import CategoryKind, Slot
from desktop_admin.rules.findings import Finding, Level
from desktop_admin.rules.paper_reading import (
    KEPT_CHARACTERS,
    PaperReading,
    StatedCategory,
    read_pages,
    reading_from_json,
)
from desktop_admin.rules.same_text import comparable
from desktop_admin.rules.text import nfkc, normalise_number
from tests.rules.test_precheck import FORM, FORM_TEXT, GOOD, PERSON, one, paper, run

pytestmark = pytest.mark.alone

#: What the forms are made of, so that random texts come near to what is looked for.
PIECES = ("姓名", "姓 名", "姓", "名", "性别", "身份证", "：", " ", "\n", "\u3000", "王", "小明", "a类", "c1", "延期",
    "新取", "522727199104092775", "5", "19", "x", "黔建安", "（2019）", "0234728", "\u0301", "\u0315", "\u200b")  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def test_what_a_form_says() -> None:
    read = read_pages(("封面", FORM_TEXT))
    assert read.name_field == ("阿卜杜拉·买买提",)
    assert read.citizen_numbers == ("522727199104092775",)
    assert read.categories == (StatedCategory("C1", CategoryKind.RENEWAL, 1),)
    assert read.certificates == ("黔建安C1（2019）0234728",)
    assert not read.cut


@given(st.lists(texts, max_size=4))
def test_a_reading_survives_being_stored(pages: list[str]) -> None:
    import json

    read = read_pages(pages, hidden=(1,), layer=True)
    assert reading_from_json(json.loads(json.dumps(asdict(read)))) == read


@given(
    texts.filter(lambda text: "姓" not in text),
    st.sampled_from(["王小明", "阿卜杜拉·买买提", "Li Na"]),
    st.sampled_from(["性别", "身 份 证"]),
)
def test_the_name_in_a_field_is_read_whatever_stands_before(before: str, name: str, label: str) -> None:
    """Whatever but another field of that name: the first one counts."""
    read = read_pages((f"{before}性别\n\n姓 名：\t{name} {label}",))
    assert comparable("".join(read.name_field)) == comparable(name)


def test_a_name_field_is_not_looked_for_beyond_its_reach() -> None:
    assert read_pages(("姓名 王五 " + "甲" * 60 + " 性别",)).name_field == ()
    assert read_pages(("姓名" + " " * 500 + "性别",)).name_field == ()
    assert read_pages(("请填写姓名。\n姓名 王五 性别 男",)).name_field in {("王五",), ("。", "姓名", "王五")}


def test_a_long_text_is_cut_and_says_so() -> None:
    pages = (FORM_TEXT, "甲" * KEPT_CHARACTERS, PERSON.name)
    read = read_pages(pages)
    assert read.cut
    assert sum(map(len, read.squashed)) <= KEPT_CHARACTERS
    findings = run(papers=(GOOD[0], replace(paper(FORM, *pages))))
    assert one(findings, "text_cut", FORM).level is Level.YELLOW
    assert str(KEPT_CHARACTERS) in one(findings, "text_cut", FORM).message


def _of(reading: PaperReading, code: str, *, has_text: bool = True) -> Finding:
    form = replace(GOOD[1], reading=reading, has_text=has_text)
    return one(run(papers=(GOOD[0], form)), code, FORM)


def test_what_is_not_found_in_a_cut_text_is_unknown() -> None:
    read = read_pages(("甲" * KEPT_CHARACTERS + FORM_TEXT,))
    for code in ("name_in_text", "id_in_text", "company_in_text", "credit_code_in_text", "category_in_text"):
        assert _of(read, code).level is Level.UNKNOWN
    other = read_pages(("身份证号 522701199302174938 " + "甲" * KEPT_CHARACTERS,))
    assert _of(other, "id_in_text").level is Level.RED, "another number is another number"


def test_signs_that_grow_when_they_are_compared_stay_within_the_limit() -> None:
    read = read_pages(("\ufdfa" * KEPT_CHARACTERS,))
    assert max(sum(map(len, read.squashed)), sum(map(len, read.numbers))) <= KEPT_CHARACTERS
    assert read.cut


def test_what_cannot_be_seen_is_said() -> None:
    assert _of(read_pages((FORM_TEXT,), hidden=(0,)), "hidden_text").level is Level.YELLOW
    assert _of(read_pages((FORM_TEXT,), left_out=True), "text_visibility").level is Level.UNKNOWN
    assert _of(read_pages((FORM_TEXT,), unproven=True), "text_visibility").level is Level.UNKNOWN
    assert _of(read_pages(("",), layer=True), "no_text", has_text=False).level is Level.UNKNOWN
    assert _of(read_pages(("x",), left_out=True), "name_in_text").level is Level.UNKNOWN
    assert _of(read_pages(("x",), hidden=(0,)), "name_in_text").level is Level.YELLOW


def test_hidden_text_is_said_of_a_scan_too() -> None:
    findings = run(papers=(GOOD[0], replace(GOOD[1], has_text=False, reading=read_pages(("",), hidden=(0,)))))
    codes = {found.code for found in findings if found.slot is Slot.REGISTRATION_FORM}
    assert {"hidden_text", "no_text"} <= codes


HOSTILE = {
    "name labels": "姓名",
    "name labels and blanks": "姓 名 ",
    "blanks after a label": " ",
    "accents out of order": "\u0315\u0300",
    "accents taken apart": "\u0344",
    "citizen numbers": "522727199104092775",
    "almost certificates": "黔建安c1(2019)",
    "categories": "c1类延",
    "grows eighteen times": "\ufdfa",
    "invisible": "\u200b",
}


def _seconds(text: str) -> float:
    began = time.process_time()  # what other programs take is not counted
    read_pages((text,))
    return time.process_time() - began


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    """Within the limit twice the text costs at most three times as much; beyond it hardly more."""
    whole = "姓名" + piece * (KEPT_CHARACTERS // len(piece))
    half, full, far = (
        min(_seconds(text) for _ in range(7))
        for text in (whole[: len(whole) // 2], whole, whole + piece * (1_000_000 // len(piece)))
    )
    floor = 0.04  # below it the interpreter's own housekeeping decides
    assert full <= 3 * max(half, floor)
    assert far <= 3 * max(full, floor)


@given(st.text(st.sampled_from("a\u0300\u0301\u0315\u0344王A－-\u200b 1"), max_size=40))
def test_short_runs_of_accents_are_compared_as_ever(text: str) -> None:
    import unicodedata

    if len(text) <= 30:
        assert nfkc(text) == unicodedata.normalize("NFKC", text)
    assert normalise_number(normalise_number(text)) == normalise_number(text)
