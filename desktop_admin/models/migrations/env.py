"""Alembic's entry: runs on the connection the office hands over, so that it sees the same database."""

from alembic import context

from desktop_admin.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
