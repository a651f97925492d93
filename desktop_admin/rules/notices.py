"""What notices to learners are about, in words: one table for the outbox, its screen and its corrections."""

from collections.abc import Mapping
from typing import Final

NOTICE_KINDS: Final[Mapping[str, str]] = {
    "approve": "审核通过",
    "return": "退回修改",
    "reject": "审核不通过",
    "correction": "更正",
    "registered": "报名",
    "switched": "改报月份",
    "cancelled": "取消报名",
    "admitted": "迟缴准入",
    "applied": "申请考试",
    "waiting": "候补",
    "risen": "候补成功",
    "withdrawn": "撤回申请考试",
    "rearranged": "场次变动",
}
