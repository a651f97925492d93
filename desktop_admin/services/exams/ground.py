"""What the windows of sessions stand on: settings, shifted months, days off. Read once, however many sessions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from desktop_admin.contract.exams import SessionForm
from desktop_admin.models.policy import RegistrationShiftRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.cycles import Cycle, ExamWindows, WindowOf, day_off_warnings, exam_windows
from desktop_admin.rules.days import DayTable
from desktop_admin.rules.exam_sessions import ENDED, SessionState
from desktop_admin.rules.window_words import WindowLine, window_lines
from desktop_admin.rules.windows import registration_window
from desktop_admin.services.context import Context
from desktop_admin.services.exams.calendar import day_table
from desktop_admin.services.exams.forms import pins_of
from desktop_admin.services.policy import settings, window_of


@dataclass(frozen=True)
class Ground:
    """``shifted``: cycle → why a chief moved its registration."""

    minimum: timedelta
    window_of: WindowOf
    days: DayTable
    shifted: Mapping[str, str]
    now: datetime

    def windows(self, form: SessionForm) -> ExamWindows:
        """The windows of a form. RuleBroken where a pin leaves one that never opens."""
        return exam_windows(
            form.exam,
            pins=pins_of(form),
            minimum_application=self.minimum,
            window_of=self.window_of,
            now=self.now,
        )

    def lines(self, form: SessionForm, windows: ExamWindows) -> tuple[WindowLine, ...]:
        """Each cut-off and why."""
        return window_lines(windows, pins_of(form), form.pin_reason, self.shifted.get(windows.cycle.key, ""))

    def warnings(
        self, form: SessionForm, windows: ExamWindows, state: SessionState, seats: Sequence[int]
    ) -> tuple[str, ...]:
        """What a coordinator should know (C02); ``seats`` of the rooms chosen. Nothing of a session that has ended.

        That the application has closed is a warning before a session opens; afterwards it is the course of things.
        """
        if state in ENDED or state is SessionState.HELD:
            return ()
        found = [*windows.warnings, *day_off_warnings(windows, self.days, own=True)]
        said = [one.message for one in found if state is SessionState.DRAFT or one.code != "in_the_past"]
        if seats and sum(seats) < form.capacity:
            said.append(f"所选考场共 {sum(seats)} 个座位，少于名额 {form.capacity}；请加考场或减名额。")
        return tuple(said)


def ground(context: Context, exams: Iterable[date]) -> Ground:
    """What windows of exams on these days stand on."""
    rows = context.session.execute(select(RegistrationShiftRow.cycle, RegistrationShiftRow.reason))
    windows = window_of(context)
    # An exam early in January opens in December.
    years = {year for exam in exams for year in (exam.year - (exam.month < 2), exam.year)}
    return Ground(
        minimum=timedelta(hours=settings(context).minimum_application_hours),
        window_of=windows,
        days=day_table(context, years),
        # A chief who moved a window back leaves the row, but nothing is shifted.
        shifted={
            key: reason
            for key, reason in rows
            if windows(Cycle.parse(key)) != registration_window(Cycle.parse(key))
        },
        now=local(context.now),
    )
