"""Dialects that share what they have compiled among all engines of a test run.

Nearly every test opens an engine of its own, and each would make SQL anew of the same statements: a third of the time that
tests take. SQLAlchemy finds the SQL of a statement by the dialect and the statement; dialects of one kind are one here.
"""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

KINDS = {"sqlite": "Sqlite", "sqlite.pysqlite": "Sqlite", "postgresql.psycopg": "Psycopg"}
_compiled: LRUCache[Any, Any] = LRUCache(2_000)


class Alike:
    """A dialect that equals every other one of its kind."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Called by SQLAlchemy for each new engine."""
        engine.update_execution_options(compiled_cache=_compiled)


class Sqlite(Alike, SQLiteDialect_pysqlite):
    """SQLite as the bot opens it."""

    supports_statement_cache = True


def __getattr__(name: str) -> Any:
    """PostgreSQL's is made when it is asked for: some tests look whether it is loaded without need."""
    if name != "Psycopg":
        raise AttributeError(name)
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg  # noqa: PLC0415

    made = type(name, (Alike, PGDialect_psycopg), {"supports_statement_cache": True})
    globals()[name] = made
    return made


def share_what_is_compiled() -> None:
    """Have all engines that are made from now on use these dialects."""
    for name, kind in KINDS.items():
        registry.register(name, __name__, kind)
