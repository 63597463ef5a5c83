"""What the secretariat is told of closings and what owners are asked: gathered, in office hours, once."""

from collections.abc import Callable
from datetime import date

import pytest

from scheduler.closings import Closings, Question
from scheduler.errands import Undelivered
from scheduler.policy import Policy
from store.names import Party
from store.quiet import snoozed
from store.reference import Reference
from store.tables import Capacity, Closing, OutboxState
from tests.scheduler.test_digests import away
from tests.scheduler.world import World, local, run_together, sits

QUIET_OTHERWISE = Policy(overdue=(), weekly=False, personal=False)
SECRETARIAT, OWNER = "Nell Iversen", "Ada Okafor"


@pytest.fixture
def office(world: World) -> World:
    """A partnership with a secretariat, on a Tuesday morning."""
    world.policy = QUIET_OTHERWISE
    sits(world, SECRETARIAT, Capacity.OFFICER, role="Support Officer")
    world.clock.at = local("2026-06-02 10:00")
    return world


@pytest.fixture
def ada(office: World) -> Party:
    return sits(office, OWNER, Capacity.BOARD)


@pytest.fixture
def past(office: World) -> int:
    return office.meets("2026-03-10")


def closed(world: World, ref: Reference, note: str = "Sent it round", at: str = "") -> int:
    """An owner closes it; the closing's id."""
    world.clock.at = local(at) if at else world.clock.at
    with world.changing() as books:
        point = books.register.get(ref)
        books.register.close(point, note)
        return books.closings.note(point).id


def sent_back(world: World, ref: Reference, question: str = "Who got it?") -> int:
    with world.changing() as books:
        return books.closings.send_back(books.register.get(ref), question).id


def told(world: World, words: str) -> list[tuple[str, str, list[str]]]:
    """Who is told of which closings, or asked, at that moment."""
    world.clock.at = local(words)
    world.sweep().run()
    found, world.outlet.closings = world.outlet.closings, []
    return [(one.recipient.name, one.kind.value, [p.text for p in one.named]) for one in found]


def test_closings_are_gathered_for_an_hour_and_told_once(office: World, past: int, ada: Party) -> None:
    first, second = (
        office.promised(text, ada, at=past) for text in ("To map the lighting", "To ring the school")
    )
    closed(office, first, at="2026-06-02 10:00")
    closed(office, second, at="2026-06-02 10:50")

    assert told(office, "2026-06-02 10:59") == []
    assert told(office, "2026-06-02 11:00") == [
        (SECRETARIAT, "closings", ["To map the lighting", "To ring the school"])
    ]
    assert told(office, "2026-06-02 12:30") == []
    assert told(office, "2026-06-10 09:00") == []


def test_what_is_closed_at_the_weekend_is_told_in_one_message_on_monday(
    office: World, past: int, ada: Party
) -> None:
    for number, at in enumerate(("2026-06-05 17:30", "2026-06-06 12:00", "2026-06-07 23:00")):
        closed(office, office.promised(f"Number {number}", ada, at=past), at=at)
        assert told(office, at) == []

    assert told(office, "2026-06-08 07:59") == []
    assert told(office, "2026-06-08 08:00") == [
        (SECRETARIAT, "closings", ["Number 0", "Number 1", "Number 2"])
    ]


def test_more_than_fit_into_a_message_come_in_the_next(office: World, past: int, ada: Party) -> None:
    for number in range(12):
        closed(office, office.promised(f"Number {number}", ada, at=past))

    counts = [
        len(named)
        for moment in ("11:00", "11:01", "11:02")
        for _, _, named in told(office, f"2026-06-02 {moment}")
    ]

    assert counts == [10, 2]


def undone(world: World, ref: Reference) -> None:
    with world.changing() as books:
        point = books.register.get(ref)
        books.undoing.undo(books.past.changes_of(point.id)[-1])


def reopened(world: World, ref: Reference) -> None:
    with world.changing() as books:
        books.register.reopen(books.register.get(ref))


