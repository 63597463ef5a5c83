"""From the books to an agenda as a paper, or to the pack of a meeting."""

from dataclasses import replace

from store.agenda_items import KINDS, is_withheld, kept_title, length, starts
from store.books import OpenBooks
from store.calendar import view
from store.dates import clock_time, day, full_day
from store.deadlines import deadline
from store.errors import NotFound
from store.papers.writing.agenda_paper import AgendaPaper, AgendaRow
from store.papers.writing.public_edition import without_numbers
from store.papers.writing.register_paper import Edition
from store.papers.writing.registers import register_of_meeting
from store.tables import AgendaItem, Meeting
from store.views import Deadline, MeetingView

FOR_THE_PUBLIC = "public"
"""The kind of the handbook's entries that are printed behind an agenda."""


def agenda_of(books: OpenBooks, meeting: Meeting, *, edition: Edition) -> AgendaPaper:
    """The agenda of a meeting. Raises NotFound while there is none."""
    items = books.agendas.items(meeting.id)
    when = day(meeting.day or meeting.month)
    if not items:
        raise NotFound(
            f"There is no agenda yet for the meeting of {when}, so nothing was written."
            " The secretariat begins one with `/meetings agenda start`."
        )
    seen = view(meeting, books.zone)
    begins = starts(items, meeting.start)
    public = edition is Edition.PUBLIC
    rows = tuple(
        _row(item, clock_time(at) if at else "", public=public)
        for item, at in zip(items, begins, strict=True)
    )
    return AgendaPaper(
        partnership=books.partnership.name,
        group=meeting.group.name,
        meeting=meeting.day or meeting.month,
        as_at=books.today,
        facts=tuple(facts(seen, public=public)),
        rows=rows,
        length=_length(items, meeting),
        information=_information(books),
        edition=edition,
    )


def pack_of(books: OpenBooks, meeting: Meeting, *, edition: Edition) -> AgendaPaper:
    """The pack of a meeting: its agenda, and what became of the action points of the one before."""
    agenda = agenda_of(books, meeting, edition=edition)
    return replace(agenda, register=register_of_meeting(books, meeting, edition=edition))


def facts(meeting: MeetingView, *, public: bool) -> list[str]:
    """Date, hours, place and until when the public may ask, as an agenda prints them at its top."""
    told = [full_day(meeting.day) if meeting.day else f"{meeting.month:%B %Y}, date to be confirmed"]
    told += (
        [" to ".join(clock_time(at) for at in (meeting.start, meeting.end) if at)] if meeting.start else []
    )
    place = meeting.venue or ("Online" if meeting.mode == "online" else "Venue to be confirmed")
    told.append(f"{place}, with a hybrid option for members" if meeting.mode == "hybrid" else place)
    if meeting.join_link and not public:
        told.append(f"Join online: {meeting.join_link}")
    asked = deadline(Deadline.QUESTIONS, meeting)
    if asked:
        at = f"{clock_time(asked.at)} on " if asked.at else ""
        told.append(f"Questions from the public are to be sent in by {at}{full_day(asked.day)}")
    return told


def _row(item: AgendaItem, starts_at: str, *, public: bool) -> AgendaRow:
    """An item as that edition names it: what is in closed session or confidential is not named to the public."""
    withheld = public and is_withheld(item)
    return AgendaRow(
        number=item.number or "",
        title=kept_title(item) if withheld else without_numbers(item.title) if public else item.title,
        leads="" if withheld else " / ".join(item.leads),
        starts=starts_at,
        minutes=item.minutes,
        closed=item.closed_session,
        note=item.kind if item.kind in KINDS[1:-1] and not withheld else "",
    )


def _length(items: list[AgendaItem], meeting: Meeting) -> str:
    long = length(items, meeting.start, meeting.end)
    return f"{long.total} minutes in all." if long.total else ""


def _information(books: OpenBooks) -> tuple[tuple[str, str], ...]:
    """What the handbook keeps for the public; else what its terms say about the public."""
    entries = books.handbook.every()
    written = [entry for entry in entries if entry.kind == FOR_THE_PUBLIC]
    terms = (entry for entry in entries if entry.kind == "terms" and "public" in entry.title.casefold())
    return tuple((entry.title, entry.text) for entry in written or terms)
