"""Whatever is wrong with method, path, headers or body is a 4xx in the contract's shape, never a page or a bare 500."""

import gzip
import json
import logging
import socket
from typing import Any

import pytest
import requests as http

from desktop_admin.contract.errors import ERRORS, Unavailable
from desktop_admin.contract.people import Search
from desktop_admin.contract.submissions import AddNote
from desktop_admin.office.engine import Engine
from tests.contract.road import ask, headers_of, send
from tests.contract.world import World

HTTP = pytest.mark.parametrize("office_kind", ["sqlite-http"])
NO_FILE = "0" * 64
#: Method, path, status, Allow.
WRONG_ROADS = (
    ("GET", "/run/WhoAmI", 405, "OPTIONS, POST"),
    ("PUT", "/run/WhoAmI", 405, "OPTIONS, POST"),
    ("DELETE", f"/files/{NO_FILE}", 405, "GET, HEAD, OPTIONS, PUT"),
    ("POST", "/wait", 405, "GET, OPTIONS"),
    ("POST", "/openapi.json", 405, "GET, HEAD, OPTIONS"),
    ("BREW", "/run/WhoAmI", 405, "OPTIONS, POST"),
    ("GET", "/", 404, None),
    ("GET", "/docs", 404, None),
    ("GET", "/wait/", 404, None),
    ("POST", "/run/WhoAmI/", 404, None),
    ("POST", "/run/NoSuchRequest", 404, None),
    ("POST", "/run/" + "x" * 3_000, 404, None),
    ("POST", "/run/%00", 404, None),
    ("POST", "/run/%ff%ed%a0%80", 404, None),
    ("GET", "/files/%00", 422, None),
    ("GET", "/files/" + "g" * 64, 422, None),
    ("GET", "/files/" + "0" * 65, 422, None),
    ("GET", f"/files/{NO_FILE}", 404, None),
    ("GET", "/wait", 422, None),
    ("GET", "/wait?after=-1", 422, None),
    ("GET", "/wait?after=" + "9" * 5_000, 422, None),
    ("GET", "/wait?after=0&seconds=nan", 422, None),
    ("GET", "/wait?after=0&seconds=inf", 422, None),
    ("GET", "/wait?after=0&seconds=-1", 422, None),
    ("GET", "/wait?after=0&mark=" + "m" * 65, 422, None),
)
#: Texts that have no meaning, or two.
NO_JSON = (
    *(b"", b"{", b"{}x", b"\xff\xfe", b"'", b"nul", b"\xef\xbb\xbf{}"),
    '{"text": "审核"}'.encode("gb18030"),
    "{}".encode("utf-16"),
    b'{"text": "\xed\xa0\x80"}',
    b'{"submission_id": NaN}',
    b'{"submission_id": Infinity}',
    b'{"submission_id": -Infinity}',
    b'{"submission_id": ' + b"9" * 5_000 + b"}",
    b'{"submission_id": 1, "submission_id": 2, "text": "x"}',
    b'{"submission_id": 1, "text": "x", "mentions": [{"a": 1, "a": 1}]}',
    *(b"[" * depth + b"]" * depth for depth in (33, 200, 900, 990, 5_000, 400_000)),
    *(b'{"a":' * depth + b"1" + b"}" * depth for depth in (33, 900, 100_000)),
    b"[" * 100_000,
)
#: Texts with a meaning that is no AddNote.
NO_REQUEST = (
    *(b"[]", b"null", b"1", b'"x"', b"true", b"1e999", b"{}"),
    b'{"submission_id": 1e999, "text": "x"}',
    b'{"submission_id": 1.5, "text": "x"}',
    b'{"submission_id": "1", "text": "x"}',
    b'{"submission_id": true, "text": "x"}',
    b'{"submission_id": ' + b"9" * 4_000 + b', "text": "x"}',
    b'{"submission_id": 4294967296, "text": "x"}',
    rb'{"submission_id": 1, "text": "\ud800"}',
    rb'{"submission_id": 1, "text": "\u0000"}',
    rb'{"submission_id": 1, "text": "x", "\ud800": 1}',
    rb'{"submission_id": 1, "text": "x", "id": "\u0000"}',
    b'{"submission_id": 1, "text": "x", "id": ""}',
    b'{"submission_id": 1, "text": "' + b"x" * 20_001 + b'"}',
    b'{"submission_id": 1, "text": "x", "' + b"k" * 500_000 + b'": 1}',
    json.dumps({f"extra{n}": n for n in range(9_000)}).encode(),
    json.dumps({"submission_id": 1, "text": "x", "mentions": ["a"] * 9_000}).encode(),
)
#: Less than a megabyte, and every value a fault: finding half a million of them held the whole server for seconds.
TOO_MANY_VALUES = (
    b'{"office_name": "x", "accounts": [' + b"0," * 400_000 + b"0]}",
    b'{"accounts": [' + b"{}," * 300_000 + b"{}]}",
    json.dumps({f"extra{n}": n for n in range(20_000)}).encode(),
)
_POST = b"POST /run/WhoAmI HTTP/1.1\r\nHost: x\r\n"
#: Bytes that are no request of HTTP/1.1.
NO_HTTP = (
    b"\0\1\r\n\r\n",
    "GET /窗 HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    b"POST /run/WhoAmI HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}",
    _POST + b"Content-Length: -2\r\n\r\n{}",
    _POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    _POST + b"Transfer-Encoding: gzip\r\n\r\n",
    _POST + b"X Y: 1\r\n\r\n",
)


