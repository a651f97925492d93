"""What may be claimed, and by whom: whoever has it open keeps it from others until the lease runs out (R05, R07).

A desk whose things one person at a time works on adds its kind here; the table of claims, the feed and the requests
are the same for all.
"""

from collections.abc import Mapping
from typing import Final

from desktop_admin.rules.roles import REVIEW, Roles
from desktop_admin.rules.subjects import SubjectKind

CLAIMED: Final[Mapping[SubjectKind, Roles]] = {SubjectKind.SUBMISSION: REVIEW}
