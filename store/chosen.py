"""Which of several partnerships in one workspace is meant: by the channel, by what was said, or by whom somebody chose."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.conversations import thread
from store.tables import ChosenBooks, Conversation, Group, Outbox, Partnership, Person

Ids = Sequence[int]


def of_channel(session: Session, among: Ids, channel: str) -> int | None:
    """The partnership one of whose groups posts in that channel; None when there are several or none."""
    return _one(session, Group.partnership_id, Group.partnership_id.in_(among), Group.channel == channel)


def of_message(session: Session, among: Ids, channel: str, ts: str) -> int | None:
    """The partnership whose reminder a message is, or whose talk stands below it."""
    posted = (Outbox.partnership_id.in_(among), Outbox.channel == channel, Outbox.posted_ts == ts)
    said = Conversation.key == thread(channel, ts)
    return _one(session, Outbox.partnership_id, *posted) or _one(
        session, Conversation.partnership_id, Conversation.partnership_id.in_(among), said
    )


def of_person(session: Session, among: Ids, user: str) -> int | None:
    """The partnership that somebody has chosen last, or the only one that knows them."""
    chosen = (
        select(ChosenBooks.partnership_id)
        .where(ChosenBooks.partnership_id.in_(among), ChosenBooks.slack_user == user)
        .order_by(ChosenBooks.at.desc(), ChosenBooks.id.desc())
        .limit(1)
    )
    known = (Person.partnership_id.in_(among), Person.slack_user == user)
    return session.scalar(chosen) or _one(session, Person.partnership_id, *known)


def choose(session: Session, partnership_id: int, user: str, now: datetime) -> None:
    """From now on somebody talks to that one. The caller commits."""
    mine = select(ChosenBooks).where(
        ChosenBooks.partnership_id == partnership_id, ChosenBooks.slack_user == user
    )
    chosen = session.scalar(mine) or ChosenBooks(partnership_id=partnership_id, slack_user=user)
    chosen.at = now
    session.add(chosen)


def names_of(session: Session, among: Ids) -> dict[int, str]:
    """What they are called, the oldest first."""
    found = select(Partnership.id, Partnership.name).where(Partnership.id.in_(among)).order_by(Partnership.id)
    return {row.id: row.name for row in session.execute(found)}


def _one(session: Session, column: InstrumentedAttribute[int], *which: ColumnElement[bool]) -> int | None:
    found = session.scalars(select(column).where(*which).distinct().limit(2)).all()
    return found[0] if len(found) == 1 else None
