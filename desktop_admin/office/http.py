"""The office behind a server. Generic: it does not grow with the number of requests.

Questions are retried; a command never is: when its answer is lost the caller is told that
the outcome is unknown and asks for it by id (house §1).
"""

import hashlib
import threading
from typing import Any, TypeVar
from urllib.parse import quote

import requests
from pydantic import ValidationError
from requests.adapters import HTTPAdapter
from urllib3.exceptions import LocationParseError, NewConnectionError
from urllib3.util.retry import Retry

from desktop_admin.contract.base import Command, Question, Request
from desktop_admin.contract.errors import ERRORS, Invalid, OfficeError, Outdated, Unavailable
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.sessions import LearnerSession, SignedIn, SignOut
from desktop_admin.office.wire import Wire, read_error
from desktop_admin.rules.purposes import Purpose

Answer = TypeVar("Answer")

_CONNECT, _READ = 5.0, 60.0
_STRANGE = "这个地址上不是考务台服务器，或它的版本与本程序不同。请核对地址，或升级程序。"


class HttpOffice:
    """An :class:`Office` over HTTP. Thread-safe: every thread has a connection of its own."""

    def __init__(
        self,
        url: str,
        *,
        workstation: str = "",
        via: str = "desk",
        wire: Wire | None = None,
        token: str | None = None,
    ) -> None:
        self._url = url.rstrip("/")
        self._workstation = workstation
        self._via = via
        self._wire = wire or Wire()
        #: The session of whoever signed in here.
        self.token = token
        self._mark = ""
        self._local = threading.local()
        self._sessions: list[requests.Session] = []
        self._lock = threading.Lock()

    def run(self, request: Request[Answer]) -> Answer:
        """See :class:`Office`."""
        kind = type(request)
        response = self._send(
            "POST",
            f"/run/{kind.__name__}",
            json=self._wire.request_body(request),
            retry=isinstance(request, Question),
            unknown=_unknown(request),
        )
        try:
            answer: Answer = self._wire.read_answer(kind, response.content)
        except ValidationError as error:
            raise Outdated(_STRANGE, _unknown(request)) from error
        if isinstance(answer, SignedIn) and answer.token is not None:
            self.token = answer.token
        elif isinstance(request, SignOut):
            self.token = None
        return answer

    def as_learner(self, session: LearnerSession) -> "HttpOffice":
        """The office as the learner of that session sees it (the portal's side)."""
        return HttpOffice(
            self._url, workstation=self._workstation, via="portal", wire=self._wire, token=session.token
        )

    def put(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> FileFacts:
        """See :class:`Office`. Safe to repeat: a file is named by its hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        asked = {"name": file_name, "purpose": str(purpose)}
        response = self._send("PUT", f"/files/{sha256}", data=data, params=asked, retry=True)
        try:
            facts: FileFacts = self._wire.adapter(FileFacts).validate_json(response.content)
        except ValidationError as error:
            raise Outdated(_STRANGE) from error
        return facts

    def get(self, sha256: str) -> bytes:
        """See :class:`Office`."""
        data = self._send("GET", f"/files/{sha256}", retry=True).content
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Unavailable("资料在传输中损坏了，请重试。")
        return data

    def wait(self, after: int, seconds: float) -> bool:
        """See :class:`Office`."""
        response = self._send(
            "GET",
            "/wait",
            params={"after": after, "seconds": seconds, "mark": self._mark},
            read_timeout=seconds + 10,
        )
        try:
            body = response.json()
            news, self._mark = bool(body["news"]), str(body["mark"])
        except (ValueError, TypeError, KeyError) as error:
            raise Outdated(_STRANGE) from error
        return news

    def close(self) -> None:
        """See :class:`Office`."""
        with self._lock:
            for session in self._sessions:
                session.close()
            self._sessions.clear()

    def _session(self, *, retry: bool) -> requests.Session:
        name = "retrying" if retry else "once"
        session = getattr(self._local, name, None)
        if session is None:
            session = requests.Session()
            session.trust_env = False
            retries = (
                Retry(
                    total=2,
                    backoff_factor=0.2,
                    allowed_methods=None,
                    status_forcelist=(502, 503, 504),
                    raise_on_status=False,  # the last answer holds the office's own sentence
                    respect_retry_after_header=False,  # when to come again is the desk's business, not a sleep here
                )
                if retry
                else Retry(0)
            )
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(max_retries=retries))
            setattr(self._local, name, session)
            with self._lock:
                self._sessions.append(session)
        return session

    def _send(
        self,
        method: str,
        path: str,
        *,
        retry: bool = False,
        unknown: dict[str, Any] | None = None,
        read_timeout: float = _READ,
        **arguments: Any,
    ) -> requests.Response:
        headers = {
            "Kaowu-Contract": str(CONTRACT),
            "Kaowu-Via": self._via,
            "Kaowu-Workstation": quote(self._workstation),
        }
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            response = self._session(retry=retry).request(
                method,
                self._url + path,
                headers=headers,
                timeout=(_CONNECT, read_timeout),
                allow_redirects=False,  # a log-in page of the network would turn a command into a GET
                **arguments,
            )
        except requests.exceptions.ConnectTimeout as error:
            raise Unavailable("连不上服务器（等待超时），操作没有发出。请检查网络后重试。") from error
        except (requests.exceptions.InvalidURL, LocationParseError) as error:
            raise Invalid(
                "看不懂这个服务器地址，操作没有发出。应写作 https://主机 或 https://主机:端口。",
                {"faults": [{"field": "office", "code": "address", "message": "地址不对"}]},
            ) from error
        except requests.exceptions.RequestException as error:
            if unknown and not _never_left(error):
                raise Unavailable("与服务器的连接中断，正在核对操作是否已经完成。", unknown) from error
            raise Unavailable("现在连不上服务器，操作没有完成。请检查网络后重试。") from error
        if response.status_code == requests.codes.ok:
            return response
        raise _failure(response, unknown or {})


def _unknown(request: Request[Any]) -> dict[str, Any]:
    """What a lost answer means: a command may have been done, and its id finds out (house §1)."""
    return {"unknown_outcome": True, "command_id": request.id} if isinstance(request, Command) else {}


def _never_left(error: requests.exceptions.RequestException) -> bool:
    """No connection was made (refused, no such host): nothing can have been done."""
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)


def _failure(response: requests.Response, unknown: dict[str, Any]) -> OfficeError:
    try:
        body = response.json()
    except ValueError:
        body = None
    # Of a server's own crash nobody knows what was done: it has a code the contract does not know.
    if isinstance(body, dict) and str(body.get("code")) in ERRORS:
        return read_error(body)
    if response.status_code < 400 or response.status_code in (404, 405):
        return Outdated(_STRANGE)
    return Unavailable(
        f"服务器出错（{response.status_code}），请稍后重试；如反复出现请联系管理员。",
        unknown,
    )
