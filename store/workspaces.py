"""Which partnerships are in which Slack workspace, and whether the bot is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from store.tables import Partnership

AWAY = select(Partnership.id).where(Partnership.away_since.is_not(None))
"""Whose workspace the bot has been removed from: their books stay, and nobody is written to."""


def partnerships_in(session: Session, team: str, *, in_turn: bool = False) -> Sequence[Partnership]:
    """The partnerships of a workspace, the oldest first.

    `in_turn`: whoever else asks so waits until this transaction ends, also while there is none yet.
    """
    if in_turn and session.get_bind().dialect.name == "postgresql":  # SQLite's writers take turns anyway
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"workspace {team}"))))
    there = select(Partnership).where(Partnership.slack_team == team)
    return session.scalars(there.order_by(Partnership.id)).all()


def left(session: Session, team: str, now: datetime) -> int:
    """The bot is not in that workspace any more; how many partnerships had it. The caller commits."""
    there = update(Partnership).where(Partnership.slack_team == team, Partnership.away_since.is_(None))
    return session.execute(there.values(away_since=now)).rowcount  # type: ignore[attr-defined, no-any-return]  # of a cursor


def returned(session: Session, team: str) -> None:
    """The bot is in that workspace again, and its reminders go on. The caller commits."""
    there = update(Partnership).where(Partnership.slack_team == team, Partnership.away_since.is_not(None))
    session.execute(there.values(away_since=None))


@dataclass(frozen=True, slots=True)
class Census:
    """How many partnerships are `there`, in workspaces that the bot is `away` from, and `homeless`: in none."""

    there: int
    away: int
    homeless: int


def counted(session: Session) -> Census:
    """All of them."""
    away, homeless = Partnership.away_since.is_not(None), Partnership.slack_team.is_(None)
    every = select(func.count(), func.count(case((away, 1))), func.count(case((homeless, 1))))
    count, gone, without = session.execute(every.select_from(Partnership)).one()
    return Census(count - gone, gone, without)


def known_by(session: Session, uid: str) -> int | None:
    """The partnership with that `uid`, or the oldest without one, while the bot is in its workspace."""
    theirs = select(Partnership).order_by(Partnership.id).limit(1)
    found = session.scalar(theirs.where(Partnership.uid == uid) if uid else theirs)
    return found.id if found and found.away_since is None else None


def settle(session: Session, partnership_id: int, team: str) -> None:
    """Note the workspace of a partnership that has none yet, so that it is found by it. The caller commits."""
    homeless = update(Partnership).where(Partnership.id == partnership_id, Partnership.slack_team.is_(None))
    session.execute(homeless.values(slack_team=team))


def listed(session: Session, meant: str = "", most: int = 20) -> Sequence[Partnership]:
    """The partnerships that somebody at the terminal may mean, by name or number; all of them without a word."""
    every = select(Partnership).order_by(Partnership.id).limit(most)
    if meant.isdecimal():
        return session.scalars(every.where(Partnership.id == int(meant))).all()
    called = func.lower(meant.strip())
    either = or_(func.lower(Partnership.name) == called, func.lower(Partnership.short_name) == called)
    return session.scalars(every.where(either) if meant else every).all()


def team_of(session: Session, partnership_id: int) -> str | None:
    """The workspace that a partnership has its books in."""
    return session.scalar(select(Partnership.slack_team).where(Partnership.id == partnership_id))
