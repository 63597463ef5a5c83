"""The secretariat changes the calendar, by command and in free words: what it is shown, and what it is refused."""

from datetime import date

import pytest

from store.calendar import view
from store.history import Author
from store.tables import Meeting
from store.views import MeetingView
from tests.conversation import Conversation

SECRETARIAT, MEMBER, STRANGER = "Nadia Rahimi", "Helen Bartosz", "Zoe Nobody"


def says(bot: Conversation, line: str) -> str:
    return bot.command(SECRETARIAT, f"/meetings {line}").text


def meetings(bot: Conversation) -> dict[str, MeetingView]:
    """What the calendar holds still to come, by group, kind and date."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        return {
            f"{m.group} {m.kind} {m.day or m.month.strftime('%Y-%m')}": m
            for m in books.calendar.every()
            if m.month >= date(2026, 5, 1)
        }


def test_meetings_shows_every_deadline_in_order_with_the_days_that_are_left(bot: Conversation) -> None:
    assert bot.command(MEMBER, "/meetings").text.splitlines()[:6] == [
        "Board meeting: Tuesday 16 June 2026, 10:00 to 13:00",
        "  The Corn Hall, Market Place, Pellingford · hybrid",
        "  Report deadline: Tuesday 2 June 2026 (in 7 days)",
        "  Publication of agenda and reports: Tuesday 9 June 2026 (in 14 days)",
        "  Public questions: Monday 15 June 2026, 10:00 (in 20 days)",
        "  Export of the register: Monday 15 June 2026 (in 20 days)",
    ]


def test_a_meeting_is_added_in_one_line_and_undo_takes_it_away(bot: Conversation) -> None:
    before = meetings(bot)
    heard = bot.command(SECRETARIAT, "/meetings add MASG 12 Feb 10:00 to 12:00 at Shire Hall hybrid")

    assert heard.text == (
        "Added the MASG meeting of Friday 12 February 2027.\n"
        "MASG meeting: Friday 12 February 2027, 10:00 to 12:00\n"
        "  Shire Hall · hybrid\n"
        "The MASG channel is told."
    )
    assert (heard.private, heard.labels) == (True, ["Undo"])
    assert "MASG meeting 2027-02-12" in meetings(bot)

    bot.press(SECRETARIAT, heard, "Undo")
    assert meetings(bot) == before


def test_a_move_says_what_became_of_its_deadlines_and_offers_to_keep_them(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings move 16 June to 23 June")

    assert heard.text == (
        "Moved the Board meeting from Tuesday 16 June 2026 to Tuesday 23 June 2026.\n"
        "Board meeting: Tuesday 23 June 2026, 10:00 to 13:00\n"
        "  The Corn Hall, Market Place, Pellingford · hybrid\n"
        "  Report deadline: Tuesday 9 June 2026 (in 14 days)\n"
        "  Publication of agenda and reports: Tuesday 16 June 2026 (in 21 days)\n"
        "  Public questions: Monday 22 June 2026, 10:00 (in 27 days)\n"
        "  Export of the register: Monday 22 June 2026 (in 27 days)\n"
        "Please look at this\n"
        "• Report deadline: Tuesday 2 June 2026 had been set for the old date; by the rule it is Tuesday 9 June 2026 now.\n"
        "The Board channel is told."
    )
    assert heard.labels == ["Undo", "Keep report deadline: Tuesday 2 June 2026", "Set the report deadline"]

    bot.press(SECRETARIAT, heard, "Keep report deadline: Tuesday 2 June 2026")
    assert meetings(bot)["Board meeting 2026-06-23"].report_deadline == date(2026, 6, 2)

    bot.press(SECRETARIAT, heard, "Undo")
    assert "cannot be undone" in bot.responses[-1][1]["text"]
    assert says(bot, "undo").startswith("Undone: the report deadline of the Board meeting")
    assert says(bot, "undo").startswith(
        "Undone: moving the Board meeting of Tuesday 16 June 2026 to Tuesday 23 June"
    )
    moved_back = meetings(bot)["Board meeting 2026-06-16"]
    assert (moved_back.report_deadline, moved_back.printed_deadline) == (date(2026, 6, 2), True)


def test_what_is_due_at_the_next_meeting_and_the_agenda_move_along(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions add Tom Adisa to count the lamps")
    assert "due Tue 16 June" in bot.command(SECRETARIAT, "/actions 02/11").text
    says(bot, "move 16 June to 23 June")

    assert bot.command(SECRETARIAT, "/meetings agenda").text.startswith("Agenda, Tue 23 June: Board")
    assert "due Tue 23 June" in bot.command(SECRETARIAT, "/actions 02/11").text


@pytest.mark.parametrize(
    ("line", "said", "now"),
    [
        (
            "postpone 16 June to July",
            "Postponed the Board meeting of Tuesday 16 June 2026: its date is to be confirmed in July 2026.",
            "Board meeting 2026-07",
        ),
        (
            "move the Board meeting in June to July",
            "Postponed the Board meeting of Tuesday 16 June 2026: its date is to be confirmed in July 2026.",
            "Board meeting 2026-07",
        ),
        (
            "confirm October 9 October 10:00-12:30",
            "Confirmed the Board meeting for Friday 9 October 2026.",
            "Board meeting 2026-10-09",
        ),
        (
            "move October to 3 November 14:00",
            "Moved the Board meeting from October 2026, date TBC to Tuesday 3 November 2026.",
            "Board meeting 2026-11-03",
        ),
        (
            "move 16 June to 14:00",
            "Changed the hours of the Board meeting of Tuesday 16 June 2026.",
            "Board meeting 2026-06-16",
        ),
        (
            "venue 16 June Guildhall, Room 2",
            "Changed the venue of the Board meeting of Tuesday 16 June 2026.",
            "Board meeting 2026-06-16",
        ),
        (
            "link next https://meet.example/1",
            "Set the link of the Board meeting of Tuesday 16 June 2026.",
            "Board meeting 2026-06-16",
        ),
        (
            "deadline 16 June public questions 12 June 12:00",
            "Public questions for the Board meeting of Tuesday 16 June 2026: Friday 12 June 2026, 12:00.",
            "Board meeting 2026-06-16",
        ),
        (
            "deadline MASG papers 27 May",
            "Report deadline for the MASG meeting of Thursday 28 May 2026: Wednesday 27 May 2026.",
            "MASG meeting 2026-05-28",
        ),
    ],
)
def test_every_change_says_the_date_in_full_and_can_be_undone(
    bot: Conversation, line: str, said: str, now: str
) -> None:
    before = meetings(bot)

    assert says(bot, line).splitlines()[0] == said
    after = meetings(bot)
    assert now in after
    assert after != before

    assert says(bot, "undo").startswith("Undone: ")
    assert meetings(bot) == before


def test_cancelled_and_reinstated(bot: Conversation) -> None:
    before = meetings(bot)
    assert says(bot, "cancel 28 May Too few papers").splitlines()[:2] == [
        "Cancelled the MASG meeting of Thursday 28 May 2026: Too few papers.",
        "Cancelled: MASG meeting: Thursday 28 May 2026, 14:00 to 15:30",
    ]
    assert "MASG meeting 2026-05-28" not in meetings(bot)
    assert bot.command(MEMBER, "/meetings 28 May").text == (
        "The MASG meeting of Thursday 28 May 2026 was cancelled by Nadia Rahimi on Tuesday 26 May 2026: Too few papers"
    )
    assert says(bot, "move 28 May to 4 June") == (
        "The MASG meeting of Thursday 28 May 2026 is cancelled. Nothing was changed; `/meetings reinstate 28 May` puts"
        " it back first."
    )

    assert says(bot, "reinstate 28 May").startswith("Reinstated the MASG meeting of Thursday 28 May 2026.")
    assert meetings(bot) == before
    assert says(bot, "reinstate 28 May") == (
        "The MASG meeting of Thursday 28 May 2026 is not cancelled. Nothing was changed."
    )


def test_two_that_fit_are_asked_about_with_buttons(bot: Conversation) -> None:
    asked = bot.command(SECRETARIAT, "/meetings cancel June Clash with June")
    assert asked.text == (
        "“June” may be the Riverside meeting of Wednesday 3 June 2026 or the Board meeting of Tuesday 16 June 2026."
        " Which do you mean? Nothing was changed.\n"
        "Riverside: Wednesday 3 June 2026, 13:30 / Board: Tuesday 16 June 2026, 10:00"
    )

    bot.press(SECRETARIAT, asked, "Riverside: Wednesday 3 June 2026, 13:30")

    assert bot.responses[-1][1]["text"].startswith(
        "Cancelled the Riverside meeting of Wednesday 3 June 2026: Clash with June."
    )
    assert "Board meeting 2026-06-16" in meetings(bot)


def test_sittings_of_one_session_on_one_day_and_on_several(bot: Conversation) -> None:
    says(bot, "group Champions Network (Champions) <#C0NEW12345|champions>")
    added = bot.command(
        SECRETARIAT,
        "/meetings add Champions session 6 Oct 10:00-12:00 and 14:00-16:00, 21 Oct 12:00-14:00 online",
    )

    assert added.text == (
        "Added 3 sittings of Champions.\n"
        "Champions session: Tuesday 6 October 2026, 10:00 to 12:00\n  online\n"
        "Champions session (second sitting): Tuesday 6 October 2026, 14:00 to 16:00\n  online\n"
        "Champions session: Wednesday 21 October 2026, 12:00 to 14:00\n  online\n"
        "The Champions channel is told."
    )
    assert says(bot, "move Champions 6 October to 7 October").startswith("“Champions 6 October” may be")
    assert says(bot, "undo").startswith("Undone: adding a Champions session.")
    assert not [name for name in meetings(bot) if name.startswith("Champions")]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("add MASG 31 Feb", "31 February is not a date. Please give the day first, then the month. Nothing was changed."),
        ("add MSAG 3 June", "No group is called “MSAG”. There are MASG, Board, Riverside. Nothing was changed; `/meetings group` adds one."),
        ("add Board 16 June", "The Board meeting of Tuesday 16 June 2026, 10:00 is in the calendar already. Nothing was changed; move that one, or add this one as another sitting: `/meetings add Board second sitting 16 June 2026 …`."),
        ("add MASG 12 March 12:00 to 10:00", "It would end at 10:00, which is not after its start at 12:00. Nothing was changed; say it as 10:00 to 12:00."),
        ("move 16 June to 16 June", "The Board meeting of Tuesday 16 June 2026 is on that day already. Nothing was changed."),
        ("move 16 June to 25 May 2026", "Monday 25 May 2026 has passed. Please give a date from today (26 May 2026) on. Nothing was changed."),
        ("move 17 June to 23 June", "The calendar has no meeting “17 June”. Next come the MASG meeting of Thursday 28 May 2026, the Riverside meeting of Wednesday 3 June 2026, the Board meeting of Tuesday 16 June 2026; `/meetings timetable` shows all. Nothing was changed."),
        ("move 10 February to 16 July", "The Board meeting of Tuesday 10 February 2026 has been held, and action points were minuted there. Nothing was changed."),
        ("confirm 16 June 17 June", "The Board meeting of Tuesday 16 June 2026 has its date already. Nothing was changed; move it instead."),
        ("deadline 16 June papers 20 June", "Saturday 20 June 2026 is not before the meeting of Tuesday 16 June 2026. Nothing was changed; give an earlier day."),
        ("link 16 June ftp://x", "“ftp://x” is no address that people can open. Nothing was changed; it begins with https://."),
        ("venue 16 June The Corn Hall, Market Place, Pellingford", "So it stands already for the Board meeting of Tuesday 16 June 2026. Nothing was changed."),
        (f"venue 16 June {'x' * 3_900}", "A venue has at most 300 characters; this has 3,900. Nothing was changed; please shorten it."),
        (f"cancel 16 June {'x' * 200}", "A reason has at most 150 characters; this has 200. Nothing was changed; please shorten it."),
        ("group MASG", "Multi-Agency Steering Group is in the books so already. Nothing was changed; `/meetings group MASG #channel` gives it a channel."),
        ("group New Board (Board)", "Pellingford Community Safety Partnership Board is called Board already. Nothing was changed; give another short name in brackets: `/meetings group New Board (Short)`."),
        ("group Old Town Forum (a b)", "“a b” cannot be a short name: it is one word of 2 to 16 letters with a capital first, so that it can stand before a reference. Nothing was changed."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_a_sentence_and_nothing_is_half_applied(
    bot: Conversation, line: str, sentence: str
) -> None:
    before = meetings(bot)

    heard = bot.command(SECRETARIAT, f"/meetings {line}")

    assert (heard.text, heard.private) == (sentence, True)
    assert meetings(bot) == before
    assert says(bot, "undo") == "There is no change of yours to undo."


@pytest.mark.parametrize(
    "line", ["add MASG 12 March", "add", "cancel 16 June", "edit 16 June", "group Old Town Forum"]
)
def test_only_the_secretariat_changes_the_calendar(bot: Conversation, line: str) -> None:
    heard = bot.command(MEMBER, f"/meetings {line}")

    assert heard.text == "Only the secretariat may change the calendar. Nothing was changed."
    assert not bot.slack.modals
    assert bot.command(MEMBER, "/meetings 16 June").labels == ["Agenda", "Timetable", "Add to calendar"]


def test_where_to_join_is_for_those_whom_the_books_know(bot: Conversation) -> None:
    says(bot, "link 16 June https://meet.example/1")

    assert "  Join online: https://meet.example/1" in bot.command(MEMBER, "/meetings").text.splitlines()
    assert "meet.example" not in bot.command(STRANGER, "/meetings").text


def test_a_redelivered_command_moves_once(bot: Conversation) -> None:
    first = bot.command(SECRETARIAT, "/meetings move 16 June to 23 June", trigger="same")
    again = bot.command(SECRETARIAT, "/meetings move 16 June to 23 June", trigger="same")

    assert again.text == first.text


def test_free_words_are_confirmed_first(bot: Conversation) -> None:
    asked = bot.writes(SECRETARIAT, "please move the June Board meeting to 23 June 2pm")
    assert asked.text.startswith(
        "I understood: move the Board meeting of Tuesday 16 June 2026 to Tuesday 23 June 2026, 14:00. Shall I?"
    )
    assert "Board meeting 2026-06-16" in meetings(bot)

    assert bot.writes(SECRETARIAT, "yes").text.startswith("Moved the Board meeting from Tuesday 16 June 2026")
    assert meetings(bot)["Board meeting 2026-06-23"].end is not None
    assert bot.writes(MEMBER, "cancel the MASG meeting").text == (
        "Only the secretariat may change the calendar. Nothing was changed."
    )


def test_the_history_of_a_meeting_knows_who_changed_it(bot: Conversation) -> None:
    says(bot, "cancel 28 May Too few papers")

    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        (gone,) = books.calendar.cancelled()
        change, _ = books.past.of("meeting", gone.id)[-1]
        assert (change.by, change.what) == (
            SECRETARIAT,
            "cancelling the MASG meeting of Thursday 28 May 2026: Too few papers",
        )
        assert view(books.session.get_one(Meeting, gone.id), books.zone).cancelled
