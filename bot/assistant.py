"""The bot, put together and free of Slack: books, language and handlers, for one partnership."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import msgspec
from sqlalchemy.orm import selectinload

from bot.knowing import READER, Knowing, Knowledge
from bot.language.answers import bare_words
from bot.language.context import Context
from bot.language.dates import read_date
from bot.language.due import calendar_of
from bot.language.free.kept import made_ready
from bot.language.understanding import understand
from handlers.access import STANDARD, Access, Operation
from handlers.desk import Caller, Desk
from handlers.door import Door
from handlers.register_requests import ListActions, MyActions
from handlers.replies import Button, Outcome, Reply
from handlers.requests import AnyRequest, NotUnderstood, encode
from handlers.table import HANDLERS
from store.books import Books, OpenBooks
from store.database import Unavailable
from store.errors import BookError
from store.plan_views import REMEMBERED
from store.tables import ActionPoint
from store.views import PointView
from store.vocabulary import Vocabulary

LOG = logging.getLogger(__name__)
_ASKING = (Outcome.CONFIRM, Outcome.CHOOSE)
_WARMING = "3 working days after Christmas"


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What can be answered for a while: the buttons that were shown, the question that was answered, and who asked it."""

    buttons: tuple[Button, ...] = ()
    last: AnyRequest | None = None
    by: int | None = None


