"""Companies: registered and edited."""

from dataclasses import dataclass, field

from desktop_admin.contract.base import OPEN, PHONE, Command, Receipt


@dataclass(frozen=True)
class CompanyForm:
    """What is edited of a company. Keyed on the credit code; names are dated (domain §4)."""

    name: str
    credit_code: str = field(metadata=OPEN)
    legal_representative: str = ""
    county: str = ""
    phone: str = field(default="", metadata=PHONE)


@dataclass(frozen=True)
class RegisterCompany(Command[Receipt]):
    """Register a company (seed §2.4). A known credit code is refused, naming the company."""

    form: CompanyForm


@dataclass(frozen=True)
class EditCompany(Command[Receipt]):
    """Change a company; fields merge with what others changed meanwhile (X01)."""

    company_id: int
    seen: CompanyForm
    wanted: CompanyForm
