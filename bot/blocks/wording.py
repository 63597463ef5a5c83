"""How the parts of a reply are worded, once for Block Kit and plain text alike.

Every part becomes a heading and lines (`Worded`), in plain words without markup or escaping.
"""

from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from zoneinfo import ZoneInfo

from handlers.replies import (
    Bar,
    Bullets,
    ButtonRow,
    Card,
    Chart,
    Heading,
    MeetingCard,
    Menu,
    Note,
    Part,
    PointRow,
    Row,
    Text,
    Title,
)
from store.dates import clock_time, day, full_day, month_name, short_day
from store.papers.writing.registers import printed_status
from store.tables import Status
from store.views import EventView, MeetingView, PointView

SQUARES = 10  # of a bar in text, so that a line fits a phone


@dataclass(frozen=True, slots=True)
class Worded:
    """A part in words: `heading` stands out, `beside` goes on after it on its line, `lines` follow, `quiet` is softer.

    `bars` stand between the name and the rest of each line for the eye alone; `links` are labels with their addresses.
    The heading of a `struck` one is crossed out for the eye.
    """

    heading: str = ""
    beside: str = ""
    lines: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    bulleted: bool = False
    bars: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    struck: bool = False


@singledispatch
def worded(part: Part, _zone: ZoneInfo) -> Worded:
    """The words of one part; instants are told in the zone."""
    raise TypeError(f"{type(part).__name__} has no words yet")


@worded.register
def _(part: Title, _zone: ZoneInfo) -> Worded:
    return Worded(heading=part.text)


@worded.register
def _(part: Text, _zone: ZoneInfo) -> Worded:
    return Worded(lines=(part.text,))


@worded.register
def _(part: Heading, _zone: ZoneInfo) -> Worded:
    return Worded(heading=part.text)


@worded.register
def _(_part: Menu, _zone: ZoneInfo) -> Worded:
    return Worded()


@worded.register
def _(_part: ButtonRow, _zone: ZoneInfo) -> Worded:
    return Worded()


@worded.register
def _(part: Chart, _zone: ZoneInfo) -> Worded:
    lines = tuple(f"{bar.name}: {figures(bar)}" for bar in part.bars)
    return Worded(part.heading, lines=lines, bars=tuple(map(_squares, part.bars)))


def figures(bar: Bar) -> str:
    """What a bar of a chart says: “7 open of 10, 2 closed, 1 carried over”."""
    counts = (
        f"{bar.open} open of {bar.minuted}",
        f"{bar.closed} closed" if bar.closed else "",
        f"{bar.carried} carried over" if bar.carried else "",
    )
    return ", ".join(filter(None, counts))


