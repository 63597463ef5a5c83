"""The meetings that papers bring: each once, dated when the date is known, and never told worse by an older paper."""

from dataclasses import replace
from datetime import date, time

import pytest

from store.papers.importing.plan import Kind, Section
from store.papers.paper import Month, TimetableEntry
from store.tables import MeetingStatus, Mode
from store.views import MeetingView
from tests.importing.papers import AUTUMN, JULY, LAMPS, NAME, NOVEMBER, SPRING, action, head, minutes, pack
from tests.importing.world import HAND, World, altering, kinds, sentences

pytestmark = pytest.mark.parametrize(
    "engine", ["sqlite"], indirect=True
)  # nothing here depends on the database


def calendar(world: World) -> dict[tuple[str, str, date | None], MeetingView]:
    with world.open() as books:
        return {(m.group, m.kind, m.day): m for m in books.calendar.every()}


def line(group: str, day: date | None, month: date, **more: object) -> TimetableEntry:
    plain = TimetableEntry(group, day, Month(month.year, month.month), date_tbc=day is None, line=70)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the entry by name


def test_each_meeting_of_a_pack_is_there_once(world: World) -> None:
    world.bring(AUTUMN)

    assert set(calendar(world)) == {
        ("Board", "meeting", JULY),
        ("Board", "meeting", NOVEMBER),
        ("Board", "meeting", SPRING),
        ("Board", "development session", date(2031, 12, 9)),
        ("MASG", "meeting", None),
    }


@pytest.mark.parametrize("name", ["Quarrybridge CSP", "Board", "QCSP", NAME, f"{NAME} Board"])
def test_all_these_names_mean_the_board(world: World, name: str) -> None:
    plan = world.bring(pack(timetable=(line(name, SPRING, SPRING),)))

    assert ("Board", "meeting", SPRING) in calendar(world)
    assert not [entry for entry in plan.of(Section.GROUP) if entry.kind is Kind.ADD]


def test_a_timetable_that_names_no_group_is_the_boards(world: World) -> None:
    days = (date(2032, 2, 10), date(2032, 6, 15))
    world.bring(replace(AUTUMN, timetable=tuple(line("", day, day) for day in days)))

    assert {("Board", "meeting", day) for day in days} <= set(calendar(world))
    with world.open() as books:
        assert all(group.name for group in books.directory.groups())


def test_a_printed_deadline_and_the_times_of_the_agenda_go_together(world: World) -> None:
    own = line("Quarrybridge CSP", NOVEMBER, NOVEMBER, report_deadline=date(2031, 10, 27), venue="Malthouse")

    world.bring(pack(timetable=(own,)))

    meeting = calendar(world)["Board", "meeting", NOVEMBER]
    assert (meeting.report_deadline, meeting.printed_deadline) == (date(2031, 10, 27), True)
    assert (meeting.start, meeting.end, meeting.venue, meeting.mode) == (
        time(10),
        time(12, 30),
        "The Malthouse",
        Mode.HYBRID,
    )


def test_a_date_confirms_the_entry_that_was_tbc(world: World) -> None:
    world.bring(AUTUMN)
    dated = line("MASG", date(2032, 1, 15), date(2032, 1, 15), mode=Mode.ONLINE)

    plan = world.bring(pack(NOVEMBER, SPRING, timetable=(dated,)))

    assert "MASG, 15 January 2032: date: TBC -> 15 January 2032; mode: online" in sentences(plan, Kind.CHANGE)
    found = [key for key in calendar(world) if key[0] == "MASG"]
    assert found == [("MASG", "meeting", date(2032, 1, 15))]


def test_tbc_after_the_date_is_known_changes_nothing(world: World) -> None:
    dated = pack(NOVEMBER, SPRING, timetable=(line("MASG", date(2032, 1, 15), date(2032, 1, 15)),))
    world.bring(dated, AUTUMN)

    assert [key[2] for key in calendar(world) if key[0] == "MASG"] == [date(2032, 1, 15)]


def test_an_older_paper_fills_gaps_and_overwrites_nothing(world: World) -> None:
    world.bring(pack(NOVEMBER, SPRING))
    older = line("Board", SPRING, SPRING, venue="Old Baths", report_deadline=date(2032, 2, 16))

    plan = world.bring(pack(JULY, NOVEMBER, timetable=(older,)))

    assert "Board, 2 March 2032: report deadline: 16 February 2032" in sentences(plan, Kind.CHANGE)
    meeting = calendar(world)["Board", "meeting", SPRING]
    assert (meeting.venue, meeting.report_deadline) == ("The Malthouse", date(2032, 2, 16))


def test_a_venue_set_by_hand_stays(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        books.recorder.what = "venue"
        board = books.directory.board()
        assert board is not None
        meeting = books.calendar.on(board, NOVEMBER)
        assert meeting is not None
        meeting.venue = "Boathouse"

    assert not world.bring(AUTUMN).changes_anything
    assert calendar(world)["Board", "meeting", NOVEMBER].venue == "Boathouse"


def test_a_cancelled_meeting_stays_cancelled(world: World) -> None:
    world.bring(AUTUMN)
    with world.open(HAND) as books:
        board = books.directory.board()
        assert board is not None
        meeting = books.calendar.on(board, SPRING)
        assert meeting is not None
        meeting.status = MeetingStatus.CANCELLED

    plan = world.bring(AUTUMN)

    assert "Board, 2 March 2032 is cancelled in the calendar" in sentences(plan, Kind.SAME)
    assert ("Board", "meeting", SPRING) not in calendar(world)


def test_two_board_meetings_in_a_month_are_pointed_out(world: World) -> None:
    world.bring(AUTUMN)

    plan = world.bring(pack(NOVEMBER, SPRING.replace(day=9)))

    assert sentences(plan, Kind.UNSURE) == [
        "2 March 2032 stays in the calendar beside 9 March 2032; if it was moved, cancel it"
    ]


def test_a_reference_alone_puts_its_month_into_the_calendar(world: World) -> None:
    early = action("03/01", "Wren Castellan to paint the bandstand.", raised=Month(2031, 3))

    world.bring(pack(actions=(early, LAMPS)))

    assert world.register()["2031-03/01"].raised == date(2031, 3, 1)
    dated = pack(date(2031, 3, 4), JULY)
    assert "date: TBC -> 4 March 2031" in sentences(world.bring(dated), Kind.CHANGE)[0]
    assert world.register()["2031-03/01"].raised == date(2031, 3, 4)


def test_minutes_of_a_group_below_the_board_are_its_own(world: World) -> None:
    title = "Towpath Task and Finish Group"
    own = head(JULY, title=title)
    paper = pack(actions=[LAMPS], meeting=None, minutes=replace(minutes(JULY), meeting=own))

    world.bring(AUTUMN, paper)

    register = world.register()
    assert register["Towpath 2031-07/01"].text == register["2031-07/01"].text == LAMPS.text
    assert kinds(world.plan(paper)) == {Kind.SAME}


def test_sessions_belong_to_a_group_of_their_own(world: World) -> None:
    session = line("Bystander Training (BT) Champions Sessions", date(2031, 12, 3), date(2031, 12, 3))

    world.bring(pack(sessions=(session,)))
    again = world.bring(pack(NOVEMBER, SPRING, sessions=(replace(session, group="BT Champions sessions"),)))

    assert ("BTChampions", "session", date(2031, 12, 3)) in calendar(world)
    assert not [entry for entry in altering(again) if entry.section is Section.GROUP]
