"""One workspace, a token in the environment, and books that nobody has begun."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import msgspec
import pytest
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import select

from bot.first_run import app_for_first_run
from bot.identity import Identity
from bot.main import House, house
from bot.pictures import Pictures
from bot.redrawing import Redrawer
from bot.sample.loading import CLOCK
from bot.services import Services
from bot.serving import connected
from bot.setting_up import Place
from scheduler.redrawing import Redrawing
from store.clock import StoppedClock
from store.founding import Founding, found
from store.history import Author
from store.tables import Partnership, Person
from tests.bot.test_web import FORM, SECRET, signed
from tests.conftest import config_for
from tests.conversation import BOT, Conversation, _heard
from tests.fake_slack import FakeSlack, Json
from tests.ports import free_port
from tests.town import town_open


class Empty(Conversation):
    """A conversation with a bot that has no books."""

    def __init__(self, house: House, clock: StoppedClock) -> None:
        super().__init__(house, 0, clock, {"Ida Marsh": "U1", "Kit Lowe": "U3"}, {})
        client = FakeSlack(self.slack)
        me = AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-fake", bot_id="B1", bot_user_id=BOT
        )
        self.app = app_for_first_run(
            house, me, Place("T1", client, client, known=0), self.make, lambda work: work()
        )
        self.slack.profiles["U1"] = {"real_name": "Ida Marsh", "is_admin": True}

    def make(self, partnership: int) -> Services:
        client, books = FakeSlack(self.slack), self.house.books
        return Services(
            self.house.assistant,
            Identity(books, client),
            client,
            partnership,
            BOT,
            later=lambda work: work(),
            respond=self._respond,
            pictures=Pictures(client, self.clock, pause=lambda _: None),
            redrawing=Redrawing(books, Redrawer(self.house.assistant, lambda _: client), "test"),
        )

    def presses_set_up(self, who: str) -> None:
        self.dispatch(
            {
                "type": "block_actions",
                "user": {"id": self.id(who)},
                "team": {"id": "T1"},
                "trigger_id": "t0",
                "channel": {"id": "D1"},
                "actions": [{"action_id": "set_up", "value": "new", "type": "button", "block_id": "b"}],
            }
        )


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Empty]:
    clock = StoppedClock(CLOCK)
    config = msgspec.structs.replace(config_for(tmp_path), slack_api_url="https://slack.com/api/")
    built = house(config, clock)
    yield Empty(built, clock)
    built.engine.dispose()


def test_it_is_set_up_in_slack_by_whoever_administers_the_workspace(empty: Empty) -> None:
    invited = empty.command("Kit Lowe", "/actions open")
    assert invited.text == (
        "I keep a partnership's action points, meetings and contacts, but there are no books here yet. Somebody who"
        " administers this workspace can set them up: it takes a minute."
    )
    empty.presses_set_up("Kit Lowe")
    assert empty.last().text == (
        "Only somebody who administers this workspace can set up the books. Nothing was changed."
    )
    empty.presses_set_up("Ida Marsh")
    view: Json = empty.slack.modals[-1]
    state = {
        "name": {"name": {"value": "Saltmarsh"}},
        "zone": {"zone": {"value": "Europe/London"}},
        "keepers": {"keepers": {"selected_users": ["U1"]}},
    }
    answer = empty.dispatch(
        {
            "type": "view_submission",
            "user": {"id": "U1"},
            "team": {"id": "T1"},
            "view": {**view, "id": "V1", "state": {"values": state}},
        }
    )

    assert answer == {}
    assert empty.last().text.startswith("The books of Saltmarsh are open. You keep them. Send me the papers")
    assert "You own no open action points" in empty.command("Ida Marsh", "/actions").text
    assert empty.writes("Kit Lowe", "what is open?").text.startswith("I do not know you as a member yet")
    with empty.house.books.session(writes=False) as session:
        assert session.execute(select(Partnership.name, Partnership.slack_team)).all() == [
            ("Saltmarsh", "T1")
        ]
        assert session.execute(select(Person.name, Person.slack_user)).all() == [("Ida Marsh", "U1")]


def test_books_that_are_begun_at_the_terminal_are_found(empty: Empty) -> None:
    assert empty.writes("Ida Marsh", "hello").labels == ["Set up the books"]

    found(empty.house.books, Founding("Westmere"), Author("the terminal"))

    assert empty.writes("Ida Marsh", "what is open?").text.startswith("I do not know you as a member yet")
    assert empty.command("Ida Marsh", "/meetings").text.startswith("The calendar holds no further meeting")


def test_home_and_shortcuts_invite_as_well(empty: Empty) -> None:
    empty.event("app_home_opened", "Ida Marsh", channel="D1", tab="home")
    assert empty.slack.homes["U1"]["blocks"][1]["elements"][0]["action_id"] == "set_up"
    empty.dispatch(
        {
            "type": "shortcut",
            "callback_id": "log_an_action",
            "user": {"id": "U1"},
            "team": {"id": "T1"},
            "trigger_id": "t1",
        }
    )
    assert _heard(empty.slack.posted[-1]).labels == ["Set up the books"]


def test_it_is_served_while_there_are_no_books(tmp_path: Path) -> None:
    """As `serve` puts it together; over HTTP, so that its answer can be looked at."""
    with town_open() as town:
        there = town.add("TAAA", token="xoxb-1")
        config = msgspec.structs.replace(
            config_for(tmp_path),
            slack_api_url=town.address,
            bot_token=there.token,
            signing_secret=SECRET,
            port=free_port(),
        )
        form = {"command": "/actions", "text": "", "user_id": "U1", "channel_id": "C1", "team_id": "TAAA"}
        body = urlencode({**form, "trigger_id": "t1", "response_url": ""})
        with connected(house(config, StoppedClock(CLOCK))):
            here = f"http://127.0.0.1:{config.port}"
            assert httpx.get(f"{here}/readyz", trust_env=False).status_code == 200
            answer = httpx.post(
                f"{here}/slack/events",
                content=body,
                headers={**signed(body), "Content-Type": FORM},
                trust_env=False,
            )
    assert "there are no books here yet" in answer.json()["text"]
