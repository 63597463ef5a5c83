"""Saying whether one comes: by the buttons under a reminder, by command, in one's own words, and for others."""

from datetime import date, datetime

import pytest

from store.books import commit
from store.history import Author
from store.tables import MeetingStatus, Presence
from tests.conversation import BOARD, Conversation, Heard
from tests.scenes import Scene

MOMENT = "2026-06-09T09:00"
SECRETARIAT, CHAIR, MEMBER, GUEST = "Nadia Rahimi", "Marcus Ellery", "Tom Adisa", "Yetunde Folarin"
VICE_CHAIR, HELEN = "Siân Prothero", "Helen Bartosz"
BOARD_MEETING = "the Board meeting of Tuesday 16 June 2026"
OF_ANOTHER = "; mind that Oliver Strand is of another organisation, Avershire County Council"
GUEST_REFUSED = (
    "Thank you, but I cannot note that. The list is kept for the Board and members; please tell the secretariat whether"
    " you come. Nothing was changed."
)


def answers(bot: Conversation, month: int = 6) -> dict[str, tuple[Presence, str | None]]:
    """What the books hold of the Board's meeting in that month of 2026."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        meeting = next(
            m for m in books.calendar.every() if m.is_board and (m.month.year, m.month.month) == (2026, month)
        )
        names = {person.id: person.name for person in books.directory.everybody()}
        rows = books.attendances.of(meeting.id)
        return {
            names[who]: (row.how, names.get(row.represented_by_id or 0) or row.representative)
            for who, row in rows.items()
        }


def on(bot: Conversation, moment: str) -> None:
    bot.clock.at = datetime.fromisoformat(moment).replace(tzinfo=bot.clock.at.tzinfo)


@pytest.fixture
def reminder(bot: Conversation, played: Scene) -> Heard:
    """The reminder of the Board's meeting a week before it, in the channel."""
    return next(heard for heard in played.goes_on(bot) if heard.text.startswith("Board meeting in 7 days"))


def now(bot: Conversation, shown: Heard) -> Heard:
    """The same message as everybody sees it now."""
    posted = next(posted for posted in bot.slack.posted if posted.ts == shown.ts)
    return Heard(posted.text, posted.blocks, bool(posted.only_for), posted.ts, posted.channel)


def told(bot: Conversation, who: str) -> str:
    """What was last said to that person alone."""
    last = bot.slack.posted[-1]
    assert (last.only_for, last.thread) == (bot.id(who), "")
    return last.text


def test_a_reminder_of_a_meeting_asks_who_comes(reminder: Heard) -> None:
    assert reminder.text == (
        "Board meeting in 7 days\n"
        "Board meeting: Tuesday 16 June 2026, 10:00 to 13:00\n"
        "  The Corn Hall, Market Place, Pellingford · hybrid\n"
        "Nobody has answered yet.\n"
        "Quorum: 0 of 6 so far, 9 have not answered."
    )
    assert reminder.labels == ["Attending", "Apologies", "Send a representative", "Agenda", "Add to calendar"]
    assert reminder.channel == BOARD


def test_each_press_is_noted_in_private_and_counted_for_all(bot: Conversation, reminder: Heard) -> None:
    bot.press(VICE_CHAIR, reminder, "Attending")
    assert (
        told(bot, VICE_CHAIR)
        == f"Noted: you attend {BOARD_MEETING}.\nQuorum: 1 of 6 so far, 8 have not answered."
    )
    bot.press(MEMBER, now(bot, reminder), "Apologies")
    assert told(bot, MEMBER).startswith(f"Noted: you send apologies for {BOARD_MEETING}.")
    bot.press(HELEN, now(bot, reminder), "Send a representative")
    assert bot.fills(HELEN, by="Ben Idowu") == {}
    assert told(bot, HELEN).startswith(f"Noted: Ben Idowu represents you at {BOARD_MEETING}.")

    assert now(bot, reminder).text.splitlines()[3:] == [
        "So far: 1 attending, 1 represented, 1 apology.",
        "Quorum: 2 of 6 so far, 7 have not answered.",
    ]
    assert now(bot, reminder).labels == reminder.labels
    assert now(bot, reminder).blocks[0]["block_id"] == reminder.blocks[0]["block_id"]
    assert answers(bot) == {
        VICE_CHAIR: (Presence.ATTENDING, None),
        MEMBER: (Presence.APOLOGIES, None),
        HELEN: (Presence.REPRESENTED, "Ben Idowu"),
    }


