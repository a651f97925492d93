"""The lists of the review desk that Ctrl+K leads to, and what it begins there."""

from collections.abc import Sequence

from desktop_admin.contract.submissions import QueueFilter, QueueView, ReviewQueue
from desktop_admin.views.common.command import offers_of
from desktop_admin.views.common.page import Place, Target
from desktop_admin.views.review.keys import COMMANDS


def places() -> Sequence[Place]:
    """Each list under its own filter, nothing else kept of the filter before; then the commands that need no dossier."""
    near = Place("临近截止的资料", _filter(QueueFilter(deadline_near=True)), (ReviewQueue,))
    views = (
        ("待审的资料", QueueView.WAITING),
        ("边界的资料", QueueView.BORDER),
        ("抽查的资料", QueueView.SPOT_CHECK),
        ("搁置的资料", QueueView.SET_ASIDE),
        ("已决的资料", QueueView.DECIDED),
        ("全部资料", QueueView.ALL),
    )
    lists = (Place(title, _filter(QueueFilter(view=view)), (ReviewQueue,)) for title, view in views)
    return (*lists, near, *offers_of(COMMANDS))


def _filter(wanted: QueueFilter) -> Target:
    return Target("filter", data=wanted)


def filter_of(target: Target | None) -> QueueFilter | None:
    """The list a jump leads to; None where it leads to no list."""
    if target is None or target.kind != "filter":
        return None
    if isinstance(target.data, QueueView):
        return QueueFilter(view=target.data)
    return target.data if isinstance(target.data, QueueFilter) else None
