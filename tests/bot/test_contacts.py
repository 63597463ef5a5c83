"""Finding contacts, who sat when, and one's own entry, in conversation."""

from datetime import timedelta

import pytest

from store.vocabulary import PersonEntry
from tests.conversation import BOARD, Conversation

SECRETARIAT, OWNER, CHAIR = "Nadia Rahimi", "Tom Adisa", "Marcus Ellery"


def known(bot: Conversation, name: str) -> PersonEntry:
    return next(p for p in bot.services.words().people if p.name == name)


def seats(bot: Conversation, name: str) -> list[str]:
    """What somebody sits as today."""
    today = bot.services.assistant.books.today("Europe/London")
    return [
        f"{s.role or '-'}, {s.capacity} for {s.organisation}"
        for s in known(bot, name).sittings
        if s.current(today)
    ]


def test_several_who_bear_the_name_are_a_choice(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/contacts Helen")

    assert heard.text.startswith("2 people fit “Helen” equally well")
    assert heard.labels == ["Helen Bartosz", "Helen Gorringe"]
    bot.press(OWNER, heard, "Helen Gorringe")
    assert bot.responses[-1][1]["text"].startswith("Contacts for “Helen Gorringe”")


@pytest.mark.parametrize(
    ("query", "first", "why"),
    [
        ("helen bartoz", "Helen Bartosz", ""),
        ("AFRS", "Avershire Fire and Rescue Service (Fire Service)", ""),
        ("safeguarding lead", "Dr Amina Yusuf", "Found by role"),
        ("noise", "Noise complaints", ""),
        ("hate crime at night", "Hate incident reporting", "Found by topic"),
        ("0170", "Farah Qureshi", "Found by phone"),
        ("+44 1632 960170", "Farah Qureshi", "Found by phone"),
        ("farah.q", "Farah Qureshi", "Found by e-mail"),
        ("TA", "Tom Adisa", "Found by initials"),
        ("Tom council", "Tom Adisa", "Found by name and organisation"),
    ],
)
def test_contacts_are_found_by_every_side_with_the_reason(
    bot: Conversation, query: str, first: str, why: str
) -> None:
    heard = bot.command(OWNER, f"/contacts {query}")

    assert heard.text.splitlines()[1] == first
    assert why in heard.text


def test_who_has_left_comes_with_who_followed(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/contacts Alan Rudge")

    assert (
        "Priority 2 lead, Board member for Avershire Constabulary, from 10 January 2022 until 14 September 2025;"
        " followed by Gurpreet Sandhu" in heard.text
    )


def test_nothing_close_gives_the_nearest_three_and_how_to_add(bot: Conversation) -> None:
    for_secretariat = bot.command(SECRETARIAT, "/contacts Bartholomew Sandford")
    for_member = bot.command(OWNER, "/contacts Bartholomew Sandford")

    assert for_secretariat.text.startswith("Nothing among people, organisations, roles and services is like")
    assert "`/contacts add Ada Okafor" in for_secretariat.text
    assert for_secretariat.labels == ["Add somebody"]
    assert for_member.text.endswith("The secretariat adds whoever is missing.")
    assert for_member.labels == []
    assert for_member.text.count("• ") == 3


# Who sat when


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/contacts probation October 2022", "Colin Tranter\n  Head of delivery, Board member for Probation Service Avershire, from 12 April 2021"),
        ("who sat for probation in October 2022?", "Probation Service Avershire, October 2022\nColin Tranter"),
        ("who was the chair in 2024?", "Chair, 2024\nMarcus Ellery"),
        ("who was priority 2 lead on 1 June 2024", "Chief Inspector Alan Rudge"),
        ("who sat for the police when?", "Chief Inspector Alan Rudge\n  Priority 2 lead, Board member for Avershire Constabulary, from 10 January 2022 until 14 September 2025\n  followed by Gurpreet Sandhu"),
        ("who was the chair in 2001?", "The books name nobody for that time.\nAfter: Marcus Ellery"),
        ("who was on the Board in July 2025?", "Pellingford Community Safety Partnership Board, July 2025"),
        ("who was Alan Rudge in 2023?", "Chief Inspector Alan Rudge"),
        ("who was the police lead in 2023?", "Avershire Constabulary, 2023\nChief Inspector Alan Rudge"),
        ("who sits on the board?", "Pellingford Community Safety Partnership Board, 26 May 2026\nRosalind Kemp"),
        ("list the board members", "Pellingford Community Safety Partnership Board, 26 May 2026\nRosalind Kemp"),
        ("members of the MASG", "Multi-Agency Steering Group, 26 May 2026\nTom Adisa"),
        ("/contacts masg", "Multi-Agency Steering Group, 26 May 2026\nTom Adisa"),
    ],
)  # fmt: skip
def test_who_sat_when_has_an_answer(bot: Conversation, line: str, told: str) -> None:
    heard = bot.command(OWNER, line) if line.startswith("/") else bot.writes(OWNER, line)

    assert told in heard.text


