"""The bot at work in a real local Slack server, once for all tests here; each begins in the same state."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import LocalSlack
from bot.serving import connected
from tests.end_to_end.office import Office, prepared, town
from tests.sandboxing import browser, slack_binary

__all__ = ["browser", "slack_binary"]


@pytest.fixture(scope="session")
def local_slack(slack_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSlack]:
    with LocalSlack(slack_binary, town(), tmp_path_factory.mktemp("slack")) as slack:
        yield slack


@pytest.fixture(scope="session")
def open_office(local_slack: LocalSlack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = prepared(local_slack, tmp_path_factory.mktemp("books"))
    with connected(office.house):
        yield office


@pytest.fixture
def office(open_office: Office) -> Office:
    open_office.begin_again()
    return open_office
