"""The bot, put together and free of Slack: books, language and handlers, for one partnership."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import msgspec
from sqlalchemy.orm import selectinload

from bot.language.context import Context
from bot.language.dates import read_date
from bot.language.due import calendar_of
from bot.language.free import stands_alone
from bot.language.free.explaining import explained
from bot.language.free.learning import made_ready
from bot.language.handbook import asked
from bot.language.plan_replying import told_on_plan
from bot.language.replying import replied
from bot.language.understanding import bare_words, exact, understand
from handlers.access import STANDARD, Access, Operation
from handlers.desk import Audience, Caller, Desk
from handlers.door import Door
from handlers.lists import own_open
from handlers.register_requests import AnswerQuestion, Ask
from handlers.replies import Button, Outcome, Reply
from handlers.requests import AnyRequest, FindContact, LookUp, NotUnderstood, encode
from handlers.roles import role_of
from handlers.table import HANDLERS
from store.books import Books, OpenBooks
from store.database import Unavailable
from store.errors import BookError
from store.history import Author
from store.kept import Kept
from store.lookup import find
from store.name_index import NameIndex
from store.plan_views import REMEMBERED
from store.reference import Reference
from store.search import find as in_directory
from store.tables import ActionPoint
from store.topics import Topics
from store.views import PointView
from store.vocabulary import Vocabulary

LOG = logging.getLogger(__name__)
_ASKING = (Outcome.CONFIRM, Outcome.CHOOSE)
_MACHINE = Author("the bot")
_WARMING = "3 working days after Christmas"


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What can be answered for a while: the buttons that were shown, and the question that was answered."""

    buttons: tuple[Button, ...] = ()
    last: AnyRequest | None = None


_OFFERS = msgspec.json.Decoder(Offer)


@dataclass(frozen=True, slots=True)
class Memory:
    """What a conversation is about, what was last offered in it, and the last question.

    `meeting`: it is under that one's reminder.
    """

    about: tuple[str, ...] = ()
    offered: tuple[Button, ...] = ()
    last: AnyRequest | None = None
    meeting: int | None = None
    targets: tuple[str, ...] = ()

    @classmethod
    def of(cls, about: list[str], offer: Offer) -> Self:
        """What was remembered, the action points apart from the plan targets."""
        targets = tuple(each for each in about if each.startswith(REMEMBERED))
        points = tuple(each for each in about if not each.startswith(REMEMBERED))
        return cls(points, offer.buttons, offer.last, targets=targets)