def _squares(bar: Bar) -> str:
    filled = -(-bar.open * SQUARES // bar.minuted)
    return "■" * filled + "□" * (SQUARES - filled)


@worded.register
def _(part: Note, _zone: ZoneInfo) -> Worded:
    return Worded(quiet=(part.text,))


@worded.register
def _(part: Bullets, _zone: ZoneInfo) -> Worded:
    return Worded(heading=part.heading, lines=part.lines, bulleted=True)


@worded.register
def _(part: Row, _zone: ZoneInfo) -> Worded:
    return Worded(heading=part.heading, lines=part.lines, struck=part.struck)


@worded.register
def _(part: PointRow, _zone: ZoneInfo) -> Worded:
    return _point(part.point, part.today, brief=part.brief)


@worded.register
def _(part: Card, zone: ZoneInfo) -> Worded:
    brief = _point(part.point, part.today)
    lines = [*brief.lines, f"Minuted on {day(part.point.raised)} as {part.point.full_ref}"]
    lines += _chain(part.chain, part.point)
    lines += [f"{day(u.at.astimezone(zone).date())}, {u.by}: {u.text}" for u in part.updates]
    events = tuple(_event(event, zone) for event in part.events)
    links = (("From a message", part.source),) if part.source else ()
    return Worded(brief.heading, brief.beside, tuple(lines), events, links=links)


@worded.register
def _(part: MeetingCard, _zone: ZoneInfo) -> Worded:
    meeting = part.meeting
    links = (("Join online", meeting.join_link),) if meeting.join_link else ()
    return Worded(meeting_heading(meeting), "", (*_meeting_lines(meeting), *part.lines), links=links)


def _point(point: PointView, today: date, *, brief: bool = False) -> Worded:
    """What it is, whose and until when; where the note begins with its state, the state is not said before it."""
    group = f"{point.group} " if point.group else ""
    secret = " (confidential)" if point.confidential else ""
    note, state = "" if brief else printed_status(point), _state(point)
    bare = note.casefold().rstrip(".") == point.status.value
    told = bool(note) and not bare and note.casefold().startswith(state)
    facts = " · ".join(filter(None, (_owners(point), _due(point, today), "" if told else state)))
    lines = (facts or ("" if told else point.status.value), "" if bare else note)
    return Worded(f"{group}{point.ref}", f"{point.text}{secret}", tuple(filter(None, lines)))


def _owners(point: PointView) -> str:
    """Who owns it, unless its text names them all anyway."""
    if not point.owners:
        return "the partnership"
    return "" if all(name in point.text for name in point.owners) else ", ".join(point.owners)


def _state(point: PointView) -> str:
    if point.carried_to:
        return f"carried over to {point.carried_to}"
    return "" if point.status is Status.OPEN else point.status.value


def _due(point: PointView, today: date) -> str:
    """When it is due and how late that is; nothing once it is finished."""
    if not point.unfinished:
        return ""
    if point.due is None:
        return f"due {point.due_words}" if point.due_words else "due at the next meeting"
    late = (today - point.due).days
    if late > 0:
        return f"due {_near(point.due, today)}, {late} day{'' if late == 1 else 's'} overdue"
    return f"due {'today' if late == 0 else _near(point.due, today)}"


def _near(when: date, today: date) -> str:
    """The short day, with its year when that is another one."""
    return short_day(when) if when.year == today.year else f"{short_day(when)} {when.year}"


def _chain(chain: tuple[PointView, ...], point: PointView) -> list[str]:
    """Where it comes from and where it went, with dates, the origin first."""
    if len(chain) < 2:
        return []
    steps = " → ".join(f"{link.full_ref} ({day(link.raised)})" for link in chain)
    place = "the latest" if chain[-1].id == point.id else "carried on"
    return [f"Carried over: {steps}, {place}"]


def _event(event: EventView, zone: ZoneInfo) -> str:
    at = event.at.astimezone(zone)
    return f"{day(at.date())}, {clock_time(at.time())}: {event.what}, by {event.by}"


def meeting_heading(meeting: MeetingView) -> str:
    """Group and day, such as “Board meeting: Tuesday 16 June 2026, 10:00 to 13:00”."""
    cancelled = "Cancelled: " if meeting.cancelled else ""
    return f"{cancelled}{meeting.group} {meeting.kind}: {meeting_when(meeting)}"


def meeting_when(meeting: MeetingView) -> str:
    """The full date and times, or the month with "date TBC"."""
    when = (
        full_day(meeting.day)
        if meeting.day
        else f"{month_name(meeting.month.year, meeting.month.month)}, date TBC"
    )
    start = f", {clock_time(meeting.start)}" if meeting.start else ""
    end = f" to {clock_time(meeting.end)}" if meeting.start and meeting.end else ""
    return f"{when}{start}{end}"


def _meeting_lines(meeting: MeetingView) -> list[str]:
    lines = [meeting.title] if meeting.title else []
    venue = meeting.venue or ("Venue to be confirmed" if meeting.mode != "online" else "")
    mode = meeting.mode if meeting.mode and meeting.mode.casefold() != venue.casefold() else ""
    lines.append(" · ".join(filter(None, (venue, mode))))
    return [line for line in lines if line]
