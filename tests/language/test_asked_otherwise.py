"""Questions and commands that strangers put in words of their own: of years, quarters, successions, decisions, carrying over."""

from datetime import date

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.meeting_requests import ExportTimetable, NextMeeting, ShowAgenda, ShowAttendance, Timetable
from handlers.paper_requests import AskPapers
from handlers.plan_requests import FindTarget
from handlers.register_requests import (
    AddAction,
    CarryAction,
    CountActions,
    ExportRegister,
    ListActions,
    Whose,
)
from handlers.requests import AddEntry, AnyRequest, AskBack, Confirm, FindContact, LeavePerson
from store.reference import Reference
from store.register_reading import State
from tests.conversation import Conversation
from tests.language.test_free_words import context_of

SECRETARIAT = "Nadia Rahimi"
REF = Reference(2, 4)


def asked(home: House, said: str) -> AnyRequest | None:
    request = understand(said, context_of(home, SECRETARIAT))
    return request.do if isinstance(request, Confirm) else request


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        ("/meetings who's coming", ShowAttendance("")),
        ("/meetings riverside", NextMeeting("riverside")),
        ("timetable for next year", Timetable("2027/28")),
        ("what meetings are there next year", Timetable("2027/28")),
        ("timetable next calendar year", Timetable("2027")),
        ("/meetings timetable next financial year", Timetable("2027/28")),
        ("/meetings timetable last year pdf", ExportTimetable("pdf", "2025/26")),
        ("timetable for 2027", Timetable("2027")),
        ("decisions of the february meeting", AskPapers("", date(2026, 2, 10))),
        ("what was decided at the february board", AskPapers("", date(2026, 2, 10))),
        ("show me the decisions taken at the last meeting", AskPapers("", date(2026, 2, 10))),
        ("targets for the quarter", FindTarget(when="this quarter")),
        ("targets for q2", FindTarget(when="q2")),
        ("/actions targets for q2", FindTarget(when="q2")),
        ("/actions targets due in the current quarter", FindTarget(when="this quarter")),
        ("/actions targets for fire", FindTarget(lead="fire")),
        ("who replaced Gurpreet Sandhu", FindContact("Gurpreet Sandhu")),
        ("who took over from alan rudge?", FindContact("Alan Rudge")),
        ("who replaced wilhelmina", FindContact("wilhelmina")),
        ("/contacts successor of Gurpreet Sandhu", FindContact("Gurpreet Sandhu")),
        ("add to the handbook: MARAC means multi-agency risk assessment conference", AddEntry("MARAC", "multi-agency risk assessment conference")),
        ("/actions add to the glossary: VAWG: violence against women and girls", AddEntry("VAWG", "violence against women and girls")),
        ("carry 02/04 over to june", CarryAction(REF, "2026-06-16")),
        ("carry 02/04 to the october board", CarryAction(REF, "October 2026")),
        ("can you carry 02/04 over to the october board", CarryAction(REF, "October 2026")),
        ("carry 02/04 to the next meeting", CarryAction(REF)),
        ("when is the meeting after june", NextMeeting("October 2026")),
        ("whens the next one after june", NextMeeting("October 2026")),
        ("when's the board after the 16 june one", NextMeeting("October 2026")),
        ("what's the meeting after next", NextMeeting("October 2026")),
        ("when is the masg meeting after next", NextMeeting("after Thursday 28 May 2026")),
        ("export the undated ones as pdf", ExportRegister("pdf", state=State.UNDATED)),
        ("next meeting after october", NextMeeting("2026-12-01")),
        ("what's on the agenda for the meeting after june", ShowAgenda("October 2026")),
        ("when is masg after june", NextMeeting("after Tuesday 30 June 2026")),
        ("Peter Lonsdale has stood down, Cllr Ann Webb takes over", LeavePerson("Peter Lonsdale", "Cllr Ann Webb")),
        ("Helen Bartosz has left, replaced by Ann Webb", LeavePerson("Helen Bartosz", "Ann Webb")),
        ("Helen Bartosz has retired. Her post is vacant", LeavePerson("Helen Bartosz")),
        ("which actions have no date", ListActions(State.UNDATED)),
        ("any action points without a deadline?", ListActions(State.UNDATED)),
        ("which action points don't have a date", ListActions(State.UNDATED)),
        ("undated", ListActions(State.UNDATED)),
        ("which of helen's have no date", ListActions(State.UNDATED, "helen")),  # there are two
        ("how many actions have no due date", CountActions(State.UNDATED)),
        ("which have no owner", ListActions(whose=Whose.NOBODY)),
        ("is there no date for the december board yet", NextMeeting("2026-12-01")),
    ],
)  # fmt: skip
def test_it_means_that(home: House, said: str, request_: AnyRequest) -> None:
    assert asked(home, said) == request_


@pytest.mark.parametrize("said", ["carry 02/04 because nobody has time", "carry 02/04 to the skip"])
def test_words_that_are_no_meeting_are_not_taken_along(home: House, said: str) -> None:
    assert isinstance(asked(home, said), AskBack)


def test_who_followed_stands_in_the_entry(bot: Conversation) -> None:
    assert "followed by Gurpreet Sandhu" in bot.writes(SECRETARIAT, "who replaced alan rudge").text


def test_what_is_added_to_something_that_is_no_book_of_action_points_is_not_logged(home: House) -> None:
    assert not isinstance(understand("add farah to the riverside group", context_of(home)), AddAction)


def test_a_meeting_of_another_group_takes_no_action_point_over(bot: Conversation) -> None:
    before = len(bot.changes("02/04"))

    heard = bot.command(SECRETARIAT, "/actions carry 02/04 to MASG")

    assert "The MASG meeting of Thursday 28 May 2026 does not go through the register" in heard.text
    assert len(bot.changes("02/04")) == before


def test_what_is_carried_to_a_later_meeting_stands_in_its_register(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/actions carry 02/04 to October")

    assert "to the meeting of October 2026, where it is 10/01" in heard.text, heard.text


def test_the_agenda_of_another_year_says_which(bot: Conversation) -> None:
    assert "Tue 14 Oct 2025: Board" in bot.command(SECRETARIAT, "/meetings agenda october 2025").text
    assert "Tue 16 June: Board" in bot.command(SECRETARIAT, "/meetings agenda june").text


@pytest.mark.parametrize("said", ["sian", "siân", "Sian Prothero", "email for sian"])
def test_a_name_without_its_accent_is_that_name_and_no_slip_of_the_keyboard(home: House, said: str) -> None:
    assert asked(home, said) == FindContact("Siân Prothero")