class Assistant:
    """What every door of the bot has in common: understand a line, answer a request, remember the conversation."""

    def __init__(self, books: Books, access: Access = STANDARD) -> None:
        self.books = books
        self.door = Door(HANDLERS, access)
        self._topics: Kept[tuple[int, str], Topics] = Kept()
        self._names: Kept[int, NameIndex] = Kept()

    def words(self, partnership_id: int) -> Vocabulary:
        """The names and meetings of the partnership."""
        return self.books.vocabulary(partnership_id)

    def warm(self, partnership_id: int) -> None:
        """Make what understanding needs before somebody waits for it: the names, the topics, the bank holidays.

        What the texts teach is counted, and read with the first line in free words: commands do without.
        """
        context = self.context(Caller(partnership_id, None, _MACHINE.name), Memory())
        context.names.called(_MACHINE.name, context.today)
        context.topics.knows(_MACHINE.name)
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
            with self.books.open(caller.partnership_id, _MACHINE, writes=True) as books:
                books.unanswered.keep(bare_words(line))
                books.session.commit()
        except BookError:
            LOG.warning("a line that was not understood could not be kept")

    def last_change(self, partnership_id: int) -> int:
        """The last change of the books, from which on somebody who fills in a form sees nothing."""
        with self.books.open(partnership_id, _MACHINE, writes=False) as books:
            return books.past.latest()

    def understand(
        self, line: str, caller: Caller, memory: Memory | None = None, words: Vocabulary | None = None
    ) -> AnyRequest:
        """What a line asks for. A caller that has the vocabulary at hand passes it on.

        The register is looked at for free words only: an exact command does without.
        """
        context = self._bare_context(caller, memory, words)
        if command := exact(line, context):
            return command
        found = understand(line, self.with_topics(context, caller))
        known = isinstance(found, FindContact) and in_directory(found.query, context.words, context.today)
        if known or not isinstance(found, FindContact | LookUp | NotUnderstood):
            return found
        return self._looked_up(bare_words(line), found, caller, memory or Memory()) or found

    def _looked_up(self, said: str, found: AnyRequest, caller: Caller, memory: Memory) -> AnyRequest | None:
        """The question to the handbook that a line is, in its own words, where the handbook answers it.

        One that nothing else comes near is asked there as well, unless it may be part of a talk.
        """
        question = asked(said)
        if question is None:
            return None
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            if find(question.query, books.handbook.every()):
                return question
        lost = isinstance(found, NotUnderstood) and not (found.nearest or found.hint or memory.about)
        return question if lost else None

    def context(self, caller: Caller, memory: Memory) -> Context:
        """All that free words are understood in."""
        return self.with_topics(self._bare_context(caller, memory), caller)

    def explained(self, line: str, caller: Caller) -> Iterator[str]:
        """Why the assistant understands a line as it does, for `ask --explain`."""
        context = self.context(caller, self.recall(caller))
        if exact(line, context):
            yield "an exact command"
        yield from explained(bare_words(line), context)

    def with_topics(self, context: Context, caller: Caller) -> Context:
        """The context with the action points that the caller may be told of here."""
        everything = self.books.topics(caller.partnership_id)
        kept = self._topics.get((caller.partnership_id, self._sees(caller, context)))
        if kept is None or kept.edition != everything.edition:
            kept = self._seen(everything, caller, context)
        return replace(context, topics=kept)

    def _sees(self, caller: Caller, context: Context) -> str:
        """Whose confidential action points may be spoken of: nobody's, or the caller's own."""
        private = caller.audience is Audience.PRIVATE
        return context.speaker if private and self.may(caller, Operation.READ_CONFIDENTIAL, own=True) else ""

    def _seen(self, everything: Topics, caller: Caller, context: Context) -> Topics:
        whose = self._sees(caller, context)
        own = [p for p in everything.points if p.confidential and whose and whose in p.owners]
        public = tuple(p for p in everything.points if not p.confidential or p in own)
        seen = Topics(everything.edition, public)
        return self._topics.put((caller.partnership_id, whose if own else ""), seen)

    def replied(self, line: str, caller: Caller, memory: Memory) -> AnyRequest | None:
        """What a reply in a thread means for what the thread is about; None for chatter."""
        own = self._own(memory.about, caller) if len(memory.about) > 1 else ()
        return replied(line, replace(self._bare_context(caller, memory), own=own))

    def meant(self, line: str, caller: Caller, memory: Memory) -> AnyRequest:
        """What a line to the bot asks for where the talk may be about something.

        A command is one anywhere. Free words are first taken as a reply to what the talk is about, then as a question
        to the bot, and last as an answer to what an owner was asked.
        """
        said = bare_words(line)
        command = exact(line, self._bare_context(caller, memory))
        if command or not (memory.about or memory.targets):
            return command or self.understand(line, caller, memory)
        reply = self.replied(said, caller, memory)
        if reply and not isinstance(reply, Ask):
            return reply
        request = self.understand(line, caller, memory)
        if memory.targets and isinstance(request, FindContact | LookUp | NotUnderstood):
            return told_on_plan(said, memory.targets) or request
        alone = not isinstance(request, NotUnderstood) and stands_alone(said, self.context(caller, memory))
        return request if alone else reply or self._answer(said, memory) or request

    @staticmethod
    def _answer(said: str, memory: Memory) -> AnyRequest | None:
        ref = Reference.parse(memory.about[0]) if len(memory.about) == 1 else None
        return AnswerQuestion(ref, said) if ref else None

    def _own(self, about: tuple[str, ...], caller: Caller) -> tuple[str, ...]:
        """Those of a thread's action points that are still the caller's to do."""
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            desk = self._desk(books, caller)
            return tuple(full for full in own_open(desk) if full in about)

    def _desk(self, books: OpenBooks, caller: Caller) -> Desk:
        return Desk(books, caller, self.books.words_of(books.session, books.partnership), self.door.access)

    def may(self, caller: Caller, operation: Operation, *, own: bool = False) -> bool:
        """Whether the table allows somebody an operation, for what is answered without a request."""
        words = self.words(caller.partnership_id)
        person = words.person(caller.person_id)
        role = role_of(person, words, self.books.today(words.timezone))
        return self.door.access.may(role, operation, own=own)

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

    def _bare_context(
        self, caller: Caller, memory: Memory | None, words: Vocabulary | None = None
    ) -> Context:
        words = words or self.words(caller.partnership_id)
        known = memory or Memory()
        today = self.books.today(words.timezone)
        return Context(
            words,
            today,
            known.about,
            offered=known.offered,
            source=caller.source,
            speaker=caller.name if caller.person_id else "",
            last=known.last,
            index=self.names(words),
            meeting=known.meeting,
            targets=known.targets,
        )

    def names(self, words: Vocabulary) -> NameIndex:
        """The names of a vocabulary by the words they are said in, made once for each."""
        known = self._names.get(words.partnership_id)
        if known is None or known.words is not words:
            known = self._names.put(words.partnership_id, NameIndex(words))
        return known

    def recall(self, caller: Caller) -> Memory:
        """What the caller's conversation is about, and what can still be answered with "yes"."""
        if caller.place is None:
            return Memory()
        with self.books.open(caller.partnership_id, _MACHINE, writes=False) as books:
            conversation = books.conversations.get(caller.place)
            offered = books.conversations.offered(caller.place)
            about = list(conversation.about) if conversation else []
        offer = _OFFERS.decode(offered) if offered else Offer()
        return Memory.of(about, offer)

    def remember(self, caller: Caller, reply: Reply, place: str) -> None:
        """Note what was said at `place`, so that a reply there is understood."""
        buttons = reply.buttons if reply.outcome in _ASKING else ()
        offered = encode(Offer(buttons, reply.answers)) if buttons or reply.answers else None
        self.remember_about(caller.partnership_id, place, list(reply.about), offered)

    def remember_about(self, partnership_id: int, place: str, about: list[str], offered: str | None) -> None:
        """The same for what was not a reply: a reminder, a shared list.

        Where that cannot be kept the reply stands all the same: “nothing was changed” would be said of what was.
        """
        try:
            with self.books.open(partnership_id, _MACHINE, writes=True) as books:
                books.conversations.remember(place, about, offered)
                books.session.commit()
        except Unavailable:
            LOG.warning("a conversation was not remembered, since the database took nothing")
