"""The one-time code that sets up a served office: printed where the server runs, typed at the first desk.

Whoever reaches the port first could otherwise make themselves administrator and chief.
"""

import hmac
import secrets
import threading

from desktop_admin.contract.errors import NotAllowed, Unavailable

#: Signs nobody mistakes for another; ten of them are 49 bits.
_SIGNS = "ABCDEFGHJKMNPQRTUVWXY346789"
MOST_TRIES = 20


class SetupCode:
    """Holds the code of this run of the server. After 20 wrong tries it is worth nothing any more."""

    def __init__(self) -> None:
        drawn = "".join(secrets.choice(_SIGNS) for _ in range(10))
        self.code = f"{drawn[:5]}-{drawn[5:]}"
        self._tries = 0
        self._lock = threading.Lock()

    def check(self, typed: str) -> None:
        """NotAllowed for a wrong code, Unavailable once too many were tried."""
        with self._lock:
            if self._tries >= MOST_TRIES:
                raise Unavailable(
                    "设置代码试错太多次，已经作废。请在服务器上重新启动 kaowu serve，用新印出的代码。"
                )
            if hmac.compare_digest(_plain(typed).encode(), _plain(self.code).encode()):
                return
            # An empty one is no guess: the desk did not know that a code is asked for.
            self._tries += bool(_plain(typed))
        raise NotAllowed(
            "首次设置需要服务器启动时印出的设置代码，请在运行 kaowu serve 的窗口里查看并输入。",
            {
                "faults": [
                    {
                        "field": "setup_code",
                        "code": "wrong",
                        "message": "设置代码不对，请照服务器上印出的输入。",
                    }
                ]
            },
        )


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())
