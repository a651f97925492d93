"""Who changed the settings and the registration windows, from what to what: the journal, told in words."""

from sqlalchemy import select

from desktop_admin.contract.policy import SettingsChange, SettingsChanges, SettingsHistory
from desktop_admin.models.policy import RegistrationShiftRow
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import journal
from desktop_admin.services.context import Context
from desktop_admin.services.journal_pages import told_lines
from desktop_admin.services.veil import veiled

_MOST = 200
_CHANGES = ("EditPolicy", "ShiftRegistration")


def settings_history(context: Context, request: SettingsHistory) -> SettingsChanges:
    """The last changes, newest first. What was erased after the retention time says so and keeps its line."""
    most = max(1, min(request.limit, _MOST))
    things = [(SubjectKind.POLICY, 1)]
    things += [
        (SubjectKind.REGISTRATION_SHIFT, identity)
        for identity in context.session.scalars(select(RegistrationShiftRow.id))
    ]
    rows = [
        SettingsChange(
            row.number,
            row.at,
            who or "",
            row.name,
            () if text is None else told_lines(context, row, veiled(row.name, text)),
            text is None,
        )
        for row, who, text in journal.rows_about(context, things, most)
        if row.name in _CHANGES
    ]
    return SettingsChanges(tuple(rows), journal.head(context.session))
