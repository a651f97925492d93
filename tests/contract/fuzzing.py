"""Schemathesis over a served office: what its document promises is asked of the real server, by everybody.

One check is not used, ``positive_data_acceptance``: whether a sound request is granted depends on what is in the
office, which no schema says.
"""

import contextlib
import json
from functools import cache
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    missing_required_header,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.office import CONTRACT
from desktop_admin.server.openapi import document
from tests.contract.world import STAFF, World, shared_wire

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    missing_required_header,
    unsupported_method,
    allow_header_conformance,
]
NOBODY, LEARNER = "nobody", "learner"
_WAYS = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@cache
def operations() -> dict[str, Any]:
    """Every operation of the document by its id. Any refusal will do for what the document forbids."""
    schema = schemathesis.openapi.from_dict(json.loads(document(shared_wire())))
    checks = schema.config.checks
    checks.negative_data_rejection.expected_statuses = ["4xx"]
    checks.missing_required_header.expected_statuses = ["4xx"]
    found = [one.ok() for one in schema.get_all_operations()]
    return {one.definition.raw["operationId"]: one for one in found}


class Callers:
    """Everybody who may knock, with their tokens; who was put out of their session comes in again if they can."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._candidate = world.candidate(world.company())
        world.submitted(self._candidate)
        self._tokens: dict[str, str] = {name: world.as_(name).token for name in STAFF}
        self._tokens[LEARNER] = world.learner(self._candidate).token
        self.names = [*STAFF, LEARNER, NOBODY]

    def headers(self, who: str) -> dict[str, str]:
        """The headers of a request by that person."""
        token = self._tokens.get(who)
        return {
            "Kaowu-Contract": str(CONTRACT),
            **({"Authorization": f"Bearer {token}"} if token else {}),
        }

    def enter(self, who: str) -> None:
        """In again, unless the password was changed or the portal is out too."""
        with contextlib.suppress(AssertionError, OfficeError):
            if who == LEARNER:
                self._tokens[who] = self._world.learner(self._candidate).token
            elif who != NOBODY:
                self._tokens[who] = self._world.desk(who).token


def fuzz(world: World, operation: str, examples: int) -> None:
    """``examples`` sound and as many unsound requests to one operation; a broken promise comes through."""
    callers = Callers(world)
    assert world.server is not None
    for way in ways(operation):
        fuzz_one(callers, world.server.url, operation, way, examples)


def ways(operation: str) -> tuple[GenerationMode, ...]:
    """Sound and unsound; where nothing is sent but the address nothing can be unsound."""
    return _WAYS[:1] if operation == "describe" else _WAYS


def fuzz_one(callers: Callers, url: str, operation: str, way: GenerationMode, examples: int) -> None:
    """One way only."""
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )

    @quiet
    @given(
        who=st.sampled_from(callers.names),
        case=operations()[operation].as_strategy(generation_mode=way),
    )
    def asked(who: str, case: Any) -> None:
        if case.query and "seconds" in case.query:
            case.query["seconds"] = _shortened(case.query["seconds"])
        # Ours would mend headers that are meant to be broken.
        headers = {} if _broken_headers(case) else callers.headers(who)
        response = case.call(base_url=url, headers=headers)
        case.validate_response(response, checks=CHECKS, headers=headers)
        if response.status_code == 401:
            callers.enter(who)

    asked()


def _broken_headers(case: Any) -> bool:
    found = case.meta.components.get(ParameterLocation.HEADER)
    return found is not None and bool(found.mode.is_negative)


def _shortened(seconds: Any) -> Any:
    """Nobody waits half a minute here for news."""
    return min(seconds, 0.01) if isinstance(seconds, int | float) else seconds
