"""Deleting the books of partnerships whose workspace has removed the bot: every row of every table, by their foreign keys.

It cannot be undone; whoever wants to keep them makes a copy before, or has them exported.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, delete, func, select
from sqlalchemy.orm import Session

from store.errors import Conflict, NotFound
from store.held import tables
from store.tables import Partnership
from store.tables.people import HIGHEST
from store.tables.workspaces import BOTS, INSTALLATIONS
from store.workspaces import partnerships_in


@dataclass(frozen=True, slots=True)
class Removed:
    """A partnership whose workspace has removed the bot, and how many rows its books have."""

    id: int
    name: str
    team: str
    since: datetime
    rows: int


def removed(session: Session) -> list[Removed]:
    """All of them, those that have been away for longest first."""
    away = select(Partnership).where(Partnership.away_since.is_not(None))
    found = session.scalars(away.order_by(Partnership.away_since, Partnership.id)).all()
    return [
        Removed(each.id, each.name, each.slack_team or "", each.away_since, _count(session, each.id))
        for each in found
        if each.away_since is not None
    ]


def long_removed(before: datetime) -> Select[int]:
    """The partnerships whose workspace removed the bot before that moment."""
    return select(Partnership.id).where(Partnership.away_since < before).order_by(Partnership.id)


def delete_books(session: Session, partnership_id: int, before: datetime | None = None) -> int:
    """Delete them, in the caller's writing transaction; how many rows went.

    Raises NotFound where there are none, Conflict where the bot is in their workspace (again), or was removed later
    than `before`.
    """
    partnership = session.scalar(
        select(Partnership)
        .where(Partnership.id == partnership_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if partnership is None:
        raise NotFound("These books are not here any more. Nothing was deleted.")
    if partnership.away_since is None or (before is not None and partnership.away_since >= before):
        raise Conflict(f"The bot is in the workspace of {partnership.name}. Nothing was deleted.")
    team = partnership.slack_team
    gone = 0
    for table in reversed(tables()):  # what refers to others goes before them
        gone += _deleted(session, table, table.c.partnership_id == partnership_id)
    gone += _deleted(session, Partnership.__table__, Partnership.id == partnership_id)  # type: ignore[arg-type]
    _never_again(session, partnership_id)
    if team and not partnerships_in(session, team):
        for table in (
            INSTALLATIONS,
            BOTS,
        ):  # they went with the bot, but for one that was installed meanwhile
            gone += _deleted(session, table, table.c.team_id == team)
    session.expunge_all()
    return gone


def _never_again(session: Session, partnership_id: int) -> None:
    """That number is given to nobody else, on SQLite either: processes at work remember vocabularies by it."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        known = connection.exec_driver_sql(f"PRAGMA {HIGHEST}").scalar() or 0
        connection.exec_driver_sql(f"PRAGMA {HIGHEST} = {max(known, partnership_id)}")


def _deleted(session: Session, table: Table, which: ColumnElement[bool]) -> int:
    return session.connection().execute(delete(table).where(which)).rowcount


def _count(session: Session, partnership_id: int) -> int:
    counts = (
        select(func.count()).select_from(table).where(table.c.partnership_id == partnership_id)
        for table in tables()
    )
    return sum(session.scalar(count) or 0 for count in counts)
