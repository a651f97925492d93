"""The command line: the same requests as the window, from a shell.

``main`` is the program's entry.  Every subcommand is a small file beside this one; nothing
heavy is imported before the subcommand is known, so that the window paints at once.
"""

import multiprocessing
import sys
from collections.abc import Sequence

from desktop_admin.cli.parser import make_parser
from desktop_admin.cli.printing import print_failure
from desktop_admin.contract.errors import OfficeError
from desktop_admin.ending import Ended, Ending


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. 0: done; 1: looked and found a fault; 2: refused, with JSON on standard error.

    Told to end by a signal: 0 once everything is let go of, 130 after Ctrl+C.
    """
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    ending = Ending()
    try:
        with ending:
            arguments = make_parser().parse_args(argv)
            arguments.ending = ending
            return int(arguments.run(arguments))
    except OfficeError as error:
        print_failure(error)
        return 2
    except Ended:
        return ending.farewell()
    except KeyboardInterrupt:
        return 130
