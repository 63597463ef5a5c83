"""The community safety plan as a book: targets, progress, colours, and every change with its way back."""

from datetime import date, timedelta

import pytest

from store.books import OpenBooks
from store.errors import Ambiguous, Conflict, Invalid, NotFound
from store.names import Party
from store.plan_leads import leads_in
from store.plan_reference import TargetReference
from store.plan_views import TargetView
from store.plans import Wanted, period_of
from store.tables import PlanTarget, Rag, TargetState
from tests.store.small_books import SmallBooks

CARYS = "Carys Pugh"


def ref(text: str) -> TargetReference:
    found = TargetReference.parse(text)
    assert found is not None
    return found


def wanted(
    text: str = "Light the park", timescale: str = "March 2027", priority: str = "Priority 1"
) -> Wanted:
    return Wanted(text, "Fire Service", (Party("name", None, "Fire Service"),), timescale, priority, "Parks")


def begin(small: SmallBooks, *targets: Wanted) -> None:
    with small.changing(CARYS, "begin") as books:
        plan = books.plans.start("2026/27", "", period_of("2026/27"))
        for target in targets:
            books.plans.add(plan, target)


def get(books: OpenBooks, text: str) -> PlanTarget:
    return books.plans.get(ref(text))


def shown(small: SmallBooks, text: str) -> TargetView:
    with small.reading() as books:
        return books.plans.view(get(books, text))


def later(small: SmallBooks, days: int) -> None:
    small.clock.step(timedelta(days=days))


def test_targets_are_numbered_under_their_priority(small: SmallBooks) -> None:
    begin(
        small,
        wanted(),
        wanted("Mark bicycles"),
        wanted("Meet", priority=""),
        wanted("Sing", priority="Priority 2 and 3"),
    )

    with small.reading() as books:
        views = books.plans.targets(books.plans.labelled(""))
    assert [(view.ref, view.text, view.priorities) for view in views] == [
        ("0.1", "Meet", ()),
        ("1.1", "Light the park", (1,)),
        ("1.2", "Mark bicycles", (1,)),
        ("2.1", "Sing", (2, 3)),
    ]
    assert views[1].due == date(2027, 3, 31)
    assert (views[1].leads, views[1].led_by, views[1].section) == (("Fire Service",), (), "Parks")


def test_a_number_given_out_is_never_used_again(small: SmallBooks) -> None:
    begin(small, wanted())
    with small.changing(CARYS, "add") as books:
        books.plans.add(books.plans.labelled(""), wanted("Mark bicycles"))
    small.undo_last()
    with small.changing(CARYS, "add") as books:
        assert books.plans.add(books.plans.labelled(""), wanted("Sing")).ref == "1.3"
    with (
        small.reading() as books,
        pytest.raises(NotFound, match=r"There is no target 1\.2 in the plan 2026/27"),
    ):
        get(books, "1.2")


def test_done_completes_what_is_due_once(small: SmallBooks) -> None:
    begin(small, wanted())
    with small.changing(CARYS, "done") as books:
        books.plans.note(get(books, "1.1"), "All lamps burn", done=True)

    view = shown(small, "1.1")
    assert (view.state, view.rag, view.note) == (TargetState.COMPLETE, Rag.COMPLETE, "All lamps burn")
    assert view.why == "complete since 26 May 2026"
    with (
        small.changing(CARYS, "again") as books,
        pytest.raises(Conflict, match=r"1\.1 is complete since 26 May 2026"),
    ):
        books.plans.note(get(books, "1.1"), "more")

    small.undo_last()
    assert (shown(small, "1.1").state, shown(small, "1.1").last) == (TargetState.ACTIVE, None)


def test_done_moves_what_recurs_to_its_next_date(small: SmallBooks) -> None:
    begin(small, wanted(timescale="Quarterly"))
    assert shown(small, "1.1").due == date(2026, 6, 30)

    with small.changing(CARYS, "report") as books:
        books.plans.note(get(books, "1.1"), "First quarter", done=True)
    view = shown(small, "1.1")
    assert (view.state, view.due, view.last and view.last.covers) == (
        *(TargetState.ACTIVE, date(2026, 9, 30)),
        date(2026, 6, 30),
    )

    later(small, 200)  # two quarters are over: one report is for both
    assert shown(small, "1.1").rag is Rag.RED
    with small.changing(CARYS, "report") as books:
        books.plans.note(get(books, "1.1"), "", done=True)
    assert shown(small, "1.1").due == date(2026, 12, 31)


