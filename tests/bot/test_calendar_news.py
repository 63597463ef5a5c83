"""What channels are told of a changed calendar, and what becomes of the reminders that were posted before."""

from tests.bot.test_calendar import SECRETARIAT, says
from tests.conversation import BOARD, Conversation, Heard


def announced(bot: Conversation) -> list[tuple[str, str]]:
    """What was posted in channels just now."""
    return [(heard.channel, heard.text) for heard in bot.reminds()]


def quiet(bot: Conversation) -> None:
    """Let everything be said that is due already."""
    bot.clock.at = bot.clock.at.replace(hour=9, minute=0)
    bot.reminds()


def test_the_group_s_channel_is_told_once_wherever_the_command_was_given(bot: Conversation) -> None:
    quiet(bot)
    bot.command(SECRETARIAT, "/meetings cancel 28 May Too few papers")
    bot.writes(SECRETARIAT, "meetings venue Riverside Boat Club")

    assert announced(bot) == [
        (
            "C0PELMASG",
            "The MASG meeting of Thursday 28 May 2026 is cancelled\nReason: Too few papers\nChanged by Nadia Rahimi.",
        ),
        (
            "C0PELMASG",
            (
                "The Riverside meeting of Wednesday 3 June 2026 has changed\n"
                "• Venue: Boat Club (was Boathouse Community Room, Quay Lane, Pellingford)\n"
                "Changed by Nadia Rahimi."
            ),
        ),
    ]
    assert announced(bot) == []


def test_what_was_undone_in_time_is_not_told_and_later_it_is_told_as_taken_back(bot: Conversation) -> None:
    quiet(bot)
    says(bot, "move 28 May to 4 June")
    assert says(bot, "undo") == (
        "Undone: moving the MASG meeting of Thursday 28 May 2026 to Thursday 4 June 2026."
    )
    assert announced(bot) == []

    says(bot, "add MASG 3 September 10:00")
    assert [text.splitlines()[0] for _, text in announced(bot)] == [
        "New in the calendar: the MASG meeting of Thursday 3 September 2026"
    ]
    assert says(bot, "undo") == "Undone: adding a MASG meeting.\nThe MASG channel is told."
    assert announced(bot) == [
        (
            "C0PELMASG",
            (
                "Taken out of the calendar: the MASG meeting of Thursday 3 September 2026\n"
                "MASG meeting: Thursday 3 September 2026, 10:00\n  Venue to be confirmed\n"
                "Changed by Nadia Rahimi. This takes back what was said here before."
            ),
        )
    ]


def test_a_group_without_a_channel_is_said_to_have_none(bot: Conversation) -> None:
    quiet(bot)
    says(bot, "group MASG no channel")

    assert says(bot, "cancel 28 May").endswith(
        "MASG has no channel, so nobody is told; `/meetings group MASG #channel` gives it one."
    )
    assert announced(bot) == []


def test_a_reminder_that_was_posted_is_put_right_where_it_stands(bot: Conversation) -> None:
    bot.clock.at = bot.clock.at.replace(hour=9, minute=0)
    posted = {heard.text.splitlines()[0]: heard for heard in bot.reminds() if heard.channel == BOARD}
    deadline = posted["Report deadline in 7 days: Tuesday 2 June 2026"]

    says(bot, "postpone 16 June to July")
    bot.reminds()
    assert _now(bot, deadline) == (
        "No longer so: report deadline of the Board meeting on Tuesday 2 June 2026\n"
        "The meeting was postponed; its new date is to be confirmed in July 2026."
    )

    says(bot, "confirm July 7 July")
    bot.reminds()
    assert _now(bot, deadline) == (
        "No longer so: report deadline of the Board meeting on Tuesday 2 June 2026\n"
        "The meeting is on Tuesday 7 July 2026, 10:00 to 13:00 now. Papers are due by Tuesday 23 June 2026."
    )

    says(bot, "undo")
    says(bot, "undo")
    bot.reminds()
    assert _now(bot, deadline) == f"{deadline.text}\nBrought up to date after the calendar had changed."


def _now(bot: Conversation, heard: Heard) -> str:
    return next(posted.text for posted in bot.slack.posted if posted.ts == heard.ts)


def test_a_nudge_tells_of_the_new_deadline_and_keeps_what_it_is_about(bot: Conversation) -> None:
    bot.clock.at = bot.clock.at.replace(hour=9, minute=0)
    nudge = next(h for h in bot.reminds() if h.text.startswith("One action point of yours is still open"))

    says(bot, "move 16 June to 23 June")
    bot.reminds()

    assert _now(bot, nudge).splitlines()[1] == (
        "The register goes to the Board meeting of Tuesday 23 June 2026; the report deadline is Tuesday 9 June 2026"
        " (in 14 days)."
    )
    assert _now(bot, nudge).splitlines()[2:-1] == nudge.text.splitlines()[2:]


def test_a_new_link_can_be_pressed(bot: Conversation) -> None:
    quiet(bot)
    says(bot, "link 28 May https://meet.example/1?a=1&b=2")

    (heard,) = bot.reminds()
    assert heard.text == (
        "The MASG meeting of Thursday 28 May 2026 has changed\n"
        "• There is a link to join.\n"
        "MASG meeting: Thursday 28 May 2026, 14:00 to 15:30\n"
        "  Online\n"
        "  Join online: https://meet.example/1?a=1&amp;b=2\n"
        "Changed by Nadia Rahimi."
    )
    assert "<https://meet.example/1?a=1&amp;b=2|Join online>" in str(heard.blocks)

    says(bot, "link 28 May off")
    assert bot.reminds()[0].text.splitlines()[1] == "• There is no link to join any more."


def test_people_s_words_in_an_announcement_are_data(bot: Conversation) -> None:
    quiet(bot)
    says(bot, "cancel 28 May &lt;!channel&gt; *bold* <https://evil.example|click>")

    (announcement,) = bot.reminds()
    assert "<!channel>" not in announcement.text
    assert "&lt;!channel&gt;" in announcement.text