def test_a_mind_can_be_changed_and_a_press_taken_back(bot: Conversation, reminder: Heard) -> None:
    bot.press(MEMBER, reminder, "Attending")
    bot.press(MEMBER, reminder, "Attending")
    assert told(bot, MEMBER) == f"That is noted already: you attend {BOARD_MEETING}."
    bot.press(MEMBER, reminder, "Apologies")
    receipt = bot.last()
    assert receipt.labels == ["Undo", "Attendance"]
    assert "So far: 1 apology." in now(bot, reminder).text

    bot.press(MEMBER, receipt, "Undo")

    assert answers(bot) == {MEMBER: (Presence.ATTENDING, None)}
    assert "So far: 1 attending." in now(bot, reminder).text


def test_words_count_under_the_reminder_too(bot: Conversation, reminder: Heard) -> None:
    bot.command(MEMBER, "/meetings apologies 16 June")
    assert "So far: 1 apology." in now(bot, reminder).text
    bot.writes(MEMBER, "undo")
    assert "Nobody has answered yet." in now(bot, reminder).text
    bot.command(SECRETARIAT, "/meetings attending 16 June for Colin Tranter")
    assert "Quorum: 1 of 6 so far" in now(bot, reminder).text


def test_every_reminder_of_the_meeting_says_the_same(bot: Conversation, reminder: Heard) -> None:
    on(bot, "2026-06-15T09:00")
    eve = next(heard for heard in bot.reminds() if heard.text.startswith("Board meeting tomorrow"))

    bot.press(MEMBER, reminder, "Attending")

    assert now(bot, reminder).text.startswith("Board meeting in 7 days\n")
    assert now(bot, eve).text.startswith("Board meeting tomorrow\n")
    assert "So far: 1 attending." in now(bot, reminder).text
    assert "So far: 1 attending." in now(bot, eve).text


def test_a_deleted_reminder_stops_nobody(bot: Conversation, reminder: Heard) -> None:
    bot.slack.refusals["chat.update"] = "message_not_found"

    bot.press(MEMBER, reminder, "Attending")

    assert told(bot, MEMBER).startswith("Noted: you attend")


@pytest.mark.parametrize("label", ["Attending", "Apologies"])
def test_guests_and_strangers_are_kindly_refused(bot: Conversation, reminder: Heard, label: str) -> None:
    bot.press(GUEST, reminder, label)
    assert told(bot, GUEST) == GUEST_REFUSED
    bot.press("A Visitor", reminder, label)
    assert told(bot, "A Visitor") == (
        "Thank you, but I cannot note that. I do not know you as a member yet; the secretariat can add you."
        " Nothing was changed."
    )
    assert answers(bot) == {}
    assert now(bot, reminder).text == reminder.text


def test_a_guest_who_fills_in_the_form_is_told_there(bot: Conversation, reminder: Heard) -> None:
    bot.press(GUEST, reminder, "Send a representative")

    assert bot.fills(GUEST, by="Ben Idowu")["errors"] == {"person": GUEST_REFUSED}
    assert answers(bot) == {}


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"by": "Say who comes."}),
        ({"person": "Tom Adisa", "by": "Ben Idowu"}, {"by": "One person comes for one: choose somebody above or type a name here, not both."}),
        ({"by": "Ben"}, {"person": "Nobody in the directory is called “Ben”. Nothing was noted; say the full name of who comes."}),
        ({"by": "Ben Idowu and Carys Pugh"}, {"person": "Only one person comes for Helen Bartosz. Nothing was noted; name one."}),
        ({"by": "Helen Bartosz"}, {"person": "Helen Bartosz cannot represent themselves. Nothing was noted; who comes?"}),
        ({"by": "the Fire Service"}, {"person": "Avershire Fire and Rescue Service is no person. Nothing was noted; who comes for Helen Bartosz?"}),
        ({"by": "Ben " + "x" * 10_000}, {"person": "A name has up to 100 characters. Nothing was noted; who comes?"}),
    ],
)  # fmt: skip
def test_a_representative_who_cannot_be(
    bot: Conversation, reminder: Heard, values: dict[str, str], errors: dict[str, str]
) -> None:
    bot.press(HELEN, reminder, "Send a representative")

    assert bot.fills(HELEN, **values) == {"response_action": "errors", "errors": errors}
    assert answers(bot) == {}