def test_the_colours_follow_the_rules(small: SmallBooks) -> None:
    begin(
        small,
        wanted("Late", "April 2026"),
        wanted("Soon", "12 June 2026"),
        wanted("Far", "March 2027"),
        wanted("Whenever", "As required"),
        wanted("Later", "September 2026 onwards"),
    )
    told = {
        view: (shown(small, view).rag, shown(small, view).why) for view in ("1.1", "1.2", "1.3", "1.4", "1.5")
    }
    assert told == {
        "1.1": (Rag.RED, "it was due on 30 April 2026"),
        "1.2": (Rag.AMBER, "due on 12 June 2026, and nothing was noted yet"),
        "1.3": (Rag.GREEN, "due on 31 March 2027; in the books since 26 May 2026"),
        "1.4": (Rag.GREY, "it has no date, and nothing was noted yet"),
        "1.5": (Rag.GREY, "it begins on 1 September 2026"),
    }

    with small.changing(CARYS, "progress") as books:
        books.plans.note(get(books, "1.2"), "Lamps ordered")
        books.plans.note(get(books, "1.4"), "Asked once")
    assert (shown(small, "1.2").rag, shown(small, "1.4").rag) == (Rag.GREEN, Rag.GREEN)

    later(small, 93)
    assert (shown(small, "1.3").rag, shown(small, "1.3").why) == (
        *(Rag.AMBER, "nothing was noted in the 93 days that it is in the books"),
    )
    assert shown(small, "1.4").why == "nothing was noted since 26 May 2026"


def test_a_colour_can_be_set_for_a_reason(small: SmallBooks) -> None:
    begin(small, wanted())
    with small.changing(CARYS, "colour") as books:
        target = get(books, "1.1")
        with pytest.raises(Invalid, match="needs a reason"):
            books.plans.colour(target, Rag.RED, " ")
        with pytest.raises(Invalid, match="Complete is no colour"):
            books.plans.colour(target, Rag.COMPLETE, "x")
        books.plans.colour(target, Rag.AMBER, "The supplier is late")
    assert (shown(small, "1.1").rag, shown(small, "1.1").why) == (
        *(Rag.AMBER, f"set by {CARYS} on 26 May 2026: The supplier is late"),
    )
    with small.changing(CARYS, "rules") as books:
        books.plans.colour(get(books, "1.1"), None, "")
    assert shown(small, "1.1").rag is Rag.GREEN


def test_dropping_needs_a_reason_and_can_be_taken_back(small: SmallBooks) -> None:
    begin(small, wanted())
    with (
        small.changing(CARYS, "drop") as books,
        pytest.raises(Invalid, match="Dropping a target needs a reason"),
    ):
        books.plans.drop(get(books, "1.1"), "")
    with small.changing(CARYS, "drop") as books:
        books.plans.drop(get(books, "1.1"), "No money")
    assert (shown(small, "1.1").state, shown(small, "1.1").note) == (TargetState.DROPPED, "No money")
    with small.changing(CARYS, "reopen") as books:
        books.plans.reopen(get(books, "1.1"))
        with pytest.raises(Conflict, match="nothing to reopen"):
            books.plans.reopen(get(books, "1.1"))
    assert shown(small, "1.1").active


def test_carrying_into_a_newer_plan_links_the_two(small: SmallBooks) -> None:
    begin(small, wanted())
    with (
        small.changing(CARYS, "carry") as books,
        pytest.raises(Conflict, match="is in the plan 2026/27 already"),
    ):
        books.plans.carry(get(books, "1.1"), books.plans.labelled(""))
    with small.changing(CARYS, "new") as books:
        books.plans.start("2027/28", "Another plan", period_of("2027/28"))
    with small.changing(CARYS, "carry") as books:
        plan = books.plans.labelled("")
        old = get(books, "2026/27 1.1")
        carried = books.plans.carry(old, plan)
        assert (carried.ref, carried.carried_from_id, carried.due) == ("1.1", old.id, date(2027, 3, 31))
    assert shown(small, "2026/27 1.1").state is TargetState.CARRIED
    assert shown(small, "2026/27 1.1").ref == "2026/27 1.1"
    assert shown(small, "1.1").plan == "2027/28"
    with small.changing(CARYS, "reopen") as books, pytest.raises(Conflict, match="stands there"):
        books.plans.reopen(get(books, "2026/27 1.1"))

    small.undo_last()
    with small.reading() as books, pytest.raises(NotFound, match=r"no target 1\.1 in the plan 2027/28"):
        get(books, "1.1")
    assert shown(small, "2026/27 1.1").active


