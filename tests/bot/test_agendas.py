"""Agendas in conversation: reading them, and the secretariat's editing by words and on one message in place."""

import pytest

from store.agenda_items import Item
from store.books import commit
from store.history import Author
from store.tables import AgendaItem, Change, Paper
from tests.conversation import Conversation, Heard

SECRETARIAT, CHAIR, MEMBER, GUEST = "Nadia Rahimi", "Marcus Ellery", "Tom Adisa", "Yetunde Folarin"
OPENING = "Agenda, Tue 16 June: Board, 10:00 to 13:00, The Corn Hall, Market Place, Pellingford"
REVIEW = "Closed session for Board and members: Learning from a death review"


def items(bot: Conversation, month: int = 6) -> list[AgendaItem]:
    """The agenda of the Board's meeting in that month of 2026, as the books hold it."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        meeting = next(
            m for m in books.calendar.every() if m.is_board and (m.month.year, m.month.month) == (2026, month)
        )
        return books.agendas.items(meeting.id)


def named(bot: Conversation, number: str) -> AgendaItem:
    return next(item for item in items(bot) if item.number == number)


def titles(bot: Conversation) -> list[str]:
    return [item.title for item in items(bot)]


def changes(bot: Conversation) -> list[str]:
    """What people have changed, in the history's words."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        return [change.what for change in books.session.query(Change).order_by(Change.id) if change.person_id]


def press(bot: Conversation, who: str, shown: Heard, label: str) -> Heard:
    """Press a button of an ephemeral answer; the message that then stands in its place."""
    bot.press(who, shown, label)
    _, body = bot.responses[-1]
    assert body["replace_original"], body["text"]
    return Heard(body["text"], body["blocks"], private=True, channel=shown.channel)


