"""Two people who look alike and are not one: remembered, so that the pair does not return to anybody's list.

What is remembered is what was looked at (the signs of likeness.py). A fact that changes later and makes the two
look alike in a way nobody has looked at lists the pair again; any other change does not.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.people import ListTwinsAgain, RuleOutTwins
from desktop_admin.models.people import CandidateRow, RuledOutPair
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.people.likeness import Pair, Sign, alike
from desktop_admin.services.people.suspects import these_people


def rule_out_twins(context: Context, request: RuleOutTwins) -> None:
    """Remember that the two are two people, with all that makes them look alike now.

    Raises Invalid for one record twice, NotFound for a record that is gone, Conflict where a colleague ruled
    the pair out first (unless it looks alike in a new way since), or changed or merged a record meanwhile.
    """
    if request.first_id == request.second_id:
        invalid(("second_id", "same", "请选择两条不同的记录。"))
    people = as_seen(
        context, (request.first_id, request.first_version), (request.second_id, request.second_version)
    )
    pair = _ordered(request.first_id, request.second_id)
    refuse_ruled_out(context, pair, "无需再次认定")
    signs, row = _signs(context, pair), _row(context, pair)
    if row is None:
        row = RuledOutPair(first_id=pair[0], second_id=pair[1], signs="")
    row.signs = " ".join(sorted({*row.signs.split(), *map(str, signs)}))
    row.at, row.staff_id = context.now, context.staff_id
    context.session.add(row)
    _touch(context, people)


def list_twins_again(context: Context, request: ListTwinsAgain) -> None:
    """Forget it: the pair is listed again for as long as it looks alike. Conflict where it was not ruled out."""
    pair = _ordered(request.first_id, request.second_id)
    people = [context.fetch(CandidateRow, identity, "这名学员") for identity in pair]
    row = _row(context, pair)
    if row is None:
        names = "和".join(_called(one) for one in people)
        raise Conflict(
            f"{names}没有被认定为不是同一个人，可能同事已经重新列出。请刷新后再看。", {"pair": list(pair)}
        )
    context.session.delete(row)
    _touch(context, people)


def remembered(context: Context, one: int | None = None) -> Mapping[Pair, frozenset[Sign]]:
    """Every ruled-out pair, or those with one person: what was looked at."""
    return {(row.first_id, row.second_id): _known(row) for row, _who in ruled_out_pairs(context, one)}


def ruled_out_pairs(context: Context, one: int | None = None) -> Sequence[tuple[RuledOutPair, str]]:
    """The rows with who decided, newest first; of the whole office or with one person."""
    asked = select(RuledOutPair, StaffRow.name).join(StaffRow, StaffRow.id == RuledOutPair.staff_id)
    if one is not None:
        asked = asked.where(or_(RuledOutPair.first_id == one, RuledOutPair.second_id == one))
    found = context.session.execute(asked.order_by(RuledOutPair.at.desc(), RuledOutPair.id.desc()))
    return [(row, name) for row, name in found]


def refuse_ruled_out(context: Context, pair: Pair, consequence: str) -> None:
    """Conflict where a colleague has ruled the pair out and nothing new makes it look alike."""
    first, second = pair = _ordered(*pair)
    row = _row(context, pair)
    if row is None or not _signs(context, pair) <= _known(row):
        return
    names = "和".join(_called(context.fetch(CandidateRow, one, "这名学员")) for one in (first, second))
    who, when = context.fetch(StaffRow, row.staff_id, "账号").name, words(row.at)
    raise Conflict(
        f"{who}已于 {when} 认定{names}不是同一个人，{consequence}。认定有误的，请在“重复登记”的“已排除”中再次列出。",
        {"pair": list(pair), "who": who, "when": when},
    )


def move_ruled_out(context: Context, drop_id: int, keep_id: int) -> None:
    """Who was found to be somebody else than the dropped person is somebody else than the kept one.

    The pair of the two themselves is forgotten. Signs go along: likenesses of the kept record that nobody
    looked at list the pair again.
    """
    for row, _who in ruled_out_pairs(context, drop_id):
        other = row.second_id if row.first_id == drop_id else row.first_id
        context.session.delete(row)
        context.session.flush()
        if other == keep_id:
            continue
        pair = _ordered(keep_id, other)
        kept = _row(context, pair)
        if kept is None:
            kept = RuledOutPair(
                first_id=pair[0], second_id=pair[1], signs=row.signs, at=row.at, staff_id=row.staff_id
            )
            context.session.add(kept)
        else:
            kept.signs = " ".join(sorted({*kept.signs.split(), *row.signs.split()}))


def as_seen(context: Context, *seen: tuple[int, int]) -> list[CandidateRow]:
    """The records (id, version) as the person saw them, each standing on its own; else Conflict (or NotFound)."""
    rows = [context.fetch(CandidateRow, identity, "这名学员") for identity, _version in seen]
    for row in rows:
        if row.merged_into_id is not None:
            raise Conflict(f"{row.name}的这条记录已经合并到另一条。", {"candidate_id": row.merged_into_id})
    for row, (_identity, version) in zip(rows, seen, strict=True):
        who, when = last_change(context, SubjectKind.CANDIDATE, row.id)
        changed = f"{who}已于 {when} 改动过{row.name}的记录，没有办成。请对照后再试。"
        check_version(row, version, changed, candidate_id=row.id, who=who, when=when)
    return rows


def _signs(context: Context, pair: Pair) -> frozenset[Sign]:
    return frozenset(sign for found, sign in alike(these_people(context, pair)) if found == pair)


def _known(row: RuledOutPair) -> frozenset[Sign]:
    parts = (entry.partition(":") for entry in row.signs.split())
    return frozenset(Sign(int(why), facts) for why, _colon, facts in parts)


def _row(context: Context, pair: Pair) -> RuledOutPair | None:
    return context.session.scalars(
        select(RuledOutPair).where(RuledOutPair.first_id == pair[0], RuledOutPair.second_id == pair[1])
    ).one_or_none()


def _ordered(first: int, second: int) -> Pair:
    return (first, second) if first < second else (second, first)


def _called(row: CandidateRow) -> str:
    return f"{row.name}（{row.id} 号）"


def _touch(context: Context, people: Sequence[CandidateRow]) -> None:
    for person in people:
        context.touch(SubjectKind.CANDIDATE, person)