def accepted(world: World, ref: Reference) -> None:
    with world.changing() as books:
        books.closings.accept(books.register.get(ref))


@pytest.mark.parametrize("settle", [undone, reopened, accepted, sent_back])
def test_what_is_settled_meanwhile_is_not_told(
    office: World, past: int, ada: Party, settle: Callable[[World, Reference], object]
) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    settle(office, ref)

    assert [kind for _, kind, _ in told(office, "2026-06-02 11:00") if kind == "closings"] == []


def test_nobody_is_told_where_the_policy_says_so_nor_later_of_what_was_before(
    office: World, past: int, ada: Party
) -> None:
    office.policy = Policy(overdue=(), weekly=False, personal=False, closings=0)
    closed(office, office.promised("To map the lighting", ada, at=past))
    assert told(office, "2026-06-02 11:00") == []
    office.policy = QUIET_OTHERWISE

    assert told(office, "2026-06-02 13:00") == []


def test_two_sweeps_at_once_tell_and_ask_once(office: World, past: int, ada: Party) -> None:
    first, second = (
        office.promised(text, ada, at=past) for text in ("To map the lighting", "To ring the school")
    )
    closed(office, first)
    closed(office, second)
    sent_back(office, second)
    office.clock.at = local("2026-06-02 11:00")
    run_together([office.sweep("one"), office.sweep("two")])

    assert sorted((one.recipient.name, one.kind.value) for one in office.outlet.closings) == [
        (OWNER, "question"),
        (SECRETARIAT, "closings"),
    ]


def test_every_owner_is_asked_at_once_in_office_hours(office: World, past: int, ada: Party) -> None:
    ben = sits(office, "Ben Lindqvist", Capacity.BOARD)
    ref = office.promised("Both to map the lighting", ada, ben, at=past)
    closed(office, ref)
    sent_back(office, ref)

    assert told(office, "2026-06-02 10:00") == [
        (OWNER, "question", ["Both to map the lighting"]),
        ("Ben Lindqvist", "question", ["Both to map the lighting"]),
    ]
    assert told(office, "2026-06-02 10:01") == []


def test_out_of_hours_the_question_waits_and_goes_to_whoever_is_there_then(
    office: World, past: int, ada: Party
) -> None:
    ben = sits(office, "Ben Lindqvist", Capacity.BOARD)
    ref = office.promised("To map the lighting", ada, at=past)
    away(office, ada, ben, "2026-06-07")
    closed(office, ref, at="2026-06-05 18:30")
    sent_back(office, ref)
    assert told(office, "2026-06-06 10:00") == []

    assert [name for name, _, _ in told(office, "2026-06-08 09:00")] == [OWNER]


def test_whoever_covers_is_asked_and_a_snooze_does_not_keep_a_question_away(
    office: World, past: int, ada: Party
) -> None:
    ben = sits(office, "Ben Lindqvist", Capacity.BOARD)
    covered, slept = (
        office.promised(text, ada, at=past) for text in ("To map the lighting", "To ring the school")
    )
    with office.changing() as books:
        books.quiet.set(ada.id or 0, snoozed(books.register.get(slept).id), date(2026, 7, 1))
    for ref in (covered, slept):
        closed(office, ref)
    sent_back(office, slept)
    assert told(office, "2026-06-02 10:05") == [(OWNER, "question", ["To ring the school"])]
    away(office, ada, ben, "2026-06-30")
    sent_back(office, covered)

    assert told(office, "2026-06-02 10:10") == [("Ben Lindqvist", "question", ["To map the lighting"])]


def test_a_question_taken_back_in_time_is_not_put_and_asked_again_it_is(
    office: World, past: int, ada: Party
) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    sent_back(office, ref)
    undone(office, ref)
    assert told(office, "2026-06-02 10:05") == []
    sent_back(office, ref)
    assert told(office, "2026-06-02 10:06") == [(OWNER, "question", ["To map the lighting"])]
    undone(office, ref)
    sent_back(office, ref, "And when?")

    assert told(office, "2026-06-02 10:07") == [(OWNER, "question", ["To map the lighting"])]


