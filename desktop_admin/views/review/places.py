"""The lists of the review desk that Ctrl+K leads to."""

from collections.abc import Sequence

from desktop_admin.contract.submissions import QueueFilter, QueueView, ReviewQueue
from desktop_admin.views.common.page import Place, Target


def places() -> Sequence[Place]:
    """Each list under its own filter, nothing else kept of the filter before."""
    near = Place("临近截止的资料", _filter(QueueFilter(deadline_near=True)), (ReviewQueue,))
    views = (
        ("待审的资料", QueueView.WAITING),
        ("边界的资料", QueueView.BORDER),
        ("抽查的资料", QueueView.SPOT_CHECK),
        ("搁置的资料", QueueView.SET_ASIDE),
        ("已决的资料", QueueView.DECIDED),
        ("全部资料", QueueView.ALL),
    )
    return (*(Place(title, _filter(QueueFilter(view=view)), (ReviewQueue,)) for title, view in views), near)


def _filter(wanted: QueueFilter) -> Target:
    return Target("filter", data=wanted)
