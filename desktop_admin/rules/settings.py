"""The settings of the review desk: what each is called, its unit and bounds. One table for rules and screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Setting:
    """A number a chief may set, both bounds included."""

    label: str
    unit: str
    least: int
    most: int


#: In the order of the screen. The journal is kept at least six months (domain §6).
SETTINGS: Final[Mapping[str, Setting]] = {
    "grace_minutes": Setting("迟交宽限", "分钟", 0, 120),
    "deadline_near_hours": Setting("临近截止", "小时", 1, 240),
    "spot_check_percent": Setting("抽查比例", "%", 0, 100),
    # Both papers and one better try of each always fit.
    "learner_files_a_day": Setting("每日上传份数", "份", 4, 1000),
    "learner_megabytes_a_day": Setting("每日上传总量", "MB", 8, 10000),
    "lease_minutes": Setting("占用保留", "分钟", 1, 120),
    "minimum_application_hours": Setting("申请最短开放", "小时", 0, 240),
    "idle_lock_minutes": Setting("无操作锁定", "分钟", 1, 240),
    "retention_days": Setting("日志保存", "天", 183, 36500),
}

BULK_APPROVAL: Final[Mapping[str, str]] = {
    "never": "不允许",
    "green": "仅限预检全绿的资料",
    "opened": "仅限已打开看过的资料",
}
"""What may be approved in bulk."""


def setting_label(field: str) -> str:
    """What a field of the settings is called; empty for a field this program does not know."""
    if field in SETTINGS:
        return SETTINGS[field].label
    return {"office_name": "单位名称", "bulk_approval": "批量通过"}.get(field, "")


def setting_words(field: str, value: object) -> str:
    """Its value as people read it: ``15 分钟``, ``仅限预检全绿的资料``."""
    if field == "bulk_approval":
        return BULK_APPROVAL.get(str(value), str(value))
    return f"{value} {SETTINGS[field].unit}" if field in SETTINGS else str(value)
