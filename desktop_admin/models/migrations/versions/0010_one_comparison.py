"""Company names compared as everything else: radical look-alikes do not count"""

import sqlalchemy as sa
from alembic import op

from desktop_admin.rules.names import company_key

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AT_ONCE = 1_000


def upgrade() -> None:
    """The keys anew, from the names they were made of."""
    connection = op.get_bind()
    for name in ("company", "company_name"):
        table = sa.table(name, sa.column("id"), sa.column("name"), sa.column("name_key"))
        change = table.update().where(table.c.id == sa.bindparam("row")).values(name_key=sa.bindparam("key"))
        last = 0
        while rows := connection.execute(
            sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(_AT_ONCE)
        ).all():
            last = rows[-1].id
            other = [
                {"row": row.id, "key": company_key(row.name)}
                for row in rows
                if company_key(row.name) != row.name_key
            ]
            if other:
                connection.execute(change, other)
