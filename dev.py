"""开发入口：`python dev.py demo|test|check|bench|prove|build|lock`。

Standard library only, because it makes the environment everything else runs in: from a clean clone it creates
`.venv`, installs exactly what `requirements.lock` names, and on Linux finds (as root: installs) the system
packages Qt and the tests need. Exit status 0 means that what was asked for really happened.
"""

import argparse
import ctypes
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "installed.json"
LOCK = ROOT / "requirements.lock"

# What Qt's libraries and its offscreen platform load (PySide6 6.11, `objdump -p`), by Debian/Ubuntu package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libX11.so.6": "libx11-6",
    "libdrm.so.2": "libdrm2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
}
# What a real X11 window needs besides (platform plugin xcb).
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Tests that wait for the window's event loop or for a whole program, and how many of them may starve in one run.
WINDOWED = ("tests/views/", "tests/cli/")
MOST_STARVED = 4
PROGRAMS = {
    "pdftotext": "poppler-utils",
    "initdb": "postgresql",
    "objdump": "binutils",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xkbcomp": "x11-xkb-utils",
}
#: pytest's own word for a selection without tests.
NO_TESTS = 5
TEST_PROGRAMS = ("pdftotext", "initdb", "Xvfb", "xdotool", "xkbcomp")

# Written so that this line does not find itself.
FORBIDDEN = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|(?:deb|archive)\.(?:debian|ubuntu)\.(?:org|com))\b"
    r"|(?<![\w.~-])/(?:root|work|home)/\w|[A-Z]:\\Users\\\w"
)
SKIPPED_FOLDERS = {".git", ".hypothesis", ".venv", "build", "dist", "out", "__pycache__", "node_modules"}


class Failure(Exception):
    """Something a person must do first; the text says what."""


def say(text: str) -> None:
    """One line of progress, at once (a pipe would hold it back)."""
    print(f"── {text}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Runs a program in the checkout with UTF-8 output; its exit status."""
    environment = {**os.environ, "PYTHONUTF8": "1", **(env or {})}
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=environment)


def python(*arguments: str | Path, env: dict[str, str] | None = None) -> int:
    """Runs the environment's own Python."""
    return run(PYTHON, *arguments, env=env)


# ── environment ──────────────────────────────────────────────────────────────────────────────────────


def ensure_environment() -> None:
    """Creates `.venv` when it is missing or does not start, and brings it to the lock when that changed."""
    if not PYTHON.exists() or subprocess.call([str(PYTHON), "-c", "pass"]) != 0:
        say(f"创建虚拟环境 {VENV.name}（Python {sys.version_info.major}.{sys.version_info.minor}）")
        try:
            venv.create(VENV, with_pip=True, clear=True)
        except (subprocess.CalledProcessError, OSError) as error:
            raise Failure(
                f"不能创建虚拟环境：{error}。Debian/Ubuntu 请先安装：apt-get install python3-venv"
            ) from error
    wanted = {"lock": digest(LOCK), "project": digest(ROOT / "pyproject.toml")}
    done = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet")
    if done.get("lock") != wanted["lock"]:
        say("按 requirements.lock 安装依赖（第一次约 1–3 分钟）")
        if run(*pip, "--require-hashes", "-r", LOCK):
            raise Failure("依赖没有装好，原因见上。请检查网络后重试。")
    if done != wanted:
        if run(*pip, "--no-build-isolation", "--no-deps", "--editable", "."):
            raise Failure("项目本身没有装好，原因见上。")
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, line ends normalised so that Windows checkouts agree."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def loadable(library: str) -> bool:
    """Whether the dynamic loader finds it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def installed(program: str) -> bool:
    """On PATH, or where Debian keeps the PostgreSQL server's programs."""
    return bool(shutil.which(program) or list(Path("/usr/lib/postgresql").glob(f"*/bin/{program}")))


