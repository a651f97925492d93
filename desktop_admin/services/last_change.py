"""Who changed a thing last, and when: what a conflict names (house §3, X01)."""

from desktop_admin.rules.clock import words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.journal import rows_about


def last_change(context: Context, kind: SubjectKind, identity: int) -> tuple[str, str]:
    """(name, ``11月24日 12:00``) of the last journal row about the thing; two empty texts without one."""
    for row, who, _detail in rows_about(context, [(kind, identity)], limit=1):
        return who or "", words(row.at)
    return "", ""
