"""``python -m tests.window.built PROGRAM``: does the built program stand alone?

Far from the checkout, without its variables, on an empty profile: it checks a PDF and a Word paper, makes, saves and
restores an office, walks the tour off screen (Word papers laid out and all), and opens its window on an X server,
titled 考务台, from which SIGTERM ends it with its children. Where no X server can be had (Windows) the tour is all of
the window that is seen. Prints a line for each; ends with status 1 at the first that fails.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.source import ROOT
from tests.window.program import Program
from tests.window.xserver import ServerMissing, XServer, running_server, save

SAMPLES = ROOT / "tests" / "papers" / "samples"
PICTURES = ROOT / "out" / "built"


class Faulty(Exception):
    """What the built program does not do."""


def main(program: Path) -> int:
    """0 when everything is there."""
    with tempfile.TemporaryDirectory(prefix="kaowu-b-", ignore_cleanup_errors=True) as folder:
        try:
            for said in _checks(program, Path(folder)):
                print(f"── {said}", flush=True)
        except Faulty as fault:
            print(f"✗ 打包好的程序{fault}", file=sys.stderr, flush=True)
            return 1
    return 0


def _checks(program: Path, home: Path) -> Iterator[str]:
    for name in ("00-报名表.pdf", "06-承诺书.docx"):
        said = _run(program, home, "papers", "check", str(SAMPLES / name), "--json")
        if '"acceptable": true' not in said:
            raise Faulty(f"没有认出样本 {name}：\n{said}")
        yield f"认出样本 {name}"
    yield _run(program, home, "selfcheck").splitlines()[-1]
    _run(program, home, "tour", "--folder", str(PICTURES / "tour"), QT_QPA_PLATFORM="offscreen")
    yield f"走完一遍：{len(list((PICTURES / 'tour').glob('*.png')))} 张图片在 {PICTURES.relative_to(ROOT)}"
    try:
        with running_server() as server:
            yield _opens(server, program, home)
    except ServerMissing as missing:
        yield f"没有看窗口：{missing}"


def _opens(server: XServer, built: Path, home: Path) -> str:
    """The window without a word, on an empty profile, until it is told to end."""
    program = Program(server, home / "profile", (), watched=False, executable=(str(built),))
    try:
        program.until(server.titles, "a window")
        titles = set(server.titles().values())
        if titles != {"考务台"}:
            raise Faulty(f"的窗口标题是 {titles}")
        save(server.picture(), PICTURES / "window.png")
        program.end()
        program.close()
    except AssertionError as fault:
        raise Faulty(f"没有开窗或没有好好结束：{fault}\n{program.errors}") from fault
    finally:
        program.kill()
    return "窗口打开，标题是考务台，收到结束信号后干净退出"


def _run(program: Path, home: Path, *words: str, **more: str) -> str:
    """What it printed. Raises Faulty when it fails or takes ten minutes."""
    try:
        done = subprocess.run(
            [program, *words],
            cwd=home,
            env=_environment() | more,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise Faulty(f"没有做完 {words[0]}：{error}") from error
    if done.returncode != 0:
        raise Faulty(f"做 {words[0]} 时失败（状态 {done.returncode}）：\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _environment() -> dict[str, str]:
    """Without the checkout's variables: it must stand alone."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
