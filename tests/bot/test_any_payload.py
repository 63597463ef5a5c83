"""Whatever is posted to the bot's address: it is answered or refused, and nothing fails that nobody foresaw."""

import json
import logging
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from bot.answering import Spot
from bot.blocks.forms import FORM_CALLBACK
from bot.blocks.owners import OWNERS
from bot.listeners.forms import Opened
from bot.web import Site
from handlers.register_requests import CloseAction, ListActions
from handlers.requests import encode
from store.reference import Reference
from tests.bot.test_web import FORM, SECRET, signed
from tests.conversation import BOARD, Conversation, app_for

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2**40) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)
USER, TEAM = {"id": "U0PELNADIA", "team_id": "T1"}, {"id": "T1"}
SAID = {
    "ts": "1.0",
    "text": "Open action points",
    "blocks": [{"block_id": "p|2026-02/10", "type": "section"}],
}
VALUES = (encode(ListActions()), encode(CloseAction(Reference(2, 10))), "{", "")
_EVENTS: dict[str, dict[str, Any]] = {
    "message": {"text": "what is open", "files": [{"id": "F1", "name": "a.csv"}]},
    "app_mention": {"text": "<@U0BOT> open", "thread_ts": "0.5"},
    "app_home_opened": {"tab": "home"},
    "reaction_added": {
        "reaction": "white_check_mark",
        "event_ts": "1.1",
        "item": {"type": "message", "channel": BOARD, "ts": "1.0"},
    },
    "user_change": {"user": {"id": "U0PELNADIA", "deleted": False, "profile": {"email": "x@y.example"}}},
    "tokens_revoked": {},
}
WHOLE: dict[str, dict[str, Any]] = {
    "command": {
        "command": "/actions", "text": "open", "user_id": "U0PELNADIA", "channel_id": BOARD, "team_id": "T1",
        "trigger_id": "t1", "response_url": "https://response",
    },
    **{
        f"event {kind}": {
            "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event_time": 1,
            "event": {"type": kind, "user": "U0PELNADIA", "channel": "D1", "channel_type": "im", "ts": "1.0", **more},
        }
        for kind, more in _EVENTS.items()
    },
    **{
        f"button {number}": {
            "type": "block_actions", "user": USER, "team": TEAM, "channel": {"id": BOARD}, "message": SAID,
            "trigger_id": "t1", "response_url": "https://response", "container": {"message_ts": "1.0"},
            "actions": [{"type": "button", "action_id": "press|0", "block_id": "b", "value": value, "action_ts": "1.0"}],
        }
        for number, value in enumerate(VALUES)
    },
    "form": {
        "type": "view_submission", "user": USER, "team": TEAM, "trigger_id": "t1",
        "view": {"id": "V1", "type": "modal", "blocks": [{"type": "input", "block_id": "note", "element": {"type": "plain_text_input", "action_id": "note"}}], "callback_id": FORM_CALLBACK, "private_metadata": encode(Opened(CloseAction(Reference(2, 10)), Spot("U0PELNADIA", BOARD))),
                 "state": {"values": {"note": {"note": {"type": "plain_text_input", "value": "done"}}}}},
    },
    "shortcut": {"type": "shortcut", "callback_id": "log_an_action", "user": USER, "team": TEAM, "trigger_id": "t1"},
    "message shortcut": {
        "type": "message_action", "callback_id": "log_as_action_point", "user": USER, "team": TEAM,
        "trigger_id": "t1", "channel": {"id": BOARD}, "message": {**SAID, "user": "U0PELTOM"}, "message_ts": "1.0",
    },
    "picker": {"type": "block_suggestion", "action_id": OWNERS, "block_id": "owners", "value": "a", "user": USER, "team": TEAM},
}  # fmt: skip


def paths(thing: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything that a payload holds, itself included."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    return [before, *(path for key, value in inside for path in paths(value, (*before, key)))]


def _put(value: Any, at: Any, key: Any) -> None:
    at[key] = value


def changed(thing: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    """A copy in which `change` was done to what the way leads to."""
    copy = json.loads(json.dumps(thing))
    at = copy
    for key in path[:-1]:
        at = at[key]
    change(at, path[-1])
    return copy


@st.composite
def payloads(draw: st.DrawFn) -> tuple[str, Any]:
    """A payload of some kind of which something is missing, or is something else."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    payload: Any = WHOLE[name]
    for _ in range(draw(st.integers(0, 3))):
        ways = [path for path in paths(payload) if path]
        if not ways:
            break
        path = draw(st.sampled_from(ways))
        if draw(st.booleans()):
            payload = changed(payload, path, lambda at, key: at.pop(key))
        else:
            other = draw(ANYTHING)
            payload = changed(payload, path, partial(_put, other))
    return name, payload


def posted(web: Client, name: str, payload: Any) -> int:
    """Signed as Slack does it, in the form in which it comes."""
    if name.startswith("event"):
        body, kind = json.dumps(payload), "application/json"
    elif name == "command":
        body, kind = urlencode({key: str(value) for key, value in payload.items()}, errors="replace"), FORM
    else:
        body, kind = urlencode({"payload": json.dumps(payload)}), FORM
    return web.post("/slack/events", data=body, content_type=kind, headers=signed(body)).status_code


@pytest.fixture
def web(bot: Conversation) -> Client:
    config = msgspec.structs.replace(bot.house.config, signing_secret=SECRET)
    return Client(Site(bot.house.books, bot.partnership, app_for(config, bot.services)))


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_as_it_comes_from_slack_it_is_answered(web: Client, name: str) -> None:
    assert posted(web, name, WHOLE[name]) == 200


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=payloads())
def test_whatever_is_posted_is_answered_and_breaks_nothing(
    web: Client, caplog: pytest.LogCaptureFixture, case: tuple[str, Any]
) -> None:
    caplog.clear()
    status = posted(web, *case)

    assert status < 500, caplog.text
    failed = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    # What Slack never leaves out may be missed, as long as whoever asked is told, with a number, or has left no place for it.
    assert [line for line in failed if not line.startswith("failure ")] == []
