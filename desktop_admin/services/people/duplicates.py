"""People who may be registered twice, strongest reason first, and the pairs that were ruled out.

It proposes; a person decides (merging.py, ruled_out.py).
"""

from collections import defaultdict
from collections.abc import Iterable

from desktop_admin.contract.people import PossibleDuplicates, Twin, Twins
from desktop_admin.services.context import Context
from desktop_admin.services.people.likeness import WHY, Pair, Sign, alike
from desktop_admin.services.people.lists import candidate_lines
from desktop_admin.services.people.ruled_out import remembered, ruled_out_pairs
from desktop_admin.services.people.suspects import suspects, these_people

#: Pairs that are listed at most; nobody works through more in one go.
MOST_TWINS = 200


def possible_duplicates(context: Context, request: PossibleDuplicates) -> Twins:
    """Possible pairs of the whole office, or only those with one person; at most 200.

    A pair that was ruled out is left out while everything that makes it look alike was known then.
    """
    if request.ruled_out:
        return _ruled_out(context, request.candidate_id)
    one = request.candidate_id
    signs: dict[Pair, set[Sign]] = defaultdict(set)
    for pair, sign in alike(suspects(context, one)):
        if one is None or one in pair:
            signs[pair].add(sign)
    known = remembered(context, one)
    fresh = [(pair, found) for pair, found in signs.items() if not found <= known.get(pair, frozenset())]
    fresh.sort(key=lambda item: (min(item[1]).why, -len(item[1]), item[0]))
    strongest = dict(fresh[:MOST_TWINS])
    shown = _shown(context, strongest)
    return Twins(
        tuple(
            Twin(first, second, shown[first], shown[second], _why(found))
            for (first, second), found in strongest.items()
        )
    )


def _ruled_out(context: Context, one: int | None) -> Twins:
    rows = ruled_out_pairs(context, one)[:MOST_TWINS]
    shown = _shown(context, [(row.first_id, row.second_id) for row, _who in rows])
    signs: dict[Pair, set[Sign]] = defaultdict(set)
    for pair, sign in alike(these_people(context, shown)):
        signs[pair].add(sign)
    return Twins(
        tuple(
            Twin(
                row.first_id,
                row.second_id,
                shown[row.first_id],
                shown[row.second_id],
                _why(signs.get((row.first_id, row.second_id), ())) or "现在已不相像",
                who,
                row.at,
            )
            for row, who in rows
        )
    )


def _shown(context: Context, pairs: Iterable[Pair]) -> dict[int, str]:
    ids = sorted({identity for pair in pairs for identity in pair})
    return {
        line.id: "，".join(filter(None, (line.name, line.id_masked, line.company)))
        for line in candidate_lines(context, ids)
    }


def _why(signs: Iterable[Sign]) -> str:
    return "；".join(WHY[sign.why] for sign in sorted(signs))
