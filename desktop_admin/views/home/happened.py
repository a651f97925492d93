"""The feed in words: 李四 通过了 龑䶮 的 B类延期. Pure functions, so that the list and the tests say the same.

A :class:`Change` names the thing only to those who may read lists of people; others read 通过了一份资料.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_admin.contract.base import Subject
from desktop_admin.contract.journal import Change
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.subjects import SubjectKind, some_words

#: Equal deeds of one person among the last few lines, no further apart than this, are one line with a number.
TOGETHER = timedelta(minutes=30)


@dataclass(frozen=True)
class Happening:
    """A line of 同事刚刚 or 您刚刚: the newest instant, who, what, and what it is about (several: nothing)."""

    at: datetime
    who: str
    what: str
    count: int
    subjects: tuple[Subject, ...]


def happenings(changes: Iterable[Change], most: int = 11) -> list[Happening]:
    """Newest first, at most ``most`` lines. Deeds without words for colleagues (sign-in, …) are left out."""
    found: list[Happening] = []
    names: list[str] = []
    for change in sorted(changes, key=lambda one: -one.number):
        deed = deed_of(change.name)
        if not deed.one or not change.who:
            continue
        place = _same_deed(found, names, change)
        if place >= 0:
            one = found[place]
            found[place] = Happening(one.at, one.who, deed.many.format(one.count + 1), one.count + 1, ())
        elif len(found) < most:
            names.append(change.name)
            found.append(Happening(change.at, change.who, _told(change), 1, change.subjects))
        else:
            break
    return found


def _same_deed(found: list[Happening], names: list[str], change: Change) -> int:
    """The line among the last three that says the same of the same person; -1 if there is none."""
    for place in range(len(found) - 1, max(-1, len(found) - 4), -1):
        one = found[place]
        if one.who == change.who and names[place] == change.name and one.at - change.at <= TOGETHER:
            return place
    return -1


def _told(change: Change) -> str:
    """通过了 龑䶮 的 B类延期; without a name 通过了一份资料."""
    deed, first = deed_of(change.name), change.subjects[0].kind if change.subjects else ""
    if not change.about:
        return deed.one.format(some_words(first))
    before = " " if first in (SubjectKind.SUBMISSION, SubjectKind.NOTICE) else ""
    return deed.one.format(f"{before}{change.about} ").replace(" ，", "，").strip()