def test_somebody_of_the_directory_is_picked(bot: Conversation, reminder: Heard) -> None:
    bot.press(HELEN, reminder, "Send a representative")
    element = bot.slack.modals[-1]["blocks"][0]["element"]
    assert element["type"] == "external_select"
    offered = bot.types_in_picker(HELEN, "oliver", element["action_id"])
    assert [group["label"]["text"] for group in offered["option_groups"]] == ["People"]

    bot.fills(HELEN, person="Oliver Strand")

    assert answers(bot) == {HELEN: (Presence.REPRESENTED, "Oliver Strand")}


def test_a_representative_who_sends_apologies_is_pointed_out(bot: Conversation) -> None:
    bot.command(CHAIR, "/meetings represent 16 June Tom Adisa")

    heard = bot.command(MEMBER, "/meetings apologies 16 June")

    assert heard.text.splitlines()[1] == (
        "Tom Adisa was to represent Marcus Ellery, who needs somebody else now."
    )
    assert (
        "Represented: Marcus Ellery (Pellingford Borough Council) by Tom Adisa, who does not come either"
        in bot.command(SECRETARIAT, "/meetings attendance").text
    )


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("apologies 16 June", (Presence.APOLOGIES, None)),
        ("apologies", (Presence.APOLOGIES, None)),
        ("apologies for the meeting on 16 June", (Presence.APOLOGIES, None)),
        ("attending Tuesday 16 June", (Presence.ATTENDING, None)),
        ("attending the next meeting", (Presence.ATTENDING, None)),
        ("represent 16 June Ben Idowu", (Presence.REPRESENTED, "Ben Idowu")),
        ("represent Ben Idowu on 16 June", (Presence.REPRESENTED, "Ben Idowu")),
        ("apologies 16 June, represented by Oliver", (Presence.REPRESENTED, "Oliver Strand")),
    ],
)
def test_exact_words_act_at_once(bot: Conversation, line: str, answer: tuple[Presence, str | None]) -> None:
    heard = bot.command(MEMBER, f"/meetings {line}")

    assert heard.text.startswith("Noted: ")
    assert (heard.private, heard.labels) == (True, ["Undo", "Attendance"])
    assert answers(bot) == {MEMBER: answer}


@pytest.mark.parametrize(
    "line",
    [
        "apologies 16 June from Helen Bartosz, represented by Ben Idowu",
        "apologies from Helen Bartosz for 16 June, represented by Ben Idowu",
        "represent 16 June Ben Idowu for Helen Bartosz",
    ],
)
def test_the_secretariat_answers_for_others(bot: Conversation, line: str) -> None:
    heard = bot.command(SECRETARIAT, f"/meetings {line}")

    assert heard.text.startswith(f"Noted: Ben Idowu represents Helen Bartosz at {BOARD_MEETING}.")
    assert answers(bot) == {HELEN: (Presence.REPRESENTED, "Ben Idowu")}


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        (MEMBER, "apologies 16 June from Helen Bartosz", "Only the secretariat may say whether others come to a meeting. Nothing was changed."),
        (SECRETARIAT, "apologies 16 June from Alan Rudge", "Alan Rudge does not sit on the partnership on Tuesday 16 June 2026. Nothing was noted."),
        (SECRETARIAT, "apologies 16 June from Zoe Nobody", "Nobody in the directory is called “Zoe Nobody”."),
        (SECRETARIAT, "apologies 16 June from the Fire Service", "Avershire Fire and Rescue Service is no person. Nothing was noted; whose answer is it?"),
        (MEMBER, "represent 16 June", "Say who comes, such as `/meetings represent 16 June Ben Idowu`. Nothing was noted."),
        (MEMBER, "represent 16 June Helen", "“Helen” may be Helen Bartosz or Helen Gorringe. Which do you mean? Nothing was changed."),
        (MEMBER, "apologies 31 Feb", "The calendar has no meeting “31 Feb”."),
        (MEMBER, "apologies October", "That meeting has no date yet. Nothing was noted; answer when it has one."),
        (MEMBER, "apologies 10 February", "That meeting was on Tuesday 10 February 2026, and only the secretariat changes who was there. Nothing was changed."),
        (GUEST, "attending 16 June", GUEST_REFUSED),
    ],
)  # fmt: skip
def test_what_cannot_be_noted_gets_a_sentence(bot: Conversation, who: str, line: str, said: str) -> None:
    heard = bot.writes(who, f"meetings {line}")

    assert heard.text.startswith(said)
    assert answers(bot) == {}


