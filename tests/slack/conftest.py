"""A real Slack-compatible server and a real browser, for the tests marked `slack` and `browser`.

On a machine that cannot have one of them its tests are skipped with the reason; in CI they fail.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox import Channel, Control, LocalSlack, SandboxError, SlackApp, User, Workspace, fetch

ROOT = Path(__file__).parents[2]
ADA = "U01ADA"
BEN = "U02BEN"
GENERAL = "C01GENERAL"
QUIET = "C02QUIET"

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
def slack_binary() -> Path:
    try:
        return fetch(ROOT / ".sandbox")
    except SandboxError as error:
        _cannot(str(error))


@pytest.fixture(scope="session")
def local_slack(slack_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    with LocalSlack(slack_binary, workspace(), tmp_path_factory.mktemp("slack")) as slack:
        yield slack


@pytest.fixture
def control(local_slack: LocalSlack) -> Control:
    """A client of a workspace in which nothing has happened yet."""
    local_slack.control.reset()
    return local_slack.control


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    debian = Path("/usr/bin/chromium")
    executable = str(debian) if debian.exists() else shutil.which("chromium")
    if executable is None:
        _cannot("No Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, local_slack: LocalSlack, control: Control) -> Iterator[Page]:
    """The server's page, fresh, in #general, seen by Ada."""
    assert control.log() == []
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(local_slack.base_url)
        page.locator(".actas select").select_option(ADA)
        yield page


def _cannot(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
