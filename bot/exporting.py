"""What `export` writes: the register, the timetable, or the meetings for a calendar."""

import argparse
from collections.abc import Callable
from datetime import date

from handlers.lists import TITLES
from handlers.narrowing import narrowed_to
from store.books import OpenBooks
from store.errors import Invalid
from store.papers.writing import meeting_writers
from store.papers.writing.annual import annual_of
from store.papers.writing.calendar_entries import CalendarEntry, calendar_entries
from store.papers.writing.calendars import calendar_of, calendar_of_meeting, to_ics
from store.papers.writing.meeting_papers import PAPERS
from store.papers.writing.plans import plan_of
from store.papers.writing.register_paper import Edition, RegisterPaper
from store.papers.writing.registers import chosen_register, register_of_meeting, whole_register
from store.papers.writing.timetables import FORMATS, timetable_of
from store.papers.writing.writers import WITH_HISTORY, write
from store.register_reading import State
from store.tables import Group, Meeting
from store.vocabulary import Vocabulary
from store.years import Year

Written = tuple[bytes, str]
"""The content of the file, and what is in it in words."""


def export(
    asked: argparse.Namespace, books: OpenBooks, words: Vocabulary, day: Callable[[str], date]
) -> Written:
    """What was asked for. `day` reads a date. Raises Invalid with a sentence when there is no such thing."""
    group = _group(asked.group, books)
    if asked.timetable is not None:
        return _timetable(asked, books)
    if asked.annual:
        return _annual(asked, books)
    if asked.plan is not None:
        return _plan(asked, books)
    if asked.paper != "register":
        return _meeting_paper(asked, day(asked.meeting) if asked.meeting else None, group, books)
    if asked.format == "ics":
        return _calendar(day(asked.meeting) if asked.meeting else None, group, books)
    paper = _register(asked, day(asked.meeting) if asked.meeting else None, group, books, words)
    return write(paper, asked.format, books.settings.templates), _count(len(paper.rows), "action point")


def _group(name: str | None, books: OpenBooks) -> Group | None:
    """The group that is meant; without a name none."""
    if not name:
        return None
    found = books.directory.group_named(name)
    if found is None:
        known = ", ".join(group.short_name for group in books.directory.groups())
        raise Invalid(f"There is no group “{name[:80]}”, so nothing was written. There are: {known}.")
    return found


def _timetable(asked: argparse.Namespace, books: OpenBooks) -> Written:
    if asked.format not in FORMATS or asked.meeting or asked.group:
        raise Invalid(
            "A timetable is written as docx or pdf, of all groups. Nothing was written; leave the other options out."
        )
    year = Year.parse(asked.timetable) if asked.timetable else Year.financial(books.today)
    if year is None:
        raise Invalid(f"“{asked.timetable[:40]}” is no year, so nothing was written. Write 2026 or 2026/27.")
    paper = timetable_of(books, year)
    return FORMATS[asked.format](paper), _count(len(paper.entries), "meeting")


def _calendar(day: date | None, group: Group | None, books: OpenBooks) -> Written:
    if day:
        return to_ics(calendar_of_meeting(books, _entry(day, group, books))), "1 meeting"
    paper = calendar_of(books, group)
    return to_ics(paper), _count(len([entry for entry in paper.entries if entry.meeting.day]), "meeting")


def _entry(day: date, group: Group | None, books: OpenBooks) -> CalendarEntry:
    """The meeting of that day, cancelled or not: the Board's unless a group is named."""
    wanted = group or books.directory.board()
    found = [
        e for e in calendar_entries(books) if e.meeting.day == day and wanted and e.group_id == wanted.id
    ]
    if not found:
        raise Invalid(f"{_whose(group)} has no meeting on {day}, so nothing was written.")
    return min(found, key=lambda entry: entry.cancelled)


def _register(
    asked: argparse.Namespace, day: date | None, group: Group | None, books: OpenBooks, words: Vocabulary
) -> RegisterPaper:
    """All of it is internal unless it is to be public; that of a meeting is public unless it is to be internal."""
    edition = Edition(asked.edition or ("public" if day or asked.only or asked.about else "internal"))
    history = asked.format in WITH_HISTORY
    if day is None and group:
        raise Invalid(
            "Of a group the register of one meeting is written. Nothing was written; say which with --meeting."
        )
    if day is None and (asked.only or asked.about):
        return _choice(asked, edition, books, words)
    if day is None:
        return whole_register(books, confidential=edition is Edition.INTERNAL, history=history)
    if asked.only or asked.about:
        raise Invalid(
            "A meeting's register is written whole. Nothing was written; leave --only and --about out."
        )
    meeting = _meeting(day, group, books)
    return register_of_meeting(books, meeting, edition=edition, history=history)


def _meeting(day: date, group: Group | None, books: OpenBooks) -> Meeting:
    """The group's meeting of that day, the Board's unless a group is named. Raises Invalid."""
    wanted = group or books.directory.board()
    meeting = books.calendar.on(wanted, day) if wanted else None
    if meeting is None:
        raise Invalid(f"{_whose(group)} has no meeting on {day}, so nothing was written.")
    return meeting


def _annual(asked: argparse.Namespace, books: OpenBooks) -> Written:
    year = Year.parse(asked.annual)
    if year is None:
        raise Invalid(f"“{asked.annual[:40]}” is no year, so nothing was written. Write 2026 or 2026/27.")
    paper = annual_of(books, year, edition=Edition(asked.edition or "public"))
    return meeting_writers.write(paper, asked.format, books.settings.templates), paper.title


def _plan(asked: argparse.Namespace, books: OpenBooks) -> Written:
    plan = books.plans.labelled(asked.plan)
    paper = plan_of(books, plan, edition=Edition(asked.edition or "public"))
    return meeting_writers.write(paper, asked.format, books.settings.templates), paper.title


def _meeting_paper(
    asked: argparse.Namespace, day: date | None, group: Group | None, books: OpenBooks
) -> Written:
    if day is None:
        raise Invalid(f"Say for which meeting with --meeting. No {asked.paper} was written.")
    put_together = PAPERS[asked.paper]
    paper = put_together(books, _meeting(day, group, books), edition=Edition(asked.edition or "public"))
    return meeting_writers.write(paper, asked.format, books.settings.templates), paper.title


def _choice(
    asked: argparse.Namespace, edition: Edition, books: OpenBooks, words: Vocabulary
) -> RegisterPaper:
    state = State(asked.only or State.ALL)
    points, chosen = books.register.points.in_state(state), TITLES[state].lower()
    if asked.about:
        points, which = narrowed_to(asked.about, points, words, books.today)
        chosen = f"{chosen} {which}"
    history = asked.format in WITH_HISTORY
    return chosen_register(books, points, chosen, edition=edition, history=history)


def _whose(group: Group | None) -> str:
    return group.short_name if group else "The Board"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
