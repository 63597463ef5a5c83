"""How people were at the meeting that a paper minutes: present, away, or represented by somebody."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from store.books import OpenBooks
from store.names import plain
from store.papers.importing.meetings import WantedMeeting, the_meeting
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_person
from store.papers.paper import Paper
from store.tables import Attendance, Presence


@dataclass(frozen=True, slots=True)
class Was:
    """How somebody was at the meeting, under which heading of the minutes; `by` names a representative."""

    name: str
    how: Presence
    section: str | None
    by: str | None
    line: int

    def __str__(self) -> str:
        return f"{self.name}, {self.how}{f' by {self.by}' if self.by else ''}"


def minuted_meeting(scene: Scene) -> WantedMeeting | None:
    """The meeting whose attendance the paper lists; None for a paper without dated minutes."""
    minutes = scene.paper.minutes
    if minutes is None or minutes.meeting.date is None:
        return None
    return WantedMeeting(scene.minuting_group, minutes.meeting.date, minutes.meeting.date)


def plan_attendance(scene: Scene) -> Iterator[Entry]:
    """What becomes of each line of the lists and of each apology."""
    meeting = minuted_meeting(scene)
    if meeting is None:
        return
    row = meeting.row(scene.books)
    noted = _noted(row.id, scene.books) if row else {}
    for was in _attendance(scene.paper):
        step = partial(_note, meeting, was)
        before = noted.get(plain(was.name))
        if before is None:
            yield Entry(Section.ATTENDANCE, Kind.ADD, str(was), was.line, step)
        elif (before.how, before.section, before.by and plain(before.by)) == (
            was.how,
            was.section,
            was.by and plain(was.by),
        ):
            yield Entry(Section.ATTENDANCE, Kind.SAME, str(was), was.line)
        else:
            yield Entry(Section.ATTENDANCE, Kind.CHANGE, f"{before} -> {was}", was.line, step)


def _attendance(paper: Paper) -> tuple[Was, ...]:
    """Everybody once. Who is listed as present was there, whatever else is said."""
    listed = {p.name for p in paper.attendance} | {p.name for p in paper.apologies}
    lines = [Was(p.name, Presence.PRESENT, p.section[:40] or None, None, p.line) for p in paper.attendance]
    for away in paper.apologies:
        by = away.represented_by if away.represented_by in listed else None
        how = Presence.REPRESENTED if by else Presence.APOLOGIES
        lines.append(Was(away.name, how, away.section[:40] or None, by, away.line))
    once: dict[str, Was] = {}
    for was in lines:
        once.setdefault(plain(was.name), was)
    return tuple(once.values())


def _noted(meeting_id: int, books: OpenBooks) -> dict[str, Was]:
    """What the books have noted of a meeting, by the people's names."""
    names = {person.id: person.name for person in books.directory.everybody()}
    rows = books.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id))
    noted = [Was(names[r.person_id], r.how, r.section, names.get(r.represented_by_id or 0), 0) for r in rows]
    return {plain(was.name): was for was in noted}


def _note(meeting: WantedMeeting, was: Was, books: OpenBooks) -> None:
    by = the_person(books, was.by) if was.by else None
    person = the_person(books, was.name)
    books.calendar.note_attendance(the_meeting(meeting, books), person, was.how, was.section, by)
