"""Running the server until it is told to stop. Loopback unless another address is asked for."""

import errno
import socket
import sys
from contextlib import suppress
from functools import partial
from typing import Any, Final

import uvicorn

from desktop_admin.office.direct import House
from desktop_admin.server.app import make_app
from desktop_admin.server.connections import Door, Limits, PatientProtocol, limits_here
from desktop_admin.server.listening import no_listener
from desktop_admin.server.setup_code import SetupCode

#: Seconds an answer under way has when the server is told to end; desks that wait for news would hold it up.
_LAST_ANSWERS: Final = 2
#: The exit status of a server that could not begin (uvicorn's own).
_NOT_STARTED: Final = 3


def serve(
    house: House,
    listener: socket.socket,
    *,
    code: SetupCode | None = None,
    proxies: tuple[str, ...] = (),
) -> None:
    """Serve the house on ``listener`` (see ``listening.py``); returns when interrupted.

    Wrong passwords are counted by the client's address.  ``X-Forwarded-For`` is believed only from the
    addresses in ``proxies``: anybody else could write there whatever they like.
    """
    server = uvicorn.Server(config(house, code=code, proxies=proxies))
    with suppress(KeyboardInterrupt):
        try:
            server.run(sockets=[listener])
        except OSError as error:
            if server.started or error.errno != errno.EADDRINUSE:
                raise
            # Two began at the same moment: both were bound, one listens.
            raise no_listener(error, *listener.getsockname()[:2]) from error
    if not server.started:
        sys.exit(_NOT_STARTED)


def config(
    house: House,
    *,
    code: SetupCode | None = None,
    proxies: tuple[str, ...] = (),
    limits: Limits | None = None,
    log_level: str = "warning",
) -> uvicorn.Config:
    """How the server runs, for :func:`serve` and for tests that end it themselves."""
    door = Door(limits or limits_here(proxies))
    protocol: Any = partial(PatientProtocol, door)
    return uvicorn.Config(
        make_app(house, code, door.lines),
        port=0,
        http=protocol,
        ws="none",
        lifespan="on",
        log_level=log_level,
        access_log=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
