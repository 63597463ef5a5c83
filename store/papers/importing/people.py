"""The organisations and people of a paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from store.books import OpenBooks
from store.names import plain
from store.papers.importing.names import KnownBody
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, printed_organisations, the_organisation, the_person


def plan_organisations(scene: Scene) -> Iterator[Entry]:
    """Organisations that the books do not have yet, and acronyms of those they have."""
    held = {row.name: row for row in scene.books.directory.organisations()}
    lines: dict[str, int] = {}
    for printed, _person, line in printed_organisations(scene.paper):
        if name := scene.organisation(printed):
            lines.setdefault(name, line)
    known = {body.name: body for body in scene.bodies}
    for name, line in lines.items():
        body = known[name]
        if name not in held:
            also = f" ({', '.join(body.also)})" if body.also else ""
            yield Entry(Section.ORGANISATION, Kind.ADD, f"{name}{also}", line, partial(_add_body, body))
            continue
        row = held[name]
        new = [alias for alias in body.also if alias not in (row.name, row.short_name, *row.aliases)]
        if body.renamed in new and scene.told:
            sentence = f"{name}, now called {body.renamed}"
            step = partial(_rename_body, body)
            yield Entry(Section.ORGANISATION, Kind.CHANGE, sentence, line, step)
        elif new:
            sentence = f"{name}, also called {', '.join(new)}"
            yield Entry(Section.ORGANISATION, Kind.CHANGE, sentence, line, partial(_add_aliases, body))
        else:
            yield Entry(Section.ORGANISATION, Kind.SAME, name, line)


def _add_body(body: KnownBody, books: OpenBooks) -> None:
    books.directory.add_organisation(body.name)
    _add_aliases(body, books)


def _add_aliases(body: KnownBody, books: OpenBooks) -> None:
    organisation = the_organisation(books, body.name)
    for alias in body.also if organisation else ():
        if organisation and alias != organisation.short_name:
            books.directory.add_alias(organisation, alias)
    books.session.flush()


def _rename_body(body: KnownBody, books: OpenBooks) -> None:
    _add_aliases(body, books)
    organisation = the_organisation(books, body.name)
    if organisation and body.renamed:
        books.directory.rename_organisation(organisation, body.renamed)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the paper lists, with the title printed before the name."""

    name: str
    title: str | None
    line: int


def people_named(scene: Scene) -> tuple[Named, ...]:
    """Everybody in the paper's lists, and those who followed or were followed for a named organisation."""
    paper = scene.paper
    listed = [Named(p.name, p.title, p.line) for p in paper.attendance]
    listed += [Named(p.name, p.title, p.line) for p in paper.apologies]
    listed += [Named(m.name, None, m.line) for m in paper.members if m.name]
    for succession in paper.successions:
        if succession_is_clear(scene, succession.joined, succession.left, succession.organisation):
            listed += [Named(name, None, succession.line) for name in (succession.joined, succession.left)]
    once: dict[str, Named] = {}
    for person in listed:
        once.setdefault(plain(person.name), person)
    return tuple(once.values())


def succession_is_clear(scene: Scene, joined: str, left: str, organisation: str) -> bool:
    """Whether it is known for whom: the paper names the organisation, or either of the two is known."""
    listed = {plain(p.name) for p in scene.paper.attendance} | {plain(p.name) for p in scene.paper.apologies}
    known = plain(joined) in listed or bool(scene.person(joined) or scene.person(left))
    return known or scene.organisation(organisation) is not None


def plan_people(scene: Scene) -> Iterator[Entry]:
    """Who is new, and whose title has changed. An older paper never changes a title."""
    for named in people_named(scene):
        shown = f"{named.title} {named.name}" if named.title else named.name
        person = scene.person(named.name)
        if person is None:
            step = partial(_add_person, named)
            yield Entry(Section.PERSON, Kind.ADD, shown, named.line, step)
        elif named.title is None or named.title == person.title:
            yield Entry(Section.PERSON, Kind.SAME, shown, named.line)
        elif person.title and not scene.is_current_for(person):
            yield Entry(Section.PERSON, Kind.SAME, f"{shown}, left: the books are newer", named.line)
        else:
            sentence = f"{named.name} title: {person.title or 'none'} -> {named.title}"
            yield Entry(Section.PERSON, Kind.CHANGE, sentence, named.line, partial(_set_title, named))


def _add_person(named: Named, books: OpenBooks) -> None:
    books.directory.add_person(named.name, named.title)


def _set_title(named: Named, books: OpenBooks) -> None:
    the_person(books, named.name).title = named.title
    books.session.flush()
