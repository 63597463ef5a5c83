"""Several partnerships in one workspace: whose books are meant in a channel, below a reminder, on a button, and in private."""

import dataclasses
import json
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.stamping import Stamp, unstamped
from store.errors import Invalid, NotFound
from store.tables import ActionPoint, Partnership, Person
from tests.conversation import Heard, _heard
from tests.databases import engine
from tests.fake_slack import Json
from tests.town import LONDON, A, Bot, Here, here, minutes, set_up, town
from tests.town import bot_of_town as bot
from tests.town import clock_of_town as clock

__all__ = ["bot", "clock", "engine", "town"]
SALT, WEST = "C0SALT", "C0WEST"


@pytest.fixture
def both(bot: Bot) -> Here:
    """Saltmarsh and Westmere in one workspace. Ida (U1) keeps both books, Olu (U2) sits in Westmere alone."""
    ida = set_up(bot, A, "Saltmarsh", channel=SALT, keepers=["U1"])
    invited = ida.command("/actions setup")
    assert invited.text.startswith("Another partnership of this workspace can have books of its own")
    ida.presses(invited, "Set up the books")
    assert ida.submits(name="Westmere", channel=WEST, keepers=["U1", "U2"]) == {}
    for channel, what in ((SALT, "count the lamps"), (WEST, "mend the gate")):
        ida.command("/meetings add Board 16 June 2026 10:00", channel=channel)
        assert ida.command(f"/actions add Ida Marsh to {what}", channel=channel).text.startswith("Logged")
    return ida


def chooses(somebody: Here, name: str) -> Heard:
    (asked,) = somebody.writes("what is open?")
    assert asked.labels == ["Saltmarsh", "Westmere"]
    (told,) = somebody.presses(asked, name)
    return told


def status(bot: Bot, name: str) -> str:
    with bot.house.books.session(writes=False) as session:
        mine = select(ActionPoint.status).join(Partnership, Partnership.id == ActionPoint.partnership_id)
        return str(session.scalar(mine.where(Partnership.name == name)).value)  # type: ignore[union-attr]


def test_a_channel_is_of_the_partnership_whose_group_posts_there(both: Here) -> None:
    assert "count the lamps" in both.command("/actions all", channel=SALT).text
    assert "mend the gate" in both.command("/actions all", channel=WEST).text
    said = both._new(lambda: both.event("app_mention", text="what is open?", channel=WEST))
    assert "mend the gate" in said[0].text
    assert "lamps" not in said[0].text


def test_in_private_it_is_asked_and_remembered_until_somebody_switches(both: Here) -> None:
    told = chooses(both, "Westmere")
    assert told.text == (
        "Westmere it is. Outside the channels of its groups I take you to mean this one, until you tell me `switch`. Please"
        " say again what you wanted."
    )
    assert "mend the gate" in both.writes("what is open?")[0].text
    assert "mend the gate" in both.command("/actions all", channel="C0ANY").text
    assert "count the lamps" in both.command("/actions all", channel=SALT).text

    (asked,) = both.writes("Switch.")
    both.presses(asked, "Saltmarsh")
    assert "count the lamps" in both.writes("what is open?")[0].text
    assert both.command("/actions switch").labels == ["Saltmarsh", "Westmere"]


def test_who_sits_in_one_of_them_is_not_asked(bot: Bot, both: Here) -> None:
    olu = here(bot, A, "U2")

    assert "mend the gate" in olu.writes("what is open?")[0].text
    assert "count the lamps" not in olu.command("/actions all").text
    refused = olu.command("/actions close 06/01 done", channel=SALT)
    assert refused.text.startswith("I do not know you as a member yet")
    assert status(bot, "Saltmarsh") == "open"
    assert both.user == "U1"


def test_a_stranger_is_asked_and_stays_a_stranger(bot: Bot, both: Here) -> None:
    kit = here(bot, A, "U3")
    chooses(kit, "Saltmarsh")

    assert kit.writes("what is open?")[0].text.startswith("I do not know you as a member yet")
    assert "Board meeting" in kit.command("/meetings").text
    assert both.user == "U1"


def test_chatter_elsewhere_is_left_alone(both: Here) -> None:
    assert (
        both._new(lambda: both.event("message", text="done", channel="C0ANY", channel_type="channel")) == []
    )
    assert (
        both._new(
            lambda: both.event("message", text="hi", channel="C0ANY", channel_type="channel", thread_ts="1.1")
        )
        == []
    )
    assert (
        both._new(
            lambda: both.event(
                "reaction_added", reaction="white_check_mark", item={"channel": "C0ANY", "ts": "1.1"}
            )
        )
        == []
    )


def test_a_button_acts_in_the_books_it_was_drawn_from(bot: Bot, both: Here) -> None:
    """Both registers have a 06/01, and the other partnership has been chosen since."""
    chooses(both, "Saltmarsh")
    listed = both.command("/actions all", channel=WEST)
    listed.channel = both.direct

    both.presses(listed, "Close 06/01")
    assert both.tenancy.slack.modals[-1]["private_metadata"].split("~")[0].isdecimal()
    assert both.submits(note="It swings again") == {}

    assert (status(bot, "Westmere"), status(bot, "Saltmarsh")) == ("closed", "open")


