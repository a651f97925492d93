"""Notices to learners: every decision leaves one; the portal fetches and reports (domain §2.12)."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Command, Listed, ListQuestion, Question, Receipt


@dataclass(frozen=True)
class NoticeRow:
    """A notice as it is or was sent, about papers or a registration. ``state`` is pending 待发, sent 已发, failed 失败, dropped 已取消."""

    id: int
    version: int
    candidate_id: int
    submission_id: int | None
    registration_id: int | None
    name: str
    kind: str
    text: str
    state: str
    due_at: datetime
    sent_at: datetime | None
    attempts: int
    error: str
    corrects: int | None


@dataclass(frozen=True)
class Notices(ListQuestion[NoticeRow]):
    """Notices by state ('' = all) or of one submission, newest first; ``sort`` may be ``name``, ``state`` or ``due``."""

    state: str = ""
    submission_id: int | None = None


@dataclass(frozen=True)
class DueNotices(Question[Listed[NoticeRow]]):
    """What the portal is to send now: pending and due (the 8 s have passed)."""

    limit: int = 100


@dataclass(frozen=True)
class MarkNotice(Command[Receipt]):
    """Report that a notice was sent (or printed and handed over), or failed with ``error``."""

    notice_id: int
    seen_version: int
    sent: bool
    error: str = ""


@dataclass(frozen=True)
class RetryNotice(Command[Receipt]):
    """A failed notice becomes pending again."""

    notice_id: int
    seen_version: int
