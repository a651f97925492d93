"""What is known of people's hours: booked and not taken back."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from desktop_admin.models.hours import HoursBatchRow, StudyHoursRow
from desktop_admin.rules.hour_facts import HoursFact
from desktop_admin.services.context import Context

_CHUNK = 500


def facts_of(context: Context, registrations: Iterable[int]) -> defaultdict[tuple[int, str], list[HoursFact]]:
    """(registration, class) → what was booked and not undone."""
    found: defaultdict[tuple[int, str], list[HoursFact]] = defaultdict(list)
    wanted = list(registrations)
    for start in range(0, len(wanted), _CHUNK):
        rows = context.session.execute(
            select(
                StudyHoursRow.registration_id,
                StudyHoursRow.class_name,
                StudyHoursRow.minutes,
                StudyHoursRow.as_of,
            )
            .join(HoursBatchRow, HoursBatchRow.id == StudyHoursRow.batch_id)
            .where(
                StudyHoursRow.registration_id.in_(wanted[start : start + _CHUNK]),
                HoursBatchRow.undone_at.is_(None),
            )
        )
        for registration, class_name, minutes, as_of in rows:
            found[registration, class_name].append(HoursFact(minutes, as_of))
    return found
