"""Which decision a reason belongs to: 退回, 不通过 or both, and the first final grounds"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: What is wrong with a paper, by the codes every office started with. Reasons an office wrote itself stay for both.
_FAULTS = (
    *(
        "form_missing",
        "letter_missing",
        "seal_missing",
        "seal_differs",
        "signature",
        "template",
        "form_blank",
    ),
    *("scan_quality", "file_format", "file_too_large", "id_differs", "name_differs", "photo"),
    *("company_differs", "credit_code", "social_insurance", "training", "certificate_number"),
    *("file_unreadable", "file_unsafe"),
)
_FINAL = (("not_genuine", "提供的资料或信息不真实"), ("returned_in_vain", "已多次退回，仍未按要求更正"))


def upgrade() -> None:
    """One column, filled for the reasons of the start; an office that has a catalogue gets the final grounds too."""
    op.add_column("reason", sa.Column("given_for", sa.String(10), server_default="", nullable=False))
    reason = sa.table(
        "reason",
        sa.column("code", sa.String),
        sa.column("text", sa.String),
        sa.column("slot", sa.String),
        sa.column("category", sa.String),
        sa.column("digit", sa.Integer),
        sa.column("active", sa.Boolean),
        sa.column("given_for", sa.String),
        sa.column("sort", sa.Integer),
        sa.column("version", sa.Integer),
    )
    connection = op.get_bind()
    connection.execute(sa.update(reason).where(reason.c.code.in_(_FAULTS)).values(given_for="return"))
    codes = set(connection.scalars(sa.select(reason.c.code)))
    last = connection.scalar(sa.select(sa.func.max(reason.c.sort))) or 0
    for code, text in _FINAL:
        if not codes or code in codes:
            continue
        last += 1
        connection.execute(
            sa.insert(reason).values(
                code=code,
                text=text,
                slot="registration_form",
                category="",
                digit=0,
                active=True,
                given_for="reject",
                sort=last,
                version=1,
            )
        )
