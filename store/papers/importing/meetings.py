"""The meetings of a paper: its own, the one it minutes, those of its timetable, and those its references name."""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields, replace
from datetime import date, datetime, time
from functools import partial

from store.books import OpenBooks
from store.calendar import Details
from store.dates import clock_time, day, month_name
from store.papers.importing.age import Ages, newer
from store.papers.importing.groups import WantedGroup
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_group
from store.papers.paper import MeetingHead, Month, QuestionDeadline, TimetableEntry
from store.tables import Meeting, MeetingStatus

UNKNOWN = Details()


@dataclass(frozen=True, slots=True)
class WantedMeeting:
    """A meeting as a paper gives it. `month` is any day of its month; `day` is None while it is TBC."""

    group: WantedGroup
    month: date
    day: date | None
    kind: str = "meeting"
    details: Details = UNKNOWN
    line: int = 0

    def row(self, books: OpenBooks) -> Meeting | None:
        """The meeting of the calendar that it is, if it is there."""
        group = books.directory.group_named(self.group.name)
        return books.calendar.match(group, self.kind, self.month, self.day) if group else None

    def is_same(self, other: "WantedMeeting") -> bool:
        """Whether both are one meeting: the same day, or a TBC one and another of its month."""
        if (self.group.name, self.kind) != (other.group.name, other.kind):
            return False
        if self.day and other.day:
            return self.day == other.day
        return (self.month.year, self.month.month) == (other.month.year, other.month.month)

    def __str__(self) -> str:
        when = day(self.day) if self.day else f"{month_name(self.month.year, self.month.month)}, date TBC"
        what = "" if self.kind == "meeting" else f" {self.kind}"
        return f"{self.group.short_name}{what}, {when}"


def wanted_meetings(scene: Scene) -> tuple[WantedMeeting, ...]:
    """Every meeting that the paper knows of, each once; what it says first of one, in this order, counts."""
    wanted: list[WantedMeeting] = []
    for meeting in _told(scene):
        at = next((i for i, known in enumerate(wanted) if known.is_same(meeting)), None)
        if at is None:
            wanted.append(meeting)
        else:
            wanted[at] = _joined(wanted[at], meeting)
    return tuple(wanted)


def _told(scene: Scene) -> Iterator[WantedMeeting]:
    """The paper's own and the minuted meeting, then timetable, sessions, the next meeting, and bare references."""
    paper = scene.paper
    if paper.minutes:
        yield from _of_head(paper.minutes.meeting, scene)
    if paper.meeting:
        yield from _of_head(paper.meeting, scene)
    for entry in paper.timetable:
        yield from _of_entry(entry, scene)
    for entry in paper.sessions:
        for meeting in _of_entry(entry, scene):
            yield replace(meeting, kind="session")
    if paper.meeting and (following := paper.meeting.next_meeting):
        group = scene.groups.titled(paper.meeting.title)
        yield WantedMeeting(group, following, following, line=paper.meeting.line)
    for action in paper.actions:
        if action.raised:
            yield minuting(scene, action.raised, action.line)


def minuting(scene: Scene, raised: date | Month, line: int = 0) -> WantedMeeting:
    """The meeting that minuted an action; of the minutes at hand where only its month is known and fits."""
    known = scene.paper.raised_at
    if isinstance(raised, Month):
        first = date(raised.year, raised.month, 1)
        fits = known is not None and known.replace(day=1) == first
        return WantedMeeting(scene.minuting_group, first, known if fits else None, line=line)
    return WantedMeeting(scene.minuting_group, raised, raised, line=line)


def _of_head(head: MeetingHead, scene: Scene) -> Iterator[WantedMeeting]:
    if head.date is None:
        return
    details = Details(
        start=head.start,
        end=head.end,
        venue=head.venue[:300] or None,
        mode=head.mode,
        public_questions_at=_instant(head.public_question_deadline, scene.books),
    )
    yield WantedMeeting(scene.groups.titled(head.title), head.date, head.date, "meeting", details, head.line)


def _instant(deadline: QuestionDeadline | None, books: OpenBooks) -> datetime | None:
    if deadline is None or deadline.date is None or deadline.time is None:
        return None
    return datetime.combine(deadline.date, deadline.time, books.zone)


def _local(details: Details, books: OpenBooks) -> Details:
    at = details.public_questions_at
    return replace(details, public_questions_at=at.astimezone(books.zone) if at else None)


def _of_entry(entry: TimetableEntry, scene: Scene) -> Iterator[WantedMeeting]:
    month = entry.date or (date(entry.month.year, entry.month.month, 1) if entry.month else None)
    if month is None:
        return
    group, kind, title = scene.groups.meeting(entry)
    details = Details(
        title=title[:200] if title else None,
        start=entry.start,
        end=entry.end,
        venue=entry.venue[:300] if entry.venue else None,
        mode=entry.mode,
        report_deadline=entry.report_deadline,
    )
    yield WantedMeeting(group, month, entry.date, kind, details, entry.line)


