"""The editable table of holidays and make-up workdays."""

from datetime import date

import pytest

from desktop_admin.rules.days import Day, DayTable, unknown_words

TABLE = DayTable().with_year(
    2026, [Day(date(2026, 10, 1), True, "国庆节"), Day(date(2026, 10, 10), False, "国庆节")]
)


@pytest.mark.parametrize(
    ("day", "off", "name"),
    [
        (date(2026, 10, 1), True, "国庆节"),
        (date(2026, 10, 10), False, "调休上班（国庆节）"),
        (date(2026, 10, 17), True, "周六"),
        (date(2026, 10, 18), True, "周日"),
        (date(2026, 10, 19), False, ""),
    ],
)
def test_days(day: date, off: bool, name: str) -> None:
    assert TABLE.is_day_off(day) is off
    assert TABLE.name(day) == name


def test_a_year_is_known_only_when_entered() -> None:
    assert TABLE.known(2026)
    assert not TABLE.known(2027)
    assert unknown_words(2027) == "2027年节假日安排尚未录入"


def test_a_year_can_be_replaced_and_keeps_the_others() -> None:
    both = TABLE.with_year(2027, [Day(date(2027, 1, 1), True, "元旦")])
    again = both.with_year(2026, [])
    assert both.is_day_off(date(2027, 1, 1))
    assert not again.is_day_off(date(2026, 10, 1))
    assert again.known(2026)
    assert again.is_day_off(date(2027, 1, 1))


def test_a_day_of_another_year_is_refused() -> None:
    with pytest.raises(ValueError, match="2026"):
        TABLE.with_year(2026, [Day(date(2027, 1, 1), True, "元旦")])
