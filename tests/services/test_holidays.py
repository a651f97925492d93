"""The official arrangement seeds the table; a year without one stays unknown."""

from datetime import date

from desktop_admin.services.holidays import official_days, seed


def test_an_official_year() -> None:
    table = seed([2025, 2026])
    assert table.known(2025)
    assert table.known(2026)
    assert table.name(date(2026, 1, 1)) == "元旦"
    assert table.is_day_off(date(2026, 10, 1))
    assert table.name(date(2026, 2, 14)) == "调休上班（春节）"
    assert not table.is_day_off(date(2026, 2, 14))
    assert table.is_day_off(date(2026, 11, 22))


def test_ordinary_weekends_need_no_entry() -> None:
    days = official_days(2026)
    assert days is not None
    assert date(2026, 11, 22) not in {entry.day for entry in days}
    assert all(entry.name for entry in days)


def test_a_year_without_official_data_is_not_guessed() -> None:
    assert official_days(2099) is None
    table = seed([2026, 2099])
    assert not table.known(2099)
    assert not [entry for entry in table.days if entry.day.year == 2099]
