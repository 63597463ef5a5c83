"""App Home, the lists' menus, and the headings within them."""

import pytest

from store.history import Author
from store.register_reading import State
from tests.conversation import BOARD, Conversation, Heard
from tests.fake_slack import Json

SECRETARIAT, OWNER, CHAIR, FIRE = "Nadia Rahimi", "Tom Adisa", "Marcus Ellery", "Siân Prothero"


def home(bot: Conversation, who: str) -> list[Json]:
    """The blocks of somebody's Home."""
    bot.event("app_home_opened", who, tab="home", channel="D1")
    blocks: list[Json] = bot.slack.homes[bot.id(who)]["blocks"]
    return blocks


def said(blocks: list[Json]) -> list[str]:
    """Every text that is drawn, in order."""
    return [block["text"]["text"] for block in blocks if "text" in block]


def menu(blocks: list[Json]) -> Json | None:
    elements = (element for block in blocks for element in block.get("elements", []))
    return next((element for element in elements if element.get("type") == "static_select"), None)


def options(blocks: list[Json]) -> list[str]:
    return [option["text"]["text"] for option in (menu(blocks) or {"options": []})["options"]]


def test_home_has_mine_by_urgency_with_close_buttons(bot: Conversation) -> None:
    blocks = home(bot, OWNER)

    texts = said(blocks)
    assert texts[0] == "Pellingford Community Safety Partnership"
    mine = texts.index("Your open action points: 1")
    assert texts[mine + 1] == "*Due by the next meeting*"
    assert texts[mine + 2].startswith("*02/10* Tom Adisa to draft")
    assert Heard("", blocks).labels == [
        "Close 02/10",
        "This is right",
        "This is wrong",
        "Log an action point",
        "Open action points",
        "Overdue",
        "Timetable",
        "Help",
    ]


def test_home_says_what_is_owed_by_when(bot: Conversation) -> None:
    """The leads of an agenda are kept as printed, so they are resolved as names are."""
    bot.users["Oliver Strand"] = "U0PELOLIVER"
    bot.slack.emails["U0PELOLIVER"] = "oliver.strand@avershire.example"

    owed = [text for text in said(home(bot, "Oliver Strand")) if text.startswith("*Papers you owe*")]

    assert owed == [
        "*Papers you owe*\n• 8. Second in-depth report of 2025/26: Young people and the town centre: Board of Tuesday 16 June 2026, papers by Tuesday 2 June 2026"
    ]
    assert "Papers you owe" not in str(home(bot, "Helen Bartosz"))


def test_home_counts_the_last_board_meetings(bot: Conversation) -> None:
    bot.slack.refusals["files.upload"] = "missing_scope"

    chart = next(text for text in said(home(bot, SECRETARIAT)) if "at a glance" in text).splitlines()

    assert chart[0] == "*The register at a glance*"
    assert chart[1].split("  ")[1].startswith("February 2026: ")
    assert 2 <= len(chart) <= 5
    with bot.house.books.open(bot.partnership, Author("test"), writes=False) as books:
        points = books.register.points.in_state(State.ALL)
        february = next(
            m for m in bot.services.words().meetings if m.is_board and m.month.isoformat() == "2026-02-01"
        )
        every = points.minuted_at(february.id).in_register_order()
    waiting = sum(point.unfinished for point in every)
    assert f"{waiting} open of {len(every)}" in chart[1]
    assert chart[1].count("■") == -(-waiting * 10 // len(every))
    assert chart[1].count("■") + chart[1].count("□") == 10


def test_home_counts_nothing_confidential_for_who_may_not_see_it(bot: Conversation) -> None:
    seen, hidden = (
        next(block["alt_text"] for block in home(bot, who) if block["type"] == "image")
        for who in (SECRETARIAT, OWNER)
    )

    assert "February 2026: 9 open of 10," in seen
    assert "February 2026: 8 open of 9," in hidden


def test_home_shows_a_stranger_the_meetings_and_no_register(bot: Conversation) -> None:
    texts = said(home(bot, "A Visitor"))

    assert texts[1].startswith("I do not know you as a member yet")
    assert any("Tuesday 16 June 2026, 10:00 to 13:00" in text for text in texts)
    assert not any("02/" in text for text in texts)
    assert Heard("", home(bot, "A Visitor")).labels == ["Timetable", "Help"]


def test_a_menu_in_home_leads_on_and_back(bot: Conversation) -> None:
    shown = Heard("", home(bot, OWNER))
    bot.press(OWNER, shown, "Open action points")
    listed = bot.slack.homes[bot.id(OWNER)]["blocks"]

    bot.picks(OWNER, Heard("", listed), "Closed")

    assert said(bot.slack.homes[bot.id(OWNER)]["blocks"])[0].startswith("Closed action points: ")
    assert "Back to Home" in Heard("", bot.slack.homes[bot.id(OWNER)]["blocks"]).labels


def test_a_list_has_a_menu_of_the_other_lists(bot: Conversation) -> None:
    shown = bot.command(FIRE, "/actions overdue")

    assert options(shown.blocks) == [
        *("Mine", "Open", "Overdue", "Closed", "Carried over", "All", "My organisation's", "Minuted by me")
    ]
    assert (menu(shown.blocks) or {})["initial_option"]["text"]["text"] == "Overdue"
    assert all(len(option["value"]) <= 150 for option in (menu(shown.blocks) or {})["options"])


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Open", "Open action points: "),
        ("Closed", "Closed action points: "),
        ("Carried over", "Carried-over action points: 4"),
        ("All", "Action points: "),
        ("My organisation's", "Open action points of your organisation: "),
        ("Minuted by me", "Action points minuted by you: there are none."),
    ],
)
def test_a_choice_redraws_the_list_in_place(bot: Conversation, label: str, title: str) -> None:
    shown = bot.command(FIRE, "/actions overdue")

    bot.picks(FIRE, shown, label)

    _, redrawn = bot.responses[-1]
    assert redrawn["replace_original"]
    assert redrawn["text"].startswith(title)
    assert options(redrawn["blocks"]), "there is no way back"


