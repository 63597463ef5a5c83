"""Bringing a paper into the books: planned first, shown to people, then carried out as one change that can be undone."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.books import OpenBooks
from store.errors import Conflict, Invalid
from store.group_names import initials
from store.history import IMPORT
from store.papers.importing.actions import plan_actions
from store.papers.importing.agenda import plan_agenda
from store.papers.importing.attendance import plan_attendance
from store.papers.importing.belonging import warning
from store.papers.importing.bodies import plan_bodies
from store.papers.importing.contacts import plan_contacts
from store.papers.importing.groups import board_of, plan_groups
from store.papers.importing.handbook import plan_handbook
from store.papers.importing.lapses import plan_lapses
from store.papers.importing.meetings import plan_meetings, wanted_meetings
from store.papers.importing.memberships import plan_memberships
from store.papers.importing.names import abbreviates
from store.papers.importing.owners import Owners
from store.papers.importing.people import plan_organisations, plan_people
from store.papers.importing.plan import Entry, ImportPlan, Kind
from store.papers.importing.reviews import plan_recognitions, plan_reviews
from store.papers.importing.scene import scene_of
from store.papers.importing.successions import plan_departures, plan_roles, plan_successions
from store.papers.importing.targets import plan_targets
from store.papers.paper import Paper
from store.tables import Group, Partnership


def plan_import(paper: Paper, books: OpenBooks) -> ImportPlan:
    """What importing the paper would add, change and leave. Reads the books and writes nothing.

    A plan belongs to the books as they stand; `apply_import` refuses one that they have outrun.
    """
    return ImportPlan(
        paper,
        tuple(_entries(paper, books)),
        new_text=books.passages.brings(paper),
        warning=warning(paper, books.partnership),
    )


def _entries(paper: Paper, books: OpenBooks) -> Iterator[Entry]:
    """In the order in which it is carried out: what others refer to comes first."""
    scene = scene_of(paper, books)
    yield from plan_groups(scene.groups)
    yield from plan_meetings(scene, wanted_meetings(scene))
    yield from plan_agenda(scene)
    yield from plan_organisations(scene)
    yield from plan_bodies(scene)
    yield from plan_people(scene)
    yield from plan_lapses(scene)
    yield from plan_memberships(scene)
    yield from plan_successions(scene)
    yield from plan_departures(scene)
    yield from plan_roles(scene)
    yield from plan_attendance(scene)
    owners = Owners.of(scene)
    yield from plan_actions(scene, owners)
    yield from plan_reviews(scene)
    yield from plan_recognitions(owners)
    yield from plan_contacts(scene)
    yield from plan_handbook(scene)
    yield from plan_targets(scene)


def apply_import(plan: ImportPlan, books: OpenBooks, chosen: Collection[str] = ()) -> None:
    """Make it so within the caller's transaction, which `store.books.commit` ends.

    Of the unsure entries only those are carried out whose keys are `chosen`.

    Raises Conflict when the books have changed since the plan was made, so that nothing happens that was not shown.
    """
    now = plan_import(plan.paper, books)
    if now.entries != plan.entries:
        raise Conflict(
            f"The books have changed since the import of {plan.paper.name} was prepared."
            " Nothing was imported; please look at it again."
        )
    books.recorder.what = f"{IMPORT}{plan.paper.name}"[:300]
    for entry in now.entries:
        sure = entry.kind in (Kind.ADD, Kind.CHANGE)
        if entry.step and (sure or (entry.kind is Kind.UNSURE and entry.key in chosen)):
            entry.step(books)
    books.passages.bring(now.paper)


def found_partnership(session: Session, paper: Paper, now: datetime) -> Partnership:
    """A new partnership with its Board, named as the paper names it; for the first import into an empty database.

    Raises Invalid when the paper names no partnership, Conflict when there is one of that name.
    """
    head = paper.meeting or (paper.minutes.meeting if paper.minutes else None)
    name = " ".join((head.partnership if head else paper.partnership).split())[:200]
    if not name:
        raise Invalid(
            f"{paper.name} does not say which partnership it belongs to, so none was founded. Nothing was changed;"
            " start with an agenda or minutes."
        )
    if session.scalar(select(Partnership).where(Partnership.name == name)):
        raise Conflict(f"{name} has its books here already. Nothing was changed.")
    partnership = Partnership(name=name, short_name=short_name_of(name, paper), created_at=now)
    session.add(partnership)
    session.flush()
    board = board_of(name)
    session.add(
        Group(
            partnership_id=partnership.id,
            name=board.name,
            short_name=board.short_name,
            kind=board.kind,
            is_board=True,
        )
    )
    session.flush()
    return partnership


_SHORT = re.compile(r"\b(?=(?P<short>(?:[A-Z][\w'’]+\s)*[A-Z]{2,8})\b)")


def short_name_of(name: str, paper: Paper) -> str:
    """What the paper itself calls the partnership for short ("Northford CSP"), the most often; else its initials."""
    texts = [entry.group for entry in paper.timetable]
    texts += [item.title for item in paper.agenda] + [action.text for action in paper.actions]
    texts += list(paper.minutes.sections) if paper.minutes else []
    found = Counter(
        match["short"]
        for text in texts
        for match in _SHORT.finditer(text)
        if abbreviates(match["short"], name)
    )
    whole = {short: count for short, count in found.items() if len(short) <= 40 and " " in short} or found
    return max(whole, key=lambda short: (whole[short], len(short)), default=initials(name))[:40]
