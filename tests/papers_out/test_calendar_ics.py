"""Meetings for the calendars of others, read back with another reader than the library that wrote them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from store.papers.writing.calendar_entries import CalendarEntry
from store.papers.writing.calendars import CalendarPaper, to_ics
from store.views import MeetingView

LONDON = ZoneInfo("Europe/London")
UID = "0f8b2c34a1d94e5f8a7b6c5d4e3f2a1b"
CHANGED = datetime(2031, 2, 3, 9, 15, 30, 250_000, tzinfo=UTC)
MEETING = MeetingView(
    id=7,
    group="Harbour",
    group_name="Harbour Safety Group",
    is_board=False,
    kind="meeting",
    title=None,
    month=date(2031, 3, 1),
    day=date(2031, 3, 28),
    start=time(10),
    end=time(12, 30),
    venue="Customs House",
    mode="hybrid",
    report_deadline=date(2031, 3, 14),
    printed_deadline=False,
    channel=None,
)
ENTRY = CalendarEntry(MEETING, 3, sequence=2, changed_at=CHANGED)


def entry(**fields: Any) -> CalendarEntry:
    """A meeting that differs in these fields of it, or of its place in the calendar."""
    ours = {name: fields.pop(name) for name in ("sequence",) if name in fields}
    return replace(ENTRY, meeting=msgspec.structs.replace(MEETING, **fields), **ours)


def paper(*entries: CalendarEntry, single: bool = False) -> CalendarPaper:
    return CalendarPaper(UID, "Quayside CSP", "Quayside CSP", LONDON, entries, single)


def text(*entries: CalendarEntry, single: bool = False) -> str:
    return to_ics(paper(*entries, single=single)).decode()


def read(*entries: CalendarEntry, single: bool = False) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(text(*entries, single=single))


def only(*entries: CalendarEntry) -> Event:
    [event] = read(*entries, single=True).events
    return event


def test_a_meeting_as_another_reader_sees_it() -> None:
    event = only(ENTRY)

    assert event.uid == f"meeting-7@{UID}"
    assert event.summary == "Quayside CSP: Harbour meeting"
    assert (event.dtstart, event.dtend) == (
        datetime(2031, 3, 28, 10, tzinfo=LONDON),
        datetime(2031, 3, 28, 12, 30, tzinfo=LONDON),
    )
    assert (event.location, event.status, event.transparency) == ("Customs House", "CONFIRMED", "OPAQUE")
    assert (event.sequence, event.categories) == (2, ["Meeting", "Harbour"])
    assert event.dtstamp == event.last_modified == CHANGED.replace(microsecond=0)
    assert event.description == "Harbour Safety Group\nHow: hybrid\nReport deadline: Friday 14 March 2031"


def test_a_deadline_is_a_day_of_its_own_beside_its_meeting() -> None:
    meeting, deadline = read(ENTRY).events

    assert meeting.uid == f"meeting-7@{UID}"
    assert deadline.uid == f"deadline-7@{UID}"
    assert deadline.summary == "Quayside CSP: reports due for the Harbour meeting"
    assert (deadline.dtstart, deadline.dtend) == (date(2031, 3, 14), date(2031, 3, 15))
    assert (deadline.transparency, deadline.categories) == ("TRANSPARENT", ["Report deadline", "Harbour"])
    assert deadline.description == (
        "Papers for the Harbour meeting of Friday 28 March 2031 go to the secretariat by the end of this day."
    )
    assert deadline.sequence == 2


def test_a_file_of_one_meeting_holds_nothing_else() -> None:
    assert text(ENTRY, single=True).count("BEGIN:VEVENT") == 1
    assert "NAME" not in {line.partition(":")[0] for line in text(ENTRY, single=True).splitlines()}


def test_a_calendar_says_its_name_and_how_often_to_ask() -> None:
    lines = text(ENTRY).splitlines()

    assert {"NAME:Quayside CSP", "X-WR-CALNAME:Quayside CSP", "X-PUBLISHED-TTL:PT1H"} <= set(lines)
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines  # RFC 7986 wants the parameter
    assert not [line for line in lines if line.startswith("METHOD")]


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2031, 3, 29), 0),
        (date(2031, 3, 30), 1),  # the clocks go forward at 01:00 UTC
        (date(2031, 10, 25), 1),
        (date(2031, 10, 26), 0),  # and back at 01:00 UTC
        (date(2032, 3, 27), 0),
        (date(2032, 3, 28), 1),
        (date(2040, 7, 1), 1),  # beyond the year of the meeting itself
        (date(2040, 12, 1), 0),
    ],
)
def test_ten_oclock_stays_ten_oclock_over_the_clock_change(day: date, offset: int) -> None:
    there = begins(day)

    assert there.replace(tzinfo=None) == datetime.combine(day, time(10))
    assert there.utcoffset() == timedelta(hours=offset)


def begins(day: date, start: time = time(10)) -> datetime:
    """When it begins, read by the zone's own description: under this name nobody knows the zone."""
    said = text(entry(day=day, month=day.replace(day=1), start=start, end=None), single=True)
    [event] = IcsCalendarStream.calendar_from_ics(said.replace("Europe/London", "Quayside/Time")).events
    assert isinstance(event.dtstart, datetime)
    return event.dtstart


