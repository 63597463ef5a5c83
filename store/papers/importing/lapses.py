"""Seats that nobody minutes as given up: whoever is in no list for a year has left, on the last day they were seen.

Papers rarely say that somebody leaves. They stop naming them: among those present and among the apologies.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.names import plain
from store.papers.importing.age import Ages
from store.papers.importing.bodies import ending_here
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.importing.sittings import sittings
from store.tables import Membership, Person

A_YEAR = timedelta(days=365)


def lapsing(scene: Scene) -> list[tuple[Person, Membership]]:
    """The open seats of the group that meets which this list, a year or more after the last, shows no more.

    Whose leaving is minuted is not among them, nor whose organisation ends: that has a day of its own.
    """
    minutes = scene.paper.minutes
    if minutes is None or minutes.meeting.date is None or not scene.paper.attendance:
        return []
    shown = {(plain(s.name), s.organisation) for s in sittings(scene)}
    told = {plain(s.left) for s in scene.paper.successions} | {plain(d.left) for d in scene.paper.departures}
    names = {row.id: row.name for row in scene.books.directory.organisations()}
    ended = ending_here(scene)
    return [
        (person, m)
        for name, person in scene.people.items()
        for m in person.memberships
        if _unseen_for_a_year(m, scene)
        and (name, names.get(m.organisation_id or 0)) not in shown
        and name not in told
        and names.get(m.organisation_id or 0) not in ended
    ]


def _unseen_for_a_year(membership: Membership, scene: Scene) -> bool:
    group = scene.minuting_group
    row = None if group.is_board else scene.books.directory.group_named(group.name)
    here = membership.group_id == (row.id if row else None) and (group.is_board or row is not None)
    seen = membership.seen_last
    return here and membership.until_date is None and seen is not None and seen + A_YEAR <= scene.day


def lapsed(seen: date, scene: Scene) -> bool:
    """Whether the books hold a list of this group, a year or more after that day."""
    name = scene.minuting_group.name
    group = scene.books.directory.group_named(name)
    return group is not None and any(g == group.id and on >= seen + A_YEAR for g, on in scene.seen.lists)


def plan_lapses(scene: Scene) -> Iterator[Entry]:
    """What becomes of each. Who is in Slack, or was entered by hand since, is only asked about."""
    ending = lapsing(scene)
    ages = Ages.of(scene.books, "membership", [m.id for _person, m in ending])
    for person, membership in ending:
        seen = membership.seen_last or scene.day
        by_hand = ages.by_hand([membership.id])
        shown = f"{person.name}, {membership.capacity}: in no list since {day(seen)}"
        if person.slack_user or (by_hand and by_hand > seen):
            sentence = f"{shown}; `/contacts leave {person.name}` if they have left"
            yield Entry(Section.MEMBERSHIP, Kind.UNSURE, sentence)
        else:
            yield Entry(
                Section.MEMBERSHIP,
                Kind.CHANGE,
                f"{shown}, where it ends",
                0,
                partial(_end, membership.id, seen),
            )


def _end(membership_id: int, last_day: date, books: OpenBooks) -> None:
    membership = books.session.get_one(Membership, membership_id)
    books.directory.end_membership(membership, last_day)
