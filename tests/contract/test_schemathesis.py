"""The server keeps what its OpenAPI document promises, whatever is sent and whoever sends it (issue 5 §2.5)."""

import pytest

from tests.contract.fuzzing import Callers, fuzz, fuzz_one, operations, ways
from tests.contract.world import World

HTTP = pytest.mark.parametrize("office_kind", ["sqlite-http"])
#: They may put people out of their sessions, so in the short run they come last.
UPSETTING = ("EditStaff", "ResetPassword", "ChangePassword", "SignOut")


@pytest.mark.timeout(400)  # half a minute of work; machines are shared
@HTTP
def test_every_operation_keeps_its_promises(office_kind: str, world: World) -> None:
    callers = Callers(world)
    assert world.server is not None
    for name in sorted(operations(), key=lambda name: (name in UPSETTING, name)):
        for way in ways(name):
            fuzz_one(callers, world.server.url, name, way, 2)


@pytest.mark.prove
@pytest.mark.parametrize(
    "office_kind", ["sqlite-http", pytest.param("postgres-http", marks=pytest.mark.postgres)]
)
@pytest.mark.parametrize("name", sorted(operations()))
def test_every_operation_keeps_its_promises_at_length(office_kind: str, world: World, name: str) -> None:
    fuzz(world, name, 15)
