"""The risk list (C18): people who paid and cannot reach their hours before the study that counts closes."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Question
from desktop_admin.contract.registrations.lists import RegistrationLine
from desktop_admin.rules.risk import Risk


@dataclass(frozen=True)
class RiskLine:
    """One person in danger, why in a sentence, and whether 转次月考 is still possible."""

    line: RegistrationLine
    risk: Risk
    closes: datetime
    words: str
    may_switch: bool


@dataclass(frozen=True)
class RiskTable:
    """The nearest close first, the impossible before those in danger of their pace."""

    rows: tuple[RiskLine, ...]


@dataclass(frozen=True)
class RiskList(Question[RiskTable]):
    """Of one cycle, by the office's clock."""

    cycle: str