def test_after_the_meeting_only_the_secretariat_changes(bot: Conversation, reminder: Heard) -> None:
    bot.press(MEMBER, reminder, "Apologies")
    receipt = bot.last()
    on(bot, "2026-06-16T13:00")

    bot.press(MEMBER, reminder, "Attending")
    late = "That meeting was on Tuesday 16 June 2026, and only the secretariat changes who was there. Nothing was changed."
    assert told(bot, MEMBER) == late
    bot.press(MEMBER, receipt, "Undo")
    assert bot.last().text == late
    heard = bot.command(SECRETARIAT, "/meetings attending 16 June from Tom Adisa")

    assert heard.text.startswith(f"Noted: Tom Adisa was at {BOARD_MEETING}.")
    assert answers(bot) == {MEMBER: (Presence.PRESENT, None)}
    assert now(bot, reminder).labels == ["Agenda", "Add to calendar"]


def test_a_meeting_that_was_cancelled_or_moved_says_so(bot: Conversation, reminder: Heard) -> None:
    def alters(**columns: object) -> None:
        with bot.house.books.open(bot.partnership, Author("test"), writes=True) as books:
            june = next(
                m for m in books.calendar.every() if m.is_board and (m.month.year, m.month.month) == (2026, 6)
            )
            meeting = books.attendances.meeting(june.id)
            for name, value in columns.items():
                setattr(meeting, name, value)
            commit(books)

    alters(day=date(2026, 6, 18))
    bot.press(MEMBER, reminder, "Attending")
    assert told(bot, MEMBER) == (
        "That meeting has been moved and is now on Thursday 18 June 2026. Nothing was noted; please answer for the new day."
    )
    alters(status=MeetingStatus.CANCELLED)
    bot.press(MEMBER, reminder, "Attending")
    assert told(bot, MEMBER) == "The meeting of Thursday 18 June 2026 has been cancelled. Nothing was noted."


