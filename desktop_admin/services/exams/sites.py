"""Sites and rooms: registered, edited, retired, never deleted."""

import dataclasses
from collections import defaultdict

from sqlalchemy import select

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import (
    EditRoom,
    EditSite,
    RegisterRoom,
    RegisterSite,
    RoomForm,
    RoomRecord,
    SiteForm,
    SiteRecord,
    SiteRecords,
    Sites,
)
from desktop_admin.models.exams import RoomRow, SiteRow
from desktop_admin.rules.names import normalise_name
from desktop_admin.rules.same_text import comparable
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.exams.coming import by_room, by_site, refuse_in_use

Fault = tuple[str, str, str]

LONGEST_SITE, LONGEST_ROOM, LONGEST_ADDRESS = 60, 30, 200
#: One sign may stand for eighteen where names are compared.
LONGEST_SITE_KEY, LONGEST_ROOM_KEY = 120, 80
#: A room seats 60 at most (domain §5); a hall may be written down as one room.
MOST_SEATS = 500


def sites(context: Context, request: Sites) -> SiteRecords:
    """Sites by name, those in use first; rooms likewise."""
    at_site, in_room = by_site(context), by_room(context)
    rooms: dict[int, list[RoomRecord]] = defaultdict(list)
    for room in context.session.scalars(select(RoomRow).order_by(RoomRow.active.desc(), RoomRow.id)):
        rooms[room.site_id].append(
            RoomRecord(room.id, room.version, _room_form(room), in_room.get(room.id, 0))
        )
    rows = context.session.scalars(select(SiteRow).order_by(SiteRow.active.desc(), SiteRow.id))
    return SiteRecords(
        tuple(
            SiteRecord(row.id, row.version, _site_form(row), tuple(rooms[row.id]), at_site.get(row.id, 0))
            for row in rows
        )
    )


def register_site(context: Context, request: RegisterSite) -> None:
    """Add a site. A known name is refused, naming the site."""
    form = _sound_site(context, request.form)
    row = SiteRow()
    _write_site(row, form)
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.SITE, row)


def edit_site(context: Context, request: EditSite) -> None:
    """Change or retire a site; fields merge."""
    row = context.fetch(SiteRow, request.site_id, "这个考点")
    stored = _site_form(row)
    form = merged(context, SubjectKind.SITE, row.id, stored, request.seen, _normal_site(request.wanted))
    form = _sound_site(context, form, except_id=row.id)
    if stored.active and not form.active:
        refuse_in_use(by_site(context).get(row.id, 0), "这个考点")
    _write_site(row, form)
    context.touch(SubjectKind.SITE, row)


def register_room(context: Context, request: RegisterRoom) -> None:
    """Add a room to a site."""
    form = _sound_room(context, request.form)
    row = RoomRow(site_id=form.site_id)
    _write_room(row, form)
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.ROOM, row)
    context.touch(SubjectKind.SITE, context.fetch(SiteRow, row.site_id, "这个考点"))


def edit_room(context: Context, request: EditRoom) -> None:
    """Change or retire a room; fields merge. A room does not move to another site."""
    row = context.fetch(RoomRow, request.room_id, "这个考场")
    stored = _room_form(row)
    form = merged(context, SubjectKind.ROOM, row.id, stored, request.seen, _normal_room(request.wanted))
    form = _sound_room(context, form, stored, except_id=row.id)
    if stored.active and not form.active:
        refuse_in_use(by_room(context).get(row.id, 0), "这个考场")
    _write_room(row, form)
    context.touch(SubjectKind.ROOM, row)
    context.touch(SubjectKind.SITE, context.fetch(SiteRow, row.site_id, "这个考点"))


def _site_form(row: SiteRow) -> SiteForm:
    return SiteForm(row.name, row.address, row.active)


def _room_form(row: RoomRow) -> RoomForm:
    return RoomForm(row.site_id, row.name, row.places, row.active)


def _normal_site(form: SiteForm) -> SiteForm:
    return dataclasses.replace(form, name=normalise_name(form.name), address=form.address.strip())


def _normal_room(form: RoomForm) -> RoomForm:
    return dataclasses.replace(form, name=normalise_name(form.name))


def _sound_site(context: Context, form: SiteForm, except_id: int = 0) -> SiteForm:
    form = _normal_site(form)
    faults: list[Fault] = []
    key = comparable(form.name)
    if not 1 <= len(form.name) <= LONGEST_SITE or not 1 <= len(key) <= LONGEST_SITE_KEY:
        faults.append(("name", "length", f"请填写考点名称，最多 {LONGEST_SITE} 个字。"))
    if len(form.address) > LONGEST_ADDRESS:
        faults.append(("address", "too_long", f"地址最多 {LONGEST_ADDRESS} 个字。"))
    if faults:
        invalid(*faults)
    known = context.session.scalar(select(SiteRow).where(SiteRow.name_key == key))
    if known is not None and known.id != except_id:
        raise Conflict(
            f"考点“{known.name}”已经有了，请直接选用{'' if known.active else '（现在停用，可以恢复）'}。",
            {"site_id": known.id},
        )
    return form


def _sound_room(
    context: Context, form: RoomForm, stored: RoomForm | None = None, except_id: int = 0
) -> RoomForm:
    form = _normal_room(form)
    faults: list[Fault] = []
    key = comparable(form.name)
    if not 1 <= len(form.name) <= LONGEST_ROOM or not 1 <= len(key) <= LONGEST_ROOM_KEY:
        faults.append(("name", "length", f"请填写考场名称，最多 {LONGEST_ROOM} 个字，例如“第1考场”。"))
    if not 1 <= form.places <= MOST_SEATS:
        faults.append(("places", "range", f"座位数应在 1 到 {MOST_SEATS} 之间，现在填的是 {form.places}。"))
    site = context.session.get(SiteRow, form.site_id)
    if site is None:
        faults.append(("site_id", "unknown", "没有找到所选的考点，请先登记考点。"))
    elif stored is not None and stored.site_id != form.site_id:
        faults.append(("site_id", "fixed", "考场不能换考点；请停用这一个，在另一考点新建。"))
    if faults:
        invalid(*faults)
    same = select(RoomRow).where(RoomRow.site_id == form.site_id, RoomRow.name_key == key)
    known = context.session.scalar(same)
    if known is not None and known.id != except_id:
        raise Conflict(
            f"这个考点已有考场“{known.name}”，请换一个名称{'' if known.active else '，或恢复那一个'}。",
            {"room_id": known.id},
        )
    return form


def _write_site(row: SiteRow, form: SiteForm) -> None:
    row.name, row.name_key = form.name, comparable(form.name)
    row.address, row.active = form.address, form.active


def _write_room(row: RoomRow, form: RoomForm) -> None:
    row.name, row.name_key = form.name, comparable(form.name)
    row.places, row.active = form.places, form.active
