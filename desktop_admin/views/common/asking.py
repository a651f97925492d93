"""Asking an office off the UI thread: requests and files, before and after anyone has signed in.

Commands run on one thread, in the order the person gave them.  A command whose answer was lost is
never sent again: its outcome is asked for by its id (house §1).
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop_admin.contract.base import Command, Request
from desktop_admin.contract.errors import Busy, OfficeError, SignInNeeded, Unavailable
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.journal import CommandOutcome
from desktop_admin.contract.office import Office
from desktop_admin.rules.purposes import Purpose
from desktop_admin.views.common.errands import Errands, Failed
from desktop_admin.views.common.failures import Failures

A = TypeVar("A")

#: Seconds between questions after the outcome of a command whose answer was lost.
OUTCOME_DELAYS = (0.3, 1.0, 2.0, 4.0)
#: Seconds a file is sent again and again while the office has too many to look at; then the person is asked.
BUSY_PATIENCE = 120.0


class Asking(Errands):
    """An office, and the threads to ask it on."""

    def __init__(
        self,
        office: Office,
        failures: Failures | None = None,
        *,
        outcome_delays: Sequence[float] = OUTCOME_DELAYS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(failures, parent)
        self.office = office
        self._outcome_delays = tuple(outcome_delays)
        self.unknown: dict[str, str] = {}
        """Commands whose answer was lost and whose outcome nobody could tell yet: id → request name."""

    def run(
        self,
        request: Request[A],
        *,
        owner: QObject,
        done: Callable[[A], None] | None = None,
        failed: Failed | None = None,
        slot: str | None = None,
    ) -> None:
        """Ask the office; ``done(answer)`` or ``failed(error)`` come back in the UI thread.

        A question's answer is dropped when ``owner`` is gone or when ``owner`` has asked something
        newer in the same ``slot``.  A command's failure that nobody handles goes to ``failures``.
        """
        what = type(request).__name__
        if isinstance(request, Command):
            call: Callable[[], Any] = partial(self._do_command, request)
            self.send(
                self.commands,
                call,
                owner=owner,
                done=done,
                failed=failed,
                what=what,
                must_tell=True,
                counted=True,
            )
        else:
            call = partial(self.office.run, request)
            self.send(self.questions, call, owner=owner, done=done, failed=failed, what=what, slot=slot)

    def put(
        self,
        data: bytes,
        name: str,
        *,
        owner: QObject,
        done: Callable[[FileFacts], None] | None = None,
        failed: Failed | None = None,
        waiting: Failed | None = None,
        wanted: Callable[[], bool] = lambda: True,
        purpose: Purpose = Purpose.PAPER,
    ) -> None:
        """Store and inspect a file for that purpose. A failure nobody handles goes to ``failures``.

        Where too many are at it, ``waiting`` is told (the error says for how long) and the file is sent again by
        itself, as long as it is ``wanted`` and for two minutes at most.
        """
        call = partial(self.office.put, data, name, purpose)
        until = time.monotonic() + BUSY_PATIENCE

        def send() -> None:
            if wanted():
                self.send(
                    self.uploads, call, owner=owner, done=done, failed=again, what="put", must_tell=True
                )

        def again(error: OfficeError) -> None:
            seconds = float(error.details.get("retry_after", 0)) if isinstance(error, Busy) else 0.0
            if seconds and time.monotonic() + seconds <= until:
                if waiting is not None:
                    waiting(error)
                QTimer.singleShot(int(seconds * 1000), owner, send)
            elif failed is not None:
                failed(error)
            else:
                self.failures.expected(error, "put")

        send()

    def get(
        self,
        sha256: str,
        *,
        owner: QObject,
        done: Callable[[bytes], None] | None = None,
        failed: Failed | None = None,
        slot: str | None = None,
    ) -> None:
        """The bytes of a file."""
        call = partial(self.office.get, sha256)
        self.send(self.files, call, owner=owner, done=done, failed=failed, what="get", slot=slot)

    def _do_command(self, request: Command[Any]) -> Any:
        """Run a command; when its answer was lost, ask what became of it instead of sending it again."""
        try:
            return self.office.run(request)
        except OfficeError as lost:
            if not lost.details.get("unknown_outcome"):
                raise
        last: OfficeError | None = None
        for delay in self._outcome_delays:
            time.sleep(delay)
            try:
                outcome = self.office.run(CommandOutcome(request.id))
            except OfficeError as error:
                last = error  # a refusal, too, is no answer to what was asked
                if isinstance(error, SignInNeeded):
                    break
                continue
            if not outcome.done:
                raise Unavailable("连接中断，这一步没有做成，数据没有改动。请再做一次。")
            if outcome.receipt is None:
                raise Unavailable("连接中断，这一步已办，但答复没有收到。请再看一次。", {"done": True})
            return outcome.receipt
        self.unknown[request.id] = type(request).__name__
        if isinstance(last, SignInNeeded):
            raise SignInNeeded(
                ("登录已失效，不知道刚才那一步是否已经办成。登录后会自动核对并告诉您，请不要直接重做。"),
                {"command_id": request.id},
            )
        raise Unavailable(
            "连接中断，不知道这一步是否已经办成。恢复连接后会自动核对并告诉您，请不要直接重做。",
            {"command_id": request.id},
        )
