"""Which ways lead into the bot, and what is said when one cannot be had."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.checking import check
from bot.config import Config, load
from bot.main import House
from bot.parts import Parts
from bot.serving import _meter, _ways_in, connected
from store.errors import Invalid
from tests.conversation import Conversation
from tests.fake_slack import FakeSlack

TOKENS = {"bot_token": "xoxb-1", "app_token": "xapp-1"}


def parts(bot: Conversation) -> Parts:
    """What serving is put together from."""
    client = FakeSlack(bot.slack)
    return Parts(bot.app, lambda _: client, bot.services.redrawing, client.auth_test, bot.partnership)


def ways(bot: Conversation, **config: Any) -> list[str]:
    house = msgspec.structs.replace(bot.house.config, **config)
    ways = _ways_in(House(house, bot.house.engine, bot.house.books, bot.house.assistant), parts(bot))
    return [type(way).__name__ for way in ways]


def test_an_app_token_means_socket_mode(bot: Conversation) -> None:
    assert ways(bot, app_token="xapp-1") == ["Connection"]
    assert ways(bot, app_token="xapp-1", public_url="https://bot.example") == ["Connection", "WebServer"]


def test_whoever_watches_has_a_port_of_their_own(bot: Conversation) -> None:
    assert ways(bot, app_token="xapp-1", monitor_port=9100) == ["Connection", "WebServer"]
    assert ways(bot, signing_secret="s", monitor_port=9100) == ["WebServer", "WebServer"]


@pytest.mark.parametrize(
    ("port", "shown"),
    [
        (0, [{"/healthz", "/readyz", "/metrics", "/calendar/<token>.ics", "/slack/events"}]),
        (9100, [{"/healthz", "/calendar/<token>.ics", "/slack/events"}, {"/healthz", "/readyz", "/metrics"}]),
    ],
)
def test_metrics_are_where_only_they_look(bot: Conversation, port: int, shown: list[set[str]]) -> None:
    config = msgspec.structs.replace(bot.house.config, signing_secret="s", monitor_port=port)
    house = House(config, bot.house.engine, bot.house.books, bot.house.assistant)
    servers = _ways_in(house, parts(bot), _meter(house))

    assert [{rule.rule for rule in server.site._map.iter_rules()} for server in servers] == shown  # type: ignore[union-attr]


def test_without_one_slack_posts_to_the_web_server(bot: Conversation) -> None:
    assert ways(bot, signing_secret="s") == ["WebServer"]


def test_slack_may_post_only_in_http_mode(bot: Conversation) -> None:
    sockets = msgspec.structs.replace(bot.house.config, app_token="xapp-1", public_url="https://bot.example")
    house = House(sockets, bot.house.engine, bot.house.books, bot.house.assistant)
    _, server = _ways_in(house, parts(bot))

    assert {rule.rule for rule in server.site._map.iter_rules()} == {"/healthz", "/calendar/<token>.ics"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({}, "SLACK_BOT_TOKEN must be set in the environment."),
        (
            {"bot_token": "xoxb-1"},
            "SLACK_APP_TOKEN must be set in the environment, or SLACK_SIGNING_SECRET if Slack is to post to",
        ),
    ],
)
def test_what_is_missing_is_said_before_anything_starts(
    home: House, config: dict[str, str], said: str
) -> None:
    bare = House(msgspec.structs.replace(home.config, **config), home.engine, home.books, home.assistant)

    with pytest.raises(Invalid) as refused, connected(bare):
        pass

    assert str(refused.value).startswith(said)


SOCKET_MODE = "ok      way in: Socket Mode; the app token is there."
HTTP_MODE = """\
ok      way in: HTTP mode; the signing secret is there. The bot listens on port 3005; as request URL for commands, events \
and interactivity enter https://bot.example/slack/events in the app's settings, and turn Socket Mode off there."""
NO_WAY = """\
not ok  way in: SLACK_APP_TOKEN is missing. Make an app-level token with connections:write under Basic Information; or, for \
HTTP mode, set SLACK_SIGNING_SECRET from the same page."""
NO_APP_TOKEN = """\
not ok  way in: SLACK_APP_TOKEN is no app-level token (xapp-…). Make one with connections:write under Basic Information."""
NO_ADDRESSES = "ok      calendar addresses: none, because public_url is not set; `/meetings ics` gives files."
ADDRESSES = (
    "ok      calendar addresses: calendars subscribe at https://bot.example/calendar/, served from port 3005."
)


@pytest.fixture
def environment(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment with the books of the sample, and nothing of Slack's."""
    for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.setenv("PORT", "3005")
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.parametrize(
    ("secret", "url", "way", "addresses"),
    [
        ("SLACK_APP_TOKEN=xapp-1", "", SOCKET_MODE, NO_ADDRESSES),
        ("SLACK_APP_TOKEN=xapp-1", "https://bot.example/", SOCKET_MODE, ADDRESSES),
        ("SLACK_SIGNING_SECRET=s", "https://bot.example", HTTP_MODE, ADDRESSES),
        ("SLACK_APP_TOKEN=xoxb-1", "", NO_APP_TOKEN, NO_ADDRESSES),
        ("OTHER=1", "", NO_WAY, NO_ADDRESSES),
    ],
)
def test_check_says_which_way_leads_in(
    environment: pytest.MonkeyPatch, secret: str, url: str, way: str, addresses: str
) -> None:
    environment.setenv(*secret.split("=", 1))
    file = Path("config.toml")
    file.write_text(f'public_url = "{url}"\n', encoding="utf-8")

    said = [str(finding) for finding in check(file, None)]

    assert said[2:4] == [way, addresses]
    assert said[4].startswith("not ok  bot token: SLACK_BOT_TOKEN is missing.")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("", ""),
        ("https://bot.example.org/", "https://bot.example.org"),
        ("https://example.org/bot", "https://example.org/bot"),
    ],
)
def test_a_public_address(tmp_path: Path, url: str, kept: str) -> None:
    assert configured(tmp_path, url).public_url == kept


@pytest.mark.parametrize(
    "url", ["bot.example.org", "ftp://x.example", "https://", "https://[", "https://x.example/?a=1"]
)
def test_what_is_no_public_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(Invalid, match=r"^public_url is “.*”, which is no web address\."):
        configured(tmp_path, url)


def configured(folder: Path, url: str) -> Config:
    (folder / "config.toml").write_text(f'public_url = "{url}"\n', encoding="utf-8")
    return load(folder / "config.toml", {})
