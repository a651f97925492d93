"""The command line: the same requests as the window, from a shell.

``main`` is the program's entry.  Every subcommand is a small file beside this one; nothing
heavy is imported before the subcommand is known, so that the window paints at once.
"""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from desktop_admin.cli.parser import make_parser
from desktop_admin.cli.printing import print_failure
from desktop_admin.contract.errors import Invalid, OfficeError, Unavailable
from desktop_admin.ending import Ended, Ending
from desktop_admin.rules.visible import visible


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: looked and found a fault; 2: refused, with JSON on standard error.

    Told to end by a signal: 0 once everything is let go of, 130 after Ctrl+C.
    """
    multiprocessing.freeze_support()
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    ending = Ending()
    try:
        with ending:
            arguments = make_parser().parse_args(argv)
            _refuse_other_encodings(sys.argv[1:] if argv is None else argv)
            arguments.ending = ending
            status = int(arguments.run(arguments))
            sys.stdout.flush()
            return status
    except OfficeError as error:
        print_failure(error)
        return 2
    except OSError as error:
        if not _gave_up_output():
            raise
        if not isinstance(error, BrokenPipeError):  # whoever reads with `head` has read enough
            said = f"结果写不出来：{error.strerror}。要做的事可能已经做完，请先核对，不要直接重做。"
            print_failure(Unavailable(said))
        return 2
    except Ended:
        return ending.farewell()
    except KeyboardInterrupt:
        return 130


def _refuse_other_encodings(words: Sequence[str]) -> None:
    """A name in another encoding than UTF-8 can be read, but never written down: in a journal, a table, a request."""
    if words and words[0] in ("put", "papers"):  # these only read the file, and say its name escaped
        return
    for word in words:
        if any("\ud800" <= sign <= "\udfff" for sign in word):
            raise Invalid(f"命令里的“{visible(word)}”不是 UTF-8 编码，不能保存。请改用别的名字。")


def _open_streams() -> None:
    """Something to write to where the caller closed a stream, or a program without a console has none."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _gave_up_output() -> bool:
    """Whether nothing can be written to standard output any more; then what is left goes nowhere."""
    try:
        sys.stdout.write("\n")  # what could not be written was thrown away with the error: only writing tells
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
            sys.stdout.flush()
        return True
    return False
