"""Word → PDF through LibreOffice where it is installed: true pages for the eye, never for the verdict.

Apart because it is optional: without it the same file gets the same verdict, and
the view shows the text (R02).
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

import psutil

_PROGRAMS: Final = ("soffice", "libreoffice")
_SUFFIXES: Final = {
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def find_office() -> str | None:
    """The path of LibreOffice's program, or None where it is not installed."""
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


def to_pdf(data: bytes, media_type: str, program: str, seconds: float = 40) -> bytes | None:
    """``data`` as PDF, or None where the conversion failed or took longer than ``seconds``.

    Convert only what the inspector accepts: this starts a large program with its own weaknesses. It runs
    with a profile of its own, so that an open LibreOffice is neither used nor disturbed.
    """
    suffix = _SUFFIXES.get(media_type)
    if suffix is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kaowu-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "paper" + suffix)
        source.write_bytes(data)
        process = subprocess.Popen(
            [
                program,
                f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(source),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _kill_tree(process)
            return None
        target = source.with_suffix(".pdf")
        return target.read_bytes() if process.returncode == 0 and target.exists() else None


def _kill_tree(process: "subprocess.Popen[bytes]") -> None:
    """LibreOffice's starter leaves the real work to a child of its own; end both."""
    try:
        family = [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]
    except psutil.NoSuchProcess:
        family = []
    for member in family:
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue
    process.wait()
