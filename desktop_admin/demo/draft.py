"""What chapters of the demonstration plan with: the people, the story so far, and the time it fills."""

from dataclasses import dataclass, field
from datetime import datetime

from desktop_admin.demo.companies import DemoCompany
from desktop_admin.demo.people import DemoPerson
from desktop_admin.demo.steps import Step
from desktop_admin.demo.stories import Storyteller


@dataclass
class Draft:
    """``starts``: the office is set up; ``steps``: of the chapters before. Chance is ``story.rng``."""

    story: Storyteller
    companies: tuple[DemoCompany, ...]
    people: tuple[DemoPerson, ...]
    starts: datetime
    now: datetime
    steps: list[Step] = field(default_factory=list)
