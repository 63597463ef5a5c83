"""No log line holds what people wrote, who they are or how to reach them, at any level."""

import logging
from datetime import timedelta

import pytest

from bot.assistant import Assistant
from handlers.desk import Caller
from handlers.replies import Reply
from handlers.requests import AnyRequest
from tests.conversation import Conversation, app_for

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
CANARY = "kanarienvogel"


class Loose(Assistant):
    """An assistant whose fault quotes what was said and who said it."""

    def handle(self, request: AnyRequest, caller: Caller) -> Reply:
        raise RuntimeError(f"{caller.name} said {request}")


def test_nothing_that_people_say_or_are_is_logged(
    bot: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        bot.command(SECRETARIAT, f"/actions add {OWNER} to ring {CANARY}")
        bot.writes(OWNER, f"close 02/10 {CANARY}")
        bot.mentions(OWNER, f"{CANARY} foo")
        bot.command(SECRETARIAT, f"/contacts {CANARY}")
        bot.clock.step(timedelta(minutes=1))
        bot.reminds()
        bot.slack.refusals["chat.postMessage"] = "is_archived"
        bot.event("message", OWNER, text=f"undo {CANARY}", channel="D1", channel_type="im")
        bot.services.assistant = Loose(bot.house.books)
        bot.command(SECRETARIAT, f"/actions close 02/09 {CANARY}")

    assert "failure" in caplog.text  # the fault was logged, and the refusal
    assert "Slack refused is_archived" in caplog.text
    for secret in (CANARY, OWNER, SECRETARIAT, "tom.adisa@", "01632"):
        assert secret not in caplog.text


def test_a_token_in_the_environment_is_no_reason_to_warn(
    bot: Conversation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Bolt takes it that a token beside a client is a mistake; whoever set it as they were told would look for theirs."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    app_for(bot.house.config, bot.services)

    assert not caplog.records
