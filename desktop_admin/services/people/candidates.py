"""Registering and editing people, and showing their whole numbers.

Numbers live in a table of their own (purge, grants); forms that leave this room carry them masked, and a
masked number that comes back unchanged means: unchanged.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.contract.people import (
    CandidateForm,
    EditCandidate,
    RegisterCandidate,
    RevealCandidate,
    Revealed,
)
from desktop_admin.models.people import CandidateNumbers, CandidateRow, CompanyRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.identity import IdType, check_id, normalise_id
from desktop_admin.rules.masks import mask_id, mask_phone
from desktop_admin.rules.names import check_name, normalise_name
from desktop_admin.rules.phones import check_phone, normalise_phone
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.text import DOT
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.people.rechecking import recheck
from desktop_admin.services.pinyin import given_reading, name_reading

Fault = tuple[str, str, str]

LONGEST_TYPED = 60
LONGEST_SOURCE = 60


@dataclass(frozen=True)
class _Sound:
    form: CandidateForm
    sex: str | None
    birth_date: date | None


def register_candidate(context: Context, request: RegisterCandidate) -> None:
    """Register a person, by the portal or on the person's behalf by staff (seed §2.2).

    Raises Invalid with all faults at once; Conflict with ``candidate_id`` when the paper is known.
    """
    faults: list[Fault] = []
    if len(request.source) > LONGEST_SOURCE:
        faults.append(("source", "too_long", f"来源最多 {LONGEST_SOURCE} 个字。"))
    sound = _judge(context, request.form, faults)
    _refuse_known(context, sound.form)
    row = CandidateRow(source=request.source.strip(), created_at=context.now)
    _write(row, sound, request.form.name)
    context.session.add(row)
    context.session.flush()
    numbers = CandidateNumbers(candidate_id=row.id)
    _write_numbers(numbers, sound.form)
    context.session.add(numbers)
    context.on_behalf_id = row.id
    context.touch(SubjectKind.CANDIDATE, row)


def edit_candidate(context: Context, request: EditCandidate) -> None:
    """Change a person; fields merge. A learner changes only the own record.

    ``counts["changed"]`` is the number of fields that differ afterwards: honest also when it is 0.
    """
    row = _editable(context, request.candidate_id)
    numbers = context.fetch(CandidateNumbers, row.id, "学员的证件号码")
    stored = candidate_form(row, numbers)
    seen, wanted = _unmasked(stored, request.seen, request.wanted)
    try:
        form = merged(context, SubjectKind.CANDIDATE, row.id, stored, seen, _normal(wanted))
    except Conflict as clash:
        _mask_clash(clash)
        raise
    changed = _differing(stored, form)
    if "name" in changed and "pinyin" not in changed:
        # A reading corrected for the old name would be wrong for the new one, and nobody would see it.
        form = dataclasses.replace(form, pinyin="")
    sound = _judge(context, form, [], changed)
    _refuse_known(context, sound.form, except_id=row.id)
    context.counts["changed"] = len(changed)
    context.touch(SubjectKind.CANDIDATE, row)
    if not changed:
        return
    _write(row, sound, request.wanted.name if "name" in changed else row.name_typed)
    _write_numbers(numbers, sound.form)
    # Numbers have no version of their own; a changed phone must still be a new version of the person.
    flag_modified(row, "name")
    context.session.flush()
    recheck(context, SubmissionRow.candidate_id == row.id)


def reveal_candidate(context: Context, request: RevealCandidate) -> Revealed:
    """The whole numbers: a command, so that every look is in the journal (domain §6)."""
    if not sees_whole_numbers(context.principal.roles):
        raise NotAllowed("您的角色不能查看完整的证件号码和电话。如确有需要，请联系主管。")
    row = context.fetch(CandidateRow, request.candidate_id, "这名学员")
    numbers = context.fetch(CandidateNumbers, row.id, "学员的证件号码")
    context.touch(SubjectKind.CANDIDATE, row)
    return Revealed(numbers.id_number, numbers.phone)


def candidate_form(row: CandidateRow, numbers: CandidateNumbers) -> CandidateForm:
    """What is edited of a person, as stored, numbers whole. ``pinyin`` is the reading in force."""
    return CandidateForm(
        row.name, IdType(numbers.id_type), numbers.id_number, row.company_id, numbers.phone, row.pinyin
    )


def masked(form: CandidateForm) -> CandidateForm:
    """The form as pages show it."""
    return dataclasses.replace(form, id_number=mask_id(form.id_number), phone=mask_phone(form.phone))


def _editable(context: Context, candidate_id: int | None) -> CandidateRow:
    own = context.principal.candidate_id
    if own is not None:
        if candidate_id not in (None, own):
            raise NotAllowed("您只能修改自己的信息。")
        candidate_id = context.on_behalf_id = own
    if candidate_id is None:
        invalid(("candidate_id", "empty", "请先选择要修改的学员。"))
    row = context.fetch(CandidateRow, candidate_id, "这名学员")
    if row.merged_into_id is not None:
        raise Conflict(
            "这名学员的记录已合并到另一条，请修改保留的那条。", {"candidate_id": row.merged_into_id}
        )
    return row


def _judge(
    context: Context, form: CandidateForm, faults: list[Fault], only: Collection[str] | None = None
) -> _Sound:
    """The form as it is stored and what its number says; Invalid with every fault, earlier ones included.

    ``only``: the fields that are new (None: all); what was stored before, perhaps an imported old number,
    is not judged again.
    """
    form = _normal(form)
    fresh = _differing(form, None) if only is None else only
    number = check_id(form.id_type, form.id_number, local(context.now).date())
    found: list[Fault] = [("name", fault.code, fault.message) for fault in check_name(form.name).faults]
    if "id_type" in fresh or "id_number" in fresh:
        found += [("id_number", fault.code, fault.message) for fault in number.faults]
    if form.phone and "phone" in fresh:
        found += [("phone", fault.code, fault.message) for fault in check_phone(form.phone).faults]
    if form.company_id is not None and context.session.get(CompanyRow, form.company_id) is None:
        found.append(("company_id", "unknown", "没有找到所选的单位，请先登记单位。"))
    if form.pinyin and "pinyin" in fresh:
        found += _pinyin_faults(form)
    if faults or found:
        invalid(*faults, *found)
    return _Sound(form, number.sex, number.birth_date)


def _differing(one: CandidateForm, other: CandidateForm | None) -> set[str]:
    """Names of the fields that are not equal; all of them when there is nothing to compare with."""
    names = (field.name for field in dataclasses.fields(CandidateForm))
    return {name for name in names if other is None or getattr(one, name) != getattr(other, name)}


def _pinyin_faults(form: CandidateForm) -> list[Fault]:
    """One syllable a character (a compound surname may be one word): search takes initials from them."""
    signs = [sign for sign in form.name if sign != DOT]
    syllables = len(form.pinyin.split())
    usual = len(name_reading(form.name).pinyin.split())
    if any(sign.isascii() for sign in signs) or syllables in (len(signs), usual):
        return []
    sentence = (
        f"拼音请按字用空格分开，例如“zeng xiao ming”；姓名 {len(signs)} 个字，现在是 {syllables} 个音节。"
    )
    return [("pinyin", "syllables", sentence)]


def _normal(form: CandidateForm) -> CandidateForm:
    return CandidateForm(
        name=normalise_name(form.name),
        id_type=IdType(form.id_type),
        id_number=normalise_id(form.id_number),
        company_id=form.company_id,
        phone=normalise_phone(form.phone) if form.phone.strip() else "",
        pinyin=given_reading(form.pinyin).pinyin,
    )


def _unmasked(
    stored: CandidateForm, seen: CandidateForm, wanted: CandidateForm
) -> tuple[CandidateForm, CandidateForm]:
    """Masks replaced by the number they stand for; a mask somebody changed by hand is refused."""
    shown = masked(stored)
    faults: list[Fault] = []
    for field, title in (("id_number", "证件号码"), ("phone", "电话")):
        number = getattr(stored, field)
        before, after = getattr(seen, field), getattr(wanted, field)
        if "*" in after and after not in (before, getattr(shown, field)):
            faults.append((field, "masked", f"{title}只填了一部分，请填写完整的号码，或不要改动它。"))
        # A mask of another number is left as it is: somebody has changed the number meanwhile (X01).
        if before == getattr(shown, field):
            seen = dataclasses.replace(seen, **{field: number})
        if "*" in after:
            wanted = dataclasses.replace(wanted, **{field: getattr(seen, field)})
    if faults:
        invalid(*faults)
    return seen, wanted


def _mask_clash(clash: Conflict) -> None:
    """Details are never personal: a conflict about numbers shows them masked, as every page does."""
    masks: dict[str, Any] = {"id_number": mask_id, "phone": mask_phone}
    for entry in clash.details["fields"]:
        mask = masks.get(entry["field"])
        if mask:
            entry.update({side: mask(entry[side]) for side in ("seen", "stored", "wanted")})


def _refuse_known(context: Context, form: CandidateForm, except_id: int = 0) -> None:
    found = context.session.execute(
        select(CandidateRow.id, CandidateRow.merged_into_id)
        .join(CandidateNumbers, CandidateNumbers.candidate_id == CandidateRow.id)
        .where(CandidateNumbers.id_type == form.id_type, CandidateNumbers.id_number == form.id_number)
    ).one_or_none()
    if found is None or found.id == except_id:
        return
    kept = found.merged_into_id or found.id
    if kept == except_id:
        raise Conflict(
            "这个证件号码在已合并到本人的旧记录上，旧记录保留历史，号码不能再用。", {"candidate_id": kept}
        )
    raise Conflict(
        "这个证件号码已经登记过，请使用已有的记录，不要重复登记。若号码填错，请按证件核对。",
        {"candidate_id": kept},
    )


def _write(row: CandidateRow, sound: _Sound, typed: str) -> None:
    form = sound.form
    own, worked_out = given_reading(form.pinyin), name_reading(form.name)
    row.pinyin_given = bool(own.pinyin) and own.pinyin != worked_out.pinyin
    reading = own if row.pinyin_given else worked_out
    row.name, row.name_typed = form.name, typed[:LONGEST_TYPED]
    row.pinyin, row.initials = reading.pinyin[:200], reading.initials[:50]
    row.sex, row.birth_date, row.company_id = sound.sex, sound.birth_date, form.company_id


def _write_numbers(numbers: CandidateNumbers, form: CandidateForm) -> None:
    numbers.id_type, numbers.id_number = str(form.id_type), form.id_number
    numbers.id_last4, numbers.phone = form.id_number[-4:], form.phone
