"""The one door: one transaction, one answer to one delivery, and refusals that change nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select

from handlers.desk import Audience, Caller, Desk
from handlers.door import Door
from handlers.register_requests import (
    AddAction,
    AssignAction,
    CarryAction,
    CloseAction,
    ListActions,
    MyActions,
    ReopenAction,
    ShowAction,
    UpdateAction,
)
from handlers.replies import Outcome, PointRow, Reply, Text, answered
from handlers.requests import FindContact, Home, Request, Several, encode
from handlers.table import DOOR, HANDLERS
from store.errors import NotFound
from store.reference import Reference
from store.tables import Change, Delivery, Status
from tests.store.small_books import MEETINGS, SmallBooks, points, recorded_rows

SECRETARIAT, CHAIR, MEMBER = "Carys Pugh", "Ada Okafor", "Dev Anand"


def ask(
    small: SmallBooks,
    request: Request,
    name: str = SECRETARIAT,
    *,
    delivery: str | None = None,
    audience: Audience = Audience.PRIVATE,
    door: Door = DOOR,
) -> Reply:
    caller = Caller(small.id, small.people.get(name), name, audience, delivery)
    return door.handle(request, small.books, caller)


def press(small: SmallBooks, reply: Reply, label: str, name: str = SECRETARIAT) -> Reply:
    (button,) = (button for button in reply.buttons if button.label == label)
    return ask(small, button.request, name)


def counted(small: SmallBooks, table: type[Change] | type[Delivery]) -> int:
    with small.reading() as books:
        mine = select(table).where(table.partnership_id == small.id)
        return len(books.session.scalars(mine).all())


def status(small: SmallBooks, ref: Reference) -> Status:
    with small.reading() as books:
        return books.register.get(ref).status


def text(reply: Reply) -> str:
    """All that a reply says, buttons too."""
    return encode(reply)


def test_a_redelivered_request_is_done_once_and_answered_alike(small: SmallBooks) -> None:
    first = ask(small, AddAction("Count the lamps"), delivery="Ev1")
    again = ask(small, AddAction("Count the lamps"), delivery="Ev1")

    assert first.outcome is Outcome.CHANGED
    assert again == first
    with small.reading() as books:
        assert len(points(books)) == 1


def test_the_same_words_in_another_delivery_are_done_again(small: SmallBooks) -> None:
    for delivery in ("Ev1", "Ev2", None, None):
        ask(small, AddAction("Count the lamps", sure=True), delivery=delivery)

    with small.reading() as books:
        assert len(points(books)) == 4


def test_a_delivery_that_arrives_twice_at_once_is_done_once_and_answered_alike(small: SmallBooks) -> None:
    together = Barrier(4)

    def deliver(_: int) -> Reply:
        together.wait()
        return ask(small, AddAction("Count the lamps"), delivery="Ev1")

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(deliver, range(4)))

    assert [reply.outcome for reply in replies] == [Outcome.CHANGED] * 4
    assert replies == [replies[0]] * 4
    with small.reading() as books:
        assert len(points(books)) == 1


def test_of_two_who_close_it_at_once_the_second_is_told_who_was_first(small: SmallBooks) -> None:
    ref = small.add()
    together = Barrier(2)

    def close(name: str) -> Reply:
        together.wait()
        return ask(small, CloseAction(ref), name)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(close, (SECRETARIAT, CHAIR)))

    assert sorted(reply.outcome for reply in replies) == [Outcome.CHANGED, Outcome.REFUSED]
    assert counted(small, Change) == 3  # who there is, the action point, its closing


def test_reading_is_neither_remembered_nor_recorded(small: SmallBooks) -> None:
    ref = small.add()
    before = counted(small, Change)
    for request in (ShowAction(ref), ListActions(), MyActions(), Home(), FindContact("Ada")):
        assert ask(small, request, delivery="Ev1").outcome is Outcome.ANSWERED

    assert (counted(small, Change), counted(small, Delivery)) == (before, 0)


def test_a_refused_request_leaves_everything_as_it_was_and_may_be_tried_again(small: SmallBooks) -> None:
    ref = small.add()
    with small.reading() as books:
        before = recorded_rows(books)

    refused = ask(small, ReopenAction(ref), delivery="Ev1")

    assert (refused.outcome, refused.private) == (Outcome.REFUSED, True)
    with small.reading() as books:
        assert recorded_rows(books) == before
    assert counted(small, Delivery) == 0
    small.close(ref)
    assert ask(small, ReopenAction(ref), delivery="Ev1").outcome is Outcome.CHANGED


def test_what_a_handler_did_before_it_failed_is_rolled_back(small: SmallBooks) -> None:
    ref = small.add()

    def close_then_fail(request: CloseAction, desk: Desk) -> Reply:
        desk.books.register.close(desk.books.register.get(request.ref), "Done")
        desk.books.session.flush()
        raise NotFound("The paper is not here. Nothing was changed.")

    reply = ask(small, CloseAction(ref), door=Door({CloseAction: close_then_fail}))

    assert reply.parts == (Text("The paper is not here. Nothing was changed."),)
    assert status(small, ref) is Status.OPEN


def test_what_nobody_foresaw_is_not_swallowed_and_changes_nothing(small: SmallBooks) -> None:
    ref = small.add()

    def close_then_break(request: CloseAction, desk: Desk) -> Reply:
        desk.books.register.close(desk.books.register.get(request.ref), "Done")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(small, CloseAction(ref), door=Door({CloseAction: close_then_break}))

    assert status(small, ref) is Status.OPEN


def test_a_request_that_only_reads_cannot_write(small: SmallBooks) -> None:
    ref = small.add()

    def close_while_reading(request: ShowAction, desk: Desk) -> Reply:
        desk.books.register.close(desk.books.register.get(request.ref), "Done")
        desk.books.session.flush()
        return answered(Text("done"))

    with pytest.raises(RuntimeError, match="opened to read"):
        ask(small, ShowAction(ref), door=Door({ShowAction: close_while_reading}))

    assert status(small, ref) is Status.OPEN


def test_several_changes_are_all_made_or_none(small: SmallBooks) -> None:
    first, second = small.add("One"), small.add("Two")
    small.close(second)

    refused = ask(small, Several((CloseAction(first), CloseAction(second))))
    assert (refused.outcome, status(small, first)) == (Outcome.REFUSED, Status.OPEN)

    done = ask(small, Several((CloseAction(first), ReopenAction(second))))
    assert done.outcome is Outcome.CHANGED
    assert (status(small, first), status(small, second)) == (Status.CLOSED, Status.OPEN)


def test_every_request_has_its_handler() -> None:
    def kinds(kind: type[Request]) -> set[type[Request]]:
        return {kind, *(deeper for sub in kind.__subclasses__() for deeper in kinds(sub))}

    assert set(HANDLERS) == kinds(Request) - {Request}


# Ambiguous requests become choices


def _two_sams(small: SmallBooks) -> None:
    with small.changing() as books:
        for name in ("Sam Lindqvist", "Sam Trott"):
            books.directory.add_person(name)


AMBIGUOUS: dict[str, Callable[[Reference], Request]] = {
    "in a text": lambda _: AddAction("Sam to count the lamps"),
    "after a longer name that begins alike": lambda _: AddAction("Samira Nott and Sam to count the lamps"),
    "after the same name in full": lambda _: AddAction("Sam Trott and Sam to count the lamps"),
    "among owners": lambda ref: AssignAction(ref, ("Esme Trott", "Sam")),
    "in a list": lambda _: ListActions(about="Sam"),
    "among several": lambda ref: Several((CloseAction(ref), AddAction("Sam to count the lamps"))),
}


@pytest.mark.parametrize("where", AMBIGUOUS)
def test_a_doubtful_name_becomes_choices_that_work_when_pressed(small: SmallBooks, where: str) -> None:
    _two_sams(small)
    ref = small.add("Map the alleys")
    before = counted(small, Change)

    asked = ask(small, AMBIGUOUS[where](ref), delivery="Ev1")

    assert (asked.outcome, asked.private, counted(small, Change)) == (Outcome.CHOOSE, True, before)
    assert [button.label for button in asked.buttons] == ["Sam Lindqvist", "Sam Trott"]
    done = press(small, asked, "Sam Lindqvist")
    assert done.outcome is (Outcome.ANSWERED if where == "in a list" else Outcome.CHANGED)
    with small.reading() as books:
        owners = [owner.name for owner in books.register.get(Reference(5, 1)).owners]
        last = books.register.points.these([points(books)[-1].id]).in_register_order()[0]
    if where == "among owners":
        assert owners == ["Esme Trott", "Sam Lindqvist"]
    elif where != "in a list":
        assert last.owners[-1] == "Sam Lindqvist"
        assert last.text.endswith("Sam Lindqvist to count the lamps")


def _panel(small: SmallBooks, short_name: str) -> tuple[Reference, Reference]:
    """An action point of the steering group and one of a panel, with the same bare reference."""
    with small.changing() as books:
        panel = books.directory.add_group("Harbour Lighting Panel", short_name)
        books.calendar.add(panel, date(2026, 5, 6), date(2026, 5, 6))
    steering = small.add("The steering group's", at=MEETINGS["HSG"][1], group="HSG")
    return steering, small.add("The panel's", at=date(2026, 5, 6), group=short_name)


@pytest.mark.parametrize("short_name", ["Lighting", "Lighting Panel"])
def test_a_doubtful_reference_becomes_choices_that_work_when_pressed(
    small: SmallBooks, short_name: str
) -> None:
    steering, panel = _panel(small, short_name)

    asked = ask(small, CloseAction(Reference(5, 1), "See 05/01 of last year"))

    assert [button.label for button in asked.buttons] == [steering.full, panel.full]
    assert press(small, asked, panel.full).outcome is Outcome.CHANGED
    assert (status(small, steering), status(small, panel)) == (Status.OPEN, Status.CLOSED)
    with small.reading() as books:
        assert books.register.get(panel).note == "See 05/01 of last year"


@pytest.mark.parametrize("short_name", ["Lighting", "Lighting Panel"])
def test_the_buttons_of_a_list_mean_the_group_s_own(small: SmallBooks, short_name: str) -> None:
    _, panel = _panel(small, short_name)
    board = small.add("The Board's")
    listed = ask(small, ListActions(about="panel's"))
    (row,) = (part for part in listed.parts if isinstance(part, PointRow))
    assert row.button is not None

    ask(small, row.button.request)

    assert (status(small, board), status(small, panel)) == (Status.OPEN, Status.CLOSED)


# What is confidential

SECRET = "Name the family"
LOOKS: list[Request] = [
    ListActions(),
    ListActions(about="family"),
    ListActions(about="Esme Trott"),
    ListActions(about="May 2026"),
    MyActions(),
    Home(),
    FindContact("family"),
]


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        (MEMBER, Audience.PRIVATE),
        (MEMBER, Audience.CHANNEL),
        (CHAIR, Audience.CHANNEL),
        (SECRETARIAT, Audience.CHANNEL),
        ("Esme Trott", Audience.CHANNEL),
    ],
)
def test_a_confidential_one_makes_no_difference_to_who_may_not_see_it(
    small: SmallBooks, name: str, audience: Audience
) -> None:
    """Every list, count and page is the same as in books where it never was."""
    for number in range(11):
        small.add(f"Public promise {number}", small.party("Ada Okafor"))

    def looked() -> list[str]:
        return [text(ask(small, request, name, audience=audience)) for request in LOOKS]

    without = looked()
    secret = small.add(SECRET, small.party("Esme Trott"))
    small.make_confidential(secret)

    assert looked() == without
    assert SECRET in text(ask(small, ListActions(page=2), SECRETARIAT))


@pytest.mark.parametrize(
    "attempt",
    [ShowAction, CloseAction, CarryAction, ReopenAction, lambda ref: UpdateAction(ref, "Asked")],
)
def test_it_is_refused_in_the_words_of_one_that_was_taken_back(
    small: SmallBooks, attempt: Callable[[Reference], Request]
) -> None:
    withdrawn = small.add("A mistake")
    small.undo_last()
    secret = small.add(SECRET)
    small.make_confidential(secret)
    small.add("Public")

    said = [text(ask(small, attempt(ref), MEMBER)) for ref in (withdrawn, secret)]

    assert said[1] == said[0].replace(withdrawn.full, secret.full).replace(str(withdrawn), str(secret))
    assert status(small, secret) is Status.OPEN


def test_its_owner_sees_it_alone(small: SmallBooks) -> None:
    secret = small.add(SECRET, small.party(MEMBER))
    small.make_confidential(secret)

    for request in (MyActions(), ShowAction(secret), Home()):
        assert SECRET in text(ask(small, request, MEMBER))
        assert SECRET not in text(ask(small, request, MEMBER, audience=Audience.CHANNEL))


def test_what_is_done_to_it_is_told_to_the_one_who_did_it_alone(small: SmallBooks) -> None:
    secret = small.add(SECRET, small.party(MEMBER))
    small.make_confidential(secret)

    for request in (UpdateAction(secret, "Asked"), CloseAction(secret), ReopenAction(secret)):
        reply = ask(small, request, MEMBER)
        assert (reply.outcome, reply.private) == (Outcome.CHANGED, True)


def test_a_chain_that_became_confidential_shows_none_of_its_links(small: SmallBooks) -> None:
    origin = small.add(SECRET, at=MEETINGS["Board"][1])
    middle = small.carry(origin, to=MEETINGS["Board"][2])
    newest = small.carry(middle)
    small.make_confidential(middle)

    for ref in (origin, middle, newest):
        assert ask(small, ShowAction(ref), MEMBER).outcome is Outcome.REFUSED
        assert text(ask(small, ShowAction(ref), SECRETARIAT)).count(SECRET) >= 3
    assert SECRET not in text(ask(small, ListActions(about="family"), MEMBER))


def test_a_public_one_shows_no_confidential_link_of_its_chain(small: SmallBooks) -> None:
    """Papers may have linked the two after one became confidential."""
    origin = small.add("Visit the family", at=MEETINGS["Board"][1])
    newest = small.add(SECRET)
    small.make_confidential(newest)
    with small.changing() as books:
        books.register.link(books.register.get(origin), books.register.get(newest))

    assert SECRET not in text(ask(small, ShowAction(origin), MEMBER))
    assert SECRET not in text(ask(small, ShowAction(origin), SECRETARIAT, audience=Audience.CHANNEL))
    assert SECRET in text(ask(small, ShowAction(origin), SECRETARIAT))


def test_of_two_with_one_reference_the_confidential_one_is_not_offered(small: SmallBooks) -> None:
    steering, panel = _panel(small, "Lighting")
    small.make_confidential(panel)

    reply = ask(small, ShowAction(Reference(5, 1)), MEMBER)

    assert "panel" not in text(reply)
    assert panel.full not in text(reply)
    assert text(reply) == text(ask(small, ShowAction(steering), MEMBER))
