"""No locks on accounts"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Wrong passwords are counted by name and address since 0003; what locked an account is read by nobody."""
    op.drop_column("staff", "failures")
    op.drop_column("staff", "locked_until")
