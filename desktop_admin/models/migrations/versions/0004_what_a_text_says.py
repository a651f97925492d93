"""What a text says"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column beside the file's text for what it says; older rows are read when they are asked for."""
    op.add_column("file_facts", sa.Column("reading", sa.Text(), nullable=True))
