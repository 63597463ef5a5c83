"""The app manifest against Slack's rules: the schema (https://github.com/slackapi/manifest-schema) and the
scopes that the events' reference pages demand (https://docs.slack.dev/reference/events).
"""

import ast
import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.installing import BACK
from bot.scopes import ALL_SCOPES, SCOPES

MANIFEST: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "manifest.json").read_text(encoding="utf-8")
)

HOST = "https://bot.example.org"

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
HISTORY = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})
# The Web API methods that the code calls, as the SDK names them, and the scopes without which they are refused
# (https://docs.slack.dev/reference/methods). `conversations.open` is called for people alone.
SCOPES_OF_METHOD: dict[str, frozenset[str]] = {
    "apps_connections_open": frozenset(),  # with the app token and its connections:write
    "assistant_threads_setSuggestedPrompts": frozenset({"assistant:write"}),
    "api_test": frozenset(),
    "auth_revoke": frozenset(),
    "auth_test": frozenset(),
    "chat_getPermalink": frozenset(),
    "chat_postEphemeral": frozenset({"chat:write"}),
    "chat_postMessage": frozenset({"chat:write"}),
    "chat_update": frozenset({"chat:write"}),
    "conversations_history": HISTORY,
    "conversations_open": frozenset({"im:write"}),
    "conversations_replies": HISTORY,
    "files_info": frozenset({"files:read"}),
    "files_upload_v2": frozenset({"files:write"}),
    "users_info": frozenset({"users:read"}),
    "users_lookupByEmail": frozenset({"users:read", "users:read.email"}),
    "views_open": frozenset(),
    "views_publish": frozenset(),
}
SCOPE_OF_FEATURE = {"slash_commands": "commands", "shortcuts": "commands", "agent_view": "assistant:write"}
SECURITY = (Path(__file__).parents[1] / "docs" / "security.md").read_text(encoding="utf-8")


def called() -> set[str]:
    """Every method of Slack's Web API that is named in the code which talks to it."""
    methods = {
        name for name, _ in inspect.getmembers(WebClient, inspect.isfunction) if "_" in name.strip("_")
    }
    files = (
        file for file in (Path(__file__).parents[1] / "bot").rglob("*.py") if "sandbox" not in file.parts
    )
    names = {
        node.attr
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    return (names & methods) - {"api_call"}


def demanded() -> set[str]:
    """The scopes that events, calls and features need."""
    events = {SCOPE_OF_EVENT[event] for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"]}
    features = {scope for feature, scope in SCOPE_OF_FEATURE.items() if feature in MANIFEST["features"]}
    return (events | features | set().union(*(SCOPES_OF_METHOD[name] for name in called()))) - {""}


def test_the_code_calls_what_the_table_has_and_nothing_else() -> None:
    assert called() == set(SCOPES_OF_METHOD)


def test_the_bot_asks_for_the_scopes_it_uses_and_no_other() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert sorted(demanded()) == scopes["bot"]
    assert set(scopes) == {"bot"}


def test_check_asks_for_the_same_scopes() -> None:
    """But for those without which all goes on, with a little less."""
    assert demanded() - SCOPES == {"assistant:write", "reactions:read"}
    assert demanded() >= SCOPES
    assert demanded() == ALL_SCOPES


def test_each_scope_has_its_feature_on_the_security_page() -> None:
    told = dict(re.findall(r"^\| `([a-z_.:]+)` \| ([^|]+) \|", SECURITY, re.MULTILINE))
    assert sorted(told) == sorted(demanded())
    assert all(len(feature) > 10 for feature in told.values())


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


def without_addresses(manifest: dict[str, Any]) -> dict[str, Any]:
    """What is left of the manifest for many workspaces when it is made one for a single one."""
    bare: dict[str, Any] = json.loads(json.dumps(manifest))
    for command in bare["features"]["slash_commands"]:
        assert command.pop("url") == f"{HOST}/slack/events"
    assert bare["oauth_config"].pop("redirect_urls") == [f"{HOST}{BACK}"]
    settings = bare["settings"]
    for part, field in (
        ("event_subscriptions", "request_url"),
        ("interactivity", "request_url"),
        ("interactivity", "message_menu_options_url"),
    ):
        assert settings[part].pop(field) == f"{HOST}/slack/events"
    settings["socket_mode_enabled"], settings["token_rotation_enabled"] = True, False
    return bare


def test_the_one_for_many_workspaces_differs_only_in_its_addresses() -> None:
    many = json.loads((Path(__file__).parents[1] / "manifest.many.json").read_text(encoding="utf-8"))

    assert (many["settings"]["socket_mode_enabled"], many["settings"]["token_rotation_enabled"]) == (
        False,
        True,
    )
    assert without_addresses(many) == MANIFEST


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
