"""When a clock that went wrong is a fault, and what the administrator is told of it.

The office's time never runs backwards (house §7): once a step was recorded while the clock was fast, the office
stays ahead of the clock that was put right.
"""

from datetime import timedelta
from typing import Final

from desktop_admin.rules.clock import waiting

#: Machines that set their clocks over the network differ by less, and catch up by themselves.
TOLERATED: Final = timedelta(minutes=5)


def clock_trouble(ahead: timedelta) -> str:
    """The sentence where the office's time is ``ahead`` of the clock it is read from; empty when all is well."""
    if ahead <= TOLERATED:
        return ""
    return (
        f"存放数据的电脑（或数据库服务器）的时钟比办公室的时间慢 {waiting(ahead)}：现在它慢了，或者它快过，快的时候记下了操作。"
        "办公室的时间不能倒退，正从那时往下走，日期和截止时间都按它算。请先核对那台电脑的日期和时间；"
        "如果现在是对的，相差不大会慢慢追平，相差很大请用时钟出错以前的备份恢复（kaowu restore）。"
    )