def test_an_answer_that_does_not_close_it_is_told_to_the_secretariat(
    office: World, past: int, ada: Party
) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    sent_back(office, ref)
    told(office, "2026-06-02 10:05")
    with office.changing() as books:
        books.closings.answered(books.register.get(ref), "The schools, not yet the shops")

    assert told(office, "2026-06-02 11:05") == [(SECRETARIAT, "closings", ["To map the lighting"])]


def test_the_chair_who_asked_is_told_of_the_answer_and_of_nothing_else(
    office: World, past: int, ada: Party
) -> None:
    chair = sits(office, "Marc Stell", Capacity.BOARD, role="Chair")
    asked, other = (
        office.promised(text, ada, at=past) for text in ("To map the lighting", "To ring the school")
    )
    closing = closed(office, asked)
    sent_back(office, asked)
    with office.changing() as books:
        books.session.get_one(Closing, closing).looked_by_id = chair.id
    told(office, "2026-06-02 10:05")
    closed(office, asked, "All schools")
    closed(office, other)

    assert told(office, "2026-06-02 12:00") == [
        (SECRETARIAT, "closings", ["To map the lighting", "To ring the school"]),
        ("Marc Stell", "closings", ["To map the lighting"]),
    ]


def test_who_covers_for_the_secretariat_hears_of_it_only_when_they_may_see_all(
    office: World, past: int, ada: Party
) -> None:
    chair = sits(office, "Marc Stell", Capacity.BOARD, role="Chair")
    with office.reading() as books:
        nell = books.directory.person_named(SECRETARIAT)
        assert nell is not None
    for deputy, name in ((ada, SECRETARIAT), (chair, "Marc Stell")):
        away(office, Party("person", nell.id, nell.name), deputy, "2026-06-30")
        closed(office, office.promised(f"To ring {name}", ada, at=past), at="2026-06-02 10:00")

        assert told(office, "2026-06-02 11:00") == [(name, "closings", [f"To ring {name}"])]


def test_a_question_that_does_not_arrive_is_news_for_the_secretariat(
    office: World, past: int, ada: Party
) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    closing = sent_back(office, ref)
    office.outlet.troubles = [Undelivered("users_not_found", final=True)]
    assert told(office, "2026-06-02 10:05") == []

    assert told(office, "2026-06-02 11:05") == [(SECRETARIAT, "closings", ["To map the lighting"])]
    with office.reading() as books:
        ((found, _),) = books.closings.these([closing])
        assert books.closings.unreached(found) == [OWNER]


def test_whoever_asked_hears_of_a_question_that_lost_its_use(office: World, past: int, ada: Party) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    closing = sent_back(office, ref)
    office.outlet.troubles = [Undelivered("no answer")]
    assert told(office, "2026-06-02 10:05") == []

    told(office, "2026-06-17 10:00")
    assert told(office, "2026-06-17 11:00") == [(SECRETARIAT, "closings", ["To map the lighting"])]
    with office.reading() as books:
        ((found, _),) = books.closings.these([closing])
        assert books.closings.unreached(found) == [OWNER]


def test_a_failed_attempt_is_made_again(office: World, past: int, ada: Party) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closed(office, ref)
    office.outlet.troubles = [Undelivered("ratelimited")]
    assert told(office, "2026-06-02 11:00") == []

    assert told(office, "2026-06-02 11:05") == [(SECRETARIAT, "closings", ["To map the lighting"])]
    assert {row.state for row in office.rows(kind="closings")} == {OutboxState.SENT}


def test_what_is_posted_says_which_closings_it_is_about(office: World, past: int, ada: Party) -> None:
    ref = office.promised("To map the lighting", ada, at=past)
    closing = closed(office, ref)
    office.at("2026-06-02 11:00")
    sent_back(office, ref)
    office.at("2026-06-02 11:01")

    news, question = office.outlet.closings
    assert isinstance(news, Closings)
    assert isinstance(question, Question)
    assert (news.closings, question.closing) == ((closing,), closing)
