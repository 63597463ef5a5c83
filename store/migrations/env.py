"""Alembic's entry: runs migrations on the connection that `store.database` hands over."""

from typing import Any, Literal

from alembic import context

from store.tables import Base, Instant
from store.tables.base import is_of_the_code


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types into migrations as what they are in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=render_item,
    include_name=is_of_the_code,
)
context.run_migrations()
