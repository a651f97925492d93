"""When things happen: learners whenever they like, staff in office hours."""

from datetime import date, datetime, time, timedelta
from random import Random

from desktop_admin.rules.clock import at

#: Hours of the day and how often learners upload then.
_LEARNER_HOURS = {
    8: 2,
    9: 6,
    10: 7,
    11: 5,
    12: 3,
    13: 3,
    14: 5,
    15: 7,
    16: 7,
    17: 5,
    18: 3,
    19: 4,
    20: 5,
    21: 3,
}
_MORNING = (time(9, 0), time(12, 0))
_AFTERNOON = (time(14, 0), time(17, 30))


def learner_time(rng: Random, since: datetime, until: datetime) -> datetime:
    """A moment in the half-open span at which somebody uploads papers."""
    for _ in range(200):
        moment = since + (until - since) * rng.random()
        hour = rng.choices(list(_LEARNER_HOURS), list(_LEARNER_HOURS.values()))[0]
        moment = moment.replace(hour=hour, minute=rng.randrange(60), second=rng.randrange(60), microsecond=0)
        if since <= moment < until:
            return moment
    return since + (until - since) / 2


def office_time(rng: Random, since: datetime, until: datetime) -> datetime:
    """A moment in an office's working time: the first half day after ``since`` that leaves room before ``until``.

    Falls back to just before ``until`` when no working time lies between.
    """
    day = since.date()
    while day <= until.date():
        for begins, ends in (_MORNING, _AFTERNOON) if _works(day) else ():
            start = max(since, at(day, begins.hour, begins.minute))
            stop = min(until, at(day, ends.hour, ends.minute))
            if stop - start > timedelta(minutes=5):
                span = (stop - start).total_seconds()
                return (start + timedelta(seconds=span * rng.random())).replace(microsecond=0)
        day += timedelta(days=1)
    return until - timedelta(seconds=rng.randrange(30, 300))


def _works(day: date) -> bool:
    """Monday to Friday; holidays do not matter to a demonstration."""
    return day.weekday() < 5
