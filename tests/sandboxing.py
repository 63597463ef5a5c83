"""A real Slack-compatible server and a real browser, for the tests marked `slack` and `browser`.

On a machine that cannot have one of them its tests are skipped with the reason; in CI they fail. A `conftest.py`
makes the fixtures known by importing them from here.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.sandbox import SandboxError, fetch

ROOT = Path(__file__).parents[1]

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


@pytest.fixture(scope="session")
def slack_binary() -> Path:
    """The local Slack server's executable."""
    try:
        return fetch(ROOT / ".sandbox")
    except SandboxError as error:
        _cannot(str(error))


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Browser:
    """A headless Chromium."""
    try:
        return _only_browser(pytestconfig)
    except SandboxError as error:
        _cannot(str(error))


@cache
def _only_browser(config: pytest.Config) -> Browser:
    """One for the whole run, whichever conftest asks: Playwright cannot be started twice in a thread."""
    opened = ExitStack()
    config.add_cleanup(opened.close)
    return opened.enter_context(chromium())


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Raises SandboxError when this machine has none."""
    debian = Path("/usr/bin/chromium")
    executable = str(debian) if debian.exists() else shutil.which("chromium")
    if executable is None:
        raise SandboxError("No Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


def _cannot(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
