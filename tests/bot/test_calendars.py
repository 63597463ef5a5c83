"""Meetings in people's own calendars: files on request, and addresses to which calendars subscribe."""

from datetime import UTC, date, datetime

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from store.books import commit
from store.history import Author
from store.settings import Settings
from store.subscriptions import subscribed
from store.tables import Change, Meeting, MeetingStatus
from tests.conversation import BOARD, Conversation, Heard

SECRETARIAT, OWNER, GUEST, STRANGER = "Nadia Rahimi", "Tom Adisa", "Amina Yusuf", "A Visitor"
LINK = "https://meet.example/pellingford"
PUBLIC = "https://bot.example.org"


@pytest.fixture
def bot(bot: Conversation) -> Conversation:
    """The bot, whose next Board meeting can be joined from afar."""
    change(bot, date(2026, 6, 16), join_link=LINK)
    return bot


def change(bot: Conversation, on: date, /, **columns: object) -> None:
    """Change a meeting as the secretariat's commands do."""
    with bot.house.books.open(bot.partnership, Author(SECRETARIAT), writes=True) as books:
        meeting = books.session.scalars(select(Meeting).where(Meeting.day == on)).unique().one()
        for name, value in columns.items():
            setattr(meeting, name, value)
        commit(books)


def sent(bot: Conversation) -> tuple[str, str, Calendar]:
    """Where the last file went, under which name, and what another reader finds in it."""
    file = bot.slack.files[-1]
    return file["channel"], file["filename"], IcsCalendarStream.calendar_from_ics(file["content"].decode())


def direct(bot: Conversation, who: str) -> str:
    return f"D{bot.id(who).removeprefix('U')}"


def test_all_meetings_come_as_a_file_to_whom_asks_alone(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/meetings ics")

    assert heard.private
    assert heard.text == (
        "Pellingford CSP: 7 meetings and 5 report deadlines. Open the file to put them into your calendar."
        " You get it as a direct message.\n"
        "The file is how things stand today; `/meetings subscribe` keeps a calendar up to date by itself.\n"
        "1 meeting without a date yet: not in the file."
    )
    channel, name, calendar = sent(bot)
    assert (channel, name) == (direct(bot, OWNER), "Pellingford CSP meetings.ics")
    assert [str(event.dtstart)[:10] for event in calendar.events if "Meeting" in event.categories] == [
        *("2025-07-08", "2025-10-14", "2026-02-10", "2026-05-28", "2026-06-03", "2026-06-16", "2026-12-01"),
    ]
    assert len(calendar.events) == 12


@pytest.mark.parametrize(
    ("line", "name", "count"),
    [
        ("/meetings ics MASG", "Pellingford CSP MASG meetings.ics", 1),
        ("/meetings ics Multi-Agency Steering Group", "Pellingford CSP MASG meetings.ics", 1),
        ("/meetings ics Board", "Pellingford CSP Board meetings.ics", 10),
        ("/meetings ics next", "Board meeting 2026-06-16.ics", 1),
        ("/meetings ics 3 June", "Riverside meeting 2026-06-03.ics", 1),
        ("/meetings ical December", "Board development session 2026-12-01.ics", 1),
        ("put the next meeting into my calendar", "Board meeting 2026-06-16.ics", 1),
        ("add it to my Outlook calendar", "Pellingford CSP meetings.ics", 12),
        ("can I have the calendar file?", "Pellingford CSP meetings.ics", 12),
    ],
)
def test_what_can_be_asked_for(bot: Conversation, line: str, name: str, count: int) -> None:
    if line.startswith("/"):
        bot.command(OWNER, line)
    else:
        bot.writes(OWNER, line)

    channel, given, calendar = sent(bot)
    assert (channel, given, len(calendar.events)) == (direct(bot, OWNER), name, count)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "/meetings ics October 2026",
            "October 2026, date TBC: Board, hybrid: without its day there is nothing to put into a calendar yet.",
        ),
        (
            "/meetings ics Atlantis",
            "There is no meeting and no group “Atlantis”. `/meetings timetable` shows what there is.",
        ),
        ("/meetings subscribe Tom Adisa", "There is no meeting and no group “Tom Adisa”."),
    ],
)
def test_what_cannot_be_had_gets_a_sentence(bot: Conversation, line: str, said: str) -> None:
    heard = bot.command(OWNER, line)

    assert heard.text.startswith(said)
    assert heard.private
    assert bot.slack.files == []


