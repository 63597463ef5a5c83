"""A small workspace in the local Slack server, and its page in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox import Channel, Control, LocalSlack, SlackApp, User, Workspace
from tests.sandboxing import browser, slack_binary

__all__ = ["browser", "slack_binary"]

ADA = "U01ADA"
BEN = "U02BEN"
GENERAL = "C01GENERAL"
QUIET = "C02QUIET"


def workspace() -> Workspace:
    """Two people, a channel with the bot, and one without."""
    people = (
        User(ADA, "ada", "Ada Okafor", "ada.okafor@harbour.example"),
        User(BEN, "ben", "Ben Lindqvist", "ben.lindqvist@harbour.example"),
    )
    everyone = (ADA, BEN, SlackApp().bot_user_id)
    channels = (Channel(GENERAL, "general", everyone), Channel(QUIET, "quiet", (ADA, BEN)))
    return Workspace("Harbour Partnership", people, channels)


@contextmanager
def in_socket_mode(app: App, slack: LocalSlack) -> Iterator[None]:
    """The app connected to the server; leaving closes its socket and ends its threads, which takes 3 seconds.

    So long does the SDK's reader wait for bytes before it lets go of the socket: connect once per module.
    """
    token = slack.workspace.app.app_token
    handler = SocketModeHandler(app, token, web_client=WebClient(token, base_url=slack.api_url))
    handler.connect()  # type: ignore[no-untyped-call] # Bolt leaves these two without types
    try:
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]


@pytest.fixture(scope="session")
def local_slack(slack_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    with LocalSlack(slack_binary, workspace(), tmp_path_factory.mktemp("slack")) as slack:
        yield slack


@pytest.fixture
def control(local_slack: LocalSlack) -> Control:
    """A client of a workspace in which nothing has happened yet."""
    local_slack.control.reset()
    return local_slack.control


@pytest.fixture
def page(browser: Browser, local_slack: LocalSlack, control: Control) -> Iterator[Page]:  # noqa: ARG001 - for its effect
    """The server's page, fresh, in #general, seen by Ada.

    `control` has emptied the workspace. Its log is not asked for: the bot may still acknowledge what the test before sent.
    """
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(local_slack.base_url)
        page.locator(".actas select").select_option(ADA)
        yield page
