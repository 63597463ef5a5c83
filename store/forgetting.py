"""Forgetting a person: contact details and Slack identity go, and the register keeps its wording under the office held.

It goes past the history, which would otherwise keep what is to be forgotten: every text column of every table is
looked through, the history's own entries among them. It cannot be undone; that it was done stands in the history.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, RowMapping, Select, Table, delete, false, func, insert, or_, select, update

from store.books import OpenBooks
from store.held import entries_of, is_text, pattern_of, row_of, tables, texts_in, ways_of
from store.register_reading import State
from store.tables import (
    Absence,
    ActionPoint,
    Capacity,
    Change,
    ChosenBooks,
    Conversation,
    Delegation,
    History,
    Membership,
    Outbox,
    Owner,
    Person,
    Quiet,
)

_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Inspector|Sergeant|Superintendent|Professor)\.?\s+)?"
_CAPACITIES = {
    Capacity.BOARD: "Board member",
    Capacity.MEMBER: "member",
    Capacity.GUEST: "guest",
    Capacity.OFFICER: "officer",
    Capacity.IN_ATTENDANCE: "attendee",
}
_NOBODY = "somebody who has left"
_DETAILS = ("title", "email", "phone", "slack_user", "remark", "confirmed_on")


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting somebody comes to.

    `office` stands in the place of the name from then on; `reworded` counts the rows by table; `left` are the places
    where the surname alone stands, for a person to look at; `owing` the references of what they still own.
    """

    name: str
    office: str
    reworded: dict[str, int]
    removed: dict[str, int]
    sitting: bool
    namesake: bool
    owing: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in the place of what."""

    name: re.Pattern[str]
    office: str
    ways: re.Pattern[str] | None
    surname: re.Pattern[str]

    def replaced(self, value: Any) -> Any:
        """A column's value without the person, however deep the texts in it are."""
        if isinstance(value, str):
            text = self.name.sub(self._named, value)
            return self.ways.sub("(removed)", text) if self.ways else text
        if isinstance(value, dict):
            return {key: self.replaced(one) for key, one in value.items()}
        return [self.replaced(one) for one in value] if isinstance(value, list) else value

    def _named(self, found: re.Match[str]) -> str:
        before = found.string[: found.start()].rstrip(' “"(')
        opens = not before or before.endswith((".", "!", "?", "\n", ":"))
        return self.office[0].upper() + self.office[1:] if opens else self.office


def office_of(person: Person, books: OpenBooks) -> str:
    """How somebody is called by what they were: "the Harbour Fire Service's Board member"."""
    sittings = books.session.execute(
        select(Membership).where(Membership.person_id == person.id).order_by(Membership.id)
    ).scalars()
    latest = max(
        sittings, key=lambda m: (m.until_date is None, m.until_date or books.today, m.id), default=None
    )
    if latest is None:
        return _NOBODY
    organisation = next((o for o in books.directory.organisations() if o.id == latest.organisation_id), None)
    what = latest.role or _CAPACITIES[latest.capacity]
    if organisation is None:
        return f"the {what}"
    name = organisation.name.removeprefix("The ").removeprefix("the ")
    return f"the {name}{'’' if name.endswith('s') else '’s'} {what}"


def forgetting(person: Person, books: OpenBooks) -> Forgetting:
    """What it would come to. Reads, writes nothing."""
    return _gone_through(person, books, change=False)


def forget(person: Person, books: OpenBooks) -> Forgetting:
    """Make it so, in the caller's transaction, which `store.books.commit` ends."""
    session = books.session
    entries = [entry.id for entry in entries_of(session, person)]
    done = _gone_through(person, books, change=True)
    ending = update(Membership).where(Membership.id.in_(_sittings(person, books)))
    session.execute(ending.values(until_date=books.today).execution_options(synchronize_session=False))
    office = done.office[0].upper() + done.office[1:]
    session.execute(
        update(Person)
        .where(Person.id.in_(entries))
        .values(name=office[:200], **dict.fromkeys(_DETAILS))
        .execution_options(synchronize_session=False)
    )
    for entry in entries:
        forget_details(entry, books, _DETAILS)
    what = f"forgetting somebody, from now on {done.office}: {sum(done.reworded.values())} texts reworded"
    header = {"partnership_id": books.partnership.id, "at": books.now, "by": books.recorder.author.name}
    session.execute(insert(Change).values(**header, what=what[:300]))
    books.recorder.derived_changed = True
    session.expire_all()
    return done


def _gone_through(person: Person, books: OpenBooks, *, change: bool) -> Forgetting:
    office = office_of(person, books)
    if person.name.casefold() in office.casefold():  # a body that bears its only member's name
        office = _NOBODY
    entries = entries_of(books.session, person)
    ids = [entry.id for entry in entries]
    namesake = _namesake(person, ids, books)
    words = _words_of(entries, office, namesake=namesake)
    removed = _remove(person.partnership_id, ids, books, change=change)
    reworded: Counter[str] = Counter()
    left: list[str] = []
    for table, row in _others(ids, books):
        changed, new = _reworded(table, row, words)
        reworded.update([table.name] if changed else [])
        left += [_place(table, row)] if any(words.surname.search(text) for text in texts_in(new)) else []
        if changed and change:
            books.session.execute(update(table).where(row_of(table, row)).values(changed))
    owing = books.register.points.in_state(State.OPEN).these(_owned(person, books)).in_register_order()
    return Forgetting(
        name=person.name,
        office=office,
        reworded=dict(reworded),
        removed=removed,
        sitting=books.session.scalar(_sittings(person, books).limit(1)) is not None,
        namesake=namesake,
        owing=tuple(point.full_ref for point in owing),
        left=tuple(dict.fromkeys(left)),
    )


