"""Once a year each member is asked whether the directory is right about them; what they say is wrong is passed on.

The question is planned as one row for its day and fans out into a direct message to everybody who sits now as more
than a guest and has not said so lately. A remark is a row of its own, for whoever keeps the directory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from scheduler.addresses import Addressee
from scheduler.plan import Planned
from scheduler.policy import Kind, Policy
from scheduler.troubles import secretariat
from store.books import OpenBooks
from store.hours import day_after
from store.recipients import is_present
from store.stale import is_member, lately
from store.tables import Outbox, Person
from store.views import PointView
from store.vocabulary import PersonEntry, people_entries

_LASTS = timedelta(days=14)
_REMARK_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Yearly:
    """Is this still right? It holds what the directory says of the one person who is asked."""

    recipient: Addressee
    person: PersonEntry
    today: date
    kind: Kind = Kind.CONFIRM
    named: tuple[PointView, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says is wrong with their entry, for one of the secretariat."""

    recipient: Addressee
    person: PersonEntry
    remark: str
    kind: Kind = Kind.REMARK
    named: tuple[PointView, ...] = ()


def day_of_asking(year: int, policy: Policy) -> date | None:
    """The working day on which people are asked in that year; None when they are not asked at all."""
    if policy.confirm is None:
        return None
    month, day = policy.confirm
    return day_after(date(year, month, day))


def planned(zone: ZoneInfo, policy: Policy, since: datetime, until: datetime) -> list[Planned]:
    """The rows of the question that fall due from `since` to just before `until`."""
    days = (day_of_asking(year, policy) for year in range(since.year, until.year + 1))
    rows = (_asking(day, zone, policy) for day in days if day)
    return [row for row in rows if since <= row.due_at < until]


def _asking(day: date, zone: ZoneInfo, policy: Policy) -> Planned:
    due = _instant(day, policy.digests_at, zone)
    return Planned(f"{Kind.CONFIRM}:{day}", Kind.CONFIRM, None, 0, due, due + _LASTS)


def remarks(people: Iterable[Person], now: datetime) -> Iterator[Planned]:
    """A row for each remark that stands; its words are in the key only as a digest, so that each is told once."""
    for person in people:
        if person.remark and person.merged_into_id is None:
            key = f"{Kind.REMARK}:{person.id}:{_digest(person.remark)}"
            yield Planned(key, Kind.REMARK, None, 0, now, now + _REMARK_LASTS)


def recipients(row: Outbox, books: OpenBooks, policy: Policy) -> list[int] | None:
    """The people for whom a planned row fans out; None when the policy asks no more on that day."""
    if row.kind == Kind.REMARK:
        return secretariat(books)
    day = row.due_at.astimezone(books.zone).date()
    return asked(books) if day_of_asking(day.year, policy) == day else None


def asked(books: OpenBooks) -> list[int]:
    """Who is asked today: members who have not confirmed or corrected their details lately, and can be reached."""
    return sorted(person.id for person in books.directory.everybody() if _to_be_asked(person, books.today))


def _to_be_asked(person: Person, today: date) -> bool:
    reachable = bool(person.slack_user or person.email)
    return reachable and is_member(person.memberships, today) and not lately(person.confirmed_on, today)


def notice(row: Outbox, books: OpenBooks) -> "Yearly | Remark | None":
    """What a row for one person says now; None when it was settled meanwhile, or they have left."""
    reader = books.directory.person(row.person_id or 0)
    if reader is None or not is_present(reader, books.today):
        return None
    if row.kind == Kind.CONFIRM:
        entry = _entry(reader.id, books)
        wanted = entry is not None and _to_be_asked(reader, books.today)
        return Yearly(Addressee.of(reader), entry, books.today) if entry and wanted else None
    _kind, about, said, *_rest = row.key.split(":")
    entry = _entry(int(about), books)
    if (
        entry is None
        or not entry.remark
        or _digest(entry.remark) != said
        or reader.id not in secretariat(books)
    ):
        return None
    return Remark(Addressee.of(reader), entry, entry.remark)


def _entry(person_id: int, books: OpenBooks) -> PersonEntry | None:
    return next(iter(people_entries(books.session, books.partnership.id, only=person_id)), None)


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16]


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
