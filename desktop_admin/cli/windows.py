"""``kaowu windows``: the cut-offs that follow from an exam date."""

import argparse
import sys

from desktop_admin.cli.printing import print_json
from desktop_admin.contract.errors import Invalid
from desktop_admin.rules.cycles import windows_json
from desktop_admin.rules.errors import RuleBroken
from desktop_admin.services.holidays import seed


def windows(arguments: argparse.Namespace) -> int:
    """The three windows in ISO times at +08:00, and what a coordinator should know."""
    exam = arguments.exam
    try:
        found = windows_json(exam, seed((exam.year - 1, exam.year, exam.year + 1)))
    except (RuleBroken, ValueError, OverflowError) as error:
        raise Invalid(f"算不出 {exam.isoformat()} 的时间：{error}") from None
    if arguments.json:
        print_json(found)
        return 0
    for name, title in (("registration", "报名缴费"), ("study", "在线学习"), ("application", "申请考试")):
        sys.stdout.write(f"{title}  {found[name]['opens']} → {found[name]['closes']}\n")
    for warning in found["warnings"]:
        sys.stdout.write(f"注意：{warning['message']}\n")
    return 0
