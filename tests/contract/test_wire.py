"""What travels: unknown fields, naive times, wrong versions, strange text (house §1), over HTTP and direct."""

import json
from datetime import datetime

import pytest
import requests as http

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import ERRORS, Invalid, Outdated
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import requests
from desktop_admin.contract.submissions import (
    AddNote,
    SetAside,
)
from desktop_admin.office.wire import Wire, error_body, read_error
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.road import send
from tests.contract.test_roles import made
from tests.contract.world import World

HTTP = pytest.mark.parametrize("office_kind", ["sqlite-http"])


@HTTP
def test_unknown_fields_are_refused_at_every_depth(office_kind: str, world: World) -> None:
    form = {"name": "x", "credit_code": "y"}
    for name, body in (
        ("Changes", {"after": 0, "before": 3}),
        ("RegisterCompany", {"form": {**form, "owner": "z"}}),
        ("ReturnSubmission", {
            "submission_id": 1, "seen_version": 1, "seen_hashes": [],
            "reasons": [{"code": "a", "slot": None, "text": "b", "weight": 1}],
        }),
        ("ReviewQueue", {"filter": {"views": "waiting"}}),
    ):  # fmt: skip
        answer = send(world, name, body)
        assert answer.status_code == 422, name
        assert "extra" in answer.json()["details"]["faults"][0]["code"] or "unexpected" in answer.text


@HTTP
def test_all_faults_at_once_and_no_half_read_request(office_kind: str, world: World) -> None:
    answer = send(world, "AddNote", {"submission_id": "many", "mentions": [1, "two"]}).json()
    assert answer["code"] == "invalid"
    assert {fault["field"] for fault in answer["details"]["faults"]} == {
        "submission_id",
        "text",
        "mentions.1",
    }


@HTTP
@pytest.mark.parametrize("spoken", [CONTRACT + 1, CONTRACT - 1, "", "one"])
def test_another_contract_is_outdated_never_half_an_answer(
    office_kind: str, world: World, spoken: object
) -> None:
    answer = send(world, "Changes", {"after": 0}, contract=spoken)
    assert (answer.status_code, answer.json()["code"]) == (426, "outdated")
    assert answer.json()["details"]["office"] == CONTRACT
    assert world.server is not None
    for method, path in (
        ("PUT", "/files/" + "0" * 64),
        ("GET", "/files/" + "0" * 64),
        ("GET", "/wait?after=0"),
    ):
        answer = http.request(
            method, world.server.url + path, headers={"Kaowu-Contract": str(spoken)}, timeout=10
        )
        assert answer.json()["code"] == "outdated"


@HTTP
def test_a_desk_of_another_version_is_told(
    office_kind: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = world.desk("李四")
    monkeypatch.setattr("desktop_admin.office.http.CONTRACT", CONTRACT + 1)
    with pytest.raises(Outdated, match="升级到同一版本"):
        desk.run(Changes(0))


def test_naive_times_are_refused_everywhere(world: World) -> None:
    number = world.waiting_one()
    naive = SetAside(number, 1, datetime(2026, 11, 20, 9, 0))  # noqa: DTZ001
    with pytest.raises(Invalid) as refused:
        world.as_("李四").run(naive)
    assert refused.value.details["faults"][0]["field"] == "until"


@pytest.mark.parametrize("number", [2**31, -(2**40), 10**30])
def test_numbers_no_database_holds(world: World, number: int) -> None:
    with pytest.raises(Invalid):
        world.as_("李四").run(ClaimSubject(SubjectKind.SUBMISSION, number))


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "长" * 20_001])
def test_text_no_database_holds(world: World, text: str) -> None:
    number = world.waiting_one()
    with pytest.raises(Invalid):
        world.as_("李四").run(AddNote(number, text))
    with pytest.raises(Invalid):
        world.as_("李四").run(AddNote(number, "好", id=text))


def test_rare_characters_arrive_whole(world: World) -> None:
    number = world.waiting_one()
    text = "𬭸䶮㛃·（贵州）\n第二行\t=1+1 ' \" \\ 😀"
    world.as_("李四").run(AddNote(number, text))
    from desktop_admin.contract.submissions import Dossier

    assert world.as_("王敏").run(Dossier(number)).notes[0].text == text


def test_every_request_survives_the_wire() -> None:
    wire = Wire()
    for name, kind in requests().items():
        request = made(kind)
        body = json.loads(json.dumps(wire.request_body(request)))
        assert wire.read_request(name, body) == request


def test_every_error_survives_the_wire() -> None:
    for kind in ERRORS.values():
        back = read_error(json.loads(json.dumps(error_body(kind("出错了", {"who": "李四"})))))
        assert (type(back), back.message, back.details) == (kind, "出错了", {"who": "李四"})
