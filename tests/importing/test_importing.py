"""Bringing papers into the books: once, twice, corrected, in any order, and beside what people do by hand."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from sqlalchemy import Engine

from store.errors import Conflict, Invalid
from store.names import Party
from store.papers.importing.importer import apply_import, found_partnership
from store.papers.importing.plan import Kind, Section
from store.papers.paper import Paper, Unread
from store.papers.reading.reader import read_paper
from store.reference import Reference
from store.tables import Status
from store.views import PointView
from tests.importing.papers import (
    AUTUMN,
    JULY,
    LAMPS,
    MAP,
    MARCH,
    NAME,
    NOVEMBER,
    RADIO,
    SPRING,
    action,
    head,
    pack,
    sat,
)
from tests.importing.world import HAND, World, altering, kinds, sentences


def test_a_first_import_makes_the_books(world: World) -> None:
    plan = world.bring(AUTUMN)

    assert sentences(plan, Kind.SAME) == [f"{NAME} Board"]
    assert len(altering(plan)) == len(plan.entries) - 1
    assert plan.summary() == (
        "Adds 3 action points, 5 meetings, 3 people, 1 group, 2 agenda items, 2 organisations, 3 memberships,"
        " 3 lines of attendance, 1 service contact; changes nothing; leaves 1."
    )
    register = world.register()
    assert [(ref, p.status, p.raised) for ref, p in register.items()] == [
        ("2031-07/01", Status.OPEN, JULY),
        ("2031-07/02", Status.CLOSED, JULY),
        ("2031-07/03", Status.IN_PROGRESS, JULY),
    ]
    assert register["2031-07/02"].note == "Closed: Sent round."


def test_the_partnership_is_named_as_its_paper_names_it(world: World) -> None:
    with world.open() as books:
        board = books.directory.board()
        assert (books.partnership.name, books.partnership.short_name) == (NAME, "Quarrybridge CSP")
        assert board is not None
        assert (board.name, board.short_name, board.is_board) == (f"{NAME} Board", "Board", True)


def test_a_second_founding_is_refused(world: World) -> None:
    with world.books.session(writes=True) as session, pytest.raises(Conflict, match="already"):
        found_partnership(session, AUTUMN, world.clock.now())


def test_a_paper_that_names_nobody_founds_nothing(world: World) -> None:
    with world.books.session(writes=True) as session, pytest.raises(Invalid, match="which partnership"):
        found_partnership(session, Paper("contacts.md"), world.clock.now())


def test_a_plan_founds_the_partnership_that_it_names(world: World) -> None:
    with world.books.session(writes=True) as session:
        founded = found_partnership(
            session, Paper("plan.md", partnership="Northford  Safety Partnership"), world.clock.now()
        )
        assert (founded.name, founded.short_name) == ("Northford Safety Partnership", "NSP")


def test_owners_are_the_people_and_bodies_of_the_paper(world: World) -> None:
    world.bring(AUTUMN)

    with world.open() as books:
        owners = [
            (owner.kind, owner.name)
            for ref in (Reference(7, 1), Reference(7, 3))
            for owner in books.printed_register.get(ref).owners
        ]
    assert owners == [("person", "Wren Castellan"), ("group", "Multi-Agency Steering Group")]


def test_whoever_is_in_no_book_stays_a_name_until_a_paper_brings_them(world: World) -> None:
    world.bring(pack(actions=[action("07/01", "Night Harbour Trust to lend the boat.")]))
    with world.open() as books:
        assert [(o.kind, o.name) for o in books.printed_register.get(Reference(7, 1)).owners] == [
            ("name", "Night Harbour Trust")
        ]

    later = world.bring(pack(NOVEMBER, SPRING, attendance=(sat("Juno Aldous", "Night Harbour Trust"),)))

    assert sentences(later, Kind.CHANGE) == [
        "2031-07/01 owner: “Night Harbour Trust” -> the organisation Night Harbour Trust"
    ]
    with world.open() as books:
        assert [o.kind for o in books.printed_register.get(Reference(7, 1)).owners] == ["organisation"]


def test_the_same_paper_again_changes_nothing(world: World) -> None:
    world.bring(AUTUMN)
    before = world.register()

    again = world.bring(AUTUMN)

    assert kinds(again) == {Kind.SAME}
    assert not again.changes_anything
    assert again.summary() == "Adds nothing; changes nothing; leaves 24."
    assert world.register() == before


def test_a_corrected_paper_changes_just_what_changed(world: World) -> None:
    world.bring(AUTUMN)
    closed = replace(LAMPS, status=Status.CLOSED, note="Closed: All of them burn.")
    agenda = (AUTUMN.agenda[0], replace(AUTUMN.agenda[1], minutes=15))

    plan = world.bring(
        replace(
            AUTUMN,
            name="pack-2031-11-corrected.md",
            actions=(closed, MAP, RADIO),
            agenda=agenda,
            meeting=head(NOVEMBER, venue="Guildhall"),
        )
    )

    assert [(entry.section, entry.kind, entry.sentence) for entry in altering(plan)] == [
        (Section.MEETING, Kind.CHANGE, "Board, 11 November 2031: venue: The Malthouse -> Guildhall"),
        (
            Section.AGENDA,
            Kind.CHANGE,
            "2. Action points: Review (Board), 5 min -> 2. Action points: Review (Board), 15 min",
        ),
        (
            Section.ACTION_POINT,
            Kind.CHANGE,
            "07/01 status: open -> closed; note: none -> Closed: All of them burn.",
        ),
    ]
    assert world.register()["2031-07/01"].status is Status.CLOSED


def test_an_agenda_that_lost_a_line_loses_it_in_the_calendar(world: World) -> None:
    world.bring(AUTUMN)

    plan = world.bring(replace(AUTUMN, agenda=AUTUMN.agenda[:1]))

    assert sentences(plan, Kind.CHANGE) == [
        "2. Action points: Review (Board), 5 min -> no longer on the agenda"
    ]
    assert kinds(world.plan(replace(AUTUMN, agenda=AUTUMN.agenda[:1]))) == {Kind.SAME}


def test_a_few_other_words_are_the_same_action(world: World) -> None:
    world.bring(AUTUMN)
    reworded = replace(LAMPS, text="Wren Castellan to have the lamps along the towpath repaired.")

    plan = world.bring(replace(AUTUMN, actions=(reworded, MAP, RADIO)))

    assert [entry.sentence for entry in altering(plan)] == [f"07/01 text: {LAMPS.text} -> {reworded.text}"]
    assert world.register()["2031-07/01"].text == reworded.text


def test_a_number_that_stands_for_another_action_is_left_alone(world: World) -> None:
    world.bring(AUTUMN)
    other = action("07/01", "Idris Oakshott to invite the rowing club to the spring festival.")

    plan = world.bring(replace(AUTUMN, actions=(other, MAP, RADIO)))

    assert sentences(plan, Kind.UNSURE) == [
        (
            f"07/04 (proposed) {other.text} (open; owner: Idris Oakshott; due: the next meeting), minuted 8 July 2031: 07/01 in the paper:"
            f" in the register that number is “{LAMPS.text}”"
        )
    ]
    assert plan.summary() == (
        "Adds nothing; changes nothing; leaves 23; is unsure of 1, which stay as they are."
    )
    assert world.register()["2031-07/01"].text == LAMPS.text
    assert len(world.register()) == 3


def test_what_has_anothers_number_can_be_chosen_and_keeps_its_own_from_then_on(world: World) -> None:
    world.bring(AUTUMN)
    other = action("07/01", "Idris Oakshott to invite the rowing club to the spring festival.")
    paper = replace(AUTUMN, actions=(other, MAP, RADIO))

    world.bring(paper, choosing="rowing club")

    assert world.register()["2031-07/04"].text == other.text
    assert kinds(world.bring(paper)) == {Kind.SAME}
    assert len(world.register()) == 4


def test_a_number_printed_twice_counts_once(world: World) -> None:
    twice = action("07/01", "Idris Oakshott to count the boats in the harbour every week.")

    plan = world.bring(replace(AUTUMN, actions=(LAMPS, twice)))

    assert sentences(plan, Kind.UNSURE) == [
        (
            f"07/02 (proposed) {twice.text} (open; owner: Idris Oakshott; due: the next meeting), minuted 8 July 2031: 07/01 in the paper:"
            f" the paper has given that number to “{LAMPS.text}”"
        )
    ]
    assert list(world.register()) == ["2031-07/01"]
    world.bring(replace(AUTUMN, actions=(LAMPS, twice)), choosing="boats")
    assert world.register()["2031-07/02"].text == twice.text
    assert kinds(world.bring(replace(AUTUMN, actions=(LAMPS, twice)))) == {Kind.SAME}


@pytest.fixture
def spring_and_autumn() -> tuple[Paper, Paper]:
    """The March action in two packs: open when it goes to July, closed when November is told of it again."""
    text = "Wren Castellan to find a room for the youth club."
    early = pack(MARCH, JULY, [action("03/01", text, raised=MARCH)], attendance=(sat("Wren Castellan"),))
    late = pack(
        JULY,
        NOVEMBER,
        [LAMPS, action("03/01", text, Status.CLOSED, "Closed: In the mill.", raised=MARCH)],
        attendance=(sat("Wren Castellan"),),
    )
    return early, late


def test_an_older_pack_never_overwrites_a_newer_status(
    world: World, spring_and_autumn: tuple[Paper, Paper]
) -> None:
    early, late = spring_and_autumn
    world.bring(late)

    plan = world.bring(early)

    (left,) = (e.sentence for e in plan.of(Section.ACTION_POINT))
    assert left.endswith("(open), left: the books are newer (closed)")
    assert world.register()["2031-03/01"].status is Status.CLOSED


def test_the_order_of_imports_does_not_matter(engine: Engine, spring_and_autumn: tuple[Paper, Paper]) -> None:
    def told(order: tuple[Paper, ...], name: str) -> list[PointView]:
        founding = replace(AUTUMN, meeting=head(NOVEMBER, title=name, partnership=name))
        world = World(engine, founding)
        world.bring(*order)
        register = world.register().values()
        return [replace_ids(point) for point in register]

    early, late = spring_and_autumn
    assert told((early, late), NAME) == told((late, early), "Quarrybridge City Community Safety Partnership")


def replace_ids(point: PointView) -> PointView:
    return PointView(**{**{f: getattr(point, f) for f in point.__struct_fields__}, "id": 0})


def test_what_was_changed_by_hand_since_is_newer(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        books.recorder.what = "close 07/01"
        books.printed_register.close(books.printed_register.get(Reference(7, 1)), "They burn again.")

    plan = world.bring(AUTUMN)

    assert not plan.changes_anything
    assert world.register()["2031-07/01"].note == "They burn again."


def test_a_paper_for_a_later_meeting_overrides_what_was_said_by_hand(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        books.recorder.what = "close 07/01"
        books.printed_register.close(books.printed_register.get(Reference(7, 1)), "They burn again.")

    carried = replace(LAMPS, status=Status.CARRIED_OVER, note="Carried over: two are dark again.")
    plan = world.bring(pack(NOVEMBER, SPRING, [carried], attendance=BOARD_OF_ONE))

    assert "07/01 status: closed -> carried over" in sentences(plan, Kind.CHANGE)[-1]
    assert world.register()["2031-07/01"].status is Status.CARRIED_OVER


BOARD_OF_ONE = (sat("Wren Castellan"),)


def test_owners_given_by_hand_stay(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        books.recorder.what = "assign 07/01"
        idris = books.printed_register.get(Reference(7, 2)).owners[0]
        point = books.printed_register.get(Reference(7, 1))
        person = books.directory.person(idris.person_id or 0)
        assert person is not None
        books.printed_register.assign(point, [Party("person", person.id, person.name)])

    assert not world.bring(AUTUMN).changes_anything
    assert world.register()["2031-07/01"].owners == ("Idris Oakshott",)


def test_books_that_changed_after_the_plan_refuse_it(world: World) -> None:
    plan = world.plan(AUTUMN)
    world.bring(AUTUMN)

    with (
        world.open() as books,
        pytest.raises(Conflict, match="have changed since the import"),
    ):
        apply_import(plan, books)


def test_an_action_without_a_number_gets_the_proposed_one_when_it_is_chosen(world: World) -> None:
    bare = action("", "Idris Oakshott to ask the ferrymen about the night boat.")
    paper = replace(AUTUMN, actions=(bare, LAMPS, MAP, RADIO))

    plan = world.bring(paper)

    assert sentences(plan, Kind.UNSURE) == [
        f"07/04 (proposed) {bare.text} (open; owner: Idris Oakshott; due: the next meeting), minuted 8 July 2031: the paper gives it no reference of the register"
    ]
    assert "2031-07/04" not in world.register()
    world.bring(paper, choosing="ferrymen")
    assert world.register()["2031-07/04"].text == bare.text
    assert kinds(world.bring(paper)) == {Kind.SAME}
    assert len(world.register()) == 4


def test_actions_counted_from_one_keep_their_numbers(world: World) -> None:
    first = action("1.", "Idris Oakshott to ask the ferrymen about the night boat.")
    third = action("AP 3", "Wren Castellan to count the boats.")
    plan = world.bring(replace(AUTUMN, actions=(first, third)), choosing="boat")

    assert [entry.sentence[:5] for entry in plan.doubtful] == ["07/01", "07/03"]
    assert [world.register()[f"2031-07/{n}"].text for n in ("01", "03")] == [first.text, third.text]


def test_a_due_date_before_its_meeting_is_asked_about(world: World) -> None:
    early = replace(LAMPS, due="12 June 2030", due_date=date(2030, 6, 12))

    plan = world.bring(replace(AUTUMN, actions=(early, MAP)))

    (sentence,) = sentences(plan, Kind.UNSURE)
    assert sentence.endswith(": it is due on 12 June 2030, before the meeting that minuted it")
    assert list(world.register()) == ["2031-07/02"]


def test_an_action_of_no_known_meeting_is_left_out(world: World) -> None:
    lost = replace(LAMPS, raised=None)

    plan = world.bring(replace(AUTUMN, actions=(lost,), raised_at=None, minutes=None))

    (sentence,) = sentences(plan, Kind.UNSURE)
    assert sentence.endswith("the paper does not tell which meeting minuted it")
    assert world.register() == {}


def test_an_action_of_no_known_meeting_is_offered_at_the_last_one(world: World) -> None:
    """Nothing of it is brought in before somebody says so."""
    world.bring(AUTUMN)
    lost = (
        replace(action("", "Idris Oakshott to sweep the slipway."), raised=None),
        replace(action("07/09", "Wren Castellan to oil the lock."), raised=None),
    )
    paper = replace(AUTUMN, actions=lost, raised_at=None, minutes=None, meeting=None, reported_to=None)

    plan = world.plan(paper)

    assert [entry.sentence for entry in plan.doubtful] == [
        (
            "07/09 Wren Castellan to oil the lock. (open; owner: Wren Castellan; due: the next meeting), minuted 8 July 2031:"
            " the paper does not tell which meeting minuted it"
        ),
        (
            "11/01 (proposed) Idris Oakshott to sweep the slipway. (open; owner: Idris Oakshott; due: the next meeting), minuted"
            " 11 November 2031: the paper does not tell which meeting minuted it"
        ),
    ]
    world.bring(paper, choosing="slipway")
    assert world.register()["2031-11/01"].text == lost[0].text
    assert "2031-07/09" not in world.register()


def test_a_text_too_long_for_the_register_is_left_out(world: World) -> None:
    long = replace(LAMPS, note="x" * 2001)

    plan = world.bring(replace(AUTUMN, actions=(long, MAP)))

    assert len(sentences(plan, Kind.UNSURE)) == 1
    assert list(world.register()) == ["2031-07/02"]


def test_a_newer_paper_replaces_the_numbers_of_a_service_and_an_older_one_does_not(world: World) -> None:
    (noise,) = AUTUMN.contacts
    new = replace(noise, phones=("01632 960399",))
    later = pack(NOVEMBER, SPRING, contacts=(new,))
    world.bring(AUTUMN, later)

    plan = world.bring(AUTUMN)

    assert [e.sentence for e in plan.of(Section.SERVICE_CONTACT)] == ["Noise, left: the books are newer"]
    with world.open() as books:
        service = books.directory.service_named("noise")
        assert service is not None
        assert service.phones == ["01632 960399"]


def test_a_plan_tells_everything_line_by_line(world: World) -> None:
    unread = Unread(77, "??? 07/9", "No reference is written so.")

    plan = world.plan(replace(AUTUMN, actions=(LAMPS,), unread=(unread,)))

    assert plan.summary().endswith("; could not read 1 line.")
    assert plan.lines()[-1] == "unread: line 77: ??? 07/9 (No reference is written so.)"
    assert (
        f"add: action point: 07/01 {LAMPS.text} (open; owner: Wren Castellan; due: the next meeting), minuted 8 July 2031 (line 30)"
        in plan.lines()
    )


def test_the_sample_pack_is_imported_once(engine: Engine) -> None:
    paper = read_paper((files("bot") / "sample" / "pack.md").read_text("utf-8"), "pack.md")
    world = World(engine, paper)

    first = world.bring(paper)

    assert Kind.UNSURE not in kinds(first)
    assert len(world.register()) == 8
    assert kinds(world.bring(paper)) == {Kind.SAME}


def test_history_tells_that_it_was_an_import(world: World) -> None:
    world.bring(AUTUMN)

    with world.open() as books:
        ((change, _entry), *_more) = books.past.of(
            "action_point", books.printed_register.get(Reference(7, 1)).id
        )
        assert (change.what, change.by) == ("import of pack-2031-11.md", "Petra Lindqvist-Hay")
