"""How it has to stand when people and chaos are done: the books as those of people who had no trouble, each reminder once."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select

from bot.blocks.reminders import MARK
from bot.main import House
from bot.sandbox import LocalSlack
from scheduler.outbox import mark
from store.books import OpenBooks, commit
from store.history import Author
from store.register_reading import State
from store.tables import Outbox, OutboxState, Partnership, Status, Update
from store.views import PointView
from tests.chaos.members import WHO, Counted, Member, Point

_LOOKING = Author("the chaos")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of it: what people were told, in what the books differ, and where the reminders stand in Slack."""

    counted: Counted
    differ: tuple[str, ...]
    reminders: int
    once: int
    double: int

    @property
    def well(self) -> bool:
        """Whether all that is promised holds."""
        return not (self.differ or self.counted.wrong) and self.reminders == self.once > 0 == self.double

    def lines(self) -> Iterator[str]:
        wrong = self.counted.wrong
        yield f"  books: {'; '.join(self.differ[:5]) or 'as they should be'}"
        yield f"  answers: {'; '.join(wrong[:5]) or 'the same each time'}"
        yield f"  reminders: {self.reminders} sent, {self.once} of them stand once, {self.double} more often"


def begun(house: House) -> Collection[str]:
    """Who keeps the register is known, as her first word would be answered by asking Slack; the references there are."""
    with house.books.open(house.partnership(), _LOOKING, writes=True) as opened:
        person = opened.directory.person_named("Nadia Rahimi")
        assert person is not None
        opened.directory.link(person, WHO)
        commit(opened)
        return {view.ref for view in _all_of(opened)}


def judged(
    house: House, slack: LocalSlack, counted: Counted, members: Sequence[Member], before: Collection[str]
) -> Judged:
    """Compare what there is with what the members know; `before` are the references that were there without them."""
    with house.books.open(house.partnership(), _LOOKING, writes=False) as opened:
        notes = Counter(opened.session.scalars(select(Update.text)))
        found = [view for view in _all_of(opened) if view.ref not in before]
    wanted = {ref: point for member in members for ref, point in member.points.items()}
    return Judged(counted, tuple(differences(wanted, found, notes)), *_standing(house.engine, slack))


def _all_of(opened: OpenBooks) -> Sequence[PointView]:
    return opened.register.points.in_state(State.ALL).in_register_order()


def differences(wanted: dict[str, Point], found: Sequence[PointView], notes: Counter[str]) -> Iterator[str]:
    """In what the books are not those of people who had no trouble."""
    there = {view.ref: view for view in found}
    if len(there) != len(found):
        yield "a reference stands there twice"
    yield from (f"{ref} is not there" for ref in wanted.keys() - there.keys())
    yield from (f"{ref} was never asked for" for ref in there.keys() - wanted.keys())
    for ref in wanted.keys() & there.keys():
        point, view = wanted[ref], there[ref]
        has = (view.text, view.status is Status.CLOSED, view.note)
        if has != (point.text, point.closed, point.note):
            yield f"{ref} is {has} instead of {(point.text, point.closed, point.note)}"
        yield from (f"“{note}” stands there {notes[note]} times" for note in point.notes if notes[note] != 1)


def _standing(engine: Engine, slack: LocalSlack) -> tuple[int, int, int]:
    """How many reminders were sent, and how many stand in Slack exactly once and more often.

    One that was drawn anew since bears its mark no more, but stands where it was posted.
    """
    sent = select(Partnership.uid, Outbox.key, Outbox.channel, Outbox.posted_ts).join_from(
        Outbox, Partnership
    )
    posted = sent.where(Outbox.state == OutboxState.SENT, Outbox.posted_ts.is_not(None))
    with engine.connect() as connection:
        rows = list(connection.execute(posted))
    there = [
        message for channel in {row.channel for row in rows} for message in slack.control.messages(channel)
    ]
    places = {(message.channel, message.ts) for message in there}
    marks = Counter(str(message.blocks[0].get("block_id")) for message in there if message.blocks)
    missing = sum((row.channel, row.posted_ts) not in places for row in rows)
    double = sum(marks[f"{MARK}{mark(row.uid, row.key)}"] > 1 for row in rows)
    return len(rows), len(rows) - missing - double, double
