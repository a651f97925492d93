"""Instants and spans in words, as people at the desk say them. Times are aware; shown at +08:00.

The zone is fixed: China has no daylight saving, and zone data is missing on plain Windows.
"""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "CST")
_WEEKDAYS = "一二三四五六日"


def local(instant: datetime) -> datetime:
    """The same instant on the wall at the association."""
    return instant.astimezone(BEIJING)


def clock_words(instant: datetime, *, seconds: bool = False) -> str:
    """``10:02`` or ``10:02:07``."""
    return local(instant).strftime("%H:%M:%S" if seconds else "%H:%M")


def day_words(instant: datetime, now: datetime | None = None) -> str:
    """``11月22日``, with the year when it is not this one."""
    there = local(instant)
    year = "" if now is not None and local(now).year == there.year else f"{there.year}年"
    return f"{year if now is not None else ''}{there.month}月{there.day}日"


def weekday_words(instant: datetime) -> str:
    """``星期四``."""
    return f"星期{_WEEKDAYS[local(instant).weekday()]}"


def moment_words(instant: datetime, now: datetime) -> str:
    """``今天 10:02``, ``昨天 10:02``, ``11月22日 10:02`` or with the year: short, never ambiguous."""
    there, here = local(instant), local(now)
    days = (here.date() - there.date()).days
    day = {0: "今天", 1: "昨天", -1: "明天"}.get(days, day_words(instant, now))
    return f"{day} {there:%H:%M}"


def span_words(span: timedelta) -> str:
    """``2天3小时``, ``3小时5分``, ``5分钟``, ``不到1分钟``: two units at most. Negative counts as 0."""
    minutes = max(0, int(span.total_seconds()) // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"
    return f"{minutes}分钟" if minutes else "不到1分钟"


def waiting_words(since: datetime, now: datetime) -> str:
    """How long something has been waiting, in one unit or two as the mock shows: ``2天3小时``, ``19小时``."""
    span = now - since
    hours = int(span.total_seconds()) // 3600
    if hours >= 1:
        days, hours = divmod(hours, 24)
        return (f"{days}天{hours}小时" if hours else f"{days}天") if days else f"{hours}小时"
    return span_words(span)


def countdown_words(until: datetime, now: datetime) -> str:
    """``3天 04:12`` or ``04:12:09`` within the last day; ``已截止`` from the instant on (half-open)."""
    seconds = int((until - now).total_seconds())
    if until <= now:
        return "已截止"
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{days}天 {hours:02}:{minutes:02}" if days else f"{hours:02}:{minutes:02}:{seconds:02}"