def refused(answer: http.Response, status: int) -> dict[str, Any]:
    """The failure, which has the contract's shape and nothing else."""
    sent = (answer.request.method, str(answer.request.url)[-60:], (answer.request.body or b"")[:60])
    assert answer.status_code == status, (sent, answer.text[:300])
    assert answer.headers["Content-Type"] == "application/json"
    body: dict[str, Any] = answer.json()
    assert body.keys() == {"code", "message", "details"}
    assert body["code"] in ERRORS
    assert body["message"]
    assert len(answer.content) < 8_000
    return body


@HTTP
def test_wrong_roads(office_kind: str, world: World) -> None:
    for method, path, status, allowed in WRONG_ROADS:
        answer = ask(world, method, path, headers=headers_of(world.as_("李四")))
        refused(answer, status)
        assert answer.headers.get("Allow") == allowed


@HTTP
def test_what_may_be_asked_of_a_road(office_kind: str, world: World) -> None:
    """OPTIONS names the methods of all routes of a path, HEAD answers as GET would, without the body."""
    for path, allowed in (("/run/WhoAmI", "OPTIONS, POST"), (f"/files/{NO_FILE}", "GET, HEAD, OPTIONS, PUT")):
        answer = ask(world, "OPTIONS", path)
        assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, allowed, b"")
    answer = ask(world, "HEAD", "/openapi.json")
    whole = ask(world, "GET", "/openapi.json")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(whole.content))
    assert ask(world, "HEAD", f"/files/{NO_FILE}", headers=headers_of(world.as_("李四"))).status_code == 404


@HTTP
def test_a_purpose_nobody_knows(office_kind: str, world: World) -> None:
    for purpose in ("love", "", "PAPER", "bill,hours"):
        answer = ask(
            world, "PUT", f"/files/{NO_FILE}?purpose={purpose}", headers=headers_of(world.as_("赵会计"))
        )
        refused(answer, 422)


@HTTP
def test_what_is_no_json(office_kind: str, world: World) -> None:
    for raw in NO_JSON:
        refused(send(world, "AddNote", raw=raw), 400)


