"""Invigilators: added, edited, retired; their phones in a table of their own and masked wherever they are shown."""

import dataclasses
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import (
    AddInvigilator,
    EditInvigilator,
    InvigilatorForm,
    InvigilatorRecord,
    InvigilatorRecords,
    Invigilators,
    RevealedPhone,
    RevealInvigilator,
)
from desktop_admin.models.exams import InvigilatorPhone, InvigilatorRow
from desktop_admin.rules.masks import mask_phone
from desktop_admin.rules.names import check_name, normalise_name
from desktop_admin.rules.phones import check_phone, normalise_phone
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.exams.coming import by_invigilator, refuse_in_use
from desktop_admin.services.pinyin import name_reading


def invigilators(context: Context, request: Invigilators) -> InvigilatorRecords:
    """Everybody, those in use first, by the sound of their names; phones masked."""
    coming = by_invigilator(context)
    found = context.session.execute(
        select(InvigilatorRow, InvigilatorPhone.phone).outerjoin(
            InvigilatorPhone, InvigilatorPhone.invigilator_id == InvigilatorRow.id
        )
    )
    records = [
        InvigilatorRecord(row.id, row.version, _masked(_form(row, phone or "")), coming.get(row.id, 0))
        for row, phone in found
    ]
    records.sort(
        key=lambda one: (not one.form.active, name_reading(one.form.name).pinyin, one.form.name, one.id)
    )
    return InvigilatorRecords(tuple(records))


def add_invigilator(context: Context, request: AddInvigilator) -> None:
    """Add a person."""
    form = _sound(request.form)
    same = select(func.count()).select_from(InvigilatorRow).where(InvigilatorRow.name == form.name)
    context.counts["same_name"] = context.session.scalar(same) or 0
    row = InvigilatorRow(name=form.name, active=form.active)
    context.session.add(row)
    context.session.flush()
    context.session.add(InvigilatorPhone(invigilator_id=row.id, phone=form.phone))
    context.touch(SubjectKind.INVIGILATOR, row)


def edit_invigilator(context: Context, request: EditInvigilator) -> None:
    """Change or retire a person; fields merge. A masked phone that comes back unchanged means: unchanged."""
    row = context.fetch(InvigilatorRow, request.invigilator_id, "这名监考员")
    phone = context.fetch(InvigilatorPhone, row.id, "监考员的电话")
    stored = _form(row, phone.phone)
    seen, wanted = _unmasked(stored, request.seen, request.wanted)
    try:
        form = merged(context, SubjectKind.INVIGILATOR, row.id, stored, seen, _normal(wanted))
    except Conflict as clash:
        _mask_clash(clash)
        raise
    form = _sound(form)
    if stored.active and not form.active:
        refuse_in_use(by_invigilator(context).get(row.id, 0), "这名监考员")
    row.name, row.active, phone.phone = form.name, form.active, form.phone
    if form.phone != stored.phone:
        flag_modified(row, "name")  # the phone has no version of its own
    context.touch(SubjectKind.INVIGILATOR, row)


def reveal_invigilator(context: Context, request: RevealInvigilator) -> RevealedPhone:
    """The whole phone: a command, so that every look is in the journal (domain §6)."""
    row = context.fetch(InvigilatorRow, request.invigilator_id, "这名监考员")
    phone = context.fetch(InvigilatorPhone, row.id, "监考员的电话")
    context.touch(SubjectKind.INVIGILATOR, row)
    return RevealedPhone(phone.phone)


def _form(row: InvigilatorRow, phone: str) -> InvigilatorForm:
    return InvigilatorForm(row.name, phone, row.active)


def _masked(form: InvigilatorForm) -> InvigilatorForm:
    return dataclasses.replace(form, phone=mask_phone(form.phone))


def _normal(form: InvigilatorForm) -> InvigilatorForm:
    phone = normalise_phone(form.phone) if form.phone.strip() else ""
    return dataclasses.replace(form, name=normalise_name(form.name), phone=phone)


def _sound(form: InvigilatorForm) -> InvigilatorForm:
    form = _normal(form)
    faults = [("name", fault.code, fault.message) for fault in check_name(form.name).faults]
    if form.phone:
        faults += [("phone", fault.code, fault.message) for fault in check_phone(form.phone).faults]
    if faults:
        invalid(*faults)
    return form


def _unmasked(
    stored: InvigilatorForm, seen: InvigilatorForm, wanted: InvigilatorForm
) -> tuple[InvigilatorForm, InvigilatorForm]:
    mask = mask_phone(stored.phone)
    forms = [
        dataclasses.replace(form, phone=stored.phone) if form.phone == mask else form
        for form in (seen, wanted)
    ]
    return forms[0], forms[1]


def _mask_clash(clash: Conflict) -> None:
    fields: list[dict[str, Any]] = clash.details["fields"]
    for field in fields:
        if field["field"] == "phone":
            field.update({side: mask_phone(field[side]) for side in ("seen", "stored", "wanted")})
