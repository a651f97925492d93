"""Ctrl+K: one box that finds people, companies and applications (X08). Numbers stay masked.

``subtitle`` says where the person belongs and how the newest application stands.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from desktop_admin.contract.people import Hit, Hits, Search
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.people.lists import candidate_lines
from desktop_admin.services.people.matching import Ids, candidate_matches, company_matches, in_order

LARGEST = 100


def search(context: Context, request: Search) -> Hits:
    """Best first: people, then companies, as exact as they matched; ``#128`` is application 128.

    An empty text finds nothing.  ``total`` counts every match, listed or not.
    """
    text, limit = request.text.strip(), max(1, min(request.limit, LARGEST))
    if not text:
        return Hits((), 0)
    session = context.session
    people = candidate_matches(session, text, numbers=sees_whole_numbers(context.principal.roles))
    companies = company_matches(session, text)
    rows = _submission_hits(context, text)
    total = len(rows) + _count(context, people) + _count(context, companies)
    by_reading = (in_order(session, CandidateRow.pinyin), CandidateRow.id)
    rows += _people_hits(context, _best(session, people, limit, CandidateRow.id, by_reading))
    by_sound = (CompanyRow.initials, CompanyRow.id)
    found = _company_hits(context, _best(session, companies, limit, CompanyRow.id, by_sound))
    # A few companies always show, however many people match.
    listed = found[: max(limit - len(rows), limit // 4)]
    return Hits((*rows[: limit - len(listed)], *listed), total)


def _best(
    session: Session,
    selects: Sequence[Ids],
    limit: int,
    key: InstrumentedAttribute[int],
    order: Iterable[ColumnElement[Any] | InstrumentedAttribute[Any]],
) -> list[int]:
    """The first ``limit`` ids: better matches first, each kind of match in ``order``."""
    ids: list[int] = []
    for matching in selects:
        if len(ids) >= limit:
            break
        # What an earlier, better match has found may come again, so that many more are asked for.
        found = session.scalars(select(key).where(key.in_(matching)).order_by(*order).limit(limit + len(ids)))
        ids += [identity for identity in found if identity not in ids]
    return ids[:limit]


def _count(context: Context, selects: Sequence[Ids]) -> int:
    if not selects:
        return 0
    return context.session.scalar(select(func.count()).select_from(union(*selects).subquery())) or 0


def _people_hits(context: Context, ids: Sequence[int]) -> list[Hit]:
    lines = {line.id: line for line in candidate_lines(context, ids)}
    newest = _newest(context, ids)
    return [
        Hit(
            kind=SubjectKind.CANDIDATE,
            id=identity,
            title=lines[identity].name,
            subtitle=" · ".join(filter(None, (lines[identity].company or "未填单位", newest.get(identity)))),
            numbers=" ".join(filter(None, (lines[identity].id_masked, lines[identity].phone_masked))),
        )
        for identity in ids
    ]


def _company_hits(context: Context, ids: Sequence[int]) -> list[Hit]:
    found = {row.id: row for row in context.session.scalars(select(CompanyRow).where(CompanyRow.id.in_(ids)))}
    waiting: dict[int, int] = dict(
        context.session.execute(
            select(SubmissionRow.company_id, func.count())
            .where(SubmissionRow.company_id.in_(ids), SubmissionRow.queue.is_not(None))
            .group_by(SubmissionRow.company_id)
        ).all()
    )
    return [
        Hit(
            SubjectKind.COMPANY,
            one,
            found[one].name,
            _company_words(found[one].credit_code, waiting.get(one)),
        )
        for one in ids
    ]


def _company_words(credit_code: str, waiting: int | None) -> str:
    return f"{credit_code} · {waiting} 份待审" if waiting else credit_code


def _newest(context: Context, ids: Sequence[int]) -> dict[int, str]:
    """Person → B类延期 待审核, of the application begun last."""
    last = (
        select(func.max(SubmissionRow.id))
        .where(SubmissionRow.candidate_id.in_(ids))
        .group_by(SubmissionRow.candidate_id)
    )
    rows = context.session.execute(
        select(SubmissionRow.candidate_id, SubmissionRow.state, CategoryRow.short)
        .outerjoin(CategoryRow, CategoryRow.key == SubmissionRow.category)
        .where(SubmissionRow.id.in_(last))
    )
    return {person: _state_words(short, state) for person, state, short in rows}


def _state_words(short: str | None, state: str) -> str:
    return f"{short or ''} {SubmissionState(state).words}".strip()


def _submission_hits(context: Context, text: str) -> list[Hit]:
    number = re.fullmatch(r"[#＃]\s*([0-9]{1,9})", text)
    if not number:
        return []
    found = context.session.execute(
        select(SubmissionRow.id, SubmissionRow.state, CandidateRow.name, CategoryRow.short)
        .join(CandidateRow, CandidateRow.id == SubmissionRow.candidate_id)
        .outerjoin(CategoryRow, CategoryRow.key == SubmissionRow.category)
        .where(SubmissionRow.id == int(number[1]))
    ).one_or_none()
    if found is None:
        return []
    return [Hit(SubjectKind.SUBMISSION, found.id, found.name, _state_words(found.short, found.state))]
