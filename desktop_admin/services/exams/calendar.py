"""The office's days off: what somebody entered for a year, otherwise what the program brings along."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import CalendarRecord, CalendarYear, EnterCalendarYear
from desktop_admin.models.exams import CalendarDayRow, CalendarYearRow
from desktop_admin.rules.days import Day, DayTable
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import holidays
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version, invalid

YEARS = range(2000, 2101)
LONGEST_NAME = 20
#: More special days than half a year are a mistake.
MOST_DAYS = 183


def day_table(context: Context, years: Iterable[int]) -> DayTable:
    """The days off of these years; a year nobody entered and the program does not know stays unknown."""
    wanted = sorted(set(years))
    entered = set(context.session.scalars(select(CalendarYearRow.id).where(CalendarYearRow.id.in_(wanted))))
    table = holidays.seed(year for year in wanted if year not in entered)
    found: dict[int, list[Day]] = {year: [] for year in entered}
    if entered:
        query = select(CalendarDayRow).where(CalendarDayRow.year.in_(entered)).order_by(CalendarDayRow.day)
        for row in context.session.scalars(query):
            found[row.year].append(Day(row.day, row.off, row.name))
    for year, days in found.items():
        table = table.with_year(year, days)
    return table


def calendar_year(context: Context, request: CalendarYear) -> CalendarRecord:
    """One year as it stands."""
    year = _known_year(request.year)
    table = day_table(context, [year])
    row = context.session.get(CalendarYearRow, year)
    return CalendarRecord(year, row.version if row else 0, table.known(year), table.days)


def enter_calendar_year(context: Context, request: EnterCalendarYear) -> None:
    """Write a year down as a whole. Invalid with every fault at once."""
    year = _known_year(request.year)
    row = context.session.get(CalendarYearRow, year)
    who, when = last_change(context, SubjectKind.CALENDAR_YEAR, year) if row else ("", "")
    taken = f"{who}已于 {when} 改过 {year}年的节假日，请对照后再改。"
    if row is not None:
        check_version(row, request.seen_version, taken)
    elif request.seen_version:
        raise Conflict(
            f"{year}年的节假日还没有录入，请刷新后再试。", {"seen": request.seen_version, "version": 0}
        )
    faults = _faults(year, request.days)
    if faults:
        invalid(*faults)
    if row is None:
        row = CalendarYearRow(id=year)
        context.session.add(row)
        context.session.flush()
    else:
        flag_modified(row, "id")  # the days carry no version of their own; the year is what people edit
        context.session.execute(delete(CalendarDayRow).where(CalendarDayRow.year == year))
    context.session.add_all(
        CalendarDayRow(day=one.day, year=year, off=one.off, name=one.name.strip()) for one in request.days
    )
    context.touch(SubjectKind.CALENDAR_YEAR, row, year)


def _known_year(year: int) -> int:
    if year not in YEARS:
        invalid(("year", "range", f"年份应在 {YEARS.start} 到 {YEARS.stop - 1} 之间。"))
    return year


def _faults(year: int, days: tuple[Day, ...]) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    if len(days) > MOST_DAYS:
        found.append(("days", "number", f"一年最多录入 {MOST_DAYS} 天。"))
    seen: set[date] = set()
    for place, one in enumerate(days[:MOST_DAYS]):
        if one.day.year != year:
            found.append((f"days.{place}.day", "year", f"{one.day.isoformat()} 不在 {year}年。"))
        if one.day in seen:
            found.append((f"days.{place}.day", "twice", f"{one.day.isoformat()} 写了两次。"))
        if not 1 <= len(one.name.strip()) <= LONGEST_NAME:
            found.append((f"days.{place}.name", "length", f"请写明是什么日子，最多 {LONGEST_NAME} 个字。"))
        seen.add(one.day)
    return found
