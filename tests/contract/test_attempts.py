"""Wrong passwords: delayed, counted, told in few rows, and never a way to keep others out (X05)."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import requests as http
from sqlalchemy import func, select

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import CommandOutcome
from desktop_admin.contract.journal_pages import JournalEntry, JournalPage
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.sessions import ChangePassword, SignedIn, SignIn
from desktop_admin.contract.staff import ResetPassword, StaffList
from desktop_admin.models.attempts import AttemptRow
from desktop_admin.models.journal import JournalRow
from desktop_admin.services import attempts
from tests.contract.world import PASSWORD, STAFF, World

HTTP = pytest.mark.parametrize("office_kind", ["sqlite-http"])
#: Nobody signed in there.
ELSEWHERE = "192.0.2.77"


def tried(world: World, name: str, password: str, address: str = ELSEWHERE) -> SignedIn:
    """A sign-in from an address of its own, past the wire (which takes the socket's)."""
    answer: SignedIn = world.house.engine.run(
        SignIn(name, password), None, via="desk", workstation="PC-1", address=address
    )
    return answer


def rows(world: World) -> int:
    with world.house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(JournalRow)) or 0


def test_tries_are_delayed_after_five_and_the_delay_grows(world: World) -> None:
    for name in ("李四", "没有这人"):
        address = f"192.0.2.{len(name)}"
        answers = [tried(world, name, f"wrong-{number}", address) for number in range(5)]
        assert [answer.not_before is None for answer in answers] == [True] * 4 + [False], name
        assert answers[-1].not_before == world.clock.now + timedelta(minutes=1)
        assert "1 分钟后" in answers[-1].problem
    assert tried(world, "李四", PASSWORD).token is None, "not even looked at where it never signed in"
    world.clock.advance(seconds=61)
    assert tried(world, "李四", "wrong").not_before == world.clock.now + timedelta(minutes=2)
    world.clock.advance(seconds=121)
    assert tried(world, "李四", PASSWORD).token is not None, "the delay ends by itself"


def test_nobody_is_kept_out_where_they_signed_in_before(world: World) -> None:
    """Eight accounts, five wrong passwords each, without a token: the attack of the day."""
    desks = {name: world.desk(name) for name in STAFF}
    for name in STAFF:
        for number in range(30):
            tried(world, name, f"wrong-{number}")
            world.desk().run(SignIn(name, f"wrong-{number}"))
    for name, desk in desks.items():
        assert desk.run(SignIn(name, PASSWORD)).token is not None, name
    assert tried(world, "李四", PASSWORD).token is None
    locked = {row.form.name for row in world.as_("系统管理员").run(StaffList()).rows if row.locked}
    assert locked == set(STAFF)


def test_unknown_names_are_answered_alike_to_the_letter(world: World) -> None:
    world.as_("李四")
    known = [tried(world, "李四", "wrong", "192.0.2.1") for _ in range(8)]
    unknown = [tried(world, "没有这人", "wrong", "192.0.2.2") for _ in range(8)]
    assert known == unknown


def test_thousands_of_tries_leave_few_rows_and_little_work(world: World) -> None:
    before, worked = rows(world), world.hasher.worked
    size = 2000 if world.url.startswith("sqlite") and world.server is None else 300
    for number in range(size):
        tried(world, f"name-{number}" if number % 2 else "李四", f"wrong-{number}")
    assert rows(world) - before <= 10
    assert world.hasher.worked - worked <= 40, "a try that has to wait is not looked at"
    with world.house.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AttemptRow)) <= 2 * attempts.SLOTS  # type: ignore[operator]


def test_a_burst_says_how_many_and_nothing_typed(world: World) -> None:
    before = rows(world)
    for number in range(60):
        world.clock.advance(minutes=16)
        tried(world, "typed-password-2026", f"wrong-{number}")
    auditor = world.desk("审计")
    found = auditor.run(JournalPage(name="WrongPassword", limit=10)).rows
    assert len(found) == 3
    details = [auditor.run(JournalEntry(row.number)).detail for row in found]
    assert ['"tries":50' in (text or "") for text in details] == [True, False, False]
    assert all("typed-password" not in (text or "") and "未知账号" in (text or "") for text in details)
    assert rows(world) - before == 4, "three of the burst, one of the auditor"


def test_a_guessed_change_of_password_counts_like_a_sign_in(world: World) -> None:
    desk = world.desk("李四")
    before = rows(world)
    request = ChangePassword("wrong", "xin-mima-2026")
    answers = [desk.run(request)] + [desk.run(ChangePassword(f"no-{n}", "xin-mima-2026")) for n in range(199)]
    assert not any(answer.changed for answer in answers)
    assert answers[-1].not_before is not None
    assert rows(world) - before == 3, "1, 5, 50"
    assert not desk.run(CommandOutcome(request.id)).done, "a refusal is not the command done"
    assert desk.run(ChangePassword(PASSWORD, "xin-mima-2026")).changed
    assert tried(world, "李四", "xin-mima-2026").token is None, "elsewhere the name has to wait"


def test_a_reset_ends_the_wait(world: World) -> None:
    for number in range(6):
        tried(world, "李四", f"wrong-{number}")
    world.as_("系统管理员").run(ResetPassword(world.staff_id("李四"), "first-pass-2026"))
    assert tried(world, "李四", "first-pass-2026", "192.0.2.5").token is not None


def test_tries_at_once_are_all_counted(world: World) -> None:
    barrier, answers, busy = threading.Barrier(4), [], []

    def work(place: int) -> None:
        barrier.wait(10)
        for number in range(3):
            try:
                answers.append(tried(world, "李四", f"w{place}{number}", f"192.0.2.{100 + place}"))
            except OfficeError as error:  # busy: said, with when
                busy.append(error.details["retry_after"])

    threads = [threading.Thread(target=work, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers
    assert all(seconds > 0 for seconds in busy)
    assert tried(world, "李四", PASSWORD).token is None


@HTTP
def test_the_address_is_the_sockets_and_no_header(office_kind: str, world: World) -> None:
    world.desk("李四")
    assert world.server is not None

    def post(source: str, password: str, **headers: str) -> dict[str, Any]:
        with http.Session() as session:
            adapter = http.adapters.HTTPAdapter()
            adapter.init_poolmanager(1, 1, source_address=(source, 0))
            session.mount("http://", adapter)
            answer = session.post(
                f"{world.server.url}/run/SignIn",  # type: ignore[union-attr]
                json={"name": "李四", "password": password},
                headers={"Kaowu-Contract": str(CONTRACT), **headers},
                timeout=10,
            )
        return dict(answer.json())

    for number in range(6):
        post(
            "127.0.0.2",
            f"wrong-{number}",
            **{"X-Forwarded-For": f"10.0.0.{number}", "Kaowu-Workstation": f"{number}"},
        )
    assert post("127.0.0.2", PASSWORD, **{"X-Forwarded-For": "127.0.0.1"})["token"] is None
    assert post("127.0.0.1", PASSWORD)["token"]
