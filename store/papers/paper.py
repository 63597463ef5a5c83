"""What a committee paper holds, as plain data: the tree that `read_paper` returns and `to_json` prints.

Texts are as printed, with white space put right. A date or a time stands here only where the paper and its
meeting determine it. `line` is the number of the line in the source, counted from 1; in a source that has no lines it counts
what the paper is made of, and `Paper.place` says where that is.
"""

import datetime as dt
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from store.tables.meetings import Mode
from store.tables.register import Status


class Month(NamedTuple):
    """A month of a year, where a paper gives no day."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class QuestionDeadline:
    """Until when, in the partnership's own zone, and to which address the public may send questions."""

    printed: str
    date: dt.date | None = None
    time: dt.time | None = None
    email: str = ""


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """What the top of an agenda or of minutes says about the meeting itself; times are local."""

    title: str
    partnership: str
    date: dt.date | None = None
    date_printed: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    time_printed: str = ""
    venue: str = ""
    mode: Mode | None = None
    public_question_deadline: QuestionDeadline | None = None
    next_meeting: dt.date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads an agenda item: a person or a role, an organisation, or a person of an organisation."""

    name: str | None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One row of the agenda. `position` is its place in the true order, `kind` "item", "break" or "next_meeting"."""

    position: int
    number: str | None
    title: str
    lead: str | None
    leads: tuple[Lead, ...]
    minutes: int | None
    kind: str
    closed_session: bool
    section_heading: str | None = None
    date: dt.date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who came: `section` is the heading they are printed under, `role_notes` what stands in brackets."""

    name: str
    organisation: str
    section: str
    title: str | None = None
    role_notes: tuple[str, ...] = ()
    initials: str | None = None
    represents: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Apology:
    """Somebody who was away; `stated_as_apology` is False when the paper only says who represented them."""

    name: str
    organisation: str
    section: str
    title: str | None = None
    represented_by: str | None = None
    stated_as_apology: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class Succession:
    """One person in the place of another ("X replaced Y (Organisation)")."""

    joined: str
    left: str
    organisation: str
    printed: str
    paragraph: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody who no longer sits, without a word about who follows ("Ada Okafor, who had stepped down")."""

    left: str
    organisation: str
    printed: str
    paragraph: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Office:
    """Whom minutes call the Chair or Vice Chair in passing ("Vice Chair, Ada Okafor, welcomed everyone")."""

    role: str
    person: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation in a printed list of those that make up the partnership."""

    name: str
    statutory: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ending:
    """An organisation that is no more: its last day, and which one has taken over from it, if that is said."""

    organisation: str
    last_day: dt.date
    successor: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class RoleChange:
    """An election or appointment to a role."""

    role: str
    person: str
    kind: str
    proposed_by: str | None = None
    seconded_by: tuple[str, ...] = ()
    paragraph: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action point as a paper prints it.

    `ref` is empty where the paper gives none. `due` is the phrase as printed; `note` the column about its
    progress. `raised` is the date of the meeting that minuted it or, where only the reference tells, its month.
    """

    ref: str
    text: str
    owners: tuple[str, ...]
    status: Status
    note: str = ""
    due: str | None = None
    due_date: dt.date | None = None
    raised: dt.date | Month | None = None
    minute_paragraph: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """An "Action point 07/02" printed under a minute, and the paragraph it stands under."""

    refs: tuple[str, ...]
    paragraph: str | None
    section: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Review:
    """What minutes say of the previous action points: whether the rest were closed, and which were not.

    `kept_words` are the exceptions that are described instead of numbered.
    """

    printed: str
    others_closed: bool
    kept: tuple[str, ...] = ()
    kept_words: str = ""
    paragraph: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of a meeting, on their own or inside an agenda pack."""

    meeting: MeetingHead
    status: str
    chair: str | None
    minute_taker: str | None
    sections: tuple[str, ...]
    closed_at: dt.time | None = None
    agreed_minutes_of: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """One meeting of a timetable; `cell` is the text it was read from, `month` stands also where the day is TBC."""

    group: str
    date: dt.date | None
    month: Month | None
    report_deadline: dt.date | None = None
    venue: str | None = None
    mode: Mode | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    date_tbc: bool = False
    venue_tbc: bool = False
    cell: str = ""
    group_full: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ServiceContact:
    """A number, page or address for the public; `notes` say what could not be read with certainty."""

    service: str
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Who sits for an organisation in a printed list of members; `name` is None for an unnamed representative."""

    organisation: str
    name: str | None
    section: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A line of an action plan.

    `status` is what its column of status says, `colour` the colour that this means or that its cell has: "complete",
    "green", "amber", "red" or "grey"; `progress` is what is said beside it. All are None where the paper says nothing.
    """

    section: str
    text: str
    priority: str | None = None
    lead: str | None = None
    timescale: str | None = None
    line: int = 0
    status: str | None = None
    colour: str | None = None
    progress: str | None = None


@dataclass(frozen=True, slots=True)
class HandbookLine:
    """Something that the partnership has agreed about itself, or what a word means.

    `kind` is "terms", "duty", "priority" or "glossary"; `clause` the number under which it is printed ("7d"), `heading`
    what it stands under. An `offered` one was not listed as such: an acronym that the text explains in passing.
    """

    kind: str
    title: str
    text: str
    heading: str = ""
    clause: str = ""
    line: int = 0
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it may be quoted; `closed` where the paper does not say it to everybody."""

    text: str
    number: str = ""
    section: str = ""
    dated: dt.date | None = None
    closed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """What looked like data and could not be read, with the reason."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Paper:
    """All that the reader recognises in one paper."""

    name: str
    meeting: MeetingHead | None = None
    agenda: tuple[AgendaEntry, ...] = ()
    attendance: tuple[Attendee, ...] = ()
    apologies: tuple[Apology, ...] = ()
    successions: tuple[Succession, ...] = ()
    role_changes: tuple[RoleChange, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    timetable: tuple[TimetableEntry, ...] = ()
    sessions: tuple[TimetableEntry, ...] = ()
    contacts: tuple[ServiceContact, ...] = ()
    members: tuple[Member, ...] = ()
    targets: tuple[Target, ...] = ()
    handbook: tuple[HandbookLine, ...] = ()
    minutes: Minutes | None = None
    markers: tuple[Marker, ...] = ()
    reviews: tuple[Review, ...] = ()
    raised_at: dt.date | None = None
    reported_to: dt.date | None = None
    partnership: str = ""  # as the top of a plan names it; a meeting's papers name it in their heads
    valid_from: dt.date | None = None  # the first day of the months that a plan is for
    as_at: dt.date | None = None  # the day on which things stood as the paper tells, where its top says so
    departures: tuple[Departure, ...] = ()
    offices: tuple[Office, ...] = ()
    agencies: tuple[Agency, ...] = ()
    endings: tuple[Ending, ...] = ()
    unread: tuple[Unread, ...] = ()
    passages: tuple[Passage, ...] = ()
    places: tuple[str, ...] = ()

    def place(self, line: int) -> str:
        """Where a line of the paper is to be found, such as "page 3" or "table 2, row 4"."""
        return self.places[line - 1] if 0 < line <= len(self.places) else f"line {line}"


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as JSON can hold it: dates as "2025-07-01", times as "10:00", months as "2025-07".

    Where the source has no lines, `place` stands beside `line`. The text itself is left out: it is the paper.
    """
    plain = {
        entry.name: _plain(getattr(paper, entry.name))
        for entry in fields(paper)
        if entry.name not in ("places", "passages")
    }
    if paper.places:
        _with_places(plain, paper)
    return plain


def _with_places(plain: Any, paper: Paper) -> None:
    for value in plain if isinstance(plain, list) else tuple(plain.values()):
        if isinstance(value, dict | list):
            _with_places(value, paper)
    if isinstance(plain, dict) and "line" in plain:
        plain["place"] = paper.place(plain["line"])


def _plain(value: object) -> Any:
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if is_dataclass(value):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Status | Mode) else value
