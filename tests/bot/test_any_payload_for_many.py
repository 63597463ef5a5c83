"""The same of a bot for many workspaces: of its own workspace, of one with several partnerships, of none that it knows."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sample.loading import CLOCK
from store.clock import StoppedClock
from tests.bot.test_any_payload import WHOLE, payloads, posted
from tests.databases import migrated
from tests.town import Bot, set_up, town_open

TEAMS = ("T1", "T2", "T3")  # two partnerships; none yet; not installed


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with migrated("sqlite", tmp_path_factory.mktemp("many")) as engine, town_open() as town:
        bot = Bot(town, engine, StoppedClock(CLOCK))
        for team in TEAMS[:2]:
            town.add(team)
        ida = set_up(bot, "T1", "Saltmarsh", channel="C0PELBOARD")
        ida.presses(ida.command("/actions setup"), "Set up the books")
        assert ida.submits(name="Westmere") == {}
        assert bot.installed_by("U1", "T2").status_code == 200
        yield bot


def of_team(thing: Any, team: str, host: str) -> Any:
    """The payload as if it were of that workspace."""
    if isinstance(thing, dict):
        return {key: of_team(value, team, host) for key, value in thing.items()}
    if isinstance(thing, list):
        return [of_team(value, team, host) for value in thing]
    here = {"T1": team, "https://response": f"{host}/response/T1"}
    return here.get(thing, thing) if isinstance(thing, str) else thing


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize("name", sorted(WHOLE))
def test_as_it_comes_from_slack_it_is_answered(served: Bot, name: str, team: str) -> None:
    assert posted(served.web, name, of_team(WHOLE[name], team, served.town.host)) == 200


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=payloads(), team=st.sampled_from(TEAMS))
def test_whatever_is_posted_is_answered_and_breaks_nothing(
    served: Bot, caplog: pytest.LogCaptureFixture, case: tuple[str, Any], team: str
) -> None:
    caplog.clear()
    name, payload = case

    status = posted(served.web, name, of_team(payload, team, served.town.host))

    assert status < 500, caplog.text
    failed = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    # An address to answer at that leads nowhere is the SDK's to say.
    ours = [line for line in failed if not line.startswith(("failure ", "Failed to send a request"))]
    assert ours == []