def missing_packages(libraries: dict[str, str], programs: Iterable[str]) -> list[str]:
    """The packages whose library or program is not here, sorted."""
    absent = {package for library, package in libraries.items() if not loadable(library)}
    return sorted(absent | {PROGRAMS[program] for program in programs if not installed(program)})


def ensure_system(libraries: dict[str, str], programs: Iterable[str] = (), *, optional: bool = False) -> None:
    """On Linux: installs what is missing when we may, else names it. ``optional`` only warns."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(libraries, programs)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"安装系统软件包：{' '.join(missing)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quiet)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, env=quiet)
        missing = missing_packages(libraries, programs)
    if not missing:
        return
    text = (
        f"缺少系统软件包：{' '.join(missing)}。请由管理员安装，例如：sudo apt-get install {' '.join(missing)}"
    )
    if not optional:
        raise Failure(text)
    say(f"{text}。没有它们，用到它们的部分会跳过。")


def has_display() -> bool:
    """Whether a window can be shown here."""
    return not sys.platform.startswith("linux") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def in_ci() -> bool:
    """A build server: nothing may be skipped there."""
    return os.environ.get("CI", "").lower() in ("1", "true")


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────


def demo(rest: Sequence[str]) -> int:
    """打开示范考务台；没有显示器时改为离屏走一遍并保存每一页的图片。"""
    shown = has_display()
    ensure_system({**QT_LIBRARIES, **(WINDOW_LIBRARIES if shown else {})})
    if shown or "--no-window" in rest:
        return python("-m", "desktop_admin", "demo", *rest)
    folder = ROOT / "out" / "tour"
    say("这里没有显示器：不开窗口，改为离屏走一遍，并把每一页存成图片。")
    status = python(
        "-m", "desktop_admin", "tour", "--folder", folder, *rest, env={"QT_QPA_PLATFORM": "offscreen"}
    )
    if status == 0:
        say(f"图片在 {folder}（{len(list(folder.glob('*.png')))} 张）")
    return status


def test(rest: Sequence[str]) -> int:
    """运行测试；其余参数交给 pytest。"""
    ensure_system(QT_LIBRARIES)
    ensure_system(WINDOW_LIBRARIES, TEST_PROGRAMS, optional=not in_ci())
    if any(part.startswith(("-m", "-n", "--numprocesses", "--pdb")) for part in rest):
        return python("-m", "pytest", *rest)
    workers = min(4, os.cpu_count() or 1)
    parallel = ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []
    together = python("-m", "pytest", "-m", "not prove and not alone", *parallel, *rest)
    starved = failed_windows() if together == 1 else []
    if starved:
        say("上面的窗口测试可能只是没有轮到处理器，逐个再试一次；仍不通过才算失败")
        together = python("-m", "pytest", "-m", "not prove and not alone", *starved)
    if together not in (0, 1, NO_TESTS):  # stopped by hand, or the words were wrong
        return together
    alone = test_alone(rest)
    if together == NO_TESTS:
        return alone
    return together or (0 if alone == NO_TESTS else alone)


def failed_windows() -> list[str]:
    """The tests that failed in the last run, if they are few and all of them wait for a window (0035); else none."""
    cache = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
    names: list[str] = sorted(json.loads(cache.read_text(encoding="utf-8"))) if cache.exists() else []
    few = 0 < len(names) <= MOST_STARVED
    return names if few and all(name.startswith(WINDOWED) for name in names) else []


def test_alone(rest: Sequence[str]) -> int:
    """What measures or drives a screen, one at a time (0029); what failed there gets one second try, and is named."""
    say("逐个运行：量时间或内存的测试、真实窗口的测试")
    status = python("-m", "pytest", "-m", "alone and not prove", *rest)
    if status != 1:
        return status
    say("上面没有通过的再试一次；仍不通过才算失败")
    return python("-m", "pytest", "-m", "alone and not prove", "--last-failed", *rest)


def check(_rest: Sequence[str]) -> int:
    """规范检查：ruff、格式、类型、不该提交的字样。全部做完才报告。"""
    steps: dict[str, Callable[[], int]] = {
        "ruff check": lambda: python("-m", "ruff", "check", "."),
        "ruff format": lambda: python("-m", "ruff", "format", "--check", "."),
        "mypy --strict": lambda: python("-m", "mypy", "--strict", "desktop_admin", "resources", "dev.py"),
        "不该提交的字样": lambda: min(1, sum(1 for _ in map(print, forbidden()))),
    }
    failed = []
    for name, step in steps.items():
        say(name)
        if step() != 0:
            failed.append(name)
    say(f"没有通过：{'、'.join(failed)}" if failed else "全部通过")
    return 1 if failed else 0


def forbidden() -> Iterator[str]:
    """`file:line: text` for registry hosts and paths of somebody's machine in the checkout's text files."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            f for f in folders if f not in SKIPPED_FOLDERS and not f.endswith(("_cache", ".egg-info"))
        )
        for name in sorted(names):
            path = Path(folder, name)
            data = path.read_bytes()
            if b"\0" in data[:8192]:
                continue
            for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
                if FORBIDDEN.search(line):
                    yield f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:120]}"


