"""What is cut off when the server stops is answered and leaves no traceback.

A server that is told to end gives what is under way a moment, then cancels it; uvicorn would log each as a crash.
"""

import asyncio

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desktop_admin.contract.errors import OfficeError
from desktop_admin.office.wire import error_body

_STOPPING = "服务器正在停止。操作可能已经完成，也可能没有：请稍后用操作编号核对，不要直接重发。"


class Stopping:
    """The outermost layer of the app: a cancelled request is answered 503 where nothing was answered yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def said(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, said)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            if begun:
                return  # half an answer: uvicorn closes the connection
            # Like a crash, no error of the contract: a thread may still be doing what was asked (decision 0022).
            failure = OfficeError(_STOPPING, {"unknown_outcome": True})
            answer = JSONResponse(error_body(failure), status_code=503, headers={"Connection": "close"})
            await answer(scope, receive, send)
