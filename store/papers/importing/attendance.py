"""How people were at the meeting that a paper minutes: present, away, or represented by somebody.

Minutes are fact, so they go before what people said they would do: who was expected and is not in them was not there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from store.books import OpenBooks
from store.names import plain
from store.papers.importing.meetings import WantedMeeting, the_meeting
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_person
from store.papers.paper import Paper
from store.tables import Presence


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

    def is_same(self, other: "Was") -> bool:
        """Whether both say the same of somebody."""
        mine, theirs = (was.by and plain(was.by) for was in (self, other))
        return (self.how, self.section, mine) == (other.how, other.section, theirs)


def minuted_meeting(scene: Scene) -> WantedMeeting | None:
    """The meeting whose attendance the paper lists; None for a paper without dated minutes."""
    minutes = scene.paper.minutes
    if minutes is None or minutes.meeting.date is None:
        return None
    return WantedMeeting(scene.minuting_group, minutes.meeting.date, minutes.meeting.date)


def plan_attendance(scene: Scene) -> Iterator[Entry]:
    """What becomes of each line of the lists and of each apology, and of those who were expected and did not come."""
    meeting = minuted_meeting(scene)
    if meeting is None:
        return
    row = meeting.row(scene.books)
    noted = _noted(row.id, scene.books) if row else {}
    attendance = _attendance(scene.paper)
    for was in attendance:
        yield _entry(was, noted.pop(plain(was.name), None), meeting)
    for expected in noted.values() if attendance else ():
        if expected.how is Presence.ATTENDING:
            step = partial(_forget, meeting, expected.name)
            yield Entry(Section.ATTENDANCE, Kind.CHANGE, f"{expected} -> not in the minutes", 0, step)


def _entry(was: Was, before: Was | None, meeting: WantedMeeting) -> Entry:
    step = partial(_note, meeting, was)
    if before is None:
        return Entry(Section.ATTENDANCE, Kind.ADD, str(was), was.line, step)
    if before.is_same(was):
        return Entry(Section.ATTENDANCE, Kind.SAME, str(was), was.line)
    heading = f"{was}: listed under {was.section}"
    change = f"{before} -> {was}" if str(before) != str(was) else heading
    return Entry(Section.ATTENDANCE, Kind.CHANGE, change, was.line, step)


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
    noted = [
        Was(
            names[row.person_id],
            row.how,
            row.section,
            names.get(row.represented_by_id or 0) or row.representative,
            0,
        )
        for row in books.attendances.of(meeting_id).values()
    ]
    return {plain(was.name): was for was in noted}


def _note(meeting: WantedMeeting, was: Was, books: OpenBooks) -> None:
    by = the_person(books, was.by) if was.by else None
    person = the_person(books, was.name)
    books.attendances.note(the_meeting(meeting, books), person, was.how, was.section, by)


def _forget(meeting: WantedMeeting, name: str, books: OpenBooks) -> None:
    books.attendances.forget(the_meeting(meeting, books), the_person(books, name))