def test_two_organisations_that_fit_are_a_choice(bot: Conversation) -> None:
    heard = bot.writes(OWNER, "who sat for the council in 2023?")

    assert heard.text.startswith("“council” may be ")
    bot.press(OWNER, heard, "Avershire County Council")
    assert "Avershire County Council, 2023" in bot.last().text


def test_history_is_for_members(bot: Conversation) -> None:
    assert bot.command("A Visitor", "/contacts probation October 2022").text.startswith(
        "I do not know you as a member yet, so you may not read the register and the directory."
    )


# Oneself


def test_one_press_confirms_ones_own_details(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/contacts confirm")

    assert heard.text == "Thank you: your details are right as of 26 May 2026."
    assert heard.private
    assert "Tom Adisa" not in bot.command(SECRETARIAT, "/contacts stale").text
    assert bot.command(OWNER, "/contacts confirm Helen Bartosz").text.startswith(
        "Only the secretariat may change"
    )
    assert bot.command("A Visitor", "/contacts confirm").text.startswith(
        "I do not know you as a member yet, so you may not correct contact details of your own."
    )


def test_one_corrects_ones_own_details_and_tells_the_rest_to_the_secretariat(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/contacts correct 01632 960555, I am with the University now")

    assert heard.text.startswith("Corrected: 01632 960555 · tom.adisa@pellingford.example.")
    assert known(bot, "Tom Adisa").phone == "01632 960555"
    assert seats(bot, "Tom Adisa")[0].endswith("Pellingford Borough Council")
    told = bot.command(SECRETARIAT, "/contacts stale").text
    assert told.splitlines()[1:3] == ["Tom Adisa", "  Says: I am with the University now"]
    bot.clock.step(timedelta(minutes=1))
    assert [h.text.splitlines()[0] for h in bot.reminds() if "University now" in h.text] == [
        "Tom Adisa says that the directory is wrong"
    ]


def test_the_form_of_ones_own_details_shows_them(bot: Conversation) -> None:
    bot.command(OWNER, "/contacts correct")

    fields = {b["block_id"]: b["element"].get("initial_value") for b in bot.slack.modals[-1]["blocks"]}
    assert fields == {
        "title": None,
        "email": "tom.adisa@pellingford.example",
        "phone": "01632 960102",
        "remark": None,
    }
    assert bot.fills(OWNER, phone="none of yours")["errors"] == {
        "phone": "“none of yours” is no telephone number. Nothing was changed."
    }
    bot.fills(OWNER, phone="01632 960556")
    assert known(bot, "Tom Adisa").phone == "01632 960556"


def test_nobody_takes_anothers_address(bot: Conversation) -> None:
    heard = bot.command(OWNER, "/contacts correct helen.bartosz@avershire.example")

    assert (
        heard.text
        == "Helen Bartosz has the address helen.bartosz@avershire.example already. Nothing was changed."
    )


def test_home_shows_who_one_is_with_a_way_to_put_it_right(bot: Conversation) -> None:
    bot.event("app_home_opened", OWNER, tab="home", channel="D1")
    blocks = bot.slack.homes[bot.id(OWNER)]["blocks"]

    card = next(b["text"]["text"] for b in blocks if "01632 960102" in str(b.get("text")))
    assert card.splitlines() == [
        "*Tom Adisa*",
        "Priority 1 lead, officer for Pellingford Borough Council",
        "member of the Multi-Agency Steering Group for Pellingford Borough Council",
        "01632 960102 · tom.adisa@pellingford.example",
    ]


def test_the_secretariat_sees_whose_details_are_stale(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts stale")

    assert heard.private
    assert heard.text.startswith("Details to look at: ")
    assert "Never confirmed" in heard.text
    assert heard.labels[:1] == ["Edit"]
    assert bot.command(CHAIR, "/contacts stale").text == (
        "Only the secretariat may change the directory. Nothing was changed."
    )


def test_a_first_name_is_whoever_sits_where_one_speaks(bot: Conversation) -> None:
    """Both Helens sit on the Board; of two Imogens only one does."""
    bot.command(SECRETARIAT, "/contacts add Imogen Vale, Averdale Homes, member, group MASG")

    heard = bot.command(SECRETARIAT, "/actions add Imogen to count the lamps")

    assert "Imogen Tate" in heard.text
    assert bot.command(SECRETARIAT, "/actions add Helen to count the benches").text.startswith(
        "“Helen” may be"
    )


def test_the_directory_as_a_file_goes_to_the_secretariat_alone(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/contacts export csv")

    assert heard.private
    [sent] = bot.slack.files
    assert sent["channel"] == f"D{bot.id(SECRETARIAT).removeprefix('U')}"
    assert sent["channel"] != BOARD
    assert sent["filename"] == "Contacts of the Pellingford CSP 2026-05-26.csv"
    assert b"Tom Adisa" in sent["content"]
    assert bot.command(CHAIR, "/contacts export").text.startswith("Only the secretariat")


def test_once_a_year_one_is_asked_and_says_yes_with_one_press(bot: Conversation) -> None:
    for who in (SECRETARIAT, OWNER):
        bot.command(who, "/actions")
    bot.clock.at = bot.clock.at.replace(month=10, day=1, hour=9, minute=0, second=0)

    place = f"D{bot.id(OWNER).removeprefix('U')}"
    asked = [h for h in bot.reminds() if h.channel == place and h.text.startswith("Is this still right?")]

    assert [h.labels for h in asked] == [["Yes, that is right", "Correct it"]]
    assert "01632 960102 · tom.adisa@pellingford.example" in asked[0].text
    bot.press(OWNER, asked[0], "Yes, that is right")
    assert bot.last().text == "Thank you: your details are right as of 1 October 2026."
    assert bot.last().labels == ["Undo"]
    assert str(known(bot, OWNER).confirmed_on) == "2026-10-01"
    assert [h for h in bot.reminds() if h.text.startswith("Is this still right?")] == []


def test_or_corrects_it_in_a_form(bot: Conversation) -> None:
    bot.command(OWNER, "/actions")
    bot.clock.at = bot.clock.at.replace(month=10, day=1, hour=9, minute=0, second=0)
    place = f"D{bot.id(OWNER).removeprefix('U')}"
    asked = next(h for h in bot.reminds() if h.channel == place and h.text.startswith("Is this still right?"))

    bot.press(OWNER, asked, "Correct it")
    bot.fills(OWNER, phone="01632 960888", remark="I lead priority 3 now")

    assert known(bot, OWNER).phone == "01632 960888"
    assert known(bot, OWNER).remark == "I lead priority 3 now"
