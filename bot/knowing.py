"""What the books know for a line: read when a line first asks for it, and kept until they change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.access import Access, Operation
from handlers.desk import Audience, Caller, Desk
from handlers.lists import own_open
from handlers.roles import role_of
from store.books import Books
from store.errors import NotFound
from store.history import Author
from store.kept import Kept
from store.name_index import NameIndex
from store.reference import Reference
from store.tables import HandbookEntry
from store.topics import Topics
from store.vocabulary import Vocabulary

READER = Author("the bot")


class Knowledge:
    """Of every partnership, what its lines are understood by."""

    def __init__(self, books: Books, access: Access) -> None:
        self.books = books
        self.access = access
        self._topics: Kept[tuple[int, str], Topics] = Kept()
        self._names: Kept[int, NameIndex] = Kept()

    def names(self, words: Vocabulary) -> NameIndex:
        """The names of a vocabulary by the words they are said in, made once for each."""
        known = self._names.get(words.partnership_id)
        if known is None or known.words is not words:
            known = self._names.put(words.partnership_id, NameIndex(words))
        return known

    def may(self, caller: Caller, words: Vocabulary, operation: Operation, *, own: bool = False) -> bool:
        """Whether the table allows somebody an operation, for what is answered without a request."""
        role = role_of(words.person(caller.person_id), words, self.books.today(words.timezone))
        return self.access.may(role, operation, own=own)

    def topics(self, caller: Caller, words: Vocabulary) -> Topics:
        """The action points that the caller may be told of here: none that are confidential, or only their own."""
        everything = self.books.topics(caller.partnership_id)
        private = caller.audience is Audience.PRIVATE and caller.person_id is not None
        whose = (
            caller.name if private and self.may(caller, words, Operation.READ_CONFIDENTIAL, own=True) else ""
        )
        kept = self._topics.get((caller.partnership_id, whose))
        return kept if kept and kept.edition == everything.edition else self._seen(everything, caller, whose)

    def _seen(self, everything: Topics, caller: Caller, whose: str) -> Topics:
        own = [p for p in everything.points if p.confidential and whose and whose in p.owners]
        public = tuple(p for p in everything.points if not p.confidential or p in own)
        seen = Topics(everything.edition, public)
        return self._topics.put((caller.partnership_id, whose if own else ""), seen)

    def own(self, caller: Caller, about: tuple[str, ...]) -> tuple[str, ...]:
        """Those of a talk's action points that are still the caller's to do."""
        with self.books.open(caller.partnership_id, READER, writes=False) as books:
            desk = Desk(books, caller, self.books.words_of(books.session, books.partnership), self.access)
            return tuple(full for full in own_open(desk) if full in about)

    def asked(self, caller: Caller, full: str) -> bool:
        """Whether the caller was sent a question about that action point, as an owner, and it waits for an answer."""
        ref = Reference.parse(full)
        with self.books.open(caller.partnership_id, READER, writes=False) as books:
            desk = Desk(books, caller, self.books.words_of(books.session, books.partnership), self.access)
            try:
                point = books.register.get(ref, desk.sees) if ref else None
            except NotFound:
                return False
            return point is not None and desk.owns(point) and books.closings.open_question(point) is not None

    def handbook(self, partnership_id: int) -> Sequence[HandbookEntry]:
        """All entries of the handbook."""
        with self.books.open(partnership_id, READER, writes=False) as books:
            return books.handbook.every()


@dataclass
class Knowing:
    """The same for one line of one caller: `bot.language.context.Known`, each part of which is read once, if at all."""

    knowledge: Knowledge
    caller: Caller
    words: Vocabulary
    about: tuple[str, ...] = ()

    @cached_property
    def topics(self) -> Topics:
        """The action points that the caller may be told of here."""
        return self.knowledge.topics(self.caller, self.words)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Where the talk is about several, those of them that are the caller's."""
        return self.knowledge.own(self.caller, self.about) if len(self.about) > 1 else ()

    @cached_property
    def asked(self) -> bool:
        """Whether the caller was asked about the one action point of the talk, and has not answered."""
        return len(self.about) == 1 and self.knowledge.asked(self.caller, self.about[0])

    @cached_property
    def handbook(self) -> Sequence[HandbookEntry]:
        """The entries of the handbook."""
        return self.knowledge.handbook(self.caller.partnership_id)
