"""Invigilators (监考员). Their phones are personal data: lists show them masked."""

from dataclasses import dataclass, field

from desktop_admin.contract.base import PHONE, Command, Question, Receipt


@dataclass(frozen=True)
class InvigilatorForm:
    """What is edited of an invigilator. Pages show the phone masked; a masked one that comes back is unchanged."""

    name: str
    phone: str = field(default="", metadata=PHONE)
    active: bool = True


@dataclass(frozen=True)
class AddInvigilator(Command[Receipt]):
    """Add a person who invigilates. Two people may bear one name; ``counts["same_name"]`` says how many did."""

    form: InvigilatorForm


@dataclass(frozen=True)
class EditInvigilator(Command[Receipt]):
    """Change or retire an invigilator; fields merge. Whoever a coming session needs is not retired."""

    invigilator_id: int
    seen: InvigilatorForm
    wanted: InvigilatorForm


@dataclass(frozen=True)
class RevealedPhone:
    """The whole phone. Never stored, never logged."""

    phone: str


@dataclass(frozen=True)
class RevealInvigilator(Command[RevealedPhone]):
    """Show the whole phone: a command, because every reveal is journalled (domain §6)."""

    invigilator_id: int


@dataclass(frozen=True)
class InvigilatorRecord:
    """An invigilator; phone masked. ``coming``: sessions still to be held with this person."""

    id: int
    version: int
    form: InvigilatorForm
    coming: int


@dataclass(frozen=True)
class InvigilatorRecords:
    """All invigilators by the sound of their names, those in use first."""

    rows: tuple[InvigilatorRecord, ...]


@dataclass(frozen=True)
class Invigilators(Question[InvigilatorRecords]):
    """Every invigilator, retired ones included."""
