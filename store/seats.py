"""Who sat for whom, in which role, and when: read from the vocabulary, present and past alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from store.names import plain
from store.vocabulary import OrganisationEntry, PersonEntry, Sitting, Vocabulary


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's sitting."""

    person: PersonEntry
    sitting: Sitting


def every(words: Vocabulary) -> Iterator[Seat]:
    """All seats that the directory knows."""
    return (Seat(person, sitting) for person in words.people for sitting in person.sittings)


def in_order(seats: Iterable[Seat]) -> list[Seat]:
    """From the earliest to the latest; what begins nobody knows when comes first."""
    return sorted(
        seats,
        key=lambda seat: (
            seat.sitting.since or date.min,
            seat.sitting.until_date or date.max,
            seat.person.name,
        ),
    )


def lineage(body: OrganisationEntry, words: Vocabulary) -> list[OrganisationEntry]:
    """The organisation with those that it followed and that followed it, from the earliest on."""
    by_id = {each.id: each for each in words.organisations}
    after: list[OrganisationEntry] = [body]
    while (following := by_id.get(after[-1].succeeded_by_id or 0)) and following not in after:
        after.append(following)
    before: list[OrganisationEntry] = []
    wanted = {body.id}
    while earlier := [b for b in words.organisations if b.succeeded_by_id in wanted and b not in before]:
        before = [*earlier, *before]
        wanted = {each.id for each in earlier}
    return [*(each for each in before if each not in after), *after]


def here(words: Vocabulary, group_id: int | None) -> set[int | None]:
    """The groups that seats of one group name; the Board's may name none."""
    board = words.board.id if words.board else None
    return {None, board} if group_id in (None, board) else {group_id}


def of_bodies(bodies: Iterable[OrganisationEntry], words: Vocabulary) -> list[Seat]:
    """All seats for any of these organisations, in order."""
    ids = {body.id for body in bodies}
    return in_order(seat for seat in every(words) if seat.sitting.organisation_id in ids)


def in_role(role: str, words: Vocabulary) -> list[Seat]:
    """All seats with that role on the Board, in order; an Independent Chair is a chair, the secretariat an officer."""
    wanted = _ROLES.get(plain(role), {plain(role)})
    board = here(words, None)
    return in_order(
        seat
        for seat in every(words)
        if plain(seat.sitting.role or "") in wanted and seat.sitting.group_id in board
    )


_ROLES = {
    "chair": {"chair", "independent chair"},
    "secretariat": {"support officer", "secretariat"},
    "support officer": {"support officer", "secretariat"},
    "deputy chair": {"vice chair"},
}


def is_role(words: Vocabulary, said: str) -> bool:
    """Whether it is a role that somebody has or had."""
    return bool(plain(said)) and bool(in_role(said, words))


def lapsed(sitting: Sitting) -> bool:
    """Whether all that is known of its end is when it was seen last."""
    return sitting.until_date is not None and sitting.until_date == sitting.seen_last


def followed_by(seat: Seat, words: Vocabulary) -> Seat | None:
    """Who came after: whoever is said to replace them, else the next in that role or in a single seat for that body."""
    end = seat.sitting.until_date
    if end is None:
        return None
    after = [s for s in every(words) if s.person.id != seat.person.id and (s.sitting.since or date.min) > end]
    named = [s for s in after if s.sitting.replaces_id == seat.person.id]
    alike = [s for s in after if _same_place(s.sitting, seat.sitting, words)]
    return next(iter(in_order(named) or in_order(alike)), None)


def _same_place(later: Sitting, earlier: Sitting, words: Vocabulary) -> bool:
    if later.group_id not in here(words, earlier.group_id):
        return False
    if earlier.role and plain(earlier.role) in _HELD_BY_ONE:
        return plain(later.role or "") == plain(earlier.role)
    return later.organisation_id == earlier.organisation_id is not None and later.capacity is earlier.capacity


_HELD_BY_ONE = {"chair", "vice chair", "independent chair", "support officer", "secretariat"}


def company(words: Vocabulary, groups: Iterable[int | None], today: date) -> frozenset[int]:
    """The people who sit today in any of these groups: who is likely meant when one of them speaks."""
    wanted = {group for each in groups for group in here(words, each)}
    return frozenset(
        seat.person.id
        for seat in every(words)
        if seat.sitting.group_id in wanted and seat.sitting.current(today)
    )
