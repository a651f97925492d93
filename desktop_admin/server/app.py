"""The server: the same office for other desks. A handful of routes, however many requests there are.

Requests run on a small pool of threads; waiting is asynchronous, because on threads fifty
waiting desks delayed a command by four seconds (house §2).
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import FastAPI, HTTPException, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from desktop_admin.contract.errors import Invalid, Outdated
from desktop_admin.contract.founding import FirstRun, OfficeFacts, OfficeState
from desktop_admin.contract.office import CONTRACT
from desktop_admin.office.direct import House
from desktop_admin.office.sound import LARGEST_NUMBER, text_faults
from desktop_admin.office.wire import Wire
from desktop_admin.rules.purposes import Purpose
from desktop_admin.server.bodies import read_body
from desktop_admin.server.describing import VIAS
from desktop_admin.server.downloads import Downloads
from desktop_admin.server.news import News
from desktop_admin.server.openapi import DOCUMENT, document
from desktop_admin.server.rare_lines import RareLines
from desktop_admin.server.refusals import answer_failures
from desktop_admin.server.setup_code import SetupCode
from desktop_admin.server.stopping import Stopping
from desktop_admin.server.strict_json import read_json
from desktop_admin.server.uploads import Uploads

#: No request comes near this; a file travels beside requests.
LARGEST_REQUEST = 1024 * 1024
#: Requests up to this size are read between two others.
_SMALL = 32 * 1024
#: A desk that waits longer asks again.
_LONGEST_WAIT = 30.0

_Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
_After = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]
_Seconds = Annotated[float, Query(ge=0, le=3600, allow_inf_nan=False)]
_Mark = Annotated[str, Query(max_length=64)]


def make_app(house: House, code: SetupCode | None = None, lines: RareLines | None = None) -> FastAPI:
    """The server on an open house; closing the app leaves the house open. ``lines``: told of rude clients."""
    lines = lines or RareLines()
    news = News(house)
    uploads = Uploads(house)
    downloads = Downloads(house)
    large = ThreadPoolExecutor(1, "large-requests")

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        news.start()
        yield
        uploads.close()
        downloads.close()
        large.shutdown(wait=False)
        lines.tell()
        await news.stop()

    app = FastAPI(
        title="考务台", lifespan=life, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    answer_failures(app, lines)
    app.add_middleware(Stopping)
    _describe(app, house.engine.wire)
    _answer_requests(app, house, code or SetupCode(), large)
    _answer_files(app, house, uploads, downloads)
    _answer_waiting(app, house, news)
    return app


def _describe(app: FastAPI, wire: Wire) -> None:
    described: list[bytes] = []

    @app.api_route(DOCUMENT, methods=["GET", "HEAD"])
    async def describe() -> Response:
        # Made when first asked for (a second of work), open to everybody: it holds no data.
        if not described:
            described.append(await run_in_threadpool(document, wire))
        return Response(described[0], media_type="application/json")


def _answer_requests(app: FastAPI, house: House, code: SetupCode, large: ThreadPoolExecutor) -> None:
    wire = house.engine.wire

    @app.post("/run/{name}")
    async def run(name: str, request: Request) -> Response:
        if name not in wire.requests:
            raise HTTPException(404)
        _same_language(request)
        _only_json(request)
        body = await read_body(request, LARGEST_REQUEST, "请求太大了。")
        # What takes a tenth of a second to read is read beside the loop, one after the other.
        asked = (
            wire.read_request(name, read_json(body))
            if len(body) <= _SMALL
            else await asyncio.get_running_loop().run_in_executor(
                large, lambda: wire.read_request(name, read_json(body))
            )
        )
        if isinstance(asked, FirstRun) and not (await run_in_threadpool(_facts, house)).set_up:
            code.check(asked.setup_code)
        answer = await run_in_threadpool(
            house.engine.run,
            asked,
            _token(request),
            via=_via(request),
            workstation=_workstation(request),
            address=request.client.host if request.client else "unknown",
        )
        return Response(wire.answer_body(type(asked), answer), media_type="application/json")


def _answer_files(app: FastAPI, house: House, uploads: Uploads, downloads: Downloads) -> None:
    wire = house.engine.wire

    @app.put("/files/{sha256}")
    async def put(
        sha256: _Hash, request: Request, name: str = "", purpose: Purpose = Purpose.PAPER
    ) -> Response:
        _same_language(request)
        facts = await uploads.put(request, _token(request), sha256, name, purpose)
        return Response(wire.adapter(type(facts)).dump_json(facts), media_type="application/json")

    @app.api_route("/files/{sha256}", methods=["GET", "HEAD"])
    async def get(sha256: _Hash, request: Request) -> Response:
        _same_language(request)
        return await downloads.get(_token(request), sha256)


def _answer_waiting(app: FastAPI, house: House, news: News) -> None:
    @app.get("/wait")
    async def wait(
        request: Request, after: _After, seconds: _Seconds = 25.0, mark: _Mark = ""
    ) -> dict[str, Any]:
        _same_language(request)
        await run_in_threadpool(house.engine.principal, _token(request))
        heard = await news.wait(mark, min(seconds, _LONGEST_WAIT))
        return {"news": heard, "mark": news.mark}


def _only_json(request: Request) -> None:
    """A 415 for any other type: what a web page of somebody else could send unasked is none of these."""
    kind, _, parameters = request.headers.get("Content-Type", "").partition(";")
    charset = parameters.strip().lower().replace('"', "")
    if kind.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        raise HTTPException(415, "请求的类型应为 application/json（UTF-8）。")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise HTTPException(415, "请求不能压缩，请去掉 Content-Encoding。")


def _facts(house: House) -> OfficeState:
    state: OfficeState = house.engine.run(OfficeFacts(), None, via="desk", workstation="")
    return state


def _same_language(request: Request) -> None:
    """Outdated for another contract, Invalid for a header no client of this contract sends."""
    spoken = request.headers.get("Kaowu-Contract", "")
    if spoken != str(CONTRACT):
        raise Outdated(
            "本程序与服务器的版本不一致，请升级到同一版本后再用。", {"office": CONTRACT, "desk": spoken[:20]}
        )
    _via(request)
    _workstation(request)


def _token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None


def _via(request: Request) -> str:
    via = request.headers.get("Kaowu-Via", VIAS[0])
    if via not in VIAS:
        raise Invalid(f"Kaowu-Via 应为 {'、'.join(VIAS)} 之一。")
    return via


def _workstation(request: Request) -> str:
    name = unquote(request.headers.get("Kaowu-Workstation", ""))[:120]
    if any(text_faults(name, "")):
        raise Invalid("工作站的名字里有不能保存的字符，请在设置里改掉。")
    return name
