"""What keeps reminders from arriving until somebody puts it right, and telling the secretariat of it once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scheduler.addresses import Addressee
from scheduler.nudges import addressed, planned_key
from scheduler.outbox import insert_new
from scheduler.policy import Kind
from store.books import OpenBooks
from store.recipients import Everybody
from store.tables import Group, Outbox, OutboxState, Person


class Trouble(StrEnum):
    """A cause that no further attempt of ours removes."""

    NO_CHANNEL = "no-channel"  # there is no such channel, or the bot does not see it
    NOT_A_MEMBER = "not-a-member"  # the bot is not in the channel
    ARCHIVED = "archived"  # the channel is closed for good
    RESTRICTED = "restricted"  # the channel takes messages of some people only
    TOO_FAST = "too-fast"  # messages come faster than they are taken
    NO_ACCESS = "no-access"  # the bot itself is not accepted any more
    NO_PERMISSION = "no-permission"  # the bot is accepted, but not allowed this
    UNKNOWN_PERSON = "unknown-person"  # nobody is found who is that person
    CLOSED_TO_US = "closed-to-us"  # the person takes no direct messages of the bot
    NO_MAIL = "no-mail"  # the mail server takes nothing from the bot
    NOT_TAKEN = "not-taken"  # this very message is refused, which is the bot's own fault


OF_PEOPLE = frozenset({Trouble.UNKNOWN_PERSON, Trouble.CLOSED_TO_US})
OF_CHANNELS = frozenset({Trouble.NO_CHANNEL, Trouble.NOT_A_MEMBER, Trouble.ARCHIVED, Trouble.RESTRICTED})
TOLD_WITHIN = timedelta(days=14)
AGAIN, AGAIN_OF_PEOPLE = timedelta(days=7), timedelta(days=90)
"""After what time it is told again. That somebody is not in the workspace is usual, a silent channel is not."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What the secretariat is told. `since` is local; `concerns` names the groups whose channel it is, or the people."""

    trouble: Trouble
    recipient: Addressee
    since: datetime
    concerns: tuple[str, ...] = ()
    channel: str | None = None
    kind: Kind = Kind.TROUBLE


def tell(session: Session, row: Outbox, trouble: Trouble, channel: str | None, now: datetime) -> None:
    """Have the secretariat told of what has kept a row from `channel`, unless it has been told lately.

    Several people of whom there is the same to tell are told together. The caller holds the partnership, so that two
    do not tell at once, and commits.
    """
    if (
        row.kind == Kind.CORRECTION and trouble in OF_CHANNELS
    ):  # it may stand in somebody's conversation with the bot
        return
    if row.person_id is not None and trouble in OF_CHANNELS:  # their conversation with the bot is no channel
        trouble = Trouble.CLOSED_TO_US
    prefix = f"{Kind.TROUBLE}:{trouble}:{channel or '' if trouble in OF_CHANNELS else ''}:"
    if trouble in OF_PEOPLE:
        if not _told_of_person(session, row, prefix, now):
            row.reported_in = _waiting(session, row, prefix, now) or _write(session, row, prefix, now)
    elif not _told(session, row, prefix, now):
        _write(session, row, prefix, now)


def _told(session: Session, row: Outbox, prefix: str, now: datetime) -> bool:
    lately = (Outbox.due_at > now - AGAIN, Outbox.due_at <= now)
    return session.scalar(_of(row, prefix).where(*lately).limit(1)) is not None


def _told_of_person(session: Session, row: Outbox, prefix: str, now: datetime) -> bool:
    theirs = (Outbox.person_id == row.person_id, Outbox.reported_in.startswith(prefix, autoescape=True))
    lately = Outbox.due_at.between(now - AGAIN_OF_PEOPLE, now)
    return session.scalar(select(Outbox.id).where(*theirs, lately).limit(1)) is not None


def _waiting(session: Session, row: Outbox, prefix: str, now: datetime) -> str | None:
    """The key of a report of the same that nobody has begun to tell."""
    untold = (Outbox.state == OutboxState.PENDING, Outbox.person_id.is_(None), Outbox.due_at <= now)
    return session.scalar(_of(row, prefix).where(*untold).limit(1).with_for_update(skip_locked=True))


def _of(row: Outbox, prefix: str) -> Select[str]:
    mine = (Outbox.partnership_id == row.partnership_id, Outbox.kind == Kind.TROUBLE)
    return select(Outbox.key).where(*mine, Outbox.key.startswith(prefix, autoescape=True))


def _write(session: Session, row: Outbox, prefix: str, now: datetime) -> str:
    shared = {"partnership_id": row.partnership_id, "kind": Kind.TROUBLE.value, "days_before": 0}
    key = f"{prefix}{row.id}.{now:%Y%m%dT%H%M%S}"
    insert_new(session, [{**shared, "key": key, "due_at": now, "stale_at": now + TOLD_WITHIN}])
    return key


def hindrance(row: Outbox, books: OpenBooks) -> Hindrance | None:
    """What a row of that kind says to its person; None when it has been put right before anybody was told."""
    to = addressed(row.person_id, books) if row.person_id is not None else None
    _, word, channel, *_ = row.key.split(":")
    trouble = Trouble(word)
    if to is None or (trouble in OF_CHANNELS and _has_passed(channel, row, books)):
        return None
    names = _people(row, books) if trouble in OF_PEOPLE else _groups(channel, books)
    return Hindrance(
        trouble, Addressee.of(to), row.due_at.astimezone(books.zone), tuple(names), channel or None
    )


def _has_passed(channel: str, row: Outbox, books: OpenBooks) -> bool:
    mine = (Outbox.partnership_id == row.partnership_id, Outbox.state == OutboxState.SENT)
    arrived = select(Outbox.id).where(*mine, Outbox.channel == channel, Outbox.sent_at > row.due_at)
    return books.session.scalar(arrived.limit(1)) is not None


def _people(row: Outbox, books: OpenBooks) -> Sequence[str]:
    concerned = select(Outbox.person_id).where(Outbox.reported_in == planned_key(row))
    mine = (Person.partnership_id == books.partnership.id, Person.id.in_(concerned))
    return books.session.scalars(select(Person.name).where(*mine).order_by(Person.id)).all()


def _groups(channel: str, books: OpenBooks) -> Sequence[str]:
    mine = (Group.partnership_id == books.partnership.id, Group.channel == channel)
    return books.session.scalars(select(Group.name).where(*mine).order_by(Group.id)).all() if channel else ()


def secretariat(books: OpenBooks) -> list[int]:
    """Who is told of what the machinery has to say: those who keep the books, or whoever covers for them."""
    return sorted(Everybody(books).on(books.today).books_keepers)
