"""Two partnerships of equal content in one database, served by one assistant: nothing of one reaches the other.

Everything that is asked of the one is asked with the ids of the other, too, and as everybody; whatever is kept in memory
between questions is filled by both.
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

import pytest

from bot.assistant import Assistant
from bot.blocks.plain import plain
from handlers.access import Role
from handlers.desk import Audience
from handlers.requests import Request
from store.tables import AgendaItem, Change, Closing, Meeting, PaperInHand
from tests.databases import BACKENDS, migrated
from tests.leaks.asking import KINDS, Asking
from tests.leaks.readers import State, found_in, to_ask_for, written_in
from tests.leaks.secret_books import SecretBooks, plan_of
from tests.leaks.watching import LONDON, offers, sent
from tests.store.full_books import everything

EVERYBODY = tuple(product((Role.SECRETARIAT, Role.CHAIR, Role.MEMBER, Role.STRANGER), Audience))
LINES = (
    *(
        "what is open",
        "what about the lamps",
        "whats overdue",
        "who rings about noise",
        "when is the next meeting",
    ),
    *("show 05/01", "close 05/01", "what does Dev Anand owe", "and for Ada?", "undo", "yes"),
)


class Neighbour(SecretBooks):
    """Books whose every text says whose it is, also what is for everybody in them."""

    def said(self, number: int, place: str, *, secret: bool) -> str:
        del secret
        return f"key{self.salt}{number:02} mark{self.salt}{number:02}{place}"


class Street(NamedTuple):
    """Two houses of one plan, and who answers for both."""

    one: Neighbour
    other: Neighbour
    assistant: Assistant
    foreign: frozenset[str]


@pytest.fixture(scope="module", params=BACKENDS)
def street(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    with migrated(request.param, tmp_path_factory.mktemp("street")) as engine:
        plan = plan_of(Random(8))
        one, other = Neighbour(engine, plan, "a"), Neighbour(engine, plan, "b")
        one.books = other.books
        yield Street(one, other, Assistant(one.books), frozenset(State.of(other).everything()))


def asking(street: Street, random: Random) -> Asking:
    """What may be asked of the one: also by the words and the ids of the other."""
    asked = Asking(street.one, to_ask_for(State.of(street.one).everything()), random)
    ids = {"meeting": Meeting, "item": AgendaItem, "change": Change, "closing": Closing, "paper": PaperInHand}
    for name, table in ids.items():
        asked.numbers[name] = (*street.other.ids(table), *asked.numbers[name][:1])
    asked.numbers["closings"] = asked.numbers["closing"]
    return asked


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__struct_config__.tag))
def test_no_request_reads_or_changes_anything_of_the_other(street: Street, kind: type[Request]) -> None:
    random = Random(kind.__name__)
    asked, before = asking(street, random), everything(street.other)
    for role, audience in EVERYBODY * 2:
        request = asked.of(kind)
        if not kind.changes:  # fills what is kept in memory
            street.assistant.handle(request, street.other.caller(role, audience))
        reply = street.assistant.handle(request, street.one.caller(role, audience))
        told = found_in(sent(reply, request)) | found_in([str(offer.request) for offer in offers(reply)])
        told |= found_in(written_in(reply.file)) if reply.file else set()
        assert not told & street.foreign, (request, role, audience)

    if kind.changes:
        assert everything(street.other) == before


def test_no_line_in_plain_words_is_answered_with_anything_of_the_other(street: Street) -> None:
    ours = State.of(street.one).everything()
    for (role, audience), line in product(EVERYBODY, LINES):
        _, there = street.assistant.say(line, street.other.caller(role, audience))
        _, here = street.assistant.say(line, street.one.caller(role, audience))
        assert not found_in(plain(here, LONDON)) & street.foreign, line
        assert not found_in(plain(there, LONDON)) & ours, line


def test_the_marks_would_be_seen(street: Street) -> None:
    """The other one's own people do read them, so the tests above look for what is there to be found."""
    _, reply = street.assistant.say("/actions open", street.other.caller(Role.SECRETARIAT, Audience.PRIVATE))

    assert found_in(plain(reply, LONDON)) & street.foreign
