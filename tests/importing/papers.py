"""Papers of a partnership that exists only here, built by hand; each test changes what it is about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from store.papers.paper import (
    ActionLine,
    AgendaEntry,
    Apology,
    Attendee,
    Lead,
    Marker,
    MeetingHead,
    Minutes,
    Month,
    Paper,
    Review,
    ServiceContact,
    TimetableEntry,
)
from store.tables import Mode, Status

NAME = "Quarrybridge Community Safety Partnership"
COUNCIL, POLICE, FIRE = (
    "Quarrybridge Town Council",
    "Mereshire Constabulary",
    "Mereshire Fire and Rescue Service",
)
MARCH, JULY, NOVEMBER = date(2031, 3, 4), date(2031, 7, 8), date(2031, 11, 11)
SPRING = date(2032, 3, 2)


def head(day: date, **more: object) -> MeetingHead:
    plain = MeetingHead(
        NAME, NAME, day, start=time(10), end=time(12, 30), venue="The Malthouse", mode=Mode.HYBRID, line=1
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the head by name


def minutes(day: date, **more: object) -> Minutes:
    return replace(Minutes(head(day), "Draft Minutes", None, None, ()), **more)  # type: ignore[arg-type]  # likewise


def sat(
    name: str, organisation: str = COUNCIL, section: str = "Board", *notes: str, **more: object
) -> Attendee:
    return replace(Attendee(name, organisation, section, role_notes=notes, line=10), **more)  # type: ignore[arg-type]  # likewise


def away(name: str, organisation: str = COUNCIL, by: str | None = None) -> Apology:
    return Apology(name, organisation, "Board", represented_by=by, line=20)


def action(
    ref: str, text: str, status: Status = Status.OPEN, note: str = "", raised: date | Month = JULY
) -> ActionLine:
    owner = text.partition(" to ")[0]
    return ActionLine(ref, text, (owner,), status, note, raised=raised, line=30)


def pack(
    minuted: date = JULY,
    reported: date = NOVEMBER,
    actions: Iterable[ActionLine] = (),
    name: str = "",
    **more: object,
) -> Paper:
    """An agenda pack for `reported` with the minutes of `minuted` and its register."""
    plain = Paper(
        name or f"pack-{reported:%Y-%m}.md",
        meeting=head(reported),
        minutes=minutes(minuted),
        actions=tuple(actions),
        raised_at=minuted,
        reported_to=reported,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the paper by name


LAMPS = action("07/01", "Wren Castellan to have the lamps on the towpath mended.")
MAP = action("07/02", "Idris Oakshott to draw a map of the allotments.", Status.CLOSED, "Closed: Sent round.")
RADIO = action("07/03", "Multi-Agency Steering Group to report on the radio link.", Status.IN_PROGRESS)

BOARD = (
    sat("Wren Castellan", COUNCIL, "Board", "Chair"),
    sat("Idris Oakshott", POLICE, title="Inspector"),
    sat("Petra Lindqvist-Hay", f"{COUNCIL} (Safer Streets Team)", "Members", "Minutes"),
)
AUTUMN = pack(
    actions=(LAMPS, MAP, RADIO),
    attendance=BOARD,
    agenda=(
        AgendaEntry(
            1, "1", "Welcome", "Wren Castellan (Chair)", (Lead("Wren Castellan", "Chair"),), 10, "item", False
        ),
        AgendaEntry(2, "2", "Action points: Review", "Board", (Lead("Board"),), 5, "item", False),
    ),
    timetable=(
        TimetableEntry("Quarrybridge CSP", date(2032, 3, 2), Month(2032, 3), date(2032, 2, 17), line=40),
        TimetableEntry(
            "MASG", None, Month(2032, 1), date_tbc=True, group_full="Multi-Agency Steering Group", line=41
        ),
        TimetableEntry(
            "Development Session - Board and Members", date(2031, 12, 9), Month(2031, 12), line=42
        ),
    ),
    contacts=(ServiceContact("Noise", ("01632 960301",), ("https://quarrybridge.example/noise",), line=50),),
)


def review(kept: tuple[str, ...] = (), words: str = "") -> Review:
    return Review("All action points were closed", True, kept, words or ", ".join(kept), "3.1", 60)


def marker(ref: str) -> Marker:
    return Marker((ref,), "3.2", "3", 61)