def test_the_link_to_join_is_for_those_of_the_directory(bot: Conversation) -> None:
    bot.command(OWNER, "/meetings ics 16 June")
    [known] = sent(bot)[2].events
    bot.command(STRANGER, "/meetings ics 16 June")
    channel, _, calendar = sent(bot)

    assert str(known.url) == LINK
    [event] = calendar.events
    assert channel == direct(bot, STRANGER)
    assert event.url is None
    assert LINK not in bot.slack.files[-1]["content"].decode()


def test_a_cancelled_meeting_can_be_taken_out_again(bot: Conversation) -> None:
    change(bot, date(2026, 6, 3), status=MeetingStatus.CANCELLED)

    heard = bot.command(OWNER, "/meetings ics 3 June")

    assert "It is cancelled; the file takes it out of your calendar." in heard.text
    calendar = sent(bot)[2]
    assert (calendar.method, calendar.events[0].status, calendar.events[0].sequence) == (
        "CANCEL",
        "CANCELLED",
        2,
    )
    bot.command(OWNER, "/meetings ics Riverside")
    [still_there] = sent(bot)[2].events
    assert (still_there.uid, still_there.status) == (calendar.events[0].uid, "CANCELLED")


def test_an_entry_keeps_its_id_and_says_when_it_changed(bot: Conversation) -> None:
    bot.command(OWNER, "/meetings ics 16 June")
    [before] = sent(bot)[2].events
    bot.clock.at = datetime(2026, 5, 27, 8, 30, 15, 999_999, tzinfo=UTC)
    change(bot, date(2026, 6, 16), day=date(2026, 6, 23))

    bot.command(OWNER, "/meetings ics 23 June")

    [after] = sent(bot)[2].events
    assert (after.uid, after.sequence) == (before.uid, (before.sequence or 0) + 1)
    assert after.last_modified == after.dtstamp == datetime(2026, 5, 27, 8, 30, 15, tzinfo=UTC)


def test_a_reminder_of_a_meeting_offers_the_file_and_stays_as_it_is(bot: Conversation) -> None:
    bot.clock.at = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
    [reminder] = [heard for heard in bot.reminds() if heard.text.startswith("Board meeting in 7 days")]
    assert reminder.labels == [
        "Attending",
        "Apologies",
        "Send a representative",
        "Agenda",
        "Add to calendar",
    ]

    bot.press(OWNER, reminder, "Add to calendar")

    channel, name, calendar = sent(bot)
    assert (channel, name) == (direct(bot, OWNER), "Board meeting 2026-06-16.ics")
    assert len(calendar.events) == 1
    posted = next(one for one in bot.slack.posted if one.ts == reminder.ts)
    assert posted.text == reminder.text
    [answer] = [one for one in bot.slack.posted if one.only_for]
    assert (answer.channel, answer.only_for) == (BOARD, bot.id(OWNER))
    assert answer.text.startswith("Tue 16 June: Board, ")


def test_two_meetings_of_one_day_are_told_apart_by_their_button(bot: Conversation) -> None:
    change(bot, date(2026, 6, 3), day=date(2026, 6, 16))
    bot.clock.at = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
    [reminder] = [heard for heard in bot.reminds() if heard.text.startswith("Riverside meeting in 7 days")]

    bot.press(OWNER, reminder, "Add to calendar")

    assert sent(bot)[1] == "Riverside meeting 2026-06-16.ics"


