"""Where the reminders of a meeting go: the channel of the group or another one, or people and whoever covers for them."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.content import Reminder
from scheduler.policy import Kind, OfGroup, Policy, Rule
from store.agenda_items import Item
from store.quiet import NUDGES
from store.tables import Capacity, HandbookEntry, OutboxState, Paper, Presence
from tests.scheduler.world import BOARD, CALENDAR_ONLY, NOTHING, STEERING, World, local, sits

NINE_BEFORE = "2026-06-09 09:00"  # a week before the meeting of 16 June
BOARD_MEETS = 1  # the first meeting of the calendar
QUIET = replace(CALENDAR_ONLY, deadline=NOTHING, session=NOTHING, nudge=NOTHING)


@pytest.fixture
def staffed(world: World) -> World:
    """With a secretariat, a chair and a vice chair of the Board, and a chair of the steering group."""
    sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
    sits(world, "Ada Okafor", Capacity.BOARD, role="Chair")
    sits(world, "Ben Lindqvist", Capacity.BOARD, role="Vice Chair")
    sits(world, "Cem Aydin", Capacity.MEMBER, role="Chair", group="SG")
    world.meets("2026-06-16")
    return world


def sent_to(world: World, *to: str, kind: Kind = Kind.SESSION, at: str = NINE_BEFORE) -> list[str]:
    world.policy = replace(QUIET, groups={"csp": OfGroup({kind: Rule((7,), to=to)})})
    return [where for where, _, _ in world.at(at)]


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (("channel",), [BOARD]),
        (("C0ELSE1",), ["C0ELSE1"]),
        (("secretariat",), ["Nell Iversen"]),
        (("chair",), ["Ada Okafor"]),
        (("vice chair", "chair"), ["Ada Okafor", "Ben Lindqvist"]),
        (("Lindqvist",), ["Ben Lindqvist"]),
        (("Ada Okafor", "chair"), ["Ada Okafor"]),
        (("Nobody Known",), []),
    ],
)
def test_a_reminder_goes_where_its_rule_says(
    staffed: World, to: tuple[str, ...], expected: list[str]
) -> None:
    assert sorted(sent_to(staffed, *to)) == expected
    assert sent_to(staffed, *to, at="2026-06-09 09:05") == []


def test_somebody_is_named_by_their_address(staffed: World) -> None:
    staffed.person("Dana Petrov", email="dana@harbour.example")

    assert sent_to(staffed, "dana@harbour.example") == ["Dana Petrov"]


def test_each_group_has_its_own_chair_and_its_own_rules(staffed: World) -> None:
    staffed.meets("2026-06-17", group="SG")
    staffed.policy = replace(QUIET, groups={"sg": OfGroup({Kind.SESSION: Rule((8,), to=("chair",))})})

    assert staffed.at(NINE_BEFORE) == [("Cem Aydin", "session", 8)]


def test_who_covers_is_told_instead(staffed: World) -> None:
    with staffed.changing() as books:
        ada, ben = (books.directory.person_named(name) for name in ("Ada Okafor", "Ben Lindqvist"))
        assert ada
        assert ben
        books.absences.set(ada, date(2026, 6, 12), ben)

    assert sent_to(staffed, "chair") == ["Ben Lindqvist"]


def owes(world: World) -> None:
    with world.changing() as books:
        meeting = next(m for m in books.calendar.every() if m.day == date(2026, 6, 16))
        for title, lead, paper in (
            ("Lighting", "Ben Lindqvist", Paper.AWAITED),
            ("Noise", "Ada Okafor", Paper.RECEIVED),
        ):
            books.agendas.add(meeting.id, Item(title, (lead,), 10, paper=paper))


def test_leads_who_owe_a_paper_are_told(staffed: World) -> None:
    owes(staffed)

    assert sent_to(staffed, "leads", kind=Kind.DEADLINE, at="2026-05-26 09:00") == ["Ben Lindqvist"]


def test_the_secretariat_hears_what_is_still_to_come_before_publication(staffed: World) -> None:
    owes(staffed)
    staffed.policy = replace(QUIET, publication=Rule((0,), to=("secretariat",)))
    staffed.clock.at = local(NINE_BEFORE)
    staffed.sweep().run()

    ((_, said, _),) = staffed.outlet.posted
    assert isinstance(said, Reminder)
    assert [(owing.lead, owing.items) for owing in said.owing] == [("Ben Lindqvist", ("1. Lighting",))]


def test_to_a_group_without_a_channel_another_can_be_given(staffed: World) -> None:
    with staffed.changing() as books:
        board = books.directory.board()
        assert board
        board.channel = None

    assert sent_to(staffed, "channel") == []
    assert (
        sent_to(staffed, STEERING, at="2026-06-10 09:00") == []
    )  # withdrawn a day ago; a plan is made daily


def test_the_quorum_is_spoken_of_only_while_it_is_in_danger(staffed: World) -> None:
    staffed.policy = replace(QUIET, quorum=Rule((1,), to=("chair", "secretariat")))
    staffed.clock.at = local("2026-06-15 09:00")
    staffed.sweep().run()

    told = {said.recipient for _, said, _ in staffed.outlet.posted}
    assert {person.name for person in told} == {"Ada Okafor", "Nell Iversen"}  # type: ignore[union-attr]
    assert {said.quorum and said.quorum.coming for _, said, _ in staffed.outlet.posted} == {0}


def test_a_quorum_that_is_reached_is_no_news(staffed: World) -> None:
    with staffed.changing() as books:
        rule = "A quorum is two members."
        books.session.add(HandbookEntry(partnership_id=staffed.id, kind="terms", title="Quorum", text=rule))
        meeting = books.attendances.meeting(BOARD_MEETS)
        for name in ("Ada Okafor", "Ben Lindqvist"):
            person = books.directory.person_named(name)
            assert person
            books.attendances.answer(meeting, person, Presence.ATTENDING)
    staffed.policy = replace(QUIET, quorum=Rule((1,), to=("chair",)))

    assert staffed.at("2026-06-15 09:00") == []
    assert OutboxState.PENDING not in staffed.states(kind="quorum").values()


def test_the_register_is_posted_with_its_paper(staffed: World) -> None:
    staffed.policy = replace(QUIET, export=Rule((0,)))

    assert staffed.at("2026-06-15 09:00") == [(BOARD, "export", 0)]
    assert staffed.outlet.papers == [(BOARD, "1.0")]


def test_whoever_dies_before_the_paper_is_there_leaves_it_to_the_next(staffed: World) -> None:
    staffed.policy = replace(QUIET, export=Rule((0,)))
    staffed.outlet.doubts = [TimeoutError()]
    assert staffed.at("2026-06-15 09:00") == [(BOARD, "export", 0)]
    assert staffed.outlet.papers == []

    assert staffed.at("2026-06-15 09:01") == []
    assert staffed.outlet.papers == [(BOARD, "1.0")]


def test_who_wants_no_nudges_gets_none(staffed: World) -> None:
    ben = staffed.person("Ben Lindqvist")
    past = staffed.meets("2026-03-10")
    staffed.promised("Ben to map the lighting", ben, at=past)
    staffed.policy = Policy(overdue=(), weekly=False, personal=False, deadline=NOTHING)
    with staffed.changing() as books:
        books.quiet.set(ben.id or 0, NUDGES, None)

    assert staffed.at("2026-05-26 09:00") == []
