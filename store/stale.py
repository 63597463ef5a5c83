"""Whose details are to be looked at: what people say is wrong, what is missing, and what nobody has confirmed lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from store.dates import day
from store.tables import Capacity
from store.vocabulary import PersonEntry, Vocabulary

A_YEAR = 365  # days
LATELY = 183  # days; whoever has said so since is not asked again

_ASKED = frozenset({Capacity.BOARD, Capacity.MEMBER, Capacity.OFFICER})


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody who sits now, and why their entry is to be looked at."""

    person: PersonEntry
    why: str


class Seat(Protocol):
    """Whatever has a capacity for a time: a row of the directory, or its entry in the vocabulary."""

    @property
    def capacity(self) -> Capacity: ...

    def current(self, on: date, /) -> bool: ...


def is_member(seats: Iterable[Seat], today: date) -> bool:
    """Whether any of somebody's seats makes them more than a guest today."""
    return any(seat.capacity in _ASKED and seat.current(today) for seat in seats)


def lately(confirmed_on: date | None, today: date) -> bool:
    """Whether they have said so lately, and need not be asked again."""
    return confirmed_on is not None and confirmed_on > today - timedelta(days=LATELY)


def stale(words: Vocabulary, today: date) -> list[Stale]:
    """Remarks first, then who cannot be reached, then who was never asked, then the longest unconfirmed."""
    found = [
        (rank, person.confirmed_on or date.min, person.name, Stale(person, why))
        for person in words.people
        if is_member(person.sittings, today)
        for rank, why in [_why(person, today)]
        if why
    ]
    return [entry for *_place, entry in sorted(found, key=lambda row: row[:3])]


def _why(person: PersonEntry, today: date) -> tuple[int, str]:
    if person.remark:
        return 0, f"Says: {person.remark}"
    if not (person.email or person.slack_user):
        return 1, "Cannot be asked: no e-mail address and not in Slack"
    if person.confirmed_on is None:
        return 2, "Never confirmed"
    if person.confirmed_on <= today - timedelta(days=A_YEAR):
        return 3, f"Confirmed on {day(person.confirmed_on)}"
    return 4, ""
