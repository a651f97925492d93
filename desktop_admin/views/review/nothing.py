"""What stands in place of a dossier when there is none: all done, held by colleagues, or an empty filter."""

from desktop_admin.contract.submissions import Progress, QueueFilter, QueueView
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.review.filters import FilterBar


def show_nothing(right: States, filters: FilterBar, held: int, numbers: Progress | None) -> None:
    """Say why there is nothing to decide and what comes next. ``held``: dossiers open at colleagues'."""
    wanted = filters.wanted
    if held:
        right.show_empty(
            "其余的同事正在看",
            f"还有 {held} 份待审，都有人打开着；放开后会自动打开，也可以点选来阅读。",
            icon="users",
        )
    elif wanted != QueueFilter(view=wanted.view):
        right.show_empty(
            "这个筛选下没有资料",
            "换一个筛选，或看全部待审的资料。",
            icon="funnel",
            button="清除筛选",
            act=filters.clear,
        )
    elif wanted.view is not QueueView.WAITING:
        right.show_empty("这里没有资料", icon="inbox", button="看待审的资料", act=filters.clear)
    else:
        _all_done(right, filters, numbers)


def _all_done(right: States, filters: FilterBar, numbers: Progress | None) -> None:
    border, drawn, aside = (
        (0, 0, 0) if numbers is None else (numbers.border, numbers.spot_checks, numbers.set_aside)
    )
    rest = [
        (border, "边界", QueueView.BORDER),
        (drawn, "抽查", QueueView.SPOT_CHECK),
        (aside, "搁置", QueueView.SET_ASIDE),
    ]
    rest = [one for one in rest if one[0]]
    cause = "新提交的资料会自动出现在这里。"
    if not rest:
        right.show_empty("全部审完", cause, icon="circle-check")
        return
    listed = "、".join(f"{word} {count} 份" for count, word, _ in rest)
    _, word, view = rest[0]
    right.show_empty(
        "全部审完",
        f"另有 {listed}。{cause}",
        icon="circle-check",
        button=f"看{word}的资料",
        act=lambda: filters.set(QueueFilter(view=view)),
    )
