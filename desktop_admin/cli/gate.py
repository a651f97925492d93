"""``kaowu gate``: may a registration apply for a session, and if not, why; in words or as JSON for other programs."""

import argparse
import sys

from desktop_admin.cli.office import open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.registrations import ExamGate, GateRecord
from desktop_admin.rules.roles import Role
from desktop_admin.rules.visible import visible

#: The exit status of an answer that is no; 2 is a request that was refused.
NOT_NOW = 3
_SIGNS = {True: "✓", False: "✗", None: "？"}


def gate(arguments: argparse.Namespace) -> int:
    """Every condition at ``--at``, or now. On a demonstration without ``--as``: as its coordinator."""
    with open_office(arguments, demo_role=Role.COORDINATOR) as office:
        found: GateRecord = office.run(ExamGate(arguments.registration, arguments.session, arguments.at))
    if arguments.json:
        checks = [{"code": check.code.value, "ok": check.ok, "words": check.words} for check in found.checks]
        print_json({"may": found.may, "checks": checks})
    else:
        sys.stdout.write("可以申请\n" if found.may else "不能申请\n")
        for check in found.checks:
            sys.stdout.write(f"  {_SIGNS[check.ok]} {check.code.words}：{visible(check.words)}\n")
        if found.next_month_helps:
            sys.stdout.write("可以转次月考\n")
    return 0 if found.may else NOT_NOW
