"""Confirm, Edit and Cancel: whatever free words lead to can be edited in a form, or has nothing to edit."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.assistant import Memory
from bot.blocks.fields import Setting
from bot.blocks.forms import FORMS, form, missing, submitted
from bot.blocks.owners import owners_named
from bot.language.free.intents import INTENTS
from handlers.confirming import what_to_do
from handlers.desk import Caller
from handlers.editing import EDITED, NOTHING_TO_EDIT, has_a_form
from handlers.register_requests import AddAction, AssignAction, UpdateAction
from handlers.replies import Outcome
from handlers.requests import Answers, AnyRequest, Choice, Confirm, Confirmed, Request, Several
from store.tables import Status
from tests.conversation import Conversation, Heard, _given

SECRETARIAT, OWNER, OTHER = "Nadia Rahimi", "Tom Adisa", "Helen Bartosz"
# Said only as a reply, in the words of `bot.language.replying` and `plan_replying`, or to a plan that a year has ended.
ELSEWHERE = {"CarryTargets", "HideTarget", "ReopenTarget", "Several"}


def questions(request: AnyRequest) -> Iterator[AnyRequest]:
    """What a line is asked about before it is done."""
    if isinstance(request, Confirm):
        yield request.do
    elif isinstance(request, Choice):
        yield from (option.do if isinstance(option, Confirm) else option for option in request.options)
    elif isinstance(request, Answers):
        for one in request.requests:
            yield from questions(one)


@pytest.fixture
def reached(bot: Conversation) -> dict[type[Request], list[AnyRequest]]:
    """Every kind of change that the examples of all intents lead to, each with what they lead to."""
    caller = Caller(bot.partnership, person(bot, SECRETARIAT), SECRETARIAT)
    found: dict[type[Request], list[AnyRequest]] = {}
    for example in dict.fromkeys(example for intent in INTENTS for example in intent.examples):
        for memory in (Memory(), Memory(about=("2026-02/09",))):
            for do in questions(bot.house.assistant.understand(example, caller, memory)):
                found.setdefault(type(do), []).append(do)
    return {kind: made for kind, made in found.items() if made[0].changes}


def person(bot: Conversation, name: str) -> int:
    return next(one.id for one in bot.services.words().people if one.name == name)


def test_each_has_edit_or_stands_among_those_that_have_nothing_to_edit(
    reached: dict[type[Request], list[AnyRequest]],
) -> None:
    assert len(reached) > 50
    assert not set(EDITED) & set(NOTHING_TO_EDIT)
    assert set(reached) <= {*EDITED, *NOTHING_TO_EDIT}
    unreached = {kind.__name__ for kind in {*EDITED, *NOTHING_TO_EDIT} - set(reached)}
    assert unreached <= ELSEWHERE
    assert set(EDITED) <= set(FORMS)
    assert not set(NOTHING_TO_EDIT) & set(FORMS)


@pytest.mark.parametrize("pickers", [True, False], ids=["Slack", "a server without menus that search"])
def test_a_form_that_is_sent_as_it_was_opened_says_what_was_understood(
    bot: Conversation, reached: dict[type[Request], list[AnyRequest]], pickers: bool
) -> None:
    setting = Setting(bot.services.words(), date(2026, 5, 26), pickers)
    for do in (one for made in reached.values() for one in made if has_a_form(one)):
        question = Confirmed(do, "some")
        view = form(question, "", setting)
        view["state"] = {"values": {block["block_id"]: left_alone(block) for block in view["blocks"]}}

        assert missing(question, view) == {}, do
        sent = submitted(question, view)

        assert isinstance(sent, Confirmed)
        assert (chosen(sent.do, setting), sent.edited) == (chosen(do, setting), True)


def left_alone(block: dict[str, Any]) -> dict[str, Any]:
    return {block["element"]["action_id"]: _given(block["element"], None)}


def chosen(request: AnyRequest, setting: Setting) -> AnyRequest:
    """In a form of owners stand their names in full, and in that of a new action point the meeting that minutes it."""
    if isinstance(request, AssignAction):
        named = owners_named(list(request.owners), setting.words, setting.today)
        return replace(request, owners=tuple(one["value"] for one in named) or request.owners)
    return replace(request, meeting=None) if isinstance(request, AddAction) else request


def asks(bot: Conversation, who: str, line: str) -> Heard:
    heard = bot.writes(who, line)
    assert heard.labels[0] == "Confirm", heard
    return heard


def opens(bot: Conversation, who: str, heard: Heard) -> dict[str, Any]:
    before = len(bot.slack.modals)
    bot.press(who, heard, "Edit")
    assert len(bot.slack.modals) == before + 1
    return bot.slack.modals[-1]


def now(bot: Conversation, heard: Heard) -> str:
    return next(posted.text for posted in bot.slack.posted if posted.ts == heard.ts)


def test_what_is_saved_in_the_form_is_done_and_takes_the_place_of_the_question(bot: Conversation) -> None:
    asked = asks(bot, SECRETARIAT, "change the due date of 02/09 to 12 June")
    assert opens(bot, SECRETARIAT, asked)["title"]["text"] == "Due date 02/09"

    assert bot.fills(SECRETARIAT, due="2026-06-19") == {}

    assert bot.point("02/09").due == date(2026, 6, 19)
    assert now(bot, asked).startswith("02/09 is now due on Friday 19 June 2026.")
    bot.press(SECRETARIAT, asked, "Confirm")
    assert bot.point("02/09").due == date(2026, 6, 19)
    assert len({change.id for change in bot.changes("02/09")}) == 2


def test_edit_and_then_confirm_does_what_was_understood_once(bot: Conversation) -> None:
    asked = asks(bot, OWNER, "progress on 02/10: asked the licensing team")
    opens(bot, OWNER, asked)  # and closes it without sending
    bot.press(OWNER, asked, "Confirm")
    bot.press(OWNER, asked, "Confirm")

    assert bot.fills(OWNER, text="and once more") == {}

    with_text = [change.what for change in bot.changes("02/10") if change.what == "the update of 02/10"]
    assert len(with_text) == 1
    bot.press(OWNER, asked, "Edit")
    assert "That has been done already, so there is nothing to edit." in bot.last().text


def test_cancel_after_edit_changes_nothing(bot: Conversation) -> None:
    before = bot.point("02/10")
    asked = asks(bot, OWNER, "tell nadia 02/10 is done, went out on friday")
    opens(bot, OWNER, asked)

    bot.press(OWNER, asked, "Cancel")

    assert now(bot, asked) == "Left as it was. Nothing was changed."
    assert bot.point("02/10") == before


def test_nobody_else_answers_in_a_channel(bot: Conversation) -> None:
    before = bot.point("02/10")
    asked = bot.mentions(OWNER, "tell nadia 02/10 is done, went out on friday")
    for who in (SECRETARIAT, OTHER, "Zoe Nobody"):
        for label in ("Confirm", "Edit"):
            modals = len(bot.slack.modals)
            bot.press(who, asked, label)
            assert bot.last().text.startswith("Tom Adisa was asked that, and only they can answer.")
            assert (len(bot.slack.modals), bot.last().private) == (modals, True)
    assert bot.point("02/10") == before

    bot.press(OWNER, asked, "Confirm")
    assert bot.point("02/10").status is Status.CLOSED


def test_a_form_that_somebody_else_sends_is_refused(bot: Conversation) -> None:
    before = bot.point("02/10")
    opens(bot, OWNER, asks(bot, OWNER, "tell nadia 02/10 is done, went out on friday"))

    refused = bot.fills(OTHER, note="Mine")

    assert "was asked that, and only they can answer" in refused["errors"]["note"]
    assert bot.point("02/10") == before


def test_saying_edit_does_nothing_but_offer_the_form(bot: Conversation) -> None:
    before = bot.point("02/10")
    asks(bot, OWNER, "tell nadia 02/10 is done, went out on friday")

    heard = bot.writes(OWNER, "edit")

    assert heard.text.startswith("Change it in the form and send that. Nothing has been changed yet.")
    assert bot.point("02/10") == before
    bot.press(OWNER, heard, "Fill in a form")
    assert bot.fills(OWNER, note="Went out on Thursday") == {}
    assert bot.point("02/10").note == "Went out on Thursday"


def test_a_day_later_a_press_asks_again_in_its_place(bot: Conversation) -> None:
    asked = asks(bot, OWNER, "tell nadia 02/10 is done, went out on friday")
    bot.clock.step(timedelta(days=2))

    bot.press(OWNER, asked, "Confirm")

    assert now(bot, asked).startswith("I asked that on Tuesday 26 May 2026 at ")
    assert bot.point("02/10").status is not Status.CLOSED
    again = Heard(now(bot, asked), bot.slack.posted[-1].blocks, ts=asked.ts, channel=asked.channel)
    bot.press(OWNER, again, "Confirm")
    assert bot.point("02/10").status is Status.CLOSED


def test_what_others_change_while_the_form_is_open_is_shown_first(bot: Conversation) -> None:
    opens(bot, OWNER, asks(bot, OWNER, "progress on 02/10: asked the licensing team"))
    bot.command(SECRETARIAT, "/actions due 02/10 30 June")

    answer = bot.fills(OWNER, text="Asked the licensing team twice")
    assert answer["response_action"] == "update"
    assert bot.fills(OWNER, text="Asked the licensing team twice") == {}

    assert bot.point("02/10").note == "Asked the licensing team twice"


@pytest.mark.parametrize(
    ("who", "line", "fields", "receipt"),
    [
        (
            OWNER,
            "i'm away until 12 june, helen bartosz covers",
            {"deputy": "Farah Qureshi"},
            "Farah Qureshi covers for Tom Adisa up to and including Friday 12 June 2026.",
        ),
        (
            SECRETARIAT,
            "let tom act as secretariat until 12 june",
            {"until": "2026-06-19"},
            "Tom Adisa acts as secretariat up to and including Friday 19 June 2026.",
        ),
        (
            SECRETARIAT,
            "add CSP2 to the handbook: a plan",
            {"text": "A community safety plan"},
            "Added to the handbook: CSP2",
        ),
        (SECRETARIAT, "please merge 02/05 into 02/02", {"into": "02/06"}, "Merged 02/05 into 02/06."),
        (
            SECRETARIAT,
            "tom adisa has left",
            {"successor": "Helen Bartosz"},
            "Tom Adisa sits until Tuesday 26 May 2026; Helen Bartosz follows.",
        ),
        (SECRETARIAT, "the paper for item 7 has come in", {"paper": "chased"}, "“7. Presentation: Riverside"),
        (SECRETARIAT, "move item 7 to 4", {"to": "up"}, "Moved: it is now “6. "),
        (
            SECRETARIAT,
            "Farah's number has changed to 01632 960555",
            {"title": "Dr"},
            "Changed: Farah Qureshi.\nDr Farah Qureshi\n  01632 960555 · ",
        ),
    ],
)
def test_each_form_does_what_it_says(
    bot: Conversation, who: str, line: str, fields: dict[str, Any], receipt: str
) -> None:
    asked = asks(bot, who, line)
    opens(bot, who, asked)

    assert bot.fills(who, **fields) == {}

    assert now(bot, asked).startswith(receipt)


def test_an_answer_is_edited_with_its_meeting(bot: Conversation) -> None:
    asked = asks(bot, OTHER, "sorry but i cant come to the june board")
    assert [block["block_id"] for block in opens(bot, OTHER, asked)["blocks"]] == ["how", "by", "about"]
    assert bot.fills(OTHER, how="represented")["errors"] == {"by": "Say who comes."}

    assert bot.fills(OTHER, how="represented", by="Ben Idowu") == {}

    assert "Ben Idowu represents you" in now(bot, asked)


def test_a_question_about_many_fits_its_button(bot: Conversation) -> None:
    refs = [f"02/{number:02}" for number in (4, 5, 6, 7, 8, 9, 10)]
    caller = Caller(bot.partnership, person(bot, SECRETARIAT), SECRETARIAT)
    note = "Waiting for the licensing team, who said in June that they would say more in July."
    points = [bot.point(ref) for ref in refs]
    many = Several(tuple(UpdateAction(point.reference, note) for point in points))

    reply = bot.house.assistant.handle(Confirm(many, "note it"), caller)

    assert reply.outcome is Outcome.CONFIRM
    question = reply.buttons[0].request
    assert isinstance(question, Confirmed)
    assert what_to_do(question) == many


def test_the_form_of_what_was_logged_in_free_words_names_its_owners_and_follows_who_is_chosen(
    bot: Conversation,
) -> None:
    asked = asks(bot, SECRETARIAT, "log one for Kwame to ring the university by 3 june")
    view = opens(bot, SECRETARIAT, asked)
    owners = next(block["element"] for block in view["blocks"] if block.get("block_id") == "people")
    assert [option["value"] for option in owners["initial_options"]] == ["Kwame Asare"]

    assert bot.fills(SECRETARIAT, people=["Farah Qureshi"]) == {}

    assert "Farah Qureshi to ring the university" in now(bot, asked)
    assert "Kwame" not in now(bot, asked)