_OFFERS = msgspec.json.Decoder(Offer)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation is about, what was last offered in it, and the last question.

    `meeting`: it is under that one's reminder. `by`: who spoke to the bot in it last, a short while ago.
    """

    about: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()
    last: AnyRequest | None = None
    meeting: int | None = None
    targets: tuple[str, ...] = ()
    by: int | None = None

    @classmethod
    def of(cls, about: list[str], offer: Offer) -> Self:
        """What was remembered, the action points apart from the plan targets."""
        targets = tuple(each for each in about if each.startswith(REMEMBERED))
        points = tuple(each for each in about if not each.startswith(REMEMBERED))
        return cls(points, offer.buttons, offer.last, targets=targets, by=offer.by)


class Assistant:
    """What every door of the bot has in common: understand a line, answer a request, remember the conversation."""

    def __init__(self, books: Books, access: Access = STANDARD) -> None:
        self.books = books
        self.door = Door(HANDLERS, access)
        self.knowledge = Knowledge(books, access)

    def words(self, partnership_id: int) -> Vocabulary:
        """The names and meetings of the partnership."""
        return self.books.vocabulary(partnership_id)

    def warm(self, partnership_id: int) -> None:
        """Make what understanding needs before somebody waits for it: the names, the topics, the bank holidays.

        What the texts teach is counted, and read with the first line in free words: commands do without.
        """
        context = self.context(Caller(partnership_id, None, READER.name), Memory())
        context.names.called(READER.name, context.today)
        context.topics.knows(READER.name)
        read_date(_WARMING, calendar_of(context))
        made_ready()

    def handle(self, request: AnyRequest, caller: Caller) -> Reply:
        """Answer one request; a question is kept with its answer, for what may follow it."""
        reply = self.door.handle(request, self.books, caller)
        if reply.unanswered and caller.person_id is not None:
            self._keep(reply.unanswered, caller)
        return reply if request.changes else msgspec.structs.replace(reply, answers=request)

    def _keep(self, line: str, caller: Caller) -> None:
        """A line that led nowhere, for the secretariat; the answer does not depend on whether it can be kept."""
        try:
            with self.books.open(caller.partnership_id, READER, writes=True) as books:
                books.unanswered.keep(bare_words(line))
                books.session.commit()
        except BookError:
            LOG.warning("a line that was not understood could not be kept")

    def last_change(self, partnership_id: int) -> int:
        """The last change of the books, from which on somebody who fills in a form sees nothing."""
        with self.books.open(partnership_id, READER, writes=False) as books:
            return books.past.latest()

    def understand(
        self, line: str, caller: Caller, memory: Memory | None = None, words: Vocabulary | None = None
    ) -> AnyRequest:
        """What a line to the bot asks for. A caller that has the vocabulary at hand passes it on."""
        found = understand(line, self.context(caller, memory or Memory(), words))
        return found or NotUnderstood(bare_words(line))

    def overheard(self, line: str, caller: Caller, memory: Memory) -> AnyRequest | None:
        """What a reply means that nobody addressed to the bot, below something that it posted; None for chatter."""
        goes_on = memory.by is not None and memory.by == caller.person_id
        return understand(line, replace(self.context(caller, memory), addressed=False, goes_on=goes_on))

    def explained(self, line: str, caller: Caller) -> Iterator[str]:
        """Why the assistant understands a line as it does, for `ask --explain`."""
        from bot.language.explaining import explained  # noqa: PLC0415 - only at the terminal

        return explained(line, self.context(caller, self.recall(caller)))

    def context(self, caller: Caller, memory: Memory, words: Vocabulary | None = None) -> Context:
        """All that a line is understood in. What costs a query is read when the line first asks for it."""
        words = words or self.words(caller.partnership_id)
        return Context(
            words,
            self.books.today(words.timezone),
            memory.about,
            offered=memory.offered,
            source=caller.source,
            speaker=caller.name if caller.person_id else "",
            last=memory.last,
            index=self.knowledge.names(words),
            meeting=memory.meeting,
            targets=memory.targets,
            known=Knowing(self.knowledge, caller, words, memory.about),
        )

    def _desk(self, books: OpenBooks, caller: Caller) -> Desk:
        return Desk(books, caller, self.books.words_of(books.session, books.partnership), self.door.access)

    def may(self, caller: Caller, operation: Operation) -> bool:
        """Whether the table allows somebody an operation, for what is answered without a request."""
        return self.knowledge.may(caller, self.words(caller.partnership_id), operation)

    def entitled(self, books: OpenBooks, person_id: int, point: PointView) -> bool:
        """Whether the table shows that person an action point in private: what reminders ask."""
        row = books.session.get(ActionPoint, point.id, options=[selectinload(ActionPoint.owners)])
        caller = Caller(books.partnership.id, person_id, "")
        return row is not None and self._desk(books, caller).sees(row)

    def say(self, line: str, caller: Caller) -> tuple[AnyRequest, Reply]:
        """Understand a line in its conversation, answer it, and remember what was offered."""
        request = self.understand(line, caller, self.recall(caller))
        reply = self.handle(request, caller)
        if caller.place:
            self.remember(caller, reply, caller.place)
        return request, reply

    def recall(self, caller: Caller) -> Memory:
        """What the caller's conversation is about, and what can still be answered with "yes"."""
        if caller.place is None:
            return Memory()
        with self.books.open(caller.partnership_id, READER, writes=False) as books:
            conversation = books.conversations.get(caller.place)
            offered = books.conversations.offered(caller.place)
            about = list(conversation.about) if conversation else []
        offer = _OFFERS.decode(offered) if offered else Offer()
        return Memory.of(about, offer)

    def remember(self, caller: Caller, reply: Reply, place: str, *, asked: bool = True) -> None:
        """Note what was said at `place`, so that a reply there is understood; `asked`: the bot was spoken to."""
        buttons = reply.buttons if reply.outcome in _ASKING else ()
        by = caller.person_id if asked else None
        offered = encode(Offer(buttons, reply.answers, by)) if buttons or reply.answers or by else None
        lists = isinstance(reply.answers, ListActions | MyActions)  # an empty list is the last one, too
        about = list(reply.about) if reply.about or lists else None
        self.remember_about(caller.partnership_id, place, about, offered)

    def remember_about(
        self, partnership_id: int, place: str, about: list[str] | None, offered: str | None
    ) -> None:
        """The same for what was not a reply: a reminder, a shared list. None leaves what it is about as it was.

        Where that cannot be kept the reply stands all the same: “nothing was changed” would be said of what was.
        """
        try:
            with self.books.open(partnership_id, READER, writes=True) as books:
                books.conversations.remember(place, about, offered)
                books.session.commit()
        except Unavailable:
            LOG.warning("a conversation was not remembered, since the database took nothing")
