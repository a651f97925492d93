"""Sites (考点) and their rooms (考场)."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Question, Receipt


@dataclass(frozen=True)
class SiteForm:
    """What is edited of a site. ``active`` off: no new session may choose it; old ones keep it."""

    name: str
    address: str = ""
    active: bool = True


@dataclass(frozen=True)
class RoomForm:
    """What is edited of a room. ``places``: how many may sit there (30 is the norm, 60 the most; domain §5)."""

    site_id: int
    name: str
    places: int
    active: bool = True


@dataclass(frozen=True)
class RegisterSite(Command[Receipt]):
    """Add a site. A known name is refused."""

    form: SiteForm


@dataclass(frozen=True)
class EditSite(Command[Receipt]):
    """Change a site, or retire it; fields merge. One that a coming session uses is not retired."""

    site_id: int
    seen: SiteForm
    wanted: SiteForm


@dataclass(frozen=True)
class RegisterRoom(Command[Receipt]):
    """Add a room to a site. Two rooms of one site never have the same name."""

    form: RoomForm


@dataclass(frozen=True)
class EditRoom(Command[Receipt]):
    """Change a room, or retire it; fields merge. It stays in its site."""

    room_id: int
    seen: RoomForm
    wanted: RoomForm


@dataclass(frozen=True)
class RoomRecord:
    """A room. ``coming``: sessions still to be held that use it."""

    id: int
    version: int
    form: RoomForm
    coming: int


@dataclass(frozen=True)
class SiteRecord:
    """A site with its rooms by name. ``coming``: sessions still to be held there."""

    id: int
    version: int
    form: SiteForm
    rooms: tuple[RoomRecord, ...]
    coming: int


@dataclass(frozen=True)
class SiteRecords:
    """All sites by name, those in use first."""

    rows: tuple[SiteRecord, ...]


@dataclass(frozen=True)
class Sites(Question[SiteRecords]):
    """Every site with its rooms, retired ones included."""