def test_an_agenda_shows_when_each_item_begins_and_where_papers_stand(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings agenda received 7")
    bot.command(SECRETARIAT, "/meetings agenda chased 16 June 8")

    heard = bot.command(MEMBER, "/meetings agenda 16 June")

    lines = heard.text.splitlines()
    assert lines[0] == OPENING
    assert lines[2] == f"• 10:05 2. {REVIEW} (Amina Yusuf), 20 min, paper awaited"
    assert lines[7].startswith("• 10:55 7. Presentation: Riverside Task and Finish Group, what we recommend")
    assert lines[7].endswith("20 min, paper received")
    assert lines[8:10] == [
        "• 11:15 Comfort break, 10 min",
        "• 11:25 8. Second in-depth report of 2025/26: Young people and the town centre (Oliver Strand), 25 min, paper chased",
    ]
    assert lines[-1] == "The agenda takes 155 of the 180 minutes from 10:00 to 13:00."
    assert heard.private
    assert heard.labels == []


def test_papers_are_missing_once_the_deadline_has_passed(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings agenda chased 8")
    bot.clock.at = bot.clock.at.replace(month=6, day=3)

    text = bot.command(MEMBER, "/meetings agenda").text

    assert "20 min, paper missing\n" in text
    assert "25 min, paper missing, chased\n" in text


def test_the_example_of_the_help_puts_an_item_before_any_other_business(bot: Conversation) -> None:
    heard = bot.command(
        SECRETARIAT, "/meetings agenda add 16 June E-scooter fires, Siân, 25 minutes, presentation, paper"
    )

    assert heard.text == (
        "Added “12. E-scooter fires”.\n"
        "12:30 12. E-scooter fires (Siân Prothero), 25 min, presentation, paper awaited\n"
        "The agenda of the Board meeting of Tuesday 16 June 2026 takes 180 of the 180 minutes from 10:00 to 13:00.\n"
        "By Nadia Rahimi."
    )
    assert (heard.private, heard.labels) == (True, ["Undo", "Edit the agenda"])
    assert titles(bot)[-3:] == [
        "E-scooter fires",
        "Any other business",
        "Date of next meeting: October 2026, day to be confirmed",
    ]
    assert [item.number for item in items(bot)][-3:] == ["12", "13", "14"]

    bot.press(SECRETARIAT, heard, "Undo")
    assert bot.responses[-1][1]["text"] == "Undone: adding an agenda item."
    assert "E-scooter fires" not in titles(bot)
    assert named(bot, "12").title == "Any other business"


def test_an_agenda_that_is_too_long_says_by_how_much(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings agenda add A film, Tom, 1 hour, to note, no paper")

    assert (
        "The agenda of the Board meeting of Tuesday 16 June 2026 is too long: it takes 215 minutes,"
        " 35 more than there are from 10:00 to 13:00."
    ) in heard.text
    assert bot.command(MEMBER, "/meetings agenda").text.endswith(
        "The agenda is too long: it takes 215 minutes, 35 more than there are from 10:00 to 13:00."
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("add Lamps, abc minutes", "“abc minutes” is no number of minutes; try “25 minutes”. Nothing was changed."),
        ("add Lamps, 5000 minutes", "An item takes between 1 and 480 minutes, not 5,000. Nothing was changed."),
        ("add Lamps, -5 minutes", "An item takes between 1 and 480 minutes, not -5. Nothing was changed."),
        ("add " + "x" * 3_000, "That title has 3,000 characters; an agenda takes 300. Nothing was changed; please shorten it."),
        ("add " + "x" * 10_000, "That has more than 4,000 characters, so nothing was changed. Please say it shorter."),
        ("add Lamps, Helen", "“Helen” may be Helen Bartosz or Helen Gorringe. Which do you mean? Nothing was changed."),
        ("remove 99", "That agenda has no item “99”; its items are 1 to 13. Nothing was changed."),
        ("remove 16 June", "Say which item, such as `/meetings agenda remove 7`. Nothing was changed."),
        ("remove 31 Feb 2", "The calendar has no meeting “31 Feb”. `/meetings timetable` shows what it holds."),
        ("remove October 2", "That agenda has no item “2”; it has no numbered items. Nothing was changed."),
        ("add 10 February Lamps", "The agenda of the Board meeting of Tuesday 10 February 2026 stays as it is: that is over. Nothing was changed."),
        ("start 10 February", "The agenda of the Board meeting of Tuesday 10 February 2026 stays as it is: that is over. Nothing was changed."),
        ("move 2", "Say where to: `/meetings agenda move 7 up`, `down` or `to 4`. Nothing was changed."),
        ("move 2 to 99", "That agenda has no item “99”; its items are 1 to 13. Nothing was changed."),
        ("move 1 up", "“Closed session for Board and members: Welcome, introductions and apologies” is the first item already. Nothing was changed."),
        ("awaited 2", f"The paper for “{REVIEW}” is noted as awaited already. Nothing was changed."),
        ("start", "That meeting has an agenda already, with 14 items. Nothing was changed; add to it instead."),
        ("from template 16 June", "That meeting has an agenda already, with 14 items. Nothing was changed; add to it instead."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_gets_a_sentence_and_changes_nothing(
    bot: Conversation, line: str, said: str
) -> None:
    before = [Item.of(item) for item in items(bot)]

    heard = bot.command(SECRETARIAT, f"/meetings agenda {line}")

    assert heard.text.splitlines()[0] == said
    assert heard.private
    assert [Item.of(item) for item in items(bot)] == before
    assert changes(bot) == []


@pytest.mark.parametrize(
    "line", ["start October", "edit", "add Lamps", "remove 2", "move 2 up", "received 2", "none 2"]
)
@pytest.mark.parametrize(
    ("who", "said"),
    [
        *(
            (who, "Only the secretariat may change agendas. Nothing was changed.")
            for who in (CHAIR, MEMBER, GUEST)
        ),
        (
            "A Visitor",
            "I do not know you as a member yet, so you may not change agendas. Nothing was changed.",
        ),
    ],
)
def test_only_the_secretariat_edits(bot: Conversation, who: str, said: str, line: str) -> None:
    heard = bot.command(who, f"/meetings agenda {line}")

    assert heard.text.startswith(said)
    assert changes(bot) == []


def test_a_first_name_that_several_have_is_asked_back_and_the_choice_acts(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings agenda add Lamps, Helen, 5")

    bot.press(SECRETARIAT, heard, "Helen Gorringe")

    assert named(bot, "12").leads == ["Helen Gorringe"]


def test_items_are_ordered_by_words(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings agenda move 16 June 8 to 4")
    assert heard.text.startswith("Moved: it is now “4. Second in-depth report of 2025/26")
    assert named(bot, "5").title == "Minutes of 10 February 2026: Agreement"

    assert bot.command(SECRETARIAT, "/meetings agenda remove comfort break").text.startswith(
        "Removed “Comfort break”."
    )
    assert "Comfort break" not in titles(bot)
    assert bot.command(SECRETARIAT, "/meetings undo").text == "Undone: removing an agenda item."
    assert titles(bot)[8] == "Comfort break"


def test_a_meeting_begins_with_the_standing_items(bot: Conversation) -> None:
    offered = bot.command(SECRETARIAT, "/meetings agenda October")
    assert offered.text == "There is no agenda yet for October 2026, date TBC: Board, hybrid."
    assert offered.labels == ["Start with the standing items", "Add an item"]
    assert bot.command(MEMBER, "/meetings agenda October").labels == []

    shown = press(bot, SECRETARIAT, offered, "Start with the standing items")

    assert shown.text == (
        "Editing the agenda of the Board meeting of October 2026\n"
        "1. Welcome, introductions and apologies for absence\n  Chair · 10 min\n"
        "2. Minutes of the meeting of 16 June 2026\n  All · 5 min · for agreement\n"
        "3. Review of the action points\n  All · 10 min\n"
        "4. Questions from the public\n  Chair · 10 min\n"
        "Comfort break\n  10 min\n"
        "5. Any other business\n  All · 5 min\n"
        "6. Date of the next meeting: to be confirmed\n"
        "The agenda takes 50 minutes in all.\n"
        "The agenda begins with the standing items. By Nadia Rahimi."
    )
    assert len(items(bot, 10)) == 7
    assert changes(bot) == ["starting an agenda"]

    bot.press(SECRETARIAT, shown, "Undo")
    assert [body["text"].splitlines()[0] for _, body in bot.responses[-2:]] == [
        "Undone: starting an agenda.",
        "Editing the agenda of the Board meeting of October 2026",
    ]
    assert items(bot, 10) == []


def test_the_whole_editing_happens_on_one_message(bot: Conversation) -> None:
    shown = press(bot, SECRETARIAT, bot.command(SECRETARIAT, "/meetings agenda"), "Edit the agenda")
    assert shown.labels[:3] == ["Change 1", "Change 2", "Change 3"]
    assert shown.labels[7:9] == ["Change “Comfort break”", "Change 8"]

    shown = press(bot, SECRETARIAT, shown, "Change 7")
    assert shown.text.splitlines()[1:3] == [
        "10:55 7. Presentation: Riverside Task and Finish Group, what we recommend",
        "  Imogen Tate, Riverside Task and Finish Group · 20 min · paper awaited",
    ]
    assert shown.labels == [
        *("Edit", "Paper received", "Paper chased", "Move up", "Move down", "Remove", "Back to the agenda")
    ]
    shown = press(bot, SECRETARIAT, shown, "Paper received")
    assert "· paper received" in shown.text
    assert shown.text.endswith("the paper is received. By Nadia Rahimi.")
    shown = press(bot, SECRETARIAT, shown, "Move up")
    assert shown.text.splitlines()[1].startswith("10:45 6. Presentation: Riverside")
    shown = press(bot, SECRETARIAT, shown, "Remove")
    assert "10:45 6. Questions from the public sent in beforehand" in shown.text
    assert shown.labels[-2:] == ["Add an item", "Undo"]

    assert bot.slack.posted == []
    assert changes(bot) == ["the paper of an agenda item", "moving an agenda item", "removing an agenda item"]


def test_an_item_is_edited_in_a_form_that_shows_it(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/meetings agenda edit 2")
    bot.press(SECRETARIAT, shown, "Edit")
    fields = {block["block_id"]: block["element"] for block in bot.slack.modals[-1]["blocks"]}
    assert fields["title"]["initial_value"] == REVIEW
    assert (fields["leads"]["initial_value"], fields["minutes"]["initial_value"]) == ("Amina Yusuf", "20")
    assert [
        fields[name]["initial_option"]["value"] for name in ("kind", "session", "paper", "confidential")
    ] == [*("item", "yes", "awaited", "no")]

    assert (
        bot.fills(SECRETARIAT, minutes="30", leads="Amina, Tom Adisa", paper="received", confidential="yes")
        == {}
    )

    item = named(bot, "2")
    assert (item.title, item.leads, item.minutes) == (REVIEW, ["Amina Yusuf", "Tom Adisa"], 30)
    assert (item.paper, item.paper_confidential, item.closed_session) == (Paper.RECEIVED, True, True)
    _, body = bot.responses[-1]
    assert body["replace_original"]
    assert f"Changed “2. {REVIEW}”. By Nadia Rahimi." in body["text"]
    assert "30 min · confidential paper received" in body["text"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"title": "  "}, {"title": "An agenda item needs a title."}),
        ({"minutes": "abc"}, {"minutes": "Minutes are a whole number, such as 25."}),
        ({"minutes": "2.5"}, {"minutes": "Minutes are a whole number, such as 25."}),
        ({"minutes": "1000"}, {"title": "An item takes between 1 and 480 minutes, not 1,000. Nothing was changed."}),
        ({"title": "x" * 10_000}, {"title": "That title has 10,000 characters; an agenda takes 300. Nothing was changed; please shorten it."}),
        ({"leads": "Helen"}, {"title": "“Helen” may be Helen Bartosz or Helen Gorringe. Which do you mean? Nothing was changed."}),
        ({}, {"title": "Nothing on it is different, so nothing was changed."}),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_said_in_the_form(
    bot: Conversation, values: dict[str, str], errors: dict[str, str]
) -> None:
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, "/meetings agenda edit 2"), "Edit")

    assert bot.fills(SECRETARIAT, **values) == {"response_action": "errors", "errors": errors}
    assert changes(bot) == []


def test_a_new_item_by_form(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings agenda add")
    assert bot.slack.modals[-1]["title"]["text"] == "Add an agenda item"

    assert bot.fills(SECRETARIAT, title="Lamps", minutes="15", kind="for agreement") == {}

    item = named(bot, "12")
    assert (item.title, item.minutes, item.kind, item.paper_due) == ("Lamps", 15, "for agreement", False)
    _, receipt = bot.responses[-1]
    assert receipt["text"].startswith("Added “12. Lamps”.")
    assert (receipt["response_type"], receipt["replace_original"]) == ("ephemeral", False)


def test_in_a_direct_message_the_form_is_offered(bot: Conversation) -> None:
    heard = bot.writes(SECRETARIAT, "meetings agenda add")

    assert heard.text.startswith("What is to go on the agenda for Tue 16 June: Board")
    bot.press(SECRETARIAT, heard, "Add an item")
    bot.fills(SECRETARIAT, title="Lamps")
    assert named(bot, "12").title == "Lamps"
    assert bot.last().text.startswith("Editing the agenda of the Board meeting of Tuesday 16 June 2026")


def second_secretariat(bot: Conversation) -> str:
    """Somebody else with the same rights."""
    with bot.house.books.open(bot.partnership, Author("test"), writes=True) as books:
        daniel = books.directory.person_named("Daniel Kowalczyk")
        assert daniel is not None
        daniel.slack_user = "U0PELDANIEL"
        books.directory.memberships(daniel)[0].role = "Support Officer"
        commit(books)
    bot.users["Daniel Kowalczyk"] = "U0PELDANIEL"
    return "Daniel Kowalczyk"


def test_the_second_of_two_is_told_what_changed_and_keeps_the_text(bot: Conversation) -> None:
    other = second_secretariat(bot)
    for who in (SECRETARIAT, other):
        bot.press(who, bot.command(who, "/meetings agenda edit 8"), "Edit")
    assert bot.fills(SECRETARIAT, minutes="30") == {}

    refused = bot.fills(other, minutes="20", title="Young people in town")

    assert refused == {
        "response_action": "errors",
        "errors": {
            "title": "Nadia Rahimi has changed the same meanwhile. It now has the minutes “30”. Nothing was saved, and"
            " what you typed is still here; cancel and open the item again to change that."
        },
    }
    assert (named(bot, "8").minutes, named(bot, "8").title[:6]) == (30, "Second")
    assert bot.fills(other, minutes="25", title="Young people in town") == {}
    assert (named(bot, "8").minutes, named(bot, "8").title) == (30, "Young people in town")


def test_an_item_that_is_gone_says_who_took_it_off(bot: Conversation) -> None:
    other = second_secretariat(bot)
    shown = bot.command(other, "/meetings agenda edit 8")
    bot.press(other, shown, "Edit")
    bot.command(SECRETARIAT, "/meetings agenda remove 8")

    gone = "That item is no longer on the agenda. Nothing was changed. Nadia Rahimi has taken it off."
    assert bot.fills(other, minutes="5")["errors"] == {"title": gone}
    bot.press(other, shown, "Move up")
    assert bot.responses[-1][1]["text"] == gone


def confidential(bot: Conversation) -> None:
    bot.press(SECRETARIAT, bot.command(SECRETARIAT, "/meetings agenda edit 2"), "Edit")
    bot.fills(SECRETARIAT, confidential="yes")


@pytest.mark.parametrize(
    ("who", "line"),
    [
        (SECRETARIAT, f"10:05 2. {REVIEW} (Amina Yusuf), 20 min, confidential paper awaited"),
        (CHAIR, f"10:05 2. {REVIEW} (Amina Yusuf), 20 min, confidential paper awaited"),
        ("Amina Yusuf", f"10:05 2. {REVIEW} (Amina Yusuf), 20 min, confidential paper awaited"),
        (MEMBER, f"10:05 2. {REVIEW} (Amina Yusuf), 20 min, confidential paper"),
        (GUEST, "10:05 2. Closed session, 20 min"),
    ],
)
def test_a_confidential_paper_is_shown_to_whom_it_concerns(bot: Conversation, who: str, line: str) -> None:
    confidential(bot)
    bot.users.setdefault("Amina Yusuf", "U0PELAMINA")
    bot.slack.emails["U0PELAMINA"] = "amina.yusuf@avershirehealth.example"

    assert bot.command(who, "/meetings agenda").text.splitlines()[2] == f"• {line}"


@pytest.mark.parametrize("who", [SECRETARIAT, CHAIR, MEMBER, GUEST])
def test_in_a_channel_it_is_named_for_nobody(bot: Conversation, who: str) -> None:
    confidential(bot)

    heard = bot.mentions(who, "agenda")

    assert "10:05 2. Closed session, 20 min\n" in heard.text
    assert "death review" not in str(heard.blocks) + heard.text
    assert heard.text.endswith(
        "What is confidential is not named here; members read the titles in a direct message to me."
    )


def test_the_editing_screen_of_a_channels_agenda_is_private_and_names_nothing_there(
    bot: Conversation,
) -> None:
    confidential(bot)
    heard = bot.mentions(MEMBER, "agenda")
    assert heard.labels == []
    heard = bot.mentions(SECRETARIAT, "agenda")
    before = heard.text

    bot.press(SECRETARIAT, heard, "Edit the agenda")

    assert bot.last().private
    assert bot.last().text.startswith("Editing the agenda")
    assert "death review" not in bot.last().text
    assert next(p.text for p in bot.slack.posted if p.ts == heard.ts) == before


def test_the_deadline_reminder_names_only_papers_that_have_not_come(bot: Conversation) -> None:
    confidential(bot)
    bot.command(SECRETARIAT, "/meetings agenda received 8")
    bot.command(SECRETARIAT, "/meetings agenda none 9")
    bot.clock.at = bot.clock.at.replace(hour=9)

    reminder = next(heard for heard in bot.reminds() if heard.text.startswith("Report deadline in 7 days"))

    assert reminder.text.splitlines()[2:] == [
        "Papers are due from",
        "• Amina Yusuf: 2. Closed session",
        "• Imogen Tate: 7. Presentation: Riverside Task and Finish Group, what we recommend",
        "• Riverside Task and Finish Group: 7. Presentation: Riverside Task and Finish Group, what we recommend",
        "• Nadia Rahimi: 11. Community safety grant 2025/26: How it was spent: Agreement",
    ]


def test_the_agenda_of_a_reminder_is_shown_below_it_to_who_asked(bot: Conversation) -> None:
    bot.clock.at = bot.clock.at.replace(hour=9)
    reminder = next(heard for heard in bot.reminds() if heard.text.startswith("Report deadline in 7 days"))

    bot.press(MEMBER, reminder, "Agenda")

    assert bot.last().text.startswith(OPENING)
    assert bot.slack.posted[-1].only_for == bot.id(MEMBER)
    assert next(p.text for p in bot.slack.posted if p.ts == reminder.ts) == reminder.text


def test_home_names_no_paper_that_has_come(bot: Conversation) -> None:
    def home() -> str:
        bot.event("app_home_opened", MEMBER, tab="home")
        return str(bot.slack.homes[bot.id(MEMBER)])

    assert "Papers you owe" in home()
    bot.command(SECRETARIAT, "/meetings agenda received 9")
    assert "Papers you owe" not in home()
