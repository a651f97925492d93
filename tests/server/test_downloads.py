"""Files that are fetched slowly: one account holds a few of them, and somebody else is answered."""

import socket
from contextlib import ExitStack

from desktop_admin.contract.submissions import Dossier, Slot, UploadPaper
from desktop_admin.server import downloads
from tests.contract.world import World, paper
from tests.server.wires import answered, connected, put_head, until


def fetch(sha256: str, token: str) -> bytes:
    """The head of a download."""
    lines = put_head(b"", token).split(b"\r\n")
    lines[0] = f"GET /files/{sha256} HTTP/1.1".encode()
    return b"\r\n".join(line for line in lines if not line.startswith(b"Content-Length"))


def test_one_account_holds_no_more_than_a_few_answers(world: World) -> None:
    assert world.server is not None
    data = paper("字" * 3_000_000)
    number = world.waiting_one()
    desk = world.as_("李四")
    sha256 = desk.put(data, "大.pdf").sha256
    candidate = desk.run(Dossier(number)).candidate_id
    desk.run(UploadPaper(candidate, "C2_renewal", Slot.REGISTRATION_FORM, sha256, "大.pdf", source="窗口"))
    with ExitStack() as stack:
        held = []
        for _ in range(downloads.EACH):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", world.server.port))
            client.sendall(fetch(sha256, desk._token))
            assert client.recv(15) == b"HTTP/1.1 200 OK"
            held.append(client)
        with connected(world.server.port) as one_more:
            one_more.sendall(fetch(sha256, desk._token))
            status, headers, body = answered(one_more)
        assert (status, body["code"], headers["retry-after"]) == (429, "busy", "5")
        assert world.as_("王敏").get(sha256) == data, "another account is not concerned"
        for client in held:
            client.close()
    until(lambda: not world.server._server.server_state.tasks, "a leaver still holds a place")  # type: ignore[union-attr]
    for _ in range(downloads.EACH + 1):
        assert desk.get(sha256) == data
