"""``kaowu papers check``: what files are, whether they would be accepted, and whether they name a person."""

import argparse
import sys

from desktop_admin.cli.printing import print_json
from desktop_admin.contract.errors import Invalid
from desktop_admin.papers.check import check_files
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.visible import visible

_KEYS = ("name", "id_number", "company")


def check(arguments: argparse.Namespace) -> int:
    """Verdicts for every file; exit status 0 also when some are not acceptable: they were looked at."""
    person = _person(arguments.person)
    inspectors = Inspectors(workers=1)
    try:
        records = check_files(arguments.files, person, inspectors)
    finally:
        inspectors.close()
    if arguments.json:
        print_json(records)
        return 0
    for record in records:
        faults = "；".join(problem["message"] for problem in record["problems"])
        sys.stdout.write(
            f"{visible(record['file'])}: {'可以接收' if record['acceptable'] else '不能接收'} {faults}\n"
        )
    return 0


def _person(text: str) -> dict[str, str]:
    person: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        key, equals, value = part.partition("=")
        if not equals or key.strip() not in _KEYS:
            raise Invalid(f"--person 里的“{part}”看不懂，应写作 name=…,id_number=…,company=…。")
        person[key.strip()] = value.strip()
    return person
