"""Running the server until it is told to stop. Loopback unless another address is asked for."""

import uvicorn

from desktop_admin.office.direct import House
from desktop_admin.server.app import make_app


def serve(house: House, *, host: str = "127.0.0.1", port: int = 8610) -> None:
    """Serve the house on ``host:port``; returns when interrupted."""
    uvicorn.run(make_app(house), host=host, port=port, log_level="warning", access_log=False)
