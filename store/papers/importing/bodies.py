"""What a paper says of organisations themselves: which have a duty to sit, and which are no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.papers.importing.names import abbreviates
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_organisation
from store.papers.paper import Ending


def plan_bodies(scene: Scene) -> Iterator[Entry]:
    """What becomes of the organisations that the books know by then; others are only mentioned."""
    held = {row.name: row for row in scene.books.directory.organisations()}
    for agency in scene.paper.agencies:
        name = scene.organisation(agency.name)
        if name is None or not agency.statutory:
            continue
        if name in held and held[name].statutory:
            yield Entry(Section.ORGANISATION, Kind.SAME, f"{name}, statutory", agency.line)
        else:
            sentence = f"{name} is a statutory member"
            yield Entry(Section.ORGANISATION, Kind.CHANGE, sentence, agency.line, partial(_statutory, name))
    for ending in scene.paper.endings:
        yield from _ending(ending, scene)


def ending_here(scene: Scene) -> frozenset[str]:
    """The organisations of which this paper says that they are no more, as the books name them."""
    return frozenset(filter(None, (_known(ending.organisation, scene) for ending in scene.paper.endings)))


def _statutory(name: str, books: OpenBooks) -> None:
    organisation = the_organisation(books, name)
    if organisation is not None:
        organisation.statutory = True
        books.session.flush()


@dataclass(frozen=True, slots=True)
class Ended:
    """An organisation that is no more, and which one follows; both as the books name them."""

    name: str
    last_day: date
    successor: str | None


def _ending(ending: Ending, scene: Scene) -> Iterator[Entry]:
    name = _known(ending.organisation, scene)
    row = scene.books.directory.organisation_named(name) if name else None
    if name is None:
        return
    successor = (_known(ending.successor, scene) or ending.successor) if ending.successor else None
    follows = f", followed by {successor}" if successor else ""
    shown = f"{name} until {day(ending.last_day)}{follows}"
    if row is not None and row.until_date is not None:
        yield Entry(Section.ORGANISATION, Kind.SAME, shown, ending.line)
        return
    step = partial(_end, Ended(name, ending.last_day, successor))
    yield Entry(Section.ORGANISATION, Kind.CHANGE, shown, ending.line, step)


def _known(printed: str, scene: Scene) -> str | None:
    """The organisation that is printed so, or the one that an acronym alone stands for."""
    if found := scene.organisation(printed):
        return found
    meant = [body.name for body in scene.bodies if abbreviates(printed, body.name)]
    return meant[0] if len(meant) == 1 else None


def _end(ended: Ended, books: OpenBooks) -> None:
    organisation = the_organisation(books, ended.name)
    if organisation is None:
        return
    follows = books.directory.organisation_named(ended.successor) if ended.successor else None
    if follows is None and ended.successor:
        follows = books.directory.add_organisation(ended.successor)
    books.directory.end_organisation(organisation, ended.last_day, follows)
