"""Certificates, phones, masks and categories: small tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules import certificates, masks, phones
from desktop_admin.rules.categories import CATEGORIES, HISTORICAL, CategoryKind, Slot, category, is_category
from desktop_admin.rules.certificates import RenewalTiming


@pytest.mark.parametrize(
    "typed",
    [
        "黔建安A（2020）0001234",
        "黔建安A(2020)0001234",
        " 黔建安 ａ （2020） 0001234",
        "黔建安A〔2020〕0001234",
        "黔建安\nA\n（2020）00012\n34",
    ],
)
def test_certificate_variants(typed: str) -> None:
    checked = certificates.check_certificate(typed)
    assert checked.number == "黔建安A（2020）0001234"
    assert checked.faults == ()


@pytest.mark.parametrize("klass", ["A", "B", "C", "C1", "C2", "C3"])
def test_certificate_classes(klass: str) -> None:
    found = certificates.parse_certificate(f"黔建安{klass}（2020）0001234")
    assert found == certificates.Certificate("黔", klass, 2020, "0001234")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("黔建安D（2020）0001234", "shape"),
        ("黔建安A（2020）001234", "shape"),
        ("0001234", "shape"),
    ],
)
def test_certificate_faults(typed: str, code: str) -> None:
    checked = certificates.check_certificate(typed)
    assert [fault.code for fault in checked.faults] == [code]
    assert checked.certificate is None


@pytest.mark.parametrize(
    ("expires", "opens"),
    [
        (date(2026, 12, 22), date(2026, 9, 22)),
        (date(2027, 2, 28), date(2026, 11, 28)),
        (date(2027, 5, 31), date(2027, 2, 28)),
        (date(2028, 5, 31), date(2028, 2, 29)),
        (date(2027, 3, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2026, 10, 1)),
    ],
)
def test_renewal_opens_three_months_before(expires: date, opens: date) -> None:
    assert certificates.renewal_opens(expires) == opens


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        (date(2026, 9, 21), RenewalTiming.TOO_EARLY),
        (date(2026, 9, 22), RenewalTiming.OPEN),
        (date(2026, 12, 22), RenewalTiming.OPEN),
        (date(2026, 12, 23), RenewalTiming.EXPIRED),
    ],
)
def test_renewal_timing(day: date, timing: RenewalTiming) -> None:
    assert certificates.renewal_timing(date(2026, 12, 22), day) is timing


@pytest.mark.parametrize(
    ("typed", "number", "kind"),
    [
        ("13812345678", "13812345678", "mobile"),
        ("+86 138-1234-5678", "13812345678", "mobile"),
        ("8613812345678", "13812345678", "mobile"),
        ("0086 138 1234 5678", "13812345678", "mobile"),
        ("１３８１２３４５６７８", "13812345678", "mobile"),
        ("19912345678", "19912345678", "mobile"),
        ("0854-8222333", "0854-8222333", "landline"),
        ("（0854）8222333", "0854-8222333", "landline"),
        ("08548222333", "0854-8222333", "landline"),
        ("0854-8222333-801", "0854-8222333-801", "landline"),
        ("0854-8222333转801", "0854-8222333-801", "landline"),
        ("010-62345678", "010-62345678", "landline"),
    ],
)
def test_phones(typed: str, number: str, kind: str) -> None:
    checked = phones.check_phone(typed)
    assert (checked.number, checked.kind, checked.ok) == (number, kind, True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("12812345678", "shape"),
        ("1381234567", "shape"),
        ("8222333", "shape"),
        ("138123456789", "shape"),
        ("电话", "shape"),
    ],
)
def test_phone_faults(typed: str, code: str) -> None:
    checked = phones.check_phone(typed)
    assert [fault.code for fault in checked.faults] == [code]
    assert checked.kind is None


@given(st.text(max_size=30))
def test_a_stored_phone_stays_as_it_is(text: str) -> None:
    once = phones.check_phone(text)
    if once.ok:
        assert phones.check_phone(once.number) == once


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("522701199302170012", "522***********0012"),
        ("CAN110181120701", "CAN********0701"),
        ("E12345678", "E******78"),
        ("H1234", "*****"),
        ("", ""),
    ],
)
def test_mask_id(number: str, shown: str) -> None:
    assert masks.mask_id(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13812345678", "138****5678"), ("0854-8222333", "0854-*****33"), ("12345", "*****"), ("", "")],
)
def test_mask_phone(number: str, shown: str) -> None:
    assert masks.mask_phone(number) == shown


@given(st.text(max_size=20))
def test_masks_keep_the_length_and_hide_something(number: str) -> None:
    for shown in (masks.mask_id(number), masks.mask_phone(number)):
        assert len(shown) == len(number)
    assert masks.mask_id(number) != number or set(number) <= {"*"}


def test_the_ten_categories_as_the_seed_writes_them() -> None:
    assert {entry.key: entry.name for entry in CATEGORIES} == {
        "A_initial": "安全员A类新取（企业主要负责人）",
        "B_initial": "安全员B类新取（项目负责人）",
        "C1_initial": "安全员C1新取（机械类专职安全生产管理人员）",
        "C2_initial": "安全员C2新取（土建类专职安全生产管理人员）",
        "C3_initial": "安全员C3新取（综合类专职安全生产管理人员）",
        "A_renewal": "安全员A类延期（企业主要负责人）",
        "B_renewal": "安全员B类延期（项目负责人）",
        "C1_renewal": "安全员C1延期（机械类专职安全生产管理人员）",
        "C2_renewal": "安全员C2延期（土建类专职安全生产管理人员）",
        "C3_renewal": "安全员C3延期（综合类专职安全生产管理人员）",
    }
    assert [entry.key for entry in CATEGORIES if not entry.offered] == ["C3_renewal"]
    assert category("C2_renewal").short == "C2类延期"
    assert category("A_renewal").short == "A类延期"


def test_hours_and_papers() -> None:
    for entry in CATEGORIES:
        assert entry.required_hours == (40 if entry.kind is CategoryKind.RENEWAL else 0)
        assert entry.papers == (Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM)
    assert [slot.words for slot in Slot] == ["企业法人承诺书", "三类人员报名表"]


def test_the_old_c_is_readable_and_not_offered() -> None:
    assert [entry.key for entry in HISTORICAL] == ["C_initial", "C_renewal"]
    assert not any(entry.offered for entry in HISTORICAL)
    assert category("C_renewal").short == "C类延期"
    assert not is_category("D_initial")
    with pytest.raises(KeyError):
        category("D_initial")
