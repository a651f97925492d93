"""Makes a believable office out of an empty one, by doing everything through its one interface."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.grants import AcknowledgeGrants, OpenGrants
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import ChangePassword, LearnerSession, SignIn
from desktop_admin.contract.staff import AddStaff, NewAccount
from desktop_admin.demo.clock import SettableClock
from desktop_admin.demo.history import History
from desktop_admin.demo.mill import Resources
from desktop_admin.demo.paper_room import PaperRoom
from desktop_admin.demo.plan import Plan, make_plan
from desktop_admin.demo.staff import ADMINISTRATOR, PORTAL, DemoStaff, make_staff
from desktop_admin.rules.clock import at
from desktop_admin.rules.roles import Role

OFFICE_NAME = "黔南州建筑业协会（演示）"

#: A Thursday in the middle of a registration window, shortly before it closes.
DEMO_NOW = at(date(2026, 11, 19), 10, 42)

#: Sessions end twelve hours after their last command: sign in anew before that.
_SESSION = timedelta(hours=11)

Progress = Callable[[int, int], None]


class DemoDesk(Office, Protocol):
    """An office that can also act for a learner, as the portal does (``DirectOffice``)."""

    def as_learner(self, session: LearnerSession) -> Office:
        """The office as that learner sees it."""
        ...


def make_demo(
    open_desk: Callable[[str], DemoDesk],
    clock: SettableClock,
    resources: Resources,
    *,
    now: datetime = DEMO_NOW,
    people: int = 400,
    seed: int = 1,
    progress: Progress = lambda done, total: None,
) -> tuple[DemoStaff, ...]:
    """Fill a fresh, empty office; answers the accounts with their passwords.

    ``open_desk(workstation)`` opens one more desk of the same office, signed in as nobody; desks are used
    from several threads.  ``clock`` is the clock the office reads: it must stand before the story begins
    (about a month before ``now``) and stands at ``now`` afterwards.  ``people`` counts from 10 to 2,000,
    about 30 % of them wait for review.  ``progress(done, total)`` is called from this thread.

    The same arguments give the same people, papers, decisions and passwords.  Signing in costs
    argon2 time at every simulated working day: give the office a cheap hasher while it is built,
    the first real sign-in strengthens the stored hash.  Raises :class:`OfficeError` when the office is
    not empty or refuses something.
    """
    if not 10 <= people <= 2000:
        raise ValueError(f"a demo has 10 to 2,000 people, not {people}")
    plan = make_plan(people=people, seed=seed, now=now)
    staff = make_staff(seed)
    desks = Desks(open_desk, clock, staff, plan.starts)
    due = [(step.at, paper) for step in plan.hand_ins for paper in step.papers]
    with PaperRoom(
        resources, lambda: desks.as_staff(PORTAL, to_ask=True), lambda: desks.another(PORTAL), due
    ) as room:
        _set_up(desks, staff)
        _tell(plan, History(desks, plan, room), progress)
    clock.set(plan.now)
    return staff


class Desks:
    """One desk per member of staff, signed in when needed."""

    def __init__(
        self,
        open_desk: Callable[[str], DemoDesk],
        clock: SettableClock,
        staff: tuple[DemoStaff, ...],
        starts: datetime,
    ) -> None:
        self._clock = clock
        self._open_desk = open_desk
        self._staff = {person.name: person for person in staff}
        self._desks: dict[str, DemoDesk] = {}
        self._used: dict[str, datetime] = {}
        self._now = starts
        clock.set(starts)

    def at(self, moment: datetime) -> None:
        """Let the office's clock reach ``moment``."""
        self._clock.set(moment)
        self._now = max(self._now, moment)

    def as_staff(self, name: str, *, to_ask: bool = False) -> DemoDesk:
        """The desk of that person, with a live session at the clock's present moment.

        Whoever gets it runs a command there next, which keeps the session; ``to_ask`` says that no command
        is certain (questions keep nothing).
        """
        used, now = self._used.get(name), self._now
        if used is None or now - used > _SESSION:
            self._desks[name] = self.another(name)
        elif to_ask:
            return self._desks[name]
        self._used[name] = now
        return self._desks[name]

    def another(self, name: str) -> DemoDesk:
        """One more desk, signed in as that person."""
        desk = self.nobody(name)
        self.sign_in(desk, name)
        return desk

    def nobody(self, name: str) -> DemoDesk:
        """A desk nobody is signed in at yet, where ``name`` will sit."""
        roles = self._staff[name].roles
        return self._open_desk("网站服务器" if Role.PORTAL in roles else f"{name}的电脑")

    def sign_in(self, desk: Office, name: str, password: str = "") -> None:
        """Sign in, or raise :class:`OfficeError` with the office's own sentence."""
        answer = desk.run(SignIn(name, password or self._staff[name].password))
        if answer.person is None:
            raise OfficeError(answer.problem)


def _set_up(desks: Desks, staff: tuple[DemoStaff, ...]) -> None:
    """First run, then the other accounts; everybody but administrator and portal changes the first password."""
    first = {person.name: f"{person.password}-first1" for person in staff}
    founders = tuple(person for person in staff if {Role.ADMINISTRATOR, Role.CHIEF} & set(person.roles))
    accounts = tuple(
        NewAccount(p.name, p.roles, p.password if p.name == ADMINISTRATOR else first[p.name])
        for p in founders
    )
    desks.nobody(ADMINISTRATOR).run(FirstRun(OFFICE_NAME, accounts))
    administrator = desks.as_staff(ADMINISTRATOR)
    for person in staff:
        if person not in founders:
            given = person.password if Role.PORTAL in person.roles else first[person.name]
            administrator.run(AddStaff(NewAccount(person.name, person.roles, given)))
    for person in staff:
        if person.name not in (ADMINISTRATOR, PORTAL):
            desk = desks.nobody(person.name)
            desks.sign_in(desk, person.name, first[person.name])
            desk.run(ChangePassword(first[person.name], person.password))
    chief = desks.as_staff(next(person.name for person in founders if Role.CHIEF in person.roles))
    told = chief.run(OpenGrants()).rows
    if told:  # what a chief does on the first day: the office opens without it
        chief.run(AcknowledgeGrants(tuple(grant.id for grant in told)))


def _tell(plan: Plan, history: History, progress: Progress) -> None:
    history.register_companies()
    total = len(plan.steps)
    for done, step in enumerate(plan.steps, 1):
        history.tell(step)
        progress(done, total)