def test_an_answer_below_a_reminder_is_for_its_partnership(bot: Bot, both: Here) -> None:
    chooses(both, "Saltmarsh")
    bot.clock.at = datetime(2026, 6, 9, 9, 0, 30, tzinfo=LONDON)
    bot.sweep.run()
    posted = next(p for p in both.tenancy.slack.posted if p.channel == WEST and "in 7 days" in p.text)

    said = both._new(
        lambda: both.event(
            "message", text="06/01 done", channel=WEST, channel_type="channel", thread_ts=posted.ts
        )
    )
    assert said[0].text.startswith("Closed 06/01")
    assert (status(bot, "Westmere"), status(bot, "Saltmarsh")) == ("closed", "open")


def test_nudges_say_whose_they_are(bot: Bot, both: Here) -> None:
    bot.clock.at = datetime(2026, 6, 1, 9, 0, 30, tzinfo=LONDON)
    bot.sweep.run()

    nudges = [_heard(p) for p in both.tenancy.slack.posted if p.channel == both.direct and "06/01" in p.text]
    whose = {
        said.text.partition("06/01")[2].partition("\n")[0]: values(said) for said in nudges if values(said)
    }
    stamps = {text: {value.partition("~")[0] for value in found} for text, found in whose.items()}
    assert len(stamps) >= 2
    assert all(ids == ({"1"} if "lamps" in text else {"2"}) for text, ids in stamps.items()), stamps


def values(heard: Heard) -> list[str]:
    return [
        element["value"]
        for block in heard.blocks
        for element in [*block.get("elements", []), block.get("accessory") or {}]
        if element.get("type") == "button"
    ]


def test_home_is_of_the_chosen_one(both: Here) -> None:
    both.event("app_home_opened", channel=both.direct, tab="home")
    assert both.tenancy.slack.homes["U1"]["blocks"][0]["block_id"] == "which"

    chooses(both, "Westmere")
    both.event("app_home_opened", channel=both.direct, tab="home")
    shown = json.dumps(both.tenancy.slack.homes["U1"])
    assert "mend the gate" in shown
    assert "lamps" not in shown


def test_whose_account_is_closed_is_unlinked_in_all_of_them(bot: Bot, both: Here) -> None:
    both.event("user_change", user={"id": "U1", "deleted": True})

    with bot.house.books.session(writes=False) as session:
        left = session.scalars(select(Person.slack_user).where(Person.name == "Ida Marsh")).all()
    assert left == [None, None]


def test_no_stamp_leads_into_another_workspace(bot: Bot, both: Here) -> None:
    """Slack keeps what a button holds; but if it did not, the id would have to be of this workspace."""
    other = set_up(bot, "TBBB", "Elsewhere")
    minutes(other, "hide the key")
    with bot.house.books.session(writes=False) as session:
        theirs = session.scalar(select(Partnership.id).where(Partnership.name == "Elsewhere"))
    listed = both.command("/actions all", channel=SALT)
    button = listed.button("Close 06/01")
    button["value"] = f"{theirs}~{button['value'].partition('~')[2]}"
    listed.channel = SALT

    both.presses(listed, "Close 06/01")
    both.submits(note="Found it")

    assert (status(bot, "Elsewhere"), status(bot, "Saltmarsh")) == ("open", "closed")


def test_stamps_go_on_what_is_pressed_and_come_off_again() -> None:
    sent: Json = {
        "text": "Open",
        "blocks": [
            {"type": "section", "text": {}, "accessory": {"type": "button", "value": "{}"}},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "value": "a~b"},
                    {"type": "static_select", "options": [{"value": "x"}], "initial_option": {"value": "x"}},
                ],
            },
            {"type": "input", "element": {"type": "static_select", "options": [{"value": "x"}]}},
        ],
        "view": {"type": "modal", "private_metadata": "kept", "blocks": []},
    }
    before = json.dumps(sent)

    stamped = Stamp(7)(sent)

    assert json.dumps(sent) == before, "what is kept for the next one is left as it was"
    assert json.dumps(stamped).count("7~") == 5
    pressed: Json = {"actions": [dict(stamped["blocks"][1]["elements"][0])], "view": dict(stamped["view"])}
    assert unstamped(pressed) == 7
    assert (pressed["actions"][0]["value"], pressed["view"]["private_metadata"]) == ("a~b", "kept")
    assert unstamped({"actions": [{"value": "{}"}, {"selected_option": None}]}) is None


@pytest.mark.parametrize("named", ["Westmere", " westmere", "2", "W"])
def test_the_terminal_is_told_whose_books_are_meant(bot: Bot, both: Here, named: str) -> None:
    house = bot.house
    assert dataclasses.replace(house, meant=named.strip()).partnership() == 2
    with pytest.raises(NotFound, match=r"^There are no books of a partnership called “Northford”\.$"):
        dataclasses.replace(house, meant="Northford").partnership()
    with pytest.raises(Invalid) as several:
        house.partnership()
    assert str(several.value) == (
        "There are several partnerships in these books. Say which before the command, by name or number, such as"
        " --partnership 1: 1 Saltmarsh (TAAA); 2 Westmere (TAAA)."
    )
    assert both.user == "U1"