def bench(rest: Sequence[str]) -> int:
    """测速度与内存；可写出要测的名字。"""
    ensure_system(QT_LIBRARIES)
    ensure_system({}, ("initdb",), optional=True)
    return python("-m", "benchmarks", *rest)


def prove(rest: Sequence[str]) -> int:
    """长时间的证明（一万份损坏文件、并发竞争、断电）；其余参数交给 pytest，例如 tests/papers。"""
    ensure_system(QT_LIBRARIES, TEST_PROGRAMS)
    # One at a time: a proof about time or memory must not share the machine with another.
    return python("-m", "pytest", "-m", "prove", "--timeout", "3600", "-v", "--durations=0", *rest)


def build(rest: Sequence[str]) -> int:
    """打包成可以拷走的程序（dist/kaowu），并让它检查资料、走一遍、打开窗口作为证明。"""
    ensure_system({**QT_LIBRARIES, **WINDOW_LIBRARIES}, ("objdump",))
    ensure_system({}, ("Xvfb", "xdotool", "xkbcomp"), optional=True)
    if python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec", *rest) != 0:
        raise Failure("打包没有成功，原因见上。")
    program = ROOT / "dist" / "kaowu" / ("kaowu.exe" if WINDOWS else "kaowu")
    if python("-m", "tests.window.built", program) != 0:
        raise Failure("打包好的程序没有通过检查，原因见上。")
    size = sum(
        file.stat().st_size for file in program.parent.rglob("*") if file.is_file() and not file.is_symlink()
    )
    say(f"{program.relative_to(ROOT)} 可用，共 {size / 2**20:.0f} MB")
    return 0


def lock(rest: Sequence[str]) -> int:
    """重写 requirements.lock（保留已有版本；加 --upgrade 取新版本）。"""
    if python("-m", "uv", "--version") and python("-m", "pip", "install", "--quiet", "uv"):
        raise Failure("没有 uv，也装不上它。")
    options = (
        "--extra dev --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet"
    )
    return python("-m", "uv", "pip", "compile", "pyproject.toml", *options.split(), "-o", LOCK, *rest)


COMMANDS = {command.__name__: command for command in (demo, test, check, bench, prove, build, lock)}


def main() -> int:
    """Parses the command line, prepares the environment, runs one command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words to whoever starts it with an older one
        raise Failure(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。")
    lines = "\n".join(f"  {name:6} {command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py", epilog=lines, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    if len(sys.argv) < 2:
        parser.print_help()
        return 2
    chosen = parser.parse_args()
    ensure_environment()
    return COMMANDS[chosen.command](chosen.rest)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"✗ {failure}", file=sys.stderr, flush=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
