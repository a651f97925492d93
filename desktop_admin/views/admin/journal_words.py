"""The journal in words where it is shown: titles for the filter, subjects and the lines of one row."""

from collections.abc import Iterable, Mapping, Sequence

from desktop_admin.contract.journal_pages import JournalRow, ToldLine
from desktop_admin.rules.commands import deed_of, titles
from desktop_admin.rules.subjects import SubjectKind

VIA: Mapping[str, str] = {"desk": "考务台", "portal": "网站", "http": "服务器", "cli": "命令行"}
#: Subjects a line names one by one; more are counted.
_NAMED = 3
_NOTICE, _PAPERS = SubjectKind.NOTICE.label, SubjectKind.SUBMISSION.label


def names_by_words() -> list[tuple[str, str]]:
    """(name, words) of everything that can stand in the journal, for the filter; sorted as people read."""
    return sorted(titles().items(), key=lambda one: one[1])


def name_words(name: str) -> str:
    """What was done."""
    return deed_of(name).title


def subject_words(things: Sequence[str], most: int = _NAMED) -> str:
    """``资料 龑䶮 的 B类延期、学员 … 等 5 项``. A notice beside the papers it tells of is not named again."""
    papers = {one.removeprefix(_PAPERS) for one in things if one.startswith(_PAPERS)}
    told = [one for one in things if not (one.startswith(_NOTICE) and one.removeprefix(_NOTICE) in papers)]
    words = "、".join(told[:most])
    return f"{words} 等 {len(told)} 项" if len(told) > most else words


def who_words(one: JournalRow) -> str:
    """Who did it, and for whom."""
    who = one.who or "（未登录）"
    return f"{who} 代 {one.on_behalf}" if one.on_behalf else who


def told_words(lines: Iterable[ToldLine]) -> str:
    """One row's lines: ``电话：138****5678``, ``迟交宽限：15 分钟 → 20 分钟``; a longer text keeps its lines."""
    return "\n".join(_told(line) for line in lines) or "（没有其他内容）"


def _told(line: ToldLine) -> str:
    words = f"{line.before} → {line.after}" if line.before else line.after
    return f"{line.label}：{words}".replace("\n", "\n　　")
