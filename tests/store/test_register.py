"""The rules of the register: what each change does, and when it is refused."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from store.errors import BookError, Conflict, Invalid
from store.names import Party
from store.reference import Reference
from store.register import MAX_TEXT, Register
from store.register_reading import State
from store.tables import ActionPoint, Status
from store.views import PointView
from tests.store.small_books import MEETINGS, NOW, SmallBooks, group_of

MAY, SEPTEMBER = MEETINGS["Board"][2:]


def seen(small: SmallBooks, ref: Reference) -> PointView:
    with small.reading() as books:
        return books.register.view(books.register.get(ref))


def test_a_new_one_is_open_and_due_at_the_next_meeting(small: SmallBooks) -> None:
    ref = small.add(
        "  Share the\n lighting plan ", small.party("Dev Anand"), small.organisation("Quay Homes")
    )

    point = seen(small, ref)

    assert (point.ref, point.full_ref, point.raised) == ("05/01", "2026-05/01", MAY)
    assert (point.text, point.status, point.note) == ("Share the lighting plan", Status.OPEN, "")
    assert point.owners == ("Dev Anand", "Quay Homes")
    assert (point.due, point.due_words, point.confidential) == (SEPTEMBER, None, False)


def test_closing_keeps_the_note_and_the_instant(small: SmallBooks) -> None:
    ref = small.add()
    small.close(ref, " Circulated  on 20 May ")

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note, point.closed_at) == (Status.CLOSED, "Circulated on 20 May", NOW)


def test_reopening_takes_note_and_instant_away(small: SmallBooks) -> None:
    ref = small.add()
    small.close(ref, "Too early")
    with small.changing() as books:
        books.register.reopen(books.register.get(ref))

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note, point.closed_at) == (Status.OPEN, "", None)


def test_reopened_it_stands_as_it_did_before_it_was_closed(small: SmallBooks) -> None:
    ref = small.add()
    with small.changing() as books:
        books.register.update(books.register.get(ref), "Asked the supplier")
    small.close(ref, "Too early")
    with small.changing() as books:
        books.register.reopen(books.register.get(ref))

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note) == (Status.IN_PROGRESS, "Asked the supplier")


def test_an_update_is_kept_printed_and_sets_an_open_one_in_progress(small: SmallBooks) -> None:
    ref = small.add()
    for text in ("Asked the supplier", "Supplier answered"):
        small.clock.step(timedelta(hours=1))
        with small.changing("Dev Anand") as books:
            books.register.update(books.register.get(ref), text)

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note) == (Status.IN_PROGRESS, "Supplier answered")
        assert [(u.by, u.text, u.at - NOW) for u in point.updates] == [
            ("Dev Anand", "Asked the supplier", timedelta(hours=1)),
            ("Dev Anand", "Supplier answered", timedelta(hours=2)),
        ]


def test_an_update_on_a_closed_one_leaves_what_the_paper_prints(small: SmallBooks) -> None:
    ref = small.add()
    small.close(ref, "Circulated")
    with small.changing() as books:
        books.register.update(books.register.get(ref), "A copy went to the library")

    assert (seen(small, ref).status, seen(small, ref).note) == (Status.CLOSED, "Circulated")


def test_owners_are_replaced_in_the_order_given(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    others = [small.organisation("Quay Homes"), small.party("Esme Trott")]
    with small.changing() as books:
        books.register.assign(books.register.get(ref), others)

    with small.reading() as books:
        point = books.register.get(ref)
        assert [(o.kind, o.party_id, o.name) for o in point.owners] == [
            (p.kind, p.id, p.name) for p in others
        ]


def test_a_due_date_can_be_set_and_taken_away(small: SmallBooks) -> None:
    ref = small.add()
    for due, shown in ((date(2026, 6, 5), date(2026, 6, 5)), (None, SEPTEMBER)):
        with small.changing() as books:
            books.register.set_due(books.register.get(ref), due)
        assert seen(small, ref).due == shown


def test_carrying_over_hands_on_text_owners_and_what_is_confidential(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"), small.organisation("Quay Homes"))
    small.make_confidential(ref)
    successor = small.carry(ref)

    old, new = seen(small, ref), seen(small, successor)
    assert (old.status, old.carried_to, old.unfinished) == (Status.CARRIED_OVER, "2026-09/01", False)
    assert (new.status, new.carried_from, new.unfinished) == (Status.OPEN, "2026-05/01", True)
    assert (new.text, new.owners, new.confidential) == ("Count the lamps", old.owners, True)


@pytest.mark.parametrize(
    ("due", "carried"), [(date(2026, 5, 20), None), (date(2026, 10, 1), date(2026, 10, 1))]
)
def test_carrying_over_keeps_only_a_due_date_that_is_still_to_come(
    small: SmallBooks, due: date, carried: date | None
) -> None:
    successor = small.carry(small.add(due=due))

    with small.reading() as books:
        assert books.register.get(successor).due == carried


CHANGES: dict[str, Callable[[Register, ActionPoint, Party], None]] = {
    "close": lambda register, point, _: register.close(point, "Done"),
    "update": lambda register, point, _: register.update(point, "Asked"),
    "assign": lambda register, point, party: register.assign(point, [party]),
    "due": lambda register, point, _: register.set_due(point, date(2026, 6, 5)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_that_was_carried_over_changes_no_more(small: SmallBooks, change: str) -> None:
    ref = small.add()
    small.carry(ref)

    with small.reading() as books, pytest.raises(Conflict) as error:
        CHANGES[change](books.register, books.register.get(ref), small.party("Dev Anand"))

    assert str(error.value) == (
        "05/01 was carried over and now stands as 09/01. Nothing was changed; use the newer reference."
    )


def _close_twice(register: Register, point: ActionPoint) -> None:
    register.close(point, "")
    register.close(point, "")


TOO_LONG = (
    "That text has 2,001 characters; the register takes 2,000. Nothing was changed; please shorten it or attach"
    " the rest as a paper."
)
REFUSED: dict[str, tuple[Callable[[Register, ActionPoint], object], type[BookError], str]] = {
    "close twice": (
        _close_twice,
        Conflict,
        "05/01 was closed by Carys Pugh on 26 May 2026. Nothing was changed.",
    ),
    "reopen an open one": (
        lambda register, point: register.reopen(point),
        Conflict,
        "05/01 is open, not closed. Nothing was changed.",
    ),
    "give it to nobody": (
        lambda register, point: register.assign(point, []),
        Invalid,
        "Who is to own it was not understood. Nothing was changed; give a name.",
    ),
    "an empty update": (
        lambda register, point: register.update(point, " \n "),
        Invalid,
        "An update needs a text. Nothing was changed.",
    ),
    "a note too long to print": (
        lambda register, point: register.close(point, "x" * (MAX_TEXT + 1)),
        Invalid,
        TOO_LONG,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_makes_no_sense_is_refused_with_the_reason(small: SmallBooks, what: str) -> None:
    attempt, kind, sentence = REFUSED[what]
    ref = small.add()

    with small.trying() as books, pytest.raises(kind) as error:
        attempt(books.register, books.register.get(ref))

    assert str(error.value) == sentence


def test_an_action_point_without_a_text_is_refused(small: SmallBooks) -> None:
    with pytest.raises(Invalid) as error:
        small.add("   ")

    assert str(error.value) == "An action point needs a text. Nothing was changed."


def test_what_cannot_be_printed_is_left_out_of_texts(small: SmallBooks) -> None:
    """PostgreSQL keeps no NUL, and no database half of a surrogate pair; both come out of broken papers."""
    ref = small.add("Share\x00 the \ud83d lighting plan\x07 🙂 naïve")

    assert seen(small, ref).text == "Share the lighting plan 🙂 naïve"


def listed(small: SmallBooks, state: State) -> list[str]:
    with small.reading() as books:
        page = books.register.points.in_state(state).page(1, 100)
        assert page.total == len(page.views)
        return [view.full_ref for view in page.views]


def test_lists_show_what_their_name_says_and_never_withdrawn_ones(small: SmallBooks) -> None:
    small.add("Due at the next meeting")
    small.add("Late", due=date(2026, 5, 25))
    small.add("Due today", due=date(2026, 5, 26))
    small.close(small.add("Done"))
    small.carry(small.add("Carried on"))
    small.add("A mistake")
    small.undo_last()

    assert listed(small, State.OPEN) == ["2026-05/02", "2026-05/03", "2026-05/01", "2026-09/01"]
    assert listed(small, State.OVERDUE) == ["2026-05/02"]
    assert listed(small, State.CLOSED) == ["2026-05/04"]
    assert listed(small, State.CARRIED) == ["2026-05/05"]
    assert listed(small, State.ALL) == [
        *("2026-05/02", "2026-05/03", "2026-05/01", "2026-09/01"),
        *("2026-05/04", "2026-05/05"),
    ]


def test_one_carried_over_on_paper_without_a_new_number_is_still_to_be_done(small: SmallBooks) -> None:
    ref = small.add()
    with small.changing() as books:
        books.register.get(ref).status = Status.CARRIED_OVER

    assert listed(small, State.OPEN) == listed(small, State.CARRIED) == [ref.full]


def test_pages_of_equals_hold_each_of_them_once(small: SmallBooks) -> None:
    groups = ("Board", "HSG")
    for number in range(12):
        small.add(at=MAY if number % 2 else MEETINGS["HSG"][1], group=groups[1 - number % 2], due=MAY)

    with small.reading() as books:
        points = books.register.points
        pages = [view.full_ref for number in range(1, 5) for view in points.page(number, 3).views]

    assert len(pages) == len(set(pages)) == 12


def test_owned_by_an_organisation_counts_the_people_who_sit_for_it(small: SmallBooks) -> None:
    police = small.organisation("Northcliff Constabulary")
    small.add("The organisation's", police)
    small.add("Its member's", small.party("Dev Anand"))
    small.add("Somebody else's", small.party("Esme Trott"))
    with small.reading() as books:
        points = books.register.points
        assert [v.text for v in points.owned_by(police).page(1, 9).views] == [
            "The organisation's",
            "Its member's",
        ]
        assert [v.text for v in points.owned_by(small.party("Dev Anand")).page(1, 9).views] == [
            "Its member's"
        ]


def test_a_group_can_own(small: SmallBooks) -> None:
    with small.reading() as books:
        steering = Party("group", group_of(books, "HSG").id, "Harbour Steering Group")
    ref = small.add("Agree the plan", steering)

    with small.reading() as books:
        found = books.register.points.owned_by(steering).page(1, 9).views
    assert [(view.full_ref, view.owners) for view in found] == [(ref.full, ("Harbour Steering Group",))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lamps", ["2026-05/01"]),
        ("LAMPS quay", ["2026-05/01"]),
        ("lamps alleys", []),
        ("100%", ["2026-05/02"]),
        ("_", []),
        ("supplier", ["2026-05/02"]),
        ("'; DROP TABLE action_point; --", []),
    ],
)
def test_words_are_looked_for_in_text_note_and_owners_and_stay_words(
    small: SmallBooks, words: str, found: list[str]
) -> None:
    small.add("Count the lamps on the quay", small.party("Dev Anand"))
    ref = small.add("Map all alleys, 100% of them", small.party("Esme Trott"))
    with small.changing() as books:
        books.register.update(books.register.get(ref), "Waiting for the supplier")

    with small.reading() as books:
        assert [view.full_ref for view in books.register.points.saying(words).page(1, 9).views] == found


def test_nothing_of_another_partnership_is_seen_or_numbered(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    theirs = other.add("Theirs")
    small.add("Ours")

    with small.reading() as books:
        assert [view.text for view in books.register.points.page(1, 9).views] == ["Ours"]
        assert books.register.get(theirs).text == "Ours"  # the same reference, our own
        their_meeting = books.calendar.meeting(_meeting_id(other))
    assert their_meeting is None


def _meeting_id(small: SmallBooks) -> int:
    with small.reading() as books:
        return books.calendar.every()[0].id
