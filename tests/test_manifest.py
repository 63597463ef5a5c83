"""The app manifest against Slack's rules: the schema (https://github.com/slackapi/manifest-schema) and the
scopes that the events' reference pages demand (https://docs.slack.dev/reference/events).
"""

import json
from pathlib import Path
from typing import Any

import pytest

MANIFEST: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "manifest.json").read_text(encoding="utf-8")
)

# "" for events that need no scope.
SCOPE_OF_EVENT = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "app_uninstalled": "",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "tokens_revoked": "",
    "user_change": "users:read",
}
# Every other scope, and the Web API method or feature that is refused without it.
SCOPE_OF_USE = {
    "assistant:write": "features.agent_view",
    "channels:read": "conversations.info of a public channel",
    "chat:write": "chat.postMessage",
    "commands": "features.slash_commands and features.shortcuts",
    "files:read": "files.info, and url_private_download of a paper that someone shared",
    "files:write": "files.completeUploadExternal",
    "groups:read": "conversations.info of a private channel",
    "im:write": "conversations.open",
    "users:read": "users.info",
    "users:read.email": "users.lookupByEmail",
}


def test_the_bot_asks_for_the_scopes_it_uses_and_no_other() -> None:
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    demanded = {SCOPE_OF_EVENT[event] for event in events} - {""}

    scopes = MANIFEST["oauth_config"]["scopes"]
    assert sorted(demanded | set(SCOPE_OF_USE)) == scopes["bot"]
    assert set(scopes) == {"bot"}


def test_commands_escape_mentions_and_need_no_address_in_socket_mode() -> None:
    commands = MANIFEST["features"]["slash_commands"]
    assert [command["command"] for command in commands] == ["/actions", "/meetings", "/contacts"]
    for command in commands:
        assert command["should_escape"] is True
        assert "help" in command["usage_hint"]
        assert "url" not in command
    assert MANIFEST["settings"]["socket_mode_enabled"] is True


def test_people_can_write_to_the_bot() -> None:
    home = MANIFEST["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True


def test_shortcuts_have_the_ids_that_the_bot_listens_to() -> None:
    shortcuts = {(each["type"], each["callback_id"]) for each in MANIFEST["features"]["shortcuts"]}
    assert shortcuts == {("message", "log_as_action_point"), ("global", "log_an_action")}


def texts(path: str) -> list[str]:
    """The texts at `path` (`a.b`), through every item of a list on the way."""
    found: list[Any] = [MANIFEST]
    for key in path.split("."):
        found = [item[key] for item in found]
        found = [item for value in found for item in (value if isinstance(value, list) else [value])]
    return found


@pytest.mark.parametrize(
    ("path", "least", "most"),
    [
        ("display_information.name", 1, 35),
        ("display_information.description", 1, 140),
        ("display_information.long_description", 175, 4000),
        ("features.bot_user.display_name", 1, 80),
        ("features.slash_commands.command", 2, 32),
        ("features.slash_commands.description", 1, 2000),
        ("features.slash_commands.usage_hint", 1, 1000),
        ("features.shortcuts.name", 1, 24),
        ("features.shortcuts.callback_id", 1, 255),
        ("features.shortcuts.description", 1, 150),
        ("features.agent_view.agent_description", 1, 300),
    ],
)
def test_texts_are_as_long_as_slack_takes_them(path: str, least: int, most: int) -> None:
    found = texts(path)
    assert found
    assert [text for text in found if not least <= len(text) <= most] == []


def test_lists_are_as_long_as_slack_takes_them() -> None:
    assert 1 <= len(MANIFEST["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert 1 <= len(MANIFEST["features"]["shortcuts"]) <= 10