def _joined(first: WantedMeeting, then: WantedMeeting) -> WantedMeeting:
    """What two places of a paper say of one meeting; where they differ the first counts."""
    settled = first if first.day else then
    return replace(first, day=settled.day, month=settled.month, details=_filled(first.details, then.details))


def _filled(details: Details, more: Details) -> Details:
    """The details with what they leave open taken from others."""
    pairs = zip(astuple(details), astuple(more), strict=True)
    return Details(*(ours if ours is not None else theirs for ours, theirs in pairs))


def plan_meetings(scene: Scene, wanted: Iterable[WantedMeeting]) -> Iterator[Entry]:
    """What becomes of each meeting: added, dated, told more of, or left."""
    rows = [(meeting, meeting.row(scene.books)) for meeting in wanted]
    ages = Ages.of(scene.books, "meeting", [row.id for _wanted, row in rows if row])
    for meeting, row in rows:
        if row is not None:
            yield _beside(meeting, row, scene, ages)
            continue
        told = _differences(UNKNOWN, meeting.details)
        sentence = f"{meeting}: {'; '.join(told)}" if told else str(meeting)
        step = partial(_add, meeting, scene.source(meeting.line))
        yield Entry(Section.MEETING, Kind.ADD, sentence, meeting.line, step)
        yield from _perhaps_moved(meeting, scene.books)


def _perhaps_moved(meeting: WantedMeeting, books: OpenBooks) -> Iterator[Entry]:
    """The Board seldom meets twice in a month: another date in the calendar may be the one before it was moved."""
    board = books.directory.group_named(meeting.group.name) if meeting.group.is_board else None
    if board is None or meeting.day is None or meeting.kind != "meeting":
        return
    for other in books.calendar.in_month(board, meeting.month.replace(day=1)):
        if other.day and other.formal:
            sentence = f"{day(other.day)} stays in the calendar beside {day(meeting.day)}; if it was moved, cancel it"
            yield Entry(Section.MEETING, Kind.UNSURE, sentence, meeting.line)


def _beside(meeting: WantedMeeting, row: Meeting, scene: Scene, ages: Ages) -> Entry:
    """A meeting that the calendar has: where it says something else the newer one counts, gaps are filled."""
    if row.status is MeetingStatus.CANCELLED:
        return Entry(Section.MEETING, Kind.SAME, f"{meeting} is cancelled in the calendar", meeting.line)
    ours = _local(Details.of(row), scene.books)
    older = newer(scene.told, row.source, ages.by_hand([row.id]))
    details = _filled(ours, meeting.details) if older else _filled(meeting.details, ours)
    changes = [f"date: TBC -> {day(meeting.day)}"] if meeting.day and row.day is None else []
    changes += _differences(ours, details)
    if not changes:
        left = older and bool(_differences(ours, _filled(meeting.details, ours)))
        sentence = f"{meeting}, left: the books are newer" if left else str(meeting)
        return Entry(Section.MEETING, Kind.SAME, sentence, meeting.line)
    source = row.source if older else scene.source(meeting.line)
    step = partial(_change, replace(meeting, details=details), source)
    return Entry(Section.MEETING, Kind.CHANGE, f"{meeting}: {'; '.join(changes)}", meeting.line, step)


def _differences(before: Details, after: Details) -> list[str]:
    """What changes, "venue: Town Hall -> Guildhall"; only the new value where nothing was known."""
    said = []
    for field, old, new in zip(fields(Details), astuple(before), astuple(after), strict=True):
        if old != new:
            name = field.name.replace("_", " ").removesuffix(" at")
            said.append(f"{name}: {_shown(old)} -> {_shown(new)}" if old else f"{name}: {_shown(new)}")
    return said


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{day(value.date())} {clock_time(value.time())}"
    if isinstance(value, date):
        return day(value)
    return clock_time(value) if isinstance(value, time) else str(value)


def _add(wanted: WantedMeeting, source: str, books: OpenBooks) -> None:
    group = the_group(books, wanted.group.name)
    books.calendar.add(group, wanted.month, wanted.day, wanted.kind)
    _change(wanted, source, books)


def _change(wanted: WantedMeeting, source: str | None, books: OpenBooks) -> None:
    meeting = the_meeting(wanted, books)
    if wanted.day:
        books.calendar.confirm(meeting, wanted.day)
    books.calendar.describe(meeting, wanted.details)
    meeting.source = source
    books.session.flush()


def the_meeting(wanted: WantedMeeting, books: OpenBooks) -> Meeting:
    """The meeting of the calendar, which the plan has put there by now."""
    meeting = wanted.row(books)
    if meeting is None:
        return books.calendar.add(the_group(books, wanted.group.name), wanted.month, wanted.day, wanted.kind)
    return meeting