def test_what_is_next_offers_the_file(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/meetings")

    bot.press(OWNER, heard, "Add to calendar")

    assert sent(bot)[:2] == (direct(bot, OWNER), "Board meeting 2026-06-16.ics")


def test_a_button_of_a_meeting_that_is_gone_says_so(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/meetings")
    with bot.house.books.open(bot.partnership, Author(SECRETARIAT), writes=True) as books:
        meeting = (
            books.session.scalars(select(Meeting).where(Meeting.day == date(2026, 6, 16))).unique().one()
        )
        meeting.day, meeting.month = None, date(2026, 6, 1)
        commit(books)

    bot.press(OWNER, heard, "Add to calendar")

    assert bot.slack.files == []
    assert bot.responses[-1][1]["text"].endswith(
        "without its day there is nothing to put into a calendar yet."
    )


# Addresses


def address(heard: Heard) -> str:
    [line] = [line for line in heard.text.splitlines() if line.startswith("http")]
    return line


def shown(bot: Conversation, at: str) -> str | None:
    """The name of the calendar at that address, as the web server finds it."""
    token = at.removeprefix(f"{PUBLIC}/calendar/").removesuffix(".ics")
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        paper = subscribed(books, token)
        return paper.name if paper else None


def test_without_a_public_address_the_file_is_offered(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/meetings subscribe MASG")

    assert heard.private
    assert heard.text == (
        "This bot has no public address to which a calendar could subscribe (`public_url` in its configuration)."
        " A file shows how things stand today."
    )
    bot.press(OWNER, heard, "Calendar file")
    assert sent(bot)[1] == "Pellingford CSP MASG meetings.ics"


def test_each_group_has_an_address_of_its_own(bot: Conversation) -> None:
    bot.house.books.settings = Settings(PUBLIC)

    every = address(bot.command(OWNER, "/meetings subscribe"))
    steering = address(bot.command(OWNER, "/meetings subscribe MASG"))

    assert every == address(bot.command(SECRETARIAT, "/meetings subscribe all"))
    assert every.startswith(f"{PUBLIC}/calendar/")
    assert len({every, steering}) == 2
    assert (shown(bot, every), shown(bot, steering)) == ("Pellingford CSP", "Pellingford CSP: MASG")
    assert shown(bot, every[:-5] + ".ics") is None
    assert shown(bot, "") is None


def test_the_address_is_told_to_the_person_alone(bot: Conversation) -> None:
    bot.house.books.settings = Settings(PUBLIC)

    assert bot.command(OWNER, "/meetings subscribe").private
    bot.mentions(OWNER, "how do I subscribe?")

    assert bot.last().private
    assert PUBLIC in bot.last().text


@pytest.mark.parametrize("who", [GUEST, STRANGER])
def test_only_members_may_subscribe(bot: Conversation, who: str) -> None:
    bot.house.books.settings = Settings(PUBLIC)

    heard = bot.command(who, "/meetings subscribe")

    assert heard.private
    assert PUBLIC not in heard.text
    assert heard.text.startswith(
        "I do not know you as a member yet, so you may not subscribe to the calendar. Nothing was changed."
    )


def test_the_secretariat_ends_all_addresses_after_being_asked(bot: Conversation) -> None:
    bot.house.books.settings = Settings(PUBLIC)
    old = address(bot.command(OWNER, "/meetings subscribe"))

    asked = bot.command(SECRETARIAT, "/meetings subscribe renew")
    assert asked.private
    assert asked.labels == ["End all addresses", "Cancel"]
    bot.press(SECRETARIAT, asked, "Cancel")
    assert shown(bot, old) == "Pellingford CSP"

    bot.press(SECRETARIAT, asked, "End all addresses")

    assert bot.responses[-1][1]["text"] == (
        "All calendar addresses given out so far have ended. `/meetings subscribe` tells the new ones."
    )
    assert shown(bot, old) is None
    assert shown(bot, address(bot.command(OWNER, "/meetings subscribe"))) == "Pellingford CSP"


def test_the_history_says_who_ended_them_and_holds_no_secret(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions close 02/02 done")
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, "/meetings subscribe renew"), "End all addresses")

    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        last = books.session.scalars(select(Change).order_by(Change.id.desc()).limit(1)).one()
        assert (last.by, last.what) == (SECRETARIAT, "new calendar addresses")
        assert books.past.entries(last) == []
    # It cannot be undone, so what is undone is what was done before it.
    assert bot.command(SECRETARIAT, "/actions undo").text == "Undone: closing 02/02."


def test_a_member_may_not_end_them(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/meetings subscribe renew")

    assert heard.text == "Only the secretariat may change the calendar. Nothing was changed."
    assert heard.labels == []