@pytest.mark.parametrize(
    ("day", "start", "offset"),
    [
        (date(2031, 3, 30), time(0, 59), 0),
        (date(2031, 3, 30), time(2), 1),
        (date(2031, 10, 26), time(0, 59), 1),
        (date(2031, 10, 26), time(2), 0),
    ],
)
def test_the_clocks_change_in_the_right_hour(day: date, start: time, offset: int) -> None:
    assert begins(day, start).utcoffset() == timedelta(hours=offset)


def test_the_zone_is_told_in_rules_which_outlook_wants() -> None:
    lines = text(ENTRY).splitlines()
    zone = lines[lines.index("BEGIN:VTIMEZONE") : lines.index("END:VTIMEZONE") + 1]

    assert zone == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:20300331T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20301027T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        (
            "America/New_York",
            {"RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"},
        ),
        ("Asia/Tokyo", set()),
    ],
)
def test_other_zones_too(zone: str, rules: set[str]) -> None:
    said = to_ics(replace(paper(ENTRY), zone=ZoneInfo(zone))).decode()

    assert {line for line in said.splitlines() if line.startswith("RRULE")} == rules
    [event, _] = IcsCalendarStream.calendar_from_ics(said).events
    assert event.dtstart == datetime(2031, 3, 28, 10, tzinfo=ZoneInfo(zone))


def test_without_a_time_it_is_the_whole_day_and_leaves_it_free() -> None:
    event = only(entry(start=None, end=None, venue=None))

    assert (event.dtstart, event.dtend) == (date(2031, 3, 28), date(2031, 3, 29))
    assert event.transparency == "TRANSPARENT"
    assert event.location is None
    assert "The time is to be confirmed.\nThe venue is to be confirmed." in (event.description or "")
    assert "VTIMEZONE" not in text(entry(start=None), single=True)


@pytest.mark.parametrize("end", [None, time(9), time(10)])
def test_without_an_end_that_follows_the_start_there_is_none(end: time | None) -> None:
    assert "DTEND" not in text(entry(end=end), single=True)
    assert only(entry(end=end)).dtstart == datetime(2031, 3, 28, 10, tzinfo=LONDON)


def test_a_meeting_without_a_day_is_left_out() -> None:
    tbc = entry(id=8, day=None, report_deadline=date(2031, 3, 1))

    assert [event.uid for event in read(ENTRY, tbc).events] == [f"meeting-7@{UID}", f"deadline-7@{UID}"]
    assert paper(ENTRY, tbc).undated == 1
    assert read(tbc).events == []


def test_a_cancelled_meeting_stays_in_the_calendar_and_says_so() -> None:
    meeting, deadline = read(entry(cancelled=True, sequence=3)).events

    assert (meeting.status, deadline.status) == ("CANCELLED", "CANCELLED")
    assert meeting.summary == "Cancelled: Quayside CSP: Harbour meeting"
    assert (meeting.uid, meeting.sequence) == (f"meeting-7@{UID}", 3)
    assert (meeting.description or "").startswith("This meeting is cancelled.\n")


