"""One understanding for all doors: a line means the same wherever it is said, with what the door adds to it."""

import itertools
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from handlers.desk import Caller
from handlers.register_requests import Ask
from handlers.replies import Outcome, Reply, Text
from handlers.requests import AnyRequest, NotUnderstood
from tests.conversation import Conversation, Heard
from tests.language.fresh_lines import FRESH
from tests.language.keeping_lines import KEEPING, UNSEEN
from tests.language.lines import MEANINGS, TOM, Meaning

PARTS = {"lines": MEANINGS, "fresh": FRESH, "keeping": (*KEEPING, *UNSEEN)}
# What stands behind `/actions` is a command of its own before it is anything else.
COMMANDS = (
    *("help", "help me please", "papers - when are they due?", "papers by when?", "targets for q2"),
    *("papers for june - what's the date", "papers for the june board are due on 5 june"),
    *("action for imogen to design a poster", "back at my desk now"),
)


class Doors:
    """The bot, whose every request is noted; while it only listens nothing is carried out."""

    def __init__(self, bot: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bot = bot
        self.listens = False
        self._talks = itertools.count()  # each line in a conversation of its own
        self._noted: list[AnyRequest] = []
        self._handle = bot.house.assistant.handle
        monkeypatch.setattr(bot.house.assistant, "handle", self._note)

    def _note(self, request: AnyRequest, caller: Caller) -> Reply:
        self._noted.append(request)
        if self.listens:
            return Reply(Outcome.ANSWERED, (Text("Heard."),))
        return self._handle(request, caller)

    def heard(self) -> AnyRequest | None:
        """What was asked since it was last looked."""
        noted = self._noted[-1] if self._noted else None
        self._noted.clear()
        return noted

    def in_a_direct_message(self, who: str, lines: tuple[str, ...]) -> AnyRequest | None:
        thread = f"1700000000.{next(self._talks):06}"
        for self.listens, line in _last_listened(lines):
            self.bot.writes(who, line, thread_ts=thread)
        return self.heard()

    def in_a_mention(self, who: str, lines: tuple[str, ...]) -> AnyRequest | None:
        """All in one thread."""
        thread: dict[str, str] = {}
        for self.listens, line in _last_listened(lines):
            self.bot.mentions(who, line, **thread)
            thread = {"thread_ts": self.bot.slack.posted[-1].thread}
        return self.heard()

    def at_the_terminal(self, who: str, lines: tuple[str, ...]) -> AnyRequest | None:
        words = self.bot.services.words()
        person = next(person for person in words.people if person.name == who)
        caller = Caller(self.bot.partnership, person.id, who, place=f"terminal:{next(self._talks)}")
        for self.listens, line in _last_listened(lines):
            self.bot.house.assistant.say(line, caller)
        return self.heard()

    def behind_a_slash(self, who: str, line: str) -> AnyRequest | None:
        self.listens = True
        self.bot.command(who, f"/actions {line}")
        return self.heard()


def _last_listened(lines: tuple[str, ...]) -> Iterator[tuple[bool, str]]:
    return ((place == len(lines), line) for place, line in enumerate(lines, start=1))


def meaning_of(request: AnyRequest | None) -> Any:
    """A request without the link to where it was said, which the door adds."""
    return _without_source(msgspec.to_builtins(request, enc_hook=str))


def _without_source(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {name: _without_source(value) for name, value in thing.items() if name != "source"}
    return [_without_source(each) for each in thing] if isinstance(thing, list | tuple) else thing


@pytest.fixture
def doors(bot: Conversation, monkeypatch: pytest.MonkeyPatch) -> Doors:
    return Doors(bot, monkeypatch)


def _said(part: str) -> Iterator[tuple[Meaning, str]]:
    return ((meaning, said) for meaning in PARTS[part] for said in meaning.lines)


@pytest.mark.parametrize("part", PARTS)
def test_a_line_means_the_same_through_every_door(doors: Doors, part: str) -> None:
    for meaning, said in _said(part):
        lines = (*meaning.after, said)
        meant = meaning_of(doors.in_a_direct_message(meaning.who, lines))

        assert meant is not None, said
        assert meaning_of(doors.in_a_mention(meaning.who, lines)) == meant, said
        assert meaning_of(doors.at_the_terminal(meaning.who, lines)) == meant, said


@pytest.mark.parametrize("part", PARTS)
def test_a_slash_adds_the_commands_of_its_book_and_nothing_else(doors: Doors, part: str) -> None:
    for meaning, said in _said(part):
        if meaning.after or said in COMMANDS:
            continue
        meant = doors.in_a_direct_message(meaning.who, (said,))
        behind = meaning_of(doors.behind_a_slash(meaning.who, said))

        looked_for = {"request": "actions.list", "state": "all", "about": said}
        in_its_book = [looked_for] if isinstance(meant, NotUnderstood) else []
        assert behind in [meaning_of(meant), *in_its_book], said


TALK = (
    "done", "done, sent it Friday", "completed", "not yet, will be done by 12 June", "update: the rota is agreed",
    "sent it to the chair", "undo that", "still waiting for the supplier",
)  # fmt: skip


@pytest.mark.parametrize("said", TALK)
def test_a_reply_means_the_same_whether_or_not_it_is_addressed_to_the_bot(doors: Doors, said: str) -> None:
    meant = meaning_of(doors.in_a_direct_message(TOM, ("02/10", said)))
    doors.listens = False
    shown = doors.bot.mentions(TOM, "02/10")
    doors.heard()

    doors.listens = True
    _reply(doors, said, shown)

    assert meaning_of(doors.heard()) == meant


def test_what_is_no_reply_is_left_alone_where_nobody_addressed_the_bot(doors: Doors) -> None:
    shown = doors.bot.mentions(TOM, "02/10")
    doors.heard()
    doors.listens = True
    doors.bot.clock.step(timedelta(minutes=11))  # what he says at once would go on with what he asked

    for meaning, said in _said("lines"):
        if "/" not in said:
            _reply(doors, said, shown)
            heard = doors.heard()
            asked = msgspec.structs.asdict(heard) if heard else {}
            about_it = isinstance(heard, Ask) or asked.get("by_reply") or "do" in asked or not heard
            assert about_it or meaning.request == "undo", said


def _reply(doors: Doors, said: str, shown: Heard) -> None:
    under = Heard(shown.text, ts=doors.bot.slack.posted[-1].thread or shown.ts, channel=shown.channel)
    doors.bot.replies(TOM, said, under)


@pytest.mark.parametrize("said", ["/actions overdue", "done", "what does MASG stand for", "close it", "asdf"])
def test_what_is_explained_is_the_path_that_is_taken(doors: Doors, said: str) -> None:
    assistant = doors.bot.house.assistant
    person = next(person for person in doors.bot.services.words().people if person.name == TOM)
    caller = Caller(doors.bot.partnership, person.id, TOM, place="terminal")
    assistant.say("02/10", caller)

    told = list(assistant.explained(said, caller))
    taken = [way for way in told if not way.startswith(" ") and not way.endswith(": nothing")]

    assert taken[-1].endswith(repr(assistant.understand(said, caller, assistant.recall(caller))))
