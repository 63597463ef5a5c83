"""A question before a change: refused where the change would be, and then done just so, once, by whoever was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from handlers.access import Role
from handlers.desk import Audience, Caller
from handlers.register_requests import (
    AcceptClosings,
    AddAction,
    CarryAction,
    CloseAction,
    LinkActions,
    MergeActions,
    SetAway,
    SetConfidential,
    SetDue,
    Snooze,
    UpdateAction,
)
from handlers.replies import Bullets, Note, Outcome, Reply, Text, Title
from handlers.requests import Amend, AnyRequest, Confirm, Confirmed, EndDelegation, Request, Several, Undo
from handlers.table import DOOR
from store.reference import Reference
from store.tables import Base, Capacity, Delivery, Status
from tests.databases import writing_noticed
from tests.handlers.test_access import IN_GENERAL, ON_ONE, ROLES, WHO
from tests.store.small_books import SmallBooks

SECRETARIAT, CHAIR, BOARD = WHO[Role.SECRETARIAT], WHO[Role.CHAIR], WHO[Role.BOARD_MEMBER]


def ask(
    small: SmallBooks, request: Request, who: str = SECRETARIAT, audience: Audience = Audience.PRIVATE
) -> Reply:
    return DOOR.handle(request, small.books, Caller(small.id, small.people.get(who), who, audience))


def asked(small: SmallBooks, do: AnyRequest, who: str = SECRETARIAT) -> tuple[Reply, Confirmed]:
    """The question, and what pressing Confirm asks for."""
    reply = ask(small, Confirm(do, "do it"), who)
    assert reply.outcome is Outcome.CONFIRM, reply
    question = reply.buttons[0].request
    assert isinstance(question, Confirmed)
    return reply, question


def everything(small: SmallBooks) -> list[Any]:
    """Every row that there is."""
    with small.books.session(writes=False) as session:
        return [
            [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name != Delivery.__tablename__
        ]


@contextmanager
def watched(small: SmallBooks) -> Iterator[Callable[[], list[Any]]]:
    """The same, read anew only when something was written."""
    with writing_noticed(small.books.engine) as written:
        read: tuple[int, list[Any]] = written(), everything(small)

        def now() -> list[Any]:
            nonlocal read
            if read[0] != (number := written()):
                read = number, everything(small)
            return read[1]

        yield now


def status(small: SmallBooks, ref: Reference) -> Status:
    with small.reading() as books:
        return books.register.get(ref).status


def words(reply: Reply) -> str:
    told = [part.text if isinstance(part, Text | Title | Note) else "" for part in reply.parts]
    told += [line for part in reply.parts if isinstance(part, Bullets) for line in part.lines]
    return "\n".join(filter(None, told))


@pytest.mark.parametrize(
    ("shared", "role"),
    # What somebody may do is no matter of the database; whoever may do the most shows that both do it.
    [*(("sqlite", role) for role in ROLES), ("postgresql", Role.SECRETARIAT)],
    indirect=["shared"],
)
def test_confirm_says_what_carrying_it_out_says(small: SmallBooks, role: Role) -> None:
    with small.changing() as books:
        gwen = books.directory.add_person("Gwen Hollis")
        books.directory.add_membership(gwen, None, Capacity.GUEST, None)
    one, two = small.add("Count the lamps"), small.add("Mend the fence by the river")
    own = [small.party(WHO[role])] if role is not Role.STRANGER else []
    mine = small.add("Ask for the keys", *own)
    requests: list[Any] = [request for _, request in IN_GENERAL if request.changes]
    requests += [attempt(ref) for _, attempt in ON_ONE for ref in (one, mine) if attempt(ref).changes]
    requests += [
        MergeActions(two, one),
        LinkActions(two, one),
        EndDelegation("Dev Anand"),
        SetAway(date(2026, 6, 30), "Ada Okafor", "Gwen Hollis"),
        SetAway(date(2026, 6, 30), "Gwen Hollis"),
        Snooze(mine),
        Several((UpdateAction(one, "Asked"), UpdateAction(mine, "Asked"))),
    ]
    with watched(small) as there:
        for request in requests:
            if isinstance(request, Confirm):
                continue
            before = there()
            said = ask(small, Confirm(request, "do it"), WHO[role])
            assert there() == before, request

            done = ask(small, request, WHO[role])

            assert said.forbidden is done.forbidden, (request, said, done)
            if done.outcome is Outcome.CHANGED:
                assert said.outcome is Outcome.CONFIRM, (request, said)
            elif done.outcome is Outcome.REFUSED:
                assert said.parts == done.parts


def test_a_second_press_is_told_what_the_first_was(small: SmallBooks) -> None:
    ref = small.add("Count the lamps")
    _, question = asked(small, UpdateAction(ref, "Half of them"))

    first, second = ask(small, question), ask(small, question)

    assert (first.outcome, second) == (Outcome.CHANGED, first)
    with small.reading() as books:
        assert [update.text for update in books.register.get(ref).updates] == ["Half of them"]


def test_a_press_after_undo_does_nothing_and_says_so(small: SmallBooks) -> None:
    ref = small.add("Count the lamps")
    _, question = asked(small, CloseAction(ref, "Counted"))
    undo = ask(small, question).buttons[0].request
    assert ask(small, undo).outcome is Outcome.CHANGED

    again = ask(small, question)

    assert words(again).startswith("That was done, and has been taken back since. Nothing was changed")
    assert status(small, ref) is Status.OPEN


def test_only_who_was_asked_may_answer(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party(BOARD))
    _, question = asked(small, CloseAction(ref, "Counted"), BOARD)

    for request in (question, Amend(question)):
        refused = ask(small, request, SECRETARIAT)
        assert refused.forbidden
        assert words(refused).startswith(
            f"{BOARD} was asked that, and only they can answer. Nothing was changed"
        )
    assert status(small, ref) is Status.OPEN


def test_a_day_later_it_is_asked_again(small: SmallBooks) -> None:
    ref = small.add("Count the lamps")
    _, question = asked(small, CloseAction(ref, "Counted"))
    small.clock.step(timedelta(days=1, minutes=1))

    again = ask(small, question)

    assert again.outcome is Outcome.CONFIRM
    assert words(again).startswith(
        "I asked that on Tuesday 26 May 2026 at 09:00, so I ask again.\nI understood: do it."
    )
    assert status(small, ref) is Status.OPEN
    assert ask(small, again.buttons[0].request).outcome is Outcome.CHANGED


def test_what_others_did_meanwhile_is_told_and_asked_again(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party(BOARD))
    _, question = asked(small, CloseAction(ref, "Counted"))
    ask(small, UpdateAction(ref, "Not all of them"), BOARD)

    again = ask(small, question)

    assert again.outcome is Outcome.CONFIRM
    assert words(again).startswith(f"Since I asked, {BOARD} made a change: the update of {ref}.")
    assert status(small, ref) is Status.IN_PROGRESS


def test_several_are_listed_and_those_that_changed_meanwhile_are_left(small: SmallBooks) -> None:
    refs = [small.add(f"Count the lamps of street {number}", small.party(BOARD)) for number in range(3)]
    reply, question = asked(small, Several(tuple(CloseAction(ref, "Counted") for ref in refs)))
    assert [line for part in reply.parts if isinstance(part, Bullets) for line in part.lines] == [
        f"{ref} Count the lamps of street {number} ({BOARD})" for number, ref in enumerate(refs)
    ]
    ask(small, CloseAction(refs[0], "Long ago"), SECRETARIAT)
    later = small.add("Count the lamps of street 4", small.party(BOARD))

    done = ask(small, question)

    assert done.outcome is Outcome.CHANGED
    assert f"Changed since I asked, so I left it as it is: {refs[0]}: {SECRETARIAT} made a change" in words(
        done
    )
    assert [status(small, ref) for ref in (*refs, later)] == [Status.CLOSED] * 3 + [Status.OPEN]
    with small.reading() as books:
        assert [books.register.get(ref).note for ref in refs] == ["Long ago", "Counted", "Counted"]


def test_when_all_have_changed_nothing_is(small: SmallBooks) -> None:
    refs = [small.add(f"Count the lamps of street {number}") for number in range(2)]
    _, question = asked(small, Several(tuple(CarryAction(ref) for ref in refs)))
    for ref in refs:
        ask(small, CloseAction(ref, "Counted"), CHAIR)

    refused = ask(small, question)

    assert refused.outcome is Outcome.REFUSED
    assert words(refused).startswith("All of them have changed since I asked")


def test_many_are_named_up_to_a_number_and_counted_beyond(small: SmallBooks) -> None:
    refs = [small.add(f"Count the lamps of street number {number}") for number in range(20)]

    reply, question = asked(small, Several(tuple(SetDue(ref, date(2026, 7, 1)) for ref in refs)))

    listed = next(part for part in reply.parts if isinstance(part, Bullets))
    assert (listed.heading, len(listed.lines), listed.lines[-1]) == (
        "It is about 20 action points",
        16,
        "and 5 more",
    )
    assert ask(small, question).outcome is Outcome.CHANGED


def closed_by(small: SmallBooks, text: str, who: str = BOARD) -> Reference:
    ref = small.add(text, small.party(who))
    assert ask(small, CloseAction(ref, "Counted"), who).outcome is Outcome.CHANGED
    return ref


def test_a_closing_that_came_later_still_waits_and_one_reopened_is_named(small: SmallBooks) -> None:
    first, second = closed_by(small, "Count the lamps"), closed_by(small, "Mend the fence")
    reply, question = asked(small, AcceptClosings(()))
    assert [line for part in reply.parts if isinstance(part, Bullets) for line in part.lines] == [
        f"{first} Count the lamps ({BOARD})",
        f"{second} Mend the fence ({BOARD})",
    ]
    later = closed_by(small, "Ask for the keys")
    with small.changing(CHAIR) as books:
        books.register.reopen(books.register.get(first))

    done = ask(small, question)

    assert words(done).splitlines()[:2] == [
        f"Accepted: {second} stays closed.",
        f"Dealt with meanwhile, so I left it as it is: {first}.",
    ]
    with small.reading() as books:
        waiting = [books.register.name(p) for c, p in books.closings.waiting() if books.closings.stands(c, p)]
        assert waiting == [str(later)]


def test_a_confidential_one_is_named_only_where_it_may_be_seen(small: SmallBooks) -> None:
    shown, hidden = closed_by(small, "Count the lamps"), closed_by(small, "A family's name")
    ask(small, SetConfidential(hidden))

    public = ask(small, Confirm(AcceptClosings(()), "do it"), SECRETARIAT, Audience.CHANNEL)
    private, _ = asked(small, AcceptClosings(()))

    assert (str(shown) in words(public), str(hidden) in words(public)) == (True, False)
    assert "A family's name" in words(private)
    assert ask(small, public.buttons[0].request).outcome is Outcome.CHANGED
    with small.reading() as books:
        assert [books.register.name(point) for _, point in books.closings.waiting()] == [str(hidden)]


def test_undo_says_which_change_and_takes_back_no_other(small: SmallBooks) -> None:
    ref, other = small.add("Count the lamps"), small.add("Mend the fence")
    ask(small, CloseAction(ref, "Counted"))
    reply, question = asked(small, Undo())
    assert f"do it, closing {ref}. Shall I?" in words(reply)
    ask(small, CloseAction(other, "Mended"))

    assert ask(small, question).outcome is Outcome.CHANGED
    assert (status(small, ref), status(small, other)) == (Status.OPEN, Status.CLOSED)


def test_what_resembles_another_is_asked_about_in_one_question(small: SmallBooks) -> None:
    small.add("Count the lamps along the river path")

    reply = ask(small, Confirm(AddAction("Count the lamps along the river path"), "log it"))

    assert words(reply).startswith("I understood: log it.\nThat is much like")
    assert reply.buttons[0].label == "Log it anyway"
