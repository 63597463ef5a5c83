"""Meetings in free words: which is next, when papers are due, what is on the agenda, who presents."""

import re

from bot.language.everyday import STOP
from bot.language.free.intent import Intent
from bot.language.free.reading import Reading
from bot.language.years_said import take_year
from handlers.meeting_requests import (
    CalendarFile,
    NextMeeting,
    Presenters,
    PublicQuestions,
    ReportDeadline,
    ShowAgenda,
    ShowAttendance,
    Subscribe,
    Timetable,
)
from handlers.requests import AnyRequest


def _presenters(r: Reading) -> AnyRequest | None:
    """The item by its number, by somebody's name, one's own, or by what it is about.

    Who takes or does the minutes is asked of the directory.
    """
    if _TAKES_MINUTES.search(r.line):
        return None
    pairs = zip(r.tokens, r.tokens[1:], strict=False)
    item = next((t.word for before, t in pairs if before.word == "item" and t.word.isdigit()), "")
    names = [each.name for each in r.parties]
    about = [t.text for i, t in enumerate(r.tokens) if r.at(i) & _OF_AN_ITEM and t.word not in STOP]
    if not (item or names or about) and _ONESELF.match(r.line):
        names = [r.context.speaker]
    return Presenters(item or " ".join([*names, *about]), r.about)