def test_the_file_of_a_cancelled_meeting_takes_it_out() -> None:
    calendar = read(entry(cancelled=True), single=True)

    assert calendar.method == "CANCEL"
    [event] = calendar.events
    assert (event.uid, event.status) == (f"meeting-7@{UID}", "CANCELLED")
    assert event.organizer
    assert event.organizer.common_name == "Quayside CSP"
    assert str(event.organizer.uri) == "urn:uuid:0f8b2c34-a1d9-4e5f-8a7b-6c5d4e3f2a1b"


def test_the_link_to_join_stands_where_calendars_look_and_in_the_words() -> None:
    link = "https://meet.example/j/1?pwd=a,b;c&d=1"
    event = only(entry(join_link=link))

    assert str(event.url) == link
    assert f"\nJoin online: {link}\n" in (event.description or "")
    assert f"CONFERENCE;FEATURE=VIDEO;LABEL=Join online;VALUE=URI:{link}" in unfolded(
        text(entry(join_link=link), single=True)
    )
    assert link not in to_ics(paper(entry(join_link=link)).without_links).decode()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "see the invitation",
        "https://x.example/a b",
        "https://x.example/\r\nATTENDEE:mailto:a@b.example",
        "https://[x.example/",
        "https://x.example/é",
    ],
)
def test_what_is_no_address_stays_among_the_words(link: str) -> None:
    event = only(entry(join_link=link))

    assert event.url is None
    assert not event.attendees
    assert "CONFERENCE" not in text(entry(join_link=link), single=True)
    assert "Join online: " in (event.description or "")


def test_an_online_meeting_is_online() -> None:
    assert only(entry(venue=None, mode="online")).location == "Online"
    assert "venue is to be" not in (only(entry(venue=None, mode="online")).description or "")


HOSTILE = (
    "Room 1, Town Hall; the \"old\" one\\new: 'x'",
    "first\nsecond\r\nthird\rfourth\u2028fifth\x85sixth",
    "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:another",
    "Café 🎉 \U0001f469\u200d\U0001f692 مرحبا",
    "tab\tand \x00\x07\x1b control",
    "a lone \ud83d half",
    "é" * 300,
    "",
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_people_arrive_as_words(words: str) -> None:
    said = entry(venue=words, title=words, group=f"A {words}", group_name=f"B {words}")
    [meeting, deadline] = read(said).events

    kept = "".join(c for c in words if c not in "\x00\x07\x1b\ud83d")
    kept = "\n".join(kept.splitlines())
    assert (meeting.location or "") == kept
    assert meeting.summary == f"Quayside CSP: A {kept} meeting"
    assert (meeting.description or "").startswith(kept or "B")
    assert deadline.uid == f"deadline-7@{UID}"


def test_lines_are_folded_within_their_limit_and_no_letter_is_torn() -> None:
    raw = to_ics(paper(entry(venue="é🎉" * 200, title="x" * 500)))

    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75  # octets, RFC 5545, 3.1
    assert [line.decode() for line in raw.split(b"\r\n")]
    assert only(entry(venue="é🎉" * 200)).location == "é🎉" * 200


def unfolded(said: str) -> str:
    return said.replace("\r\n ", "")


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_breaks_out_of_its_line(venue: str, link: str) -> None:
    said = unfolded(text(entry(venue=venue, title=venue, join_link=link)))

    assert said.count("BEGIN:VEVENT") - venue.count("BEGIN:VEVENT") * 2 <= 2
    assert len(read(entry(venue=venue, title=venue, join_link=link)).events) == 2
    names = {line.partition(":")[0].partition(";")[0] for line in said.split("\r\n")}
    assert names <= NAMES


NAMES = {
    *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", ""),
    *("X-PUBLISHED-TTL", "TZID", "DTSTART", "RRULE", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "SUMMARY"),
    *("DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "CONFERENCE", "DESCRIPTION", "LAST-MODIFIED"),
    *("LOCATION", "STATUS", "TRANSP", "URL"),
}


def test_the_same_books_give_the_same_bytes() -> None:
    assert to_ics(paper(ENTRY, entry(id=8))) == to_ics(paper(ENTRY, entry(id=8)))