@HTTP
def test_too_many_values_are_refused_before_they_are_looked_at(
    office_kind: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.as_("李四")
    asked: list[str] = []
    monkeypatch.setattr(world.house.engine.wire, "read_request", lambda name, body: asked.append(name))
    for raw in TOO_MANY_VALUES:
        assert len(raw) < 1 << 20
        assert "太大" in refused(send(world, "FirstRun", raw=raw), 413)["message"]
    assert not asked


@HTTP
def test_what_is_json_and_no_request(office_kind: str, world: World) -> None:
    for raw in NO_REQUEST:
        assert len(refused(send(world, "AddNote", raw=raw), 422)["details"]["faults"]) <= 20


@HTTP
def test_an_instant_is_a_text_with_its_offset(office_kind: str, world: World) -> None:
    for until in (
        1_800_000_000,
        "2026-11-24",
        "2026-11-24T09:00:00",
        "9999-12-31T23:59:59-12:00",
    ):
        body = {"submission_id": 1, "seen_version": 1, "until": until}
        assert refused(send(world, "SetAside", body), 422)["details"]["faults"][0]["field"] == "until"


@HTTP
def test_headers_that_do_not_fit(office_kind: str, world: World) -> None:
    for kind in ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                 "application/json; charset=gbk", "application/jsonx", "application/json/x"):  # fmt: skip
        refused(send(world, "WhoAmI", {}, Content_Type=kind), 415)
    for kind in ("application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'):
        assert send(world, "WhoAmI", {}, Content_Type=kind).status_code == 200
    refused(send(world, "WhoAmI", raw=gzip.compress(b"{}"), Content_Encoding="gzip"), 415)
    refused(send(world, "AddNote", raw=b" " * 2_000_000), 413)
    for token in ("", "Basic eDp5", "Bearer", "Bearer ", "Bearer \xff", "Bearer " + "x" * 20_000):
        refused(send(world, "WhoAmI", {}, Authorization=token), 401)
    for via in ("", "Desk", "desk,portal", "\xff"):
        refused(send(world, "WhoAmI", {}, Kaowu_Via=via), 422)
    for contract in ("", "one", "-1", "9" * 5_000, "\xb2"):
        refused(send(world, "WhoAmI", {}, contract=contract), 426)


@pytest.mark.parametrize(
    "office_kind", ["sqlite-http", pytest.param("postgres-http", marks=pytest.mark.postgres)]
)
def test_strange_names_of_workstations(office_kind: str, world: World) -> None:
    """The header lands in the journal, where PostgreSQL takes no NUL."""
    number = world.waiting_one()
    note = {"submission_id": number, "text": "好"}
    refused(send(world, "AddNote", note, Kaowu_Workstation="PC%00"), 422)
    for name in ("", "%", "%zz", "%ED%A0%80", "%E7%AA%97", "x" * 500, "\xff"):
        assert send(world, "AddNote", note, Kaowu_Workstation=name).status_code == 200


@HTTP
def test_what_is_no_http(office_kind: str, world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Answered before there is a request; logged in a line by uvicorn, which is no error of ours."""
    caplog.set_level(logging.ERROR, logger="uvicorn.error")
    assert world.server is not None
    port = int(world.server.url.rpartition(":")[2])
    for raw in NO_HTTP:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=20) as client,
            client.makefile("rb") as said,
        ):
            client.sendall(raw)
            head, _, body = said.read().partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 "), raw[:60]
        assert json.loads(body)["code"] == "invalid", raw[:60]


@HTTP
def test_a_crash_is_said_in_json_and_leaves_a_command_unknown(
    office_kind: str, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Decision 0022: of a server that fell over in the middle nobody knows what it did."""
    desk = world.as_("李四")
    headers = {"Content-Type": "application/json", **headers_of(desk)}

    def crash(*_arguments: object, **_more: object) -> None:
        raise RuntimeError("invented")

    monkeypatch.setattr(Engine, "run", crash)
    with caplog.at_level(logging.CRITICAL, logger="uvicorn.error"):
        answer = ask(world, "POST", "/run/WhoAmI", data=b"{}", headers=headers)
        body = answer.json()
        assert (answer.status_code, body["code"], body["details"]) == (
            500,
            "office_error",
            {"unknown_outcome": True},
        )
        assert "invented" not in answer.text
        command = AddNote(1, "好")
        with pytest.raises(Unavailable) as lost:
            desk.run(command)
        assert lost.value.details == {"unknown_outcome": True, "command_id": command.id}
        with pytest.raises(Unavailable) as failed:
            desk.run(Search("x"))
        assert failed.value.details == {}
