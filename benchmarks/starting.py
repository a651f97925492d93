"""The programs that ``start.py`` starts: a bare window, and ours with somebody signing in at once.

Apart, because nothing may be imported here before the clock of the parent has begun to count: each program
imports what it needs and prints seconds since the parent started it.
"""

import json
import sys
import time
from typing import Any

_PATIENCE = 60.0
#: Nobody types a password of ten characters faster; the program uses the time to make its first desk ready.
_TYPING = 1.0


def bare(began: float) -> dict[str, float]:
    """An empty QMainWindow, painted."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(["bare"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    window.repaint()
    return {"window": time.time() - began}


def ours(began: float, url: str, password: str) -> dict[str, float]:
    """Our program: painted, then signed in through its own form, on the review page."""
    from PySide6.QtWidgets import QApplication

    from desktop_admin.plain_imports import plain_imports

    plain_imports()  # as the command does
    from desktop_admin import app as starting

    qt = QApplication(["kaowu"])
    window = starting.paint(qt)
    window.show()
    qt.processEvents()
    window.repaint()
    painted = time.time() - began
    return {"window": painted, **_work(qt, starting.wire(qt, window, url), password)}


def _work(qt: Any, app: Any, password: str) -> dict[str, float]:
    """Seconds from 登录 to list and dossier painted, of a first visit, of switching light and dark with every page made."""
    from desktop_admin.views.shell.sign_in import SignInForm

    def until(ready: Any, what: str) -> Any:
        end = time.monotonic() + _PATIENCE
        while not (found := ready()):
            if time.monotonic() > end:
                raise RuntimeError(f"{what}: waited {_PATIENCE} s")
            qt.processEvents()
            time.sleep(0.0005)
        return found

    try:
        until(lambda: isinstance(app.door.stack.currentWidget(), SignInForm), "the form")
        form = app.door.stack.currentWidget()
        form.fields["name"].setText("王敏")
        form.fields["password"].setText(password)
        typed = time.monotonic() + _TYPING
        until(lambda: time.monotonic() > typed, "typing")
        began = time.perf_counter()
        form.submit()
        bench = until(lambda: app.bench, "signed in")
        bench.show_page("review")
        page = bench.pages.current
        until(lambda: page.queue.complete and page.bench.record is not None, "list and dossier")
        app.window.repaint()
        work = time.perf_counter() - began
        visit = max(_visit(qt, app, key) for key in bench.rail.buttons if key not in ("home", "review"))
        return {
            "work": work,
            "visit": visit,
            "switch": min(_switch(qt, app, mode) for mode in ("dark", "light") * 2),
        }
    finally:
        app.close()


def _visit(qt: Any, app: Any, key: str) -> float:
    """Seconds from the key of a desk until it is painted."""
    began = time.perf_counter()
    app.bench.show_page(key)
    qt.processEvents()
    app.window.repaint()
    return time.perf_counter() - began


def _switch(qt: Any, app: Any, mode: str) -> float:
    """Seconds until the window is painted in the other look."""
    from desktop_admin.views.common.theme import Mode

    began = time.perf_counter()
    app.theme.choose(Mode(mode))
    qt.processEvents()
    app.window.repaint()
    return time.perf_counter() - began


if __name__ == "__main__":
    _what, _began, *_rest = sys.argv[1:]
    print(json.dumps(bare(float(_began)) if _what == "bare" else ours(float(_began), *_rest)), flush=True)
