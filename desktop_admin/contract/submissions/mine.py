"""What a learner sees of their own applications."""

from dataclasses import dataclass

from desktop_admin.contract.base import Question
from desktop_admin.rules.categories import Slot


@dataclass(frozen=True)
class MySubmission:
    """What a learner sees. A decision shows only once its 8 seconds have passed (house §3)."""

    id: int
    version: int
    category: str
    state: str
    sentence: str
    papers: tuple[Slot, ...]


@dataclass(frozen=True)
class MySubmissionList:
    """All applications of the learner."""

    rows: tuple[MySubmission, ...]


@dataclass(frozen=True)
class MySubmissions(Question[MySubmissionList]):
    """The learner's own 报名资料提交."""