_OF_AN_ITEM = frozenset({"topic", "HANDBOOK", "UPDATE", "PLAN"})
_TAKES_MINUTES = re.compile(
    r"\b(?:tak(?:es?|ing)|do(?:es|ing)|writ(?:es?|ing)(?:\s+up)?)\s+(?:the\s+)?(?:minutes|notes)\b(?!\s+(?:item|paper))",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\W*(?:am|do|have|will) i\b|\W*what (?:am|do) i\b", re.IGNORECASE)


_WORKS_ON = re.compile(r"\b(?:work on|edit|amend|update|alter|revise|rework)\b", re.IGNORECASE)


def _agenda(r: Reading) -> AnyRequest | None:
    """The agenda, where it is to be seen and not to be worked on."""
    return None if _WORKS_ON.search(r.line) and not r.asking else ShowAgenda(r.about)


def _file(r: Reading) -> AnyRequest | None:
    return CalendarFile(r.about or ("next" if "NEXT" in r.signals else ""))


def _year(r: Reading) -> str:
    return take_year(r.line, r.context.today)[1]


SITTING = (
    Intent(
        "Next meeting",
        ("WHEN|WHERE|NEXT|WHAT|STATUS|SHOW|MEETING|BOARD|LAST|MODE|asked", "MEETING|BOARD|SESSION|meeting|group"),
        lambda r: NextMeeting(r.about),
        (
            "when's the next board",
            "where are we meeting in june",
            "what time does masg start",
            "when do we next meet",
            "is the june meeting online or in person?",
        ),
        likes=("DATE", "OCCUR", "MODE", "SHOW", "WHAT", "asked", "group", "LAST", "LATER"),
        bars=("STATES", "STANDS", "CHAIRS", "IOWE", "PAPERS", "RING", "COUNT", "CALFILE", "SUBSCRIBE", "ref", "LOG", "PRESENT", "COME", "QUESTIONS", "HANDBOOK", "person", "OVERDUE", "CLOSED", "CARRIED", "ACTION", "EXPORT", "REVIEW", "DONE"),
        bonus=-0.02,
    ),
    Intent(
        "Report deadline",
        ("PAPERS|DEADLINE", "WHEN|DEADLINE|WHAT|NEXT|asked|PAPERS|NOT|LAST|DUE|MINE"),
        lambda r: ReportDeadline(r.about),
        (
            "when do papers need to be in for october",
            "whats the deadline for reports",
            "when do you need my paper",
            "RD for june?",
            "last date for sending stuff in for the board",
        ),
        likes=("SHOW", "DONE", "OCCUR", "CLOSED", "DATE", "MEETING", "BOARD", "meeting", "group", "NEXT", "MINE", "SHOW", "WHEN", "DEADLINE", "PAPERS", "AGENDA", "DUE", "OVERDUE", "LATER", "SESSION", "DONE", "BULK", "UPDATE", "LAST", "WHO", "OURS"),
        bars=("ref", "ACTION", "person", "QUESTIONS", "EXPORT", "known", "COUNT", "IOWE", "HANDBOOK", "it"),
        bonus=0.05,
    ),
    Intent(
        "Agenda",
        ("AGENDA",),
        _agenda,
        ("whats on the agenda for june", "agenda please", "can i see the agenda", "what are we discussing at the next board", "running order for the 16th June"),
        likes=("topic", "known", "SEARCH", "DATE", "SHOW", "WHAT", "MEETING", "BOARD", "meeting", "group", "NEXT", "LAST", "ACTION", "STATUS", "SESSION", "WHEN"),
        bars=("PRESENT2", "ref", "MINE", "LOG", "RING"),
    ),
    Intent(
        "Who presents",
        ("PRESENT", "WHO|WHAT|topic|AGENDA|MINE|person|asked"),
        _presenters,
        ("who's presenting in june", "who is doing item 8", "who presents the youth report?", "who is speaking at the next board", "whos giving the riverside presentation"),
        likes=("HANDBOOK", "UPDATE", "PLAN", "STATUS", "IOWE", "SHOW", "DATE", "MEETING", "BOARD", "meeting", "NEXT", "AGENDA", "topic", "ACTION", "LAST", "PAPERS", "known", "OWN", "WHEN", "group", "body", "MINE"),
        bars=("ref", "COUNT"),
        bonus=0.05,
    ),
    Intent(
        "Who comes",
        ("COME", "WHO|COUNT|asked|SHOW|HANDBOOK"),
        lambda r: ShowAttendance(r.about, None if r.about else r.context.meeting),
        ("who's coming on the 16th of June", "who was at the last meeting", "who has sent apologies", "how many are coming to the board", "will we be quorate"),
        likes=("WHO", "COUNT", "MEETING", "BOARD", "meeting", "group", "NEXT", "LAST", "DATE", "ALL", "BULK", "NOT", "HANDBOOK", "OURS", "SHOW", "IT"),
        bars=("DEFINE", "STANDS", "ref", "person", "body", "known", "ROLE"),
        bonus=0.04,
    ),
    Intent(
        "Timetable",
        ("TIMETABLE",),
        lambda r: Timetable(_year(r)),
        ("whats the timetable", "all the dates for this year please", "list of meetings", "what other meetings are coming up", "schedule for the rest of the year"),
        likes=("OPEN", "LAST", "TIMETABLE", "MINE", "DATE", "SHOW", "WHAT", "MEETING", "BOARD", "ALL", "NEXT", "WHEN", "meeting", "BULK", "OURS", "SESSION"),
        bars=("CALFILE", "SUBSCRIBE", "ref", "PAPERS", "LATER2", "EXPORT", "CLOSED"),
    ),
    Intent(
        "Calendar file",
        ("CALFILE",),
        _file,
        ("put it in my calendar", "can you add the next meeting to my calendar", "ics file please", "get the dates into my diary", "send me a calendar invite"),
        likes=("DATE", "LOG", "MEETING", "BOARD", "meeting", "NEXT", "TIMETABLE", "IT", "ALL", "BULK", "group", "MINE", "DEADLINE", "SHOW", "EXPORT", "SESSION", "ASSIGN", "OURS"),
        bars=("SUBSCRIBE", "ref", "person"),
        bonus=0.06,
    ),
    Intent(
        "Calendar subscription",
        ("SUBSCRIBE",),
        lambda r: Subscribe(next((each.name for each in r.names if each.parties[0].kind == "group"), "")),
        ("how do i subscribe to the calendar", "calendar feed?", "subscribe to meetings", "can i have the calendar link", "calendar subscription address"),
        likes=("TIMETABLE", "MEETING", "HELP", "group", "meeting", "RING", "WHERE", "SHOW", "BOARD", "CALFILE"),
    ),
    Intent(
        "Questions from the public",
        ("QUESTIONS", "WHEN|DEADLINE|HELP|WHERE|BOARD|MEETING|meeting|asked|WHO|WHAT"),
        lambda r: PublicQuestions(r.about),
        (
            "when do public questions have to be in",
            "deadline for questions from the public?",
            "how can a resident ask a question at the board",
            "can members of the public ask questions at the june meeting",
            "how do the public send in questions",
        ),
        likes=("DATE", "RING", "MEETING", "BOARD", "meeting", "DEADLINE", "WHEN", "COME", "NEXT", "HANDBOOK", "LAST"),
        bars=("ref", "known"),
        bonus=0.08,
    ),
)  # fmt: skip
