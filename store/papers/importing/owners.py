"""Whom a paper means by the owners of its action points. Nobody is invented: who is in no book stays a name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from store.books import OpenBooks
from store.names import Party, candidates, plain
from store.papers.importing.people import people_named
from store.papers.importing.scene import Scene, the_group, the_organisation, the_person
from store.tables import Owner
from store.vocabulary import GroupEntry, OrganisationEntry, PersonEntry, Vocabulary, build


@dataclass(frozen=True, slots=True)
class Meant:
    """An owner: of which kind, under which name in the books, and how it is shown. `kind` as in `Party`."""

    kind: str
    name: str
    shown: str

    def party(self, books: OpenBooks) -> Party:
        """The party of the books, which have everybody whom the paper adds by now."""
        if self.kind == "person":
            person = the_person(books, self.name)
            return Party("person", person.id, person.name)
        if self.kind == "group":
            return Party("group", the_group(books, self.name).id, self.shown)
        organisation = the_organisation(books, self.name) if self.kind == "organisation" else None
        return (
            Party(self.kind, organisation.id, self.shown) if organisation else Party("name", None, self.shown)
        )

    def is_owner(self, owner: Owner, books: OpenBooks) -> bool:
        """Whether the books have this owner: linked to the same, or kept under the same name."""
        if plain(owner.name) == plain(self.shown):
            return True
        found = {
            "person": books.directory.person_named,
            "group": books.directory.group_named,
            "organisation": books.directory.organisation_named,
        }.get(self.kind)
        row = found(self.name) if found else None
        return row is not None and (owner.kind, owner.party_id) == (self.kind, row.id)


@dataclass(frozen=True, slots=True)
class Owners:
    """Everybody who may own something: of the books and of the paper. `new` are the people the paper adds."""

    scene: Scene
    words: Vocabulary
    new: tuple[str, ...]

    @classmethod
    def of(cls, scene: Scene) -> "Owners":
        """Read the names of the books and lay those of the paper beside them."""
        books = scene.books
        new = tuple(each.name for each in people_named(scene) if scene.person(each.name) is None)
        words = build(books.session, books.partnership, books.today)
        held = {body.name for body in words.organisations}
        added = [body for body in scene.bodies if body.name not in held]
        groups = [group for group, _line in scene.groups.new]
        extended = replace(
            words,
            people=(*words.people, *(PersonEntry(0, name, None, None, None, None, ()) for name in new)),
            organisations=(
                *words.organisations,
                *(OrganisationEntry(0, body.name, None, body.also, False) for body in added),
            ),
            groups=(*words.groups, *(GroupEntry(0, g.name, g.short_name, g.is_board, None) for g in groups)),
        )
        return cls(scene, extended, new)

    def exactly(self, printed: str) -> Meant | None:
        """Who is called just that: a group, a person by full name, an organisation."""
        if group := self.scene.groups.find(printed):
            return Meant("group", group.name, printed)
        person = self.scene.person(printed)
        name = person.name if person else next((n for n in self.new if plain(n) == plain(printed)), None)
        if name:
            return Meant("person", name, name)
        body = self.scene.organisation(printed)
        return Meant("organisation", body, printed) if body else None

    def meant(self, printed: str) -> Meant:
        """Who is meant, if it is exactly one; otherwise the name as it is printed."""
        found = self.exactly(printed)
        if found is None:
            near = candidates(printed, self.words, self.scene.day, self._present())
            found = self._of_party(near[0], printed) if len(near) == 1 else None
        return found or Meant("name", printed, printed[:200])

    def _present(self) -> frozenset[int]:
        """Those whom the paper lists, of whom a first name in it is likely to speak."""
        listed = (self.scene.person(attendee.name) for attendee in self.scene.paper.attendance)
        return frozenset(person.id for person in listed if person is not None)

    @staticmethod
    def _of_party(party: Party, printed: str) -> Meant:
        return Meant(party.kind, party.name, party.name if party.kind == "person" else printed)


def same_owners(owners: Iterable[Owner], meant: tuple[Meant, ...], books: OpenBooks) -> bool:
    """Whether the books have just these owners in this order."""
    held = list(owners)
    return len(held) == len(meant) and all(
        each.is_owner(owner, books) for owner, each in zip(held, meant, strict=True)
    )