def _others(ids: list[int], books: OpenBooks) -> Iterator[tuple[Table, RowMapping]]:
    """Every row of the partnership but the person's own."""
    for table in tables():
        mine = select(table).where(table.c.partnership_id == books.partnership.id)
        for row in books.session.execute(mine).mappings().all():
            if table.name != Person.__tablename__ or row["id"] not in ids:
                yield table, row


def _reworded(table: Table, row: RowMapping, words: _Words) -> tuple[dict[str, Any], list[Any]]:
    """The columns of a row that are to be changed, and all its texts as they will be."""
    texts = {column.name: row[column.name] for column in table.columns if is_text(column)}
    new = {name: _fitting(words.replaced(value), table.c[name]) for name, value in texts.items()}
    return {name: value for name, value in new.items() if value != texts[name]}, list(new.values())


def _fitting(value: Any, column: Column[Any]) -> Any:
    """An office has more letters than a name; a column has so many and no more."""
    length = getattr(column.type, "length", None)
    return value[:length] if isinstance(value, str) and length else value


def _words_of(entries: list[Person], office: str, *, namesake: bool) -> _Words:
    """A name that somebody else bears as well is left in texts, since they may mean the other."""
    names = list(dict.fromkeys(entry.name for entry in entries))
    never = re.compile(r"(?!)")
    name = re.compile(rf"(?<!\w){_TITLE}(?:{_either(names)})(?!\w)", re.IGNORECASE)
    ways = [way for way in ways_of(entries) if way not in names]
    surname = re.compile(rf"(?<!\w)(?:{_either([one.split()[-1] for one in names])})(?!\w)")
    return _Words(never if namesake else name, office, pattern_of(ways) if ways else None, surname)


def _either(words: list[str]) -> str:
    return "|".join(map(re.escape, words))


def _namesake(person: Person, ids: list[int], books: OpenBooks) -> bool:
    others = select(Person.id).where(
        Person.partnership_id == person.partnership_id,
        func.lower(Person.name) == person.name.lower(),
        Person.id.not_in(ids),
    )
    return books.session.scalar(others.limit(1)) is not None


def _remove(partnership_id: int, ids: list[int], books: OpenBooks, *, change: bool) -> dict[str, int]:
    """Rows that are about nobody else: absences, snoozes, delegations, reminders, and their own talk with the bot."""
    direct = [
        channel
        for channel in books.session.scalars(
            select(Outbox.channel).where(Outbox.person_id.in_(ids)).distinct()
        )
        if channel and channel.startswith("D")
    ]
    talk = or_(
        false(),
        *(or_(Conversation.key == c, Conversation.key.startswith(f"{c}:", autoescape=True)) for c in direct),
    )
    which: dict[type[Any], Any] = {
        Absence: or_(Absence.person_id.in_(ids), Absence.deputy_id.in_(ids)),
        Quiet: Quiet.person_id.in_(ids),
        Delegation: Delegation.person_id.in_(ids),
        ChosenBooks: ChosenBooks.slack_user.in_(select(Person.slack_user).where(Person.id.in_(ids)))
        & (ChosenBooks.partnership_id == partnership_id),
        Outbox: Outbox.person_id.in_(ids),
        Conversation: (Conversation.partnership_id == partnership_id) & talk,
    }
    removed: dict[str, int] = {}
    for table, condition in which.items():
        if count := books.session.scalar(select(func.count()).select_from(table).where(condition)):
            removed[table.__tablename__] = count
            if change:
                books.session.execute(delete(table).where(condition))
    return removed


def forget_details(person_id: int, books: OpenBooks, details: Sequence[str]) -> None:
    """What the history knows of a person's own row loses these columns, so that no undoing brings them back."""
    mine = (History.partnership_id == books.partnership.id, History.row_kind == Person.__tablename__)
    rows = select(History.id, History.before, History.after).where(*mine, History.row_id == person_id)
    for row_id, *sides in books.session.execute(rows).all():
        bare = [
            side and {name: None if name in details else value for name, value in side.items()}
            for side in sides
        ]
        if bare != sides:
            books.session.execute(
                update(History)
                .where(History.id == row_id)
                .values(before=bare[0], after=bare[1])
                .execution_options(synchronize_session=False)
            )


def _sittings(person: Person, books: OpenBooks) -> Select[int]:
    """The ids of the seats that somebody still has."""
    lasting = or_(Membership.until_date.is_(None), Membership.until_date > books.today)
    return select(Membership.id).where(Membership.person_id == person.id, lasting)


def _owned(person: Person, books: OpenBooks) -> list[int]:
    return list(books.session.scalars(select(Owner.action_point_id).where(Owner.person_id == person.id)))


def _place(table: Table, row: RowMapping) -> str:
    """Where a text stands, as a person would look for it."""
    if table.name == ActionPoint.__tablename__:
        return f"{row['year']}-{row['month']:02}/{row['number']:02}"
    if "action_point_id" in table.columns:
        return f"{table.name.replace('_', ' ')} of action point {row['action_point_id']}"
    return f"{table.name.replace('_', ' ')} {row['id']}"