def test_mine_is_one_of_the_choices(bot: Conversation) -> None:
    bot.picks(OWNER, bot.command(OWNER, "/actions overdue"), "Mine")

    assert bot.responses[-1][1]["text"].startswith("Your open action points: 1")


def test_my_organisations_are_those_it_owns_itself_or_through_its_people(bot: Conversation) -> None:
    heard = bot.command("Gurpreet Sandhu", "/actions open my organisation")
    named = bot.command("Gurpreet Sandhu", "/actions open constabulary")

    assert heard.text.splitlines()[0].startswith("Open action points of your organisation: ")
    assert heard.text.splitlines()[1:] == named.text.splitlines()[1:]


def test_minuted_by_me_is_what_i_logged_and_nobody_elses(bot: Conversation) -> None:
    bot.command(FIRE, "/actions add Tom Adisa to paint the railings")
    bot.command(SECRETARIAT, "/actions add Tom Adisa to oil the gate")
    bot.command(FIRE, "/actions update 02/01 waiting")

    heard = bot.command(FIRE, "/actions all minuted by me")

    assert heard.text.startswith("Action points minuted by you: 1\n02/11 Tom Adisa to paint the railings")


def test_a_menu_keeps_what_the_list_is_about(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, "/actions open constabulary")

    bot.picks(SECRETARIAT, shown, "All")

    assert bot.responses[-1][1]["text"].startswith("Action points of Avershire Constabulary: ")


def test_what_is_too_long_for_an_option_is_not_offered(bot: Conversation) -> None:
    shown = bot.command(SECRETARIAT, f"/actions open {'lighting ' * 30}")

    assert options(shown.blocks) == ["Mine", "My organisation's", "Minuted by me"]


def test_in_a_channel_nobodys_own_lists_are_offered(bot: Conversation) -> None:
    shown = bot.mentions(SECRETARIAT, "actions overdue")

    assert options(shown.blocks) == ["Open", "Overdue", "Closed", "Carried over", "All"]
    bot.picks(CHAIR, shown, "All")
    assert bot.last().ts == shown.ts
    assert bot.last().text.startswith("Action points: ")
    assert "02/08" not in bot.last().text


def test_a_stranger_may_not_choose_either(bot: Conversation) -> None:
    shown = bot.mentions(SECRETARIAT, "actions overdue")
    before = bot.slack.posted[-1].text

    bot.picks("A Visitor", shown, "All")

    assert bot.slack.posted[-2].text == before
    assert (bot.last().private, bot.last().text[:19]) == (True, "I do not know you a")
    assert bot.last().channel == BOARD


def test_a_long_list_has_headings_by_urgency_and_a_short_one_has_none(bot: Conversation) -> None:
    long = bot.command(SECRETARIAT, "/actions open").text.splitlines()
    short = bot.command(SECRETARIAT, "/actions open constabulary").text.splitlines()

    found = [line for line in long if line in ("Overdue", "Due by the next meeting", "Later", "No date")]
    assert found == ["Overdue", "Due by the next meeting"]
    assert long.index("Overdue") == 1
    assert not set(found) & set(short)


def test_headings_stand_above_what_they_say(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/actions due 02/10 31 December")

    lines = bot.command(SECRETARIAT, "/actions open").text.splitlines()

    later = lines.index("Later")
    assert lines[later + 1].startswith("02/10 ")
    overdue = lines[lines.index("Overdue") : lines.index("Due by the next meeting")]
    assert sum("overdue" in line for line in overdue[1:]) == 3