def test_lead_timescale_and_priority_can_be_changed(small: SmallBooks) -> None:
    begin(small, wanted())
    with small.changing(CARYS, "change") as books:
        target = get(books, "1.1")
        ben = small.people["Ben Lindqvist"]
        books.plans.give(target, "Ben Lindqvist", (Party("person", ben, "Ben Lindqvist"),))
        books.plans.schedule(target, "Monthly")
        books.plans.prioritise(target, "Priority 2")
        books.plans.reword(target, "Light all parks")
    view = shown(small, "1.1")
    assert (view.leads, view.led_by) == (("Ben Lindqvist",), (("person", ben),))
    assert (view.due, view.priorities, view.text) == (date(2026, 5, 31), (2,), "Light all parks")

    small.undo_last()
    view = shown(small, "1.1")
    assert (view.leads, view.due, view.priorities) == (("Fire Service",), date(2027, 3, 31), (1,))


def test_a_target_is_found_by_what_it_is_about(small: SmallBooks) -> None:
    begin(small, wanted(), wanted("Mark bicycles at the station"), wanted("Mark bicycles in schools"))
    with small.reading() as books:
        assert books.plans.about("the target about the park lights", lambda _: True).ref == "1.1"
        with pytest.raises(Ambiguous, match="may be several targets"):
            books.plans.about("marking bicycles", lambda _: True)
        with pytest.raises(NotFound, match="No target of the plan 2026/27 is about “zeppelins”"):
            books.plans.about("zeppelins", lambda _: True)


def test_without_a_plan_there_are_no_targets(small: SmallBooks) -> None:
    with (
        small.reading() as books,
        pytest.raises(NotFound, match="No community safety plan is in the books yet"),
    ):
        books.plans.labelled("")


def test_what_recurs_falls_due_in_every_quarter(small: SmallBooks) -> None:
    begin(small, wanted(timescale="Quarterly"), wanted("Once", "March 2027"))
    view, once = shown(small, "1.1"), shown(small, "1.2")
    assert view.due_between(date(2026, 10, 1), date(2026, 12, 31)) == date(2026, 12, 31)
    assert once.due_between(date(2026, 10, 1), date(2026, 12, 31)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.3", "1.3"),
        ("2024/25 1.3", "2024/25 1.3"),
        ("1.3 of the 2024/25 plan", "2024/25 1.3"),
        ("#10.12", "10.12"),
    ],
)
def test_references(text: str, said: str) -> None:
    assert str(ref(text)) == said


@pytest.mark.parametrize("text", ["1", "1.", "1.2.3", "07/02", "1.3 extra", "123.4"])
def test_what_is_no_reference(text: str) -> None:
    assert TargetReference.parse(text) is None


def test_a_printed_lead_is_taken_apart_as_far_as_the_books_know_it(small: SmallBooks) -> None:
    def meant(said: str) -> list[tuple[str, str]]:
        return [(party.kind, party.name) for party in leads_in(said, small.words, date(2026, 5, 26))]

    assert meant("Harbour Council, Dev Anand/Somebody Else") == [
        ("organisation", "Harbour Council"),
        ("person", "Dev Anand"),
        ("name", "Somebody Else"),
    ]
    assert meant("Town Housing and Community Advice") == [("name", "Town Housing and Community Advice")]
    assert meant("Ada Okafor and Nobody Known") == [("person", "Ada Okafor"), ("name", "Nobody Known")]
    assert meant("Harbour Fire Service (HFS) on behalf of the CSP") == [
        ("organisation", "Harbour Fire Service")
    ]
    assert meant("Quay Homes to lead") == [("organisation", "Quay Homes")]
    assert meant("") == []
