"""Who changed what a chief may change, from what to what: the journal, told in words."""

from sqlalchemy import select

from desktop_admin.contract.settings_history import SettingsChange, SettingsChanges, SettingsHistory
from desktop_admin.models.journal import JournalDetailRow, JournalRow, JournalSubject
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.context import Context
from desktop_admin.services.journal_pages import told_lines
from desktop_admin.services.veil import veiled

_MOST = 200
_KINDS = (SubjectKind.POLICY, SubjectKind.REGISTRATION_SHIFT, SubjectKind.CATEGORY, SubjectKind.REASON)
_CHANGES = ("EditPolicy", "ShiftRegistration", "EditCategory", "AddReason", "EditReason")


def settings_history(context: Context, request: SettingsHistory) -> SettingsChanges:
    """The last changes, newest first. What was erased after the retention time says so and keeps its line."""
    about = select(JournalSubject.number).where(JournalSubject.kind.in_([kind.value for kind in _KINDS]))
    found = context.session.execute(
        select(JournalRow, StaffRow.name, JournalDetailRow.text)
        .outerjoin(StaffRow, StaffRow.id == JournalRow.staff_id)
        .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
        .where(JournalRow.number.in_(about), JournalRow.name.in_(_CHANGES))
        .order_by(JournalRow.number.desc())
        .limit(max(1, min(request.limit, _MOST)))
    )
    rows = [
        SettingsChange(
            row.number,
            row.at,
            who or "",
            row.name,
            () if text is None else told_lines(context, row, veiled(row.name, text)),
            text is None,
        )
        for row, who, text in found
    ]
    return SettingsChanges(tuple(rows), chain.head(context.session))
