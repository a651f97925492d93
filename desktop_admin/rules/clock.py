"""The office's clock zone and the words in which screens and letters write times.

China has no daylight saving, so the zone is a fixed +08:00 (``ZoneInfo("Asia/Shanghai")`` fails on a
Windows without tzdata).  Every datetime that enters must be aware; a naive one is our bug: ValueError.
"""

from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def local(moment: datetime) -> datetime:
    """``moment`` on the +08:00 clock. ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a datetime without zone is ambiguous")
    return moment.astimezone(CHINA)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment the office's clock shows ``hour:minute`` on ``day``."""
    return datetime.combine(day, time(hour, minute), CHINA)


def iso(moment: datetime) -> str:
    """``2026-11-24T12:00:00+08:00``"""
    return local(moment).isoformat(timespec="seconds")


def day_words(day: date, *, year: bool = False) -> str:
    """``11月25日``, with ``year`` ``2026年11月25日``."""
    return f"{day.year}年{day.month}月{day.day}日" if year else f"{day.month}月{day.day}日"


def words(moment: datetime, *, year: bool = False) -> str:
    """``11月24日 12:00``, with ``year`` ``2026年11月24日 12:00``."""
    there = local(moment)
    return f"{day_words(there.date(), year=year)} {there:%H:%M}"


def second_words(moment: datetime) -> str:
    """``10:03:12``: who got there first is a matter of seconds (R06)."""
    return f"{local(moment):%H:%M:%S}"


def waiting(span: timedelta) -> str:
    """How long something has waited, in its two largest units: ``2天3小时``, ``3小时5分钟``, ``不到1分钟``."""
    minutes = max(0, int(span.total_seconds())) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    if hours:
        return f"{hours}小时{minutes}分钟" if minutes else f"{hours}小时"
    return f"{minutes}分钟" if minutes else "不到1分钟"


def ago(then: datetime, now: datetime) -> str:
    """``3秒前``, ``5分钟前``, ``2天3小时前``; ``刚刚`` for now (or a clock slightly ahead)."""
    span = local(now) - local(then)
    seconds = int(span.total_seconds())
    if seconds < 1:
        return "刚刚"
    return f"{seconds}秒前" if seconds < 60 else f"{waiting(span)}前"
