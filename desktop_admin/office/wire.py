"""Requests, answers and errors as JSON: written once, for any number of requests (house §1).

Types come from the contract's dataclasses through pydantic; unknown fields and naive
times are refused with sentences that name them.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import ERRORS, Invalid, OfficeError
from desktop_admin.contract.meanings import changed, without_secrets
from desktop_admin.contract.registry import requests
from desktop_admin.office.sound import MOST_FAULTS, refuse_unsound

#: Of a name somebody else made up, so much is shown.
_LONGEST_NAME = 80


class Wire:
    """Encodes and decodes; keeps one adapter per type, made when first needed."""

    def __init__(self) -> None:
        self.requests: Mapping[str, type[Request[Any]]] = requests()
        self._adapters: dict[Any, TypeAdapter[Any]] = {}

    def adapter(self, kind: Any) -> TypeAdapter[Any]:
        """The adapter of a contract type."""
        found = self._adapters.get(kind)
        if found is None:
            found = self._adapters[kind] = TypeAdapter(kind)
        return found

    def request_body(self, request: Request[Any]) -> Any:
        """A request as plain JSON data."""
        return self.adapter(type(request)).dump_python(request, mode="json")

    def read_request(self, name: str, body: Any) -> Request[Any]:
        """A request from plain JSON data; Invalid lists every fault.

        Strict, so that a value has one spelling: "1" is no number, 1 no truth, 1700000000 no instant.
        """
        kind = self.requests.get(name)
        if kind is None:
            shown = name[:_LONGEST_NAME]
            raise Invalid(
                f"没有名为 {shown} 的请求。",
                {"faults": [{"field": "name", "code": "unknown", "message": shown}]},
            )
        try:
            request: Request[Any] = self.adapter(kind).validate_json(json.dumps(body), strict=True)
        except ValidationError as error:
            faults = faults_of(error.errors(include_url=False, include_input=False))
            names = "、".join(fault["field"] or name for fault in faults)
            raise Invalid(f"请求 {name} 的内容不合规定：{names}。", {"faults": faults}) from None
        refuse_unsound(request)
        return request

    def answer_body(self, request: type[Request[Any]], answer: Any) -> bytes:
        """An answer as JSON bytes."""
        return self.adapter(request.answer_type()).dump_json(answer)

    def read_answer(self, request: type[Request[Any]], body: bytes) -> Any:
        """An answer from JSON bytes."""
        return self.adapter(request.answer_type()).validate_json(body)

    def detail(self, request: Request[Any]) -> str:
        """The text of a request for the journal's erasable detail: canonical, secrets starred, without its id."""
        body = changed(type(request).__name__, self.request_body(request), without_secrets)
        body.pop("id", None)
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def faults_of(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Pydantic's findings as the contract's faults: the first twenty, names cut to what can be shown."""
    return [
        {
            "field": ".".join(map(str, fault["loc"]))[:_LONGEST_NAME],
            "code": fault["type"],
            "message": fault["msg"],
        }
        for fault, _ in zip(errors, range(MOST_FAULTS), strict=False)
    ]


def error_body(error: OfficeError) -> dict[str, Any]:
    """An expected failure as plain JSON data."""
    return {"code": error.code, "message": error.message, "details": error.details}


def read_error(body: Mapping[str, Any]) -> OfficeError:
    """The failure another office reported."""
    kind = ERRORS.get(str(body.get("code")), OfficeError)
    return kind(str(body.get("message", "")), dict(body.get("details") or {}))
