"""A message that Slack delivers again to another replica, since the first was not heard: answered once."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from slack_bolt import BoltRequest

from bot.listeners.repeated import RETRY
from bot.services import Recent
from tests.conversation import BOARD, BOT, Conversation, app_for
from tests.fake_slack import Json

WHO = "Nadia Rahimi"
Deliver = Callable[[str], None]


def event(bot: Conversation, kind: str, text: str, channel: str) -> Json:
    said = {"type": kind, "user": bot.id(WHO), "text": text, "channel": channel, "ts": "1600000000.000001"}
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": said}


MEANS = {
    "direct": ("message", "", "D1"),
    "mention": ("app_mention", f"<@{BOT}> ", BOARD),
}


@pytest.fixture(params=MEANS)
def deliver(request: pytest.FixtureRequest, bot: Conversation) -> Deliver:
    """Something is said, and delivered again to a replica of its own each time from then on."""
    kind, before, channel = MEANS[request.param]
    deliveries = 0

    def deliver(text: str) -> None:
        nonlocal deliveries
        app = app_for(bot.house.config, replace(bot.services, seen=Recent()))
        headers: dict[str, str | Sequence[str]] = {RETRY: str(deliveries)} if deliveries else {}
        body = event(bot, kind, before + text, channel)
        assert app.dispatch(BoltRequest(mode="socket_mode", body=body, headers=headers)).status == 200
        deliveries += 1

    return deliver


@pytest.mark.parametrize("line", ["what is overdue?", "close everything", "update 02/10 Once", "qwertz"])
def test_it_is_answered_once(bot: Conversation, deliver: Deliver, line: str) -> None:
    for _ in range(3):
        deliver(line)

    assert len(bot.slack.posted) == 1


def test_what_the_first_could_not_answer_another_answers(bot: Conversation, deliver: Deliver) -> None:
    """Done once all the same."""
    bot.slack.refusals = {"chat.postMessage": "fatal_error", "chat.postEphemeral": "fatal_error"}
    deliver("update 02/10 Once")
    assert bot.point("02/10").note == "Once"
    assert bot.slack.posted == []
    before = len(bot.changes("02/10"))

    bot.slack.refusals = {}
    deliver("update 02/10 Once")

    assert len(bot.slack.posted) == 1
    assert "Once" in bot.slack.posted[0].text
    assert len(bot.changes("02/10")) == before


def test_the_same_words_said_again_are_another_matter(bot: Conversation) -> None:
    for _ in range(2):
        bot.writes(WHO, "what is overdue?")

    assert len(bot.slack.posted) == 2
