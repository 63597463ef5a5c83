"""What all tables share: the declarative base, instants in UTC, and the mark of what the history follows."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, Enum, Index, MetaData, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, registry


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What undoing makes of the text in the history; the decorator itself would say `object`."""
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words(kind: type[StrEnum]) -> Enum:
    """A column holding the words of an enumeration as plain text, so that a query or a dump can be read."""
    return Enum(
        kind, native_enum=False, length=32, values_callable=lambda members: [m.value for m in members]
    )


def index_of(name: str, column: str, which: str) -> Index:
    """An index over those rows only for which the condition `which` (SQL) holds."""
    # On PostgreSQL the migration alone says so: naming its dialect here would load it, 3 MB, for SQLite too.
    return Index(name, column, sqlite_where=text(which))


WORDS_OF = "words_of_"  # how the names of indexes begin that the databases make of texts, each in its own way


def is_of_the_code(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether a table or an index of a database is one of the code's, and not its own index of words."""
    return not (name or "").startswith(WORDS_OF)


class Base(DeclarativeBase):
    """The declarative base; constraint names are fixed so that migrations can name them."""

    registry = registry(type_annotation_map={datetime: Instant()})
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Recorded:
    """A row whose every change is written to the history by `store.history`, without anybody's doing.

    `withdrawn` says what undoing its creation means: None deletes the row; a dict is what is set instead,
    for rows that must not disappear (a number given out is never reused).
    """

    withdrawn: ClassVar[dict[str, Any] | None] = None
    # Columns that follow from others or only serve the machinery are not history.
    unrecorded: ClassVar[frozenset[str]] = frozenset()

    @property
    def concerns(self) -> int | None:
        """The id of the action point that it says something about, if it does."""
        return getattr(self, "action_point_id", None)
