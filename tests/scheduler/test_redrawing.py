"""Messages that show how something stands are drawn anew when it changes, and only then."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from scheduler.policy import Policy
from scheduler.redrawing import Redrawing, Undrawable
from store.names import Party
from store.quiet import snoozed
from store.reference import Reference
from store.shown import KEPT
from store.tables import Capacity, Outbox, OutboxState
from tests.scheduler.world import World, local, run_together, sits


@dataclass
class Hand:
    """Draws by noting the key; each of `troubles` is raised once instead, `meanwhile` happens before it is done."""

    drawn: list[str] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    meanwhile: list[tuple[World, Reference]] = field(default_factory=list)

    def __call__(self, row: Outbox) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        while self.meanwhile:
            updated(*self.meanwhile.pop())
        self.drawn.append(row.key.split(":")[0])


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def late(world: World) -> World:
    """A digest about what is overdue has been posted to Ada Okafor."""
    world.policy = Policy(weekly=False, personal=False)
    return world


@pytest.fixture
def ada(late: World) -> Party:
    return sits(late, "Ada Okafor", Capacity.BOARD)


@pytest.fixture
def ref(late: World, ada: Party) -> Reference:
    ref = late.promised("To map the lighting", ada, at=late.meets("2026-03-10"), due="2026-06-01")
    late.at("2026-06-02 09:00")
    assert len(late.outlet.digests) == 1
    late.clock.step(timedelta(minutes=1))
    return ref


def updated(world: World, ref: Reference) -> None:
    world.clock.step(timedelta(seconds=1))
    with world.changing() as books:
        books.register.update(books.register.get(ref), "Asked the supplier")


def redrawing(world: World, hand: Hand, who: str = "one") -> Redrawing:
    return Redrawing(world.books, hand, who)


def test_what_has_changed_is_drawn_once(late: World, ref: Reference, hand: Hand) -> None:
    redrawing(late, hand).run()
    assert hand.drawn == []
    updated(late, ref)
    redrawing(late, hand).run()
    redrawing(late, hand).run()

    assert hand.drawn == ["overdue"]


def test_a_wish_for_quiet_is_a_change_too(late: World, ada: Party, ref: Reference, hand: Hand) -> None:
    with late.changing() as books:
        books.quiet.set(ada.id or 0, snoozed(books.register.get(ref).id), late.clock.now().date())
    redrawing(late, hand).run()

    assert hand.drawn == ["overdue"]


def test_other_action_points_are_none_of_its_business(
    late: World, ada: Party, ref: Reference, hand: Hand
) -> None:
    assert ref
    other = late.promised("To ring the school", ada, at=late.meets("2026-02-10"))
    updated(late, other)
    redrawing(late, hand).run()

    assert hand.drawn == []


def test_what_changes_while_it_is_drawn_is_drawn_again(late: World, ref: Reference, hand: Hand) -> None:
    updated(late, ref)
    hand.meanwhile = [(late, ref)]
    redrawing(late, hand).run()

    assert hand.drawn == ["overdue", "overdue"]


def test_what_changes_while_it_is_being_posted_is_drawn_anew(late: World, ada: Party, hand: Hand) -> None:
    ref = late.promised("To map the lighting", ada, at=late.meets("2026-03-10"), due="2026-06-01")

    def meanwhile() -> None:
        late.outlet.before = None
        updated(late, ref)

    late.outlet.before = meanwhile
    late.at("2026-06-02 09:00")
    redrawing(late, hand).run()

    assert hand.drawn == ["overdue"]


def test_what_changed_before_it_was_found_again_is_drawn_anew(late: World, ada: Party, hand: Hand) -> None:
    ref = late.promised("To map the lighting", ada, at=late.meets("2026-03-10"), due="2026-06-01")
    late.outlet.doubts = [TimeoutError()]
    late.at("2026-06-02 09:00")
    updated(late, ref)
    redrawing(late, hand).run()
    assert hand.drawn == []

    late.at("2026-06-02 09:02")
    redrawing(late, hand).run()

    assert (len(late.outlet.digests), hand.drawn) == (1, ["overdue"])


def test_a_failure_is_tried_again_when_its_lease_is_over(late: World, ref: Reference, hand: Hand) -> None:
    updated(late, ref)
    hand.troubles = [OSError("no network")]
    redrawing(late, hand).run()
    redrawing(late, hand).run()
    assert hand.drawn == []
    late.clock.step(timedelta(minutes=2))
    redrawing(late, hand).run()

    assert hand.drawn == ["overdue"]


def test_what_cannot_be_drawn_is_left_alone(late: World, ref: Reference, hand: Hand) -> None:
    updated(late, ref)
    hand.troubles = [Undrawable("message_not_found")]
    redrawing(late, hand).run()
    late.clock.step(timedelta(hours=1))
    redrawing(late, hand).run()

    assert (hand.drawn, hand.troubles) == ([], [])


def test_two_processes_draw_it_once(late: World, ref: Reference, hand: Hand) -> None:
    updated(late, ref)
    run_together([redrawing(late, hand, "one"), redrawing(late, hand, "two")])

    assert hand.drawn == ["overdue"]


def test_far_back_nothing_is_drawn_anew(late: World, ref: Reference, hand: Hand) -> None:
    late.policy = Policy(overdue=(), weekly=False, personal=False)
    late.clock.step(KEPT + timedelta(days=2))
    late.sweep().run()
    updated(late, ref)
    redrawing(late, hand).run()

    assert hand.drawn == []
    assert [row.state for row in late.rows(kind="overdue") if row.person_id] == [OutboxState.SENT]


def test_another_partnership_is_not_touched(late: World, ref: Reference, hand: Hand) -> None:
    assert ref
    other = World(late.engine, local("2026-06-02 09:00"), name="Marshside Community Safety Partnership")
    elsewhere = other.promised(
        "To map the lighting", other.person("Ada Okafor"), at=other.meets("2026-03-10")
    )
    updated(other, elsewhere)
    redrawing(late, hand).run()

    assert hand.drawn == []
