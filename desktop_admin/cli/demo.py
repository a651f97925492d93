"""``kaowu demo``: a believable office in a folder of its own, and the window on it."""

import argparse
from pathlib import Path

from desktop_admin.cli.printing import print_json
from desktop_admin.demonstration import default_folder, host_of, open_demo
from desktop_admin.plain_imports import plain_imports


def demo(arguments: argparse.Namespace) -> int:
    """Make or reopen the demonstration; open the window, or print address and accounts."""
    folder = Path(arguments.folder) if arguments.folder else default_folder()
    made = open_demo(folder, people=arguments.people, seed=arguments.seed, now=arguments.now)
    if arguments.no_window:
        print_json(
            {
                "office": made.url,
                "staff": [
                    {"name": one.name, "roles": [role.value for role in one.roles], "password": one.password}
                    for one in made.staff
                ],
            }
        )
        return 0
    arguments.ending.hold()
    import PySide6.QtWidgets  # noqa: F401 — its hook must be there to be taken off

    plain_imports()
    from desktop_admin.app import run

    host = host_of(made)
    return run(made.url, enter_as=(host.name, host.password), ending=arguments.ending)
