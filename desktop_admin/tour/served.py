"""The office served to other desks, in a thread: so that it can go away."""

import socket
import threading
import time

import uvicorn

from desktop_admin.office.direct import House
from desktop_admin.server.app import make_app
from desktop_admin.tour.guide import TourFailed


class OfficeServer:
    """Listens on loopback, on a port of its own."""

    def __init__(self, house: House) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        config = uvicorn.Config(make_app(house), host="127.0.0.1", port=self.port, log_level="critical")
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="tour-server", daemon=True)
        self._thread.start()
        limit = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > limit or not self._thread.is_alive():
                raise TourFailed("走到“服务器”时：服务器没有启动。")
            time.sleep(0.02)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Gone."""
        self._server.should_exit = True
        self._thread.join(20)
