"""The picture of the register in Home: made once for its figures, and never missed when it cannot be made."""

import logging
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.conversation import Conversation, Heard
from tests.fake_slack import Json

SECRETARIAT, OWNER, MEMBER = "Nadia Rahimi", "Tom Adisa", "Farah Qureshi"


def home(bot: Conversation, who: str) -> list[Json]:
    bot.event("app_home_opened", who, tab="home", channel="D1")
    return shown(bot, who)


def shown(bot: Conversation, who: str) -> list[Json]:
    blocks: list[Json] = bot.slack.homes[bot.id(who)]["blocks"]
    return blocks


def pictures(blocks: list[Json]) -> list[Json]:
    return [block for block in blocks if block["type"] == "image"]


def in_text(blocks: list[Json]) -> list[str]:
    texts = (block["text"]["text"] for block in blocks if "text" in block)
    return [text for text in texts if "at a glance" in text]


def test_the_picture_says_in_words_what_the_text_would(bot: Conversation) -> None:
    bot.slack.refusals["files.upload"] = "missing_scope"
    (text,) = in_text(home(bot, SECRETARIAT))
    bot.slack.refusals.clear()
    bot.clock.step(timedelta(minutes=11))

    (picture,) = pictures(home(bot, SECRETARIAT))

    assert picture["title"]["text"] == "The register at a glance"
    assert picture["slack_file"] == {"id": "F1"}
    lines = [line.partition("  ")[2] for line in text.splitlines()[1:]]
    assert picture["alt_text"] == f"The register at a glance. {'. '.join(lines)}."
    assert in_text(shown(bot, SECRETARIAT)) == []


def test_the_text_stands_there_until_slack_is_done_with_the_upload(bot: Conversation) -> None:
    published: list[Json] = []
    bot.services.pictures.pause = lambda _: published.append(bot.slack.homes[bot.id(OWNER)])
    bot.slack.slowness = 2

    after = home(bot, OWNER)

    assert len(published) == 2
    assert all(in_text(view["blocks"]) and not pictures(view["blocks"]) for view in published)
    assert pictures(after)


def test_what_is_uploaded_is_a_picture_shared_with_no_channel(bot: Conversation) -> None:
    home(bot, OWNER)

    (upload,) = bot.slack.files
    assert Image.open(BytesIO(upload["content"])).format == "PNG"
    assert upload["filename"].endswith(".png")
    assert not {"channel", "channels"} & upload.keys()
    assert bot.slack.posted == []


def test_the_same_figures_are_uploaded_once_for_everybody(bot: Conversation) -> None:
    shown_by = [pictures(home(bot, who))[0]["slack_file"] for who in (OWNER, OWNER, MEMBER)]

    assert shown_by == [{"id": "F1"}] * 3
    assert len(bot.slack.files) == 1


def test_other_figures_make_another_picture(bot: Conversation) -> None:
    home(bot, OWNER)
    bot.command(OWNER, "/actions close 02/10 The Chair has signed it")

    (picture,) = pictures(home(bot, OWNER))

    assert picture["slack_file"] == {"id": "F2"}
    assert "February 2026: 7 open of 9, 2 closed" in picture["alt_text"]


@pytest.mark.parametrize("method", ["files.upload", "files.info"])
def test_home_has_the_text_when_the_upload_fails(bot: Conversation, method: str) -> None:
    bot.slack.refusals[method] = "missing_scope"

    blocks = home(bot, OWNER)

    assert pictures(blocks) == []
    assert len(in_text(blocks)) == 1
    assert "Log an action point" in Heard("", blocks).labels
    assert bot.slack.posted == []


def test_what_failed_is_tried_again_later_and_not_each_time(bot: Conversation) -> None:
    bot.slack.refusals["files.info"] = "missing_scope"
    for _ in range(3):
        home(bot, OWNER)
    assert len(bot.slack.files) == 1
    bot.slack.refusals.clear()

    bot.clock.step(timedelta(minutes=11))

    assert pictures(home(bot, OWNER))
    assert len(bot.slack.files) == 2


def test_home_has_the_text_when_slack_is_not_done_in_time(bot: Conversation) -> None:
    bot.slack.slowness = 50

    blocks = home(bot, OWNER)

    assert pictures(blocks) == []
    assert len(in_text(blocks)) == 1


def test_home_has_the_text_when_slack_no_longer_knows_the_file(bot: Conversation) -> None:
    """Somebody has deleted it, or a clean-up of old files has."""
    home(bot, OWNER)
    bot.slack.raw.clear()

    blocks = home(bot, OWNER)

    assert pictures(blocks) == []
    assert len(in_text(blocks)) == 1
    bot.clock.step(timedelta(minutes=11))
    assert pictures(home(bot, OWNER))[0]["slack_file"] == {"id": "F2"}


def test_who_has_gone_on_meanwhile_stays_where_they_are(bot: Conversation) -> None:
    waiting: list[Any] = []
    bot.services.later = waiting.append
    opened = Heard("", home(bot, OWNER))
    bot.services.later = lambda work: work()
    bot.press(OWNER, opened, "Overdue")

    waiting.pop()()

    assert shown(bot, OWNER)[0]["text"]["text"].startswith("Overdue action points")
    bot.press(OWNER, Heard("", shown(bot, OWNER)), "Back to Home")
    assert pictures(shown(bot, OWNER)), "the picture is there for the next time"


def test_who_has_gone_on_by_way_of_another_replica_stays_there_too(bot: Conversation) -> None:
    waiting: list[Any] = []
    bot.services.later = waiting.append
    home(bot, OWNER)
    elsewhere = {"type": "home", "blocks": [], "hash": "newer"}
    bot.slack.homes[bot.id(OWNER)] = elsewhere

    waiting.pop()()

    assert bot.slack.homes[bot.id(OWNER)] is elsewhere
    assert len(bot.slack.files) == 1


def test_a_failure_in_drawing_is_logged_without_words_and_home_is_there(
    bot: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    said = ["February 2026"]

    def broken(_seconds: float) -> None:
        raise RuntimeError(*said)

    bot.services.pictures.pause = broken

    with caplog.at_level(logging.INFO):
        blocks = home(bot, OWNER)

    assert len(in_text(blocks)) == 1
    assert "RuntimeError" in caplog.text
    assert said[0] not in caplog.text


def test_a_stranger_has_no_register_and_no_picture(bot: Conversation) -> None:
    assert pictures(home(bot, "A Visitor")) == []
    assert bot.slack.files == []
