"""The bot, put together and free of Slack: books, language and handlers, for one partnership."""

from dataclasses import dataclass, replace

import msgspec
from sqlalchemy.orm import selectinload

from bot.language.context import Context
from bot.language.handbook import asked
from bot.language.replying import replied
from bot.language.understanding import understand
from handlers.access import STANDARD, Access, Operation
from handlers.desk import Caller, Desk
from handlers.door import Door
from handlers.lists import own_open
from handlers.replies import Button, Outcome, Reply
from handlers.requests import AnyRequest, NotUnderstood, encode
from handlers.roles import role_of
from handlers.table import HANDLERS
from store.books import Books, OpenBooks
from store.history import Author
from store.lookup import find
from store.tables import ActionPoint
from store.views import PointView
from store.vocabulary import Vocabulary

_OFFERS = msgspec.json.Decoder(tuple[Button, ...])
_ASKING = (Outcome.CONFIRM, Outcome.CHOOSE)
_MACHINE = Author("the bot")


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation is about, and what was last offered in it."""

    about: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()


class Assistant:
    """What every door of the bot has in common: understand a line, answer a request, remember the conversation."""

    def __init__(self, books: Books, access: Access = STANDARD) -> None:
        self.books = books
        self.door = Door(HANDLERS, access)

    def words(self, partnership_id: int) -> Vocabulary:
        """The names and meetings of the partnership."""
        return self.books.vocabulary(partnership_id)

    def handle(self, request: AnyRequest, caller: Caller) -> Reply:
        """Answer one request."""
        return self.door.handle(request, self.books, caller)

    def understand(
        self, line: str, caller: Caller, memory: Memory | None = None, words: Vocabulary | None = None
    ) -> AnyRequest:
        """What a line asks for. A caller that has the vocabulary at hand passes it on."""
        return understand(line, self._context(caller, memory, words))

    def replied(self, line: str, caller: Caller, memory: Memory) -> AnyRequest | None:
        """What a reply in a thread means for what the thread is about; None for chatter."""
        own = self._own(memory.about, caller) if len(memory.about) > 1 else ()
        return replied(line, replace(self._context(caller, memory), own=own))

    def looked_up(self, request: NotUnderstood, caller: Caller, memory: Memory) -> AnyRequest | None:
        """The question to the handbook that a line may be; in the middle of a talk only one that it answers."""
        question = asked(request.said)
        if question is None or not memory.about:
            return question
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            return question if find(question.query, books.handbook.every()) else None

    def _own(self, about: tuple[str, ...], caller: Caller) -> tuple[str, ...]:
        """Those of a thread's action points that are still the caller's to do."""
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            desk = self._desk(books, caller)
            return tuple(full for full in own_open(desk) if full in about)

    def _desk(self, books: OpenBooks, caller: Caller) -> Desk:
        return Desk(books, caller, self.books.words_of(books.session, books.partnership), self.door.access)

    def may(self, caller: Caller, operation: Operation) -> bool:
        """Whether the table allows somebody an operation, for what is answered without a request."""
        words = self.words(caller.partnership_id)
        person = words.person(caller.person_id)
        role = role_of(person, words, self.books.today(words.timezone))
        return self.door.access.may(role, operation)

    def entitled(self, books: OpenBooks, person_id: int, point: PointView) -> bool:
        """Whether the table shows that person an action point in private: what reminders ask."""
        row = books.session.get(ActionPoint, point.id, options=[selectinload(ActionPoint.owners)])
        caller = Caller(books.partnership.id, person_id, "")
        return row is not None and self._desk(books, caller).sees(row)

    def say(self, line: str, caller: Caller) -> tuple[AnyRequest, Reply]:
        """Understand a line in its conversation, answer it, and remember what was offered."""
        memory = self.recall(caller)
        request = self.understand(line, caller, memory)
        if isinstance(request, NotUnderstood):
            request = self.looked_up(request, caller, memory) or request
        reply = self.handle(request, caller)
        if caller.place:
            self.remember(caller, reply, caller.place)
        return request, reply

    def _context(self, caller: Caller, memory: Memory | None, words: Vocabulary | None = None) -> Context:
        words = words or self.words(caller.partnership_id)
        known = memory or Memory()
        today = self.books.today(words.timezone)
        return Context(words, today, known.about, offered=known.offered, source=caller.source)

    def recall(self, caller: Caller) -> Memory:
        """What the caller's conversation is about, and what can still be answered with "yes"."""
        if caller.place is None:
            return Memory()
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            conversation = books.conversations.get(caller.place)
            offered = books.conversations.offered(caller.place)
            about = tuple(conversation.about) if conversation else ()
        return Memory(about, _OFFERS.decode(offered) if offered else ())

    def remember(self, caller: Caller, reply: Reply, place: str) -> None:
        """Note what was said at `place`, so that a reply there is understood."""
        offered = encode(reply.buttons) if reply.outcome in _ASKING else None
        self.remember_about(caller.partnership_id, place, list(reply.about), offered)

    def remember_about(self, partnership_id: int, place: str, about: list[str], offered: str | None) -> None:
        """The same for what was not a reply: a reminder, a shared list."""
        with self.books.open(partnership_id, _MACHINE, writes=True) as books:
            books.conversations.remember(place, about, offered)
            books.session.commit()