@pytest.mark.parametrize(
    ("said", "understood", "answer"),
    [
        ("I can't make 16 June", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("Sorry, I won't be able to come", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("please accept my apologies for the next meeting", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("I'll be there on 16 June", f"you attend {BOARD_MEETING}", (Presence.ATTENDING, None)),
        ("I'm sending Ben Idowu", f"Ben Idowu represents you at {BOARD_MEETING}", (Presence.REPRESENTED, "Ben Idowu")),
        ("I'm sending oliver to the meeting on 16 June", f"Oliver Strand represents you at {BOARD_MEETING}{OF_ANOTHER}", (Presence.REPRESENTED, "Oliver Strand")),
        ("cant make it but oliver will come", f"Oliver Strand represents you at {BOARD_MEETING}{OF_ANOTHER}", (Presence.REPRESENTED, "Oliver Strand")),
        ("can't make the june board, Ben Idowu is coming instead", f"Ben Idowu represents you at {BOARD_MEETING}", (Presence.REPRESENTED, "Ben Idowu")),
        ("i'll be there on the 16th", f"you attend {BOARD_MEETING}", (Presence.ATTENDING, None)),
        ("wont make it on the 16th, on leave", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("I'm off sick on the 16th", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("at the dentist on the 16th of june, sorry", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("I’ll be on annual leave on 16 June", f"you send apologies for {BOARD_MEETING}", (Presence.APOLOGIES, None)),
        ("Ben Idowu will stand in for me", f"Ben Idowu represents you at {BOARD_MEETING}", (Presence.REPRESENTED, "Ben Idowu")),
    ],
)  # fmt: skip
def test_free_words_are_shown_before_they_are_noted(
    bot: Conversation, said: str, understood: str, answer: tuple[Presence, str | None]
) -> None:
    heard = bot.writes(MEMBER, said)

    assert heard.text.splitlines()[0] == f"I understood: {understood}. Shall I? Nothing has been changed yet."
    assert answers(bot) == {}
    assert bot.writes(MEMBER, "yes").text.startswith("Noted: ")
    assert answers(bot) == {MEMBER: answer}


def test_a_bare_apologies_acts_at_once_in_a_direct_message(bot: Conversation) -> None:
    assert bot.writes(MEMBER, "apologies for 16 June").text.startswith("Noted: you send apologies")
    assert bot.writes(MEMBER, "undo").text == "Undone: apologies."


@pytest.mark.parametrize(
    "said",
    [
        "I'm sending the report on Friday",
        "I can't make sense of 02/10",
        "coming soon",
        "who is coming to fix it",
        "I will be late on friday",
        "I'll be there on friday",
        "I'll let you know by 16 june",
        "I'm on a course on friday",
        "apologies for the delay",
        "attending a funeral on friday",
        "cant make head or tail of it",
    ],
)
def test_other_words_are_no_answer(bot: Conversation, said: str) -> None:
    assert "I understood" not in bot.writes(MEMBER, said).text
    assert answers(bot) == {}


def test_in_a_channel_the_question_is_for_who_said_it(bot: Conversation) -> None:
    heard = bot.mentions(MEMBER, "I can't make 16 June", ts="1600000009.000001")

    assert (heard.private, heard.labels) == (True, ["Confirm", "Edit", "Cancel"])
    assert bot.slack.posted[-1].thread == ""  # nobody sees an ephemeral message in a thread without replies
    assert bot.mentions(GUEST, "I can't make 16 June").text == GUEST_REFUSED


def test_a_reply_under_the_reminder_answers_for_that_meeting(bot: Conversation, reminder: Heard) -> None:
    heard = bot.replies(MEMBER, "Apologies!", under=reminder)
    assert heard is not None
    assert heard.text.startswith(f"Noted: you send apologies for {BOARD_MEETING}.")
    assert "So far: 1 apology." in now(bot, reminder).text

    asked = bot.replies(HELEN, "sending Ben Idowu instead", under=reminder)
    assert asked is not None
    assert asked.text.startswith(f"I understood: Ben Idowu represents you at {BOARD_MEETING}.")
    assert (asked.private, answers(bot).get(HELEN)) == (True, None)
    bot.press(HELEN, asked, "Confirm")
    assert answers(bot)[HELEN] == (Presence.REPRESENTED, "Ben Idowu")


@pytest.mark.parametrize("said", ["see you there", "is there parking?", "great, thanks"])
def test_chatter_under_the_reminder_is_left_alone(bot: Conversation, reminder: Heard, said: str) -> None:
    bot.replies(VICE_CHAIR, said, under=reminder)

    assert answers(bot) == {}


def test_who_may_not_answer_is_not_spoken_to_in_a_thread(bot: Conversation, reminder: Heard) -> None:
    assert bot.replies(GUEST, "apologies", under=reminder) is None


def test_the_list_as_the_minutes_print_it(bot: Conversation) -> None:
    for line in (
        "attending from Colin Tranter",
        "apologies from Siân Prothero",
        "apologies from Helen Bartosz, represented by Ben Idowu",
        "attending from Gurpreet Sandhu",
        "attending from Marcus Ellery",
        "attending from Joyce Nembhard",
        "apologies from Kwame Asare",
        "attending from Yetunde Folarin",
    ):
        assert bot.command(SECRETARIAT, f"/meetings {line}").text.startswith("Noted: ")

    heard = bot.command(SECRETARIAT, "/meetings attendance 16 June")

    assert heard.text.splitlines() == [
        "Attendance, Tue 16 June: Board, 10:00 to 13:00, The Corn Hall, Market Place, Pellingford",
        "Board: 4 attending, 1 represented, 1 apology",
        (
            "• Attending: Marcus Ellery (Pellingford Borough Council);"
            " Councillor Joyce Nembhard (Pellingford Borough Council);"
            " Chief Inspector Gurpreet Sandhu (Avershire Constabulary); Colin Tranter (Probation Service Avershire)"
        ),
        "• Represented: Helen Bartosz (Avershire County Council) by Ben Idowu",
        "• Apologies: Group Manager Siân Prothero (Avershire Fire and Rescue Service)",
        "• Not answered: Rosalind Kemp, Peter Lonsdale, Amina Yusuf",
        "Members: 1 apology",
        "• Apologies: Kwame Asare (Averdale Community Health Trust)",
        (
            "• Not answered: Tom Adisa, Patrick Doyle, Helen Gorringe, Daniel Kowalczyk, Bethan Osei, Farah Qureshi,"
            " Nadia Rahimi, Jonathan Sibanda-Price, Oliver Strand, Imogen Tate"
        ),
        "Guests: 1 attending",
        "• Attending: Yetunde Folarin (Office of the Avershire Police and Crime Commissioner)",
        "Quorum: 5 of 6 so far, 3 have not answered.",
        (
            "Votes, one for each organisation: 4 (Avershire Constabulary, Avershire County Council,"
            " Pellingford Borough Council, Probation Service Avershire)."
        ),
        (
            "For the minutes: Apologies were received from Board members:"
            " Helen Bartosz (Avershire County Council) represented by Ben Idowu and"
            " Group Manager Siân Prothero (Avershire Fire and Rescue Service)."
            " There were apologies from a member: Kwame Asare (Averdale Community Health Trust)."
        ),
        "For others: `/meetings apologies 16 June from Ada Okafor, represented by Ben Idowu`.",
    ]
    assert heard.private
    assert heard.labels == ["Attending", "Apologies", "Send a representative"]


def test_the_list_is_answered_from_and_drawn_anew(bot: Conversation) -> None:
    shown = bot.command(MEMBER, "/meetings attendance")

    bot.press(MEMBER, shown, "Attending")

    receipt, redrawn = (body for _, body in bot.responses[-2:])
    assert receipt["text"].startswith(f"Noted: you attend {BOARD_MEETING}.")
    assert redrawn["replace_original"]
    assert "• Attending: Tom Adisa (Pellingford Borough Council)" in redrawn["text"]


def test_a_quorum_that_is_not_there_near_the_meeting_is_warned_of(bot: Conversation) -> None:
    assert "without it the Board cannot decide" not in bot.command(CHAIR, "/meetings attendance").text
    on(bot, "2026-06-11T09:00")
    warned = "The quorum is not reached yet: without it the Board cannot decide."
    assert warned in bot.command(CHAIR, "/meetings attendance").text


def test_a_quorum_that_can_no_longer_be_is_warned_of_at_once(bot: Conversation) -> None:
    for name in ("Colin Tranter", "Amina Yusuf", "Rosalind Kemp", "Peter Lonsdale"):
        bot.command(SECRETARIAT, f"/meetings apologies from {name}")

    text = bot.command(CHAIR, "/meetings attendance").text

    assert "Quorum: 0 of 6 so far, 5 have not answered." in text
    assert "The quorum can no longer be reached: without it the Board cannot decide." in text


def test_the_list_of_a_past_meeting_says_how_it_was(bot: Conversation) -> None:
    heard = bot.command(MEMBER, "/meetings attendance 10 February")

    assert "Board: 8 present, 1 apology" in heard.text
    assert "Quorum: 8 were there, 6 were needed." in heard.text
    assert heard.labels == []


def test_who_is_coming_can_be_asked(bot: Conversation) -> None:
    for said in (
        "who is coming?",
        "who's coming to the Board?",
        "are we quorate?",
        "who has sent apologies for 16 June?",
    ):
        assert bot.writes(MEMBER, said).text.startswith("Attendance, Tue 16 June: Board")
    assert "I do not know you as a member yet" in bot.writes("A Visitor", "who is coming?").text


@pytest.mark.parametrize("change", ["move 16 June to 23 June", "postpone 16 June to July"])
def test_another_day_is_another_question(bot: Conversation, change: str) -> None:
    for who in (MEMBER, CHAIR):
        bot.command(who, "/meetings attending 16 June")
    before = answers(bot)
    assert len(before) == 2

    heard = bot.command(SECRETARIAT, f"/meetings {change}")

    assert "2 people had answered for the old day. Their answers are gone with it" in heard.text
    assert answers(bot, 7 if "July" in change else 6) == {}
    bot.command(SECRETARIAT, "/actions undo")
    assert answers(bot) == before


def test_other_hours_of_the_same_day_ask_nobody_again(bot: Conversation) -> None:
    bot.command(MEMBER, "/meetings attending 16 June")

    heard = bot.command(SECRETARIAT, "/meetings move 16 June to 14:00")

    assert "answered for the old day" not in heard.text
    assert len(answers(bot)) == 1
