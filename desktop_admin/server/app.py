"""The server: the same office for other desks. Three routes, however many requests there are.

Requests run on a small pool of threads; waiting is asynchronous, because on threads fifty
waiting desks delayed a command by four seconds (house §2).
"""

import asyncio
import hashlib
import json
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast
from urllib.parse import unquote

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from desktop_admin.contract.errors import Invalid, OfficeError, Outdated
from desktop_admin.contract.office import CONTRACT, LARGEST_FILE
from desktop_admin.office.direct import House
from desktop_admin.office.feed import Waiter
from desktop_admin.office.wire import error_body

_STATUS = {
    "not_allowed": 403,
    "not_found": 404,
    "conflict": 409,
    "invalid": 422,
    "unavailable": 503,
    "sign_in_needed": 401,
    "outdated": 426,
}


#: No request comes near this; a file travels beside requests.
LARGEST_REQUEST = 1024 * 1024


class _News:
    """One thread watches the office; any number of waiting desks hear of it."""

    def __init__(self, house: House) -> None:
        self._waiter = Waiter(house.database)
        self._house = house
        self._condition = asyncio.Condition()
        self._count = 0
        self._start = secrets.token_hex(4)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="news", daemon=True)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    async def stop(self) -> None:
        self._stop.set()
        self._waiter.close()
        await self._tell()
        await run_in_threadpool(self._thread.join, 5)

    def _watch(self) -> None:
        while not self._stop.is_set():
            try:
                news = self._waiter.wait(1.0)
            except Exception:
                self._stop.wait(1.0)
                self._waiter.release()
                continue
            if news and self._loop is not None and not self._stop.is_set():
                asyncio.run_coroutine_threadsafe(self._tell(), self._loop)
        self._waiter.release()

    async def _tell(self) -> None:
        async with self._condition:
            self._count += 1
            self._condition.notify_all()

    @property
    def mark(self) -> str:
        """Where a desk is that has heard of everything up to now; another after a restart."""
        return f"{self._start}-{self._count}"

    async def wait(self, mark: str, seconds: float) -> bool:
        """True when something was committed since ``mark``, at once or within the time.

        The desk brings its mark along: what is committed while it reads the feed must wake it too.
        """
        async with self._condition:
            try:
                await asyncio.wait_for(self._condition.wait_for(lambda: self.mark != mark), seconds)
            except TimeoutError:
                return False
        return True


def make_app(house: House) -> FastAPI:
    """The server on an open house; closing the app leaves the house open."""
    wire = house.engine.wire
    news = _News(house)

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        news.start()
        yield
        await news.stop()

    app = FastAPI(title="考务台", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None)

    async def failed(_request: Request, error: Exception) -> JSONResponse:
        known = cast("OfficeError", error)
        return JSONResponse(error_body(known), status_code=_STATUS.get(known.code, 400))

    app.add_exception_handler(OfficeError, failed)

    @app.post("/run/{name}")
    async def run(name: str, request: Request) -> Response:
        _same_contract(request)
        try:
            body = json.loads(await _body(request, LARGEST_REQUEST, "请求太大了。"))
        except (ValueError, RecursionError):
            raise Invalid("请求不是有效的 JSON。") from None
        asked = wire.read_request(name, body)
        answer = await run_in_threadpool(
            house.engine.run, asked, _token(request), via=_via(request), workstation=_workstation(request)
        )
        return Response(wire.answer_body(type(asked), answer), media_type="application/json")

    @app.put("/files/{sha256}")
    async def put(sha256: str, request: Request, name: str = "") -> Response:
        _same_contract(request)
        principal = await run_in_threadpool(house.engine.principal, _token(request))
        data = await _body(request, LARGEST_FILE, "文件太大了。请压缩到 2 MB 以内再上传。")
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Invalid("文件在传输中损坏了，请重新上传。")
        facts = await run_in_threadpool(house.files.put, principal, data, name, house.engine.now())
        return Response(wire.adapter(type(facts)).dump_json(facts), media_type="application/json")

    @app.get("/files/{sha256}")
    async def get(sha256: str, request: Request) -> Response:
        _same_contract(request)
        principal = await run_in_threadpool(house.engine.principal, _token(request))
        data = await run_in_threadpool(house.files.get, principal, sha256)
        return Response(data, media_type="application/octet-stream")

    @app.get("/wait")
    async def wait(request: Request, after: int, seconds: float = 25.0, mark: str = "") -> dict[str, Any]:
        _same_contract(request)
        await run_in_threadpool(house.engine.principal, _token(request))
        heard = await news.wait(mark, max(0.0, min(seconds, 30.0)))
        return {"news": heard, "mark": news.mark}

    return app


async def _body(request: Request, largest: int, refusal: str) -> bytes:
    """The body, given up as soon as it grows past ``largest`` bytes."""
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > largest:
            raise Invalid(refusal)
        parts.append(chunk)
    return b"".join(parts)


def _same_contract(request: Request) -> None:
    spoken = request.headers.get("Kaowu-Contract", "")
    if spoken != str(CONTRACT):
        raise Outdated(
            "本程序与服务器的版本不一致，请升级到同一版本后再用。", {"office": CONTRACT, "desk": spoken}
        )


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


def _via(request: Request) -> str:
    via = request.headers.get("Kaowu-Via", "desk")
    return via if via in ("desk", "portal", "cli") else "desk"


def _workstation(request: Request) -> str:
    return unquote(request.headers.get("Kaowu-Workstation", ""))[:120]
