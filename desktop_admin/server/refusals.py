"""Whatever goes wrong is answered in the contract's shape: code, sentence, details (``error_body``).

An :class:`OfficeError` is what the office says; an HTTPException is a matter of the road there (path, method, type,
length, JSON), its ``detail`` the sentence; everything else is our bug: 500, logged whole by the server.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final, cast

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as RoadError
from starlette.routing import Match, Route

from desktop_admin.contract.errors import Invalid, NotFound, OfficeError
from desktop_admin.office.wire import error_body, faults_of
from desktop_admin.server.bodies import Left, TooSlow
from desktop_admin.server.rare_lines import RareLines

#: Every error of the contract has one status, whatever the request.
STATUS: Final[Mapping[str, int]] = {
    "not_allowed": 403,
    "not_found": 404,
    "conflict": 409,
    "invalid": 422,
    "unavailable": 503,
    "busy": 429,
    "quota_reached": 429,
    "sign_in_needed": 401,
    "outdated": 426,
}
_CRASH: Final = (
    "服务器出了意外的错误，已经记下。操作可能已经完成，也可能没有：请用操作编号核对，不要直接重发。"
)
_SENTENCES: Final[Mapping[int, str]] = {
    404: "服务器上没有这个地址。请核对地址和请求名。",
    405: "这个地址不接受这种方法，可用的见 Allow。",
}


def answer_failures(app: FastAPI, lines: RareLines) -> None:
    """Teach the app to say every failure in the contract's shape; ``lines`` hear of clients that left or dripped."""
    app.add_exception_handler(OfficeError, partial(_refused, lines))
    app.add_exception_handler(Left, partial(_gone, lines))
    app.add_exception_handler(RoadError, _turned_away)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _crashed)


async def _refused(lines: RareLines, request: Request, error: Exception) -> Response:
    known = cast("OfficeError", error)
    status, headers = STATUS.get(known.code, 400), {}
    if "retry_after" in known.details:
        status, headers = 429, {"Retry-After": str(known.details["retry_after"])}
    if isinstance(known, TooSlow):
        status, headers = 408, {"Connection": "close"}
        lines.say("a client was too slow and was given up", _from(request), _read(known.size))
    return _said(status, known, headers)


async def _gone(lines: RareLines, request: Request, error: Exception) -> Response:
    lines.say("a client left in the middle", _from(request), _read(cast("Left", error).size))
    return Response(status_code=499)  # to nobody


async def _turned_away(request: Request, error: Exception) -> Response:
    road = cast("HTTPException", error)
    headers = dict(road.headers or {})
    if road.status_code == 405:
        headers["Allow"] = ", ".join(_allowed(request))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
    sentence = _SENTENCES.get(road.status_code, road.detail)
    kind = NotFound if road.status_code == 404 else Invalid
    return _said(road.status_code, kind(sentence), headers)


async def _misread(_request: Request, error: Exception) -> Response:
    """A path or query parameter out of bounds."""
    faults = faults_of(cast("RequestValidationError", error).errors())
    names = "、".join(fault["field"] for fault in faults)
    return _said(422, Invalid(f"地址里的参数不合规定：{names}。", {"faults": faults}))


async def _crashed(_request: Request, _error: Exception) -> Response:
    # No error of the contract: a desk that reads it asks for a command's outcome by its id (decision 0022).
    return _said(500, OfficeError(_CRASH, {"unknown_outcome": True}))


def _from(request: Request) -> str:
    return request.client.host if request.client else ""


def _read(size: int) -> str:
    return f", when {size} bytes had been read"


def _said(status: int, failure: OfficeError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(error_body(failure), status_code=status, headers=dict(headers or {}))


def _allowed(request: Request) -> list[str]:
    """The methods of every route with this path; Starlette alone names those of the first."""
    found = {"OPTIONS"}
    for route in request.app.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return sorted(found)
