"""Several Slack workspaces behind one address on this machine, and a bot that they install from its own page.

All of it goes over HTTP as with Slack: what the bot asks of Slack's Web API, what Slack posts to the bot (signed), and
the browser of whoever installs it. What Slack remembers of each workspace is `tests.fake_slack`'s.
"""

import itertools
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from werkzeug import Request, Response
from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from bot.assistant import Assistant
from bot.config import Config, Reminders
from bot.delivery import Delivery
from bot.main import House
from bot.many import Many
from bot.web import SLACK, Pages, Site, WebServer
from scheduler.policy import Policy
from scheduler.sweep import Sweep
from store.books import Books
from store.clock import StoppedClock
from store.settings import Settings
from tests.bot.test_web import FORM, SECRET, signed
from tests.conversation import Heard, _given, _heard
from tests.fake_slack import FakeSlack, Json, Workspace

PUBLIC = "https://bot.example"
KEY = Fernet.generate_key().decode()
LONDON = ZoneInfo("Europe/London")
A, B = "TAAA", "TBBB"
CLIENT, CLIENT_SECRET = "11.22", "kanarienvogel-client"


@dataclass
class Tenancy:
    """One workspace as Slack knows it. `token` is the bot's, which is dead once it is `gone`."""

    team: str
    name: str
    slack: Workspace = field(default_factory=Workspace)
    enterprise: str | None = None
    org_wide: bool = False
    rotates: bool = False
    token: str = ""
    refresh: str = ""
    gone: bool = False
    responses: list[Json] = field(default_factory=list)

    @property
    def bot(self) -> str:
        return f"U0BOT{self.team}"


class Answering(FakeSlack):
    """One workspace's Web API."""

    def __init__(self, tenancy: Tenancy, host: str) -> None:
        super().__init__(tenancy.slack)
        self.tenancy, self.host = tenancy, host

    def _auth_test(self, _given: Json) -> Json:
        return {"team_id": self.tenancy.team, "user_id": self.tenancy.bot, "bot_id": f"B{self.tenancy.team}"}

    def _files_getUploadURLExternal(self, given: Json) -> Json:  # noqa: N802 - Slack's name for it
        number = f"F{len(self.workspace.files) + 1}"
        return {
            "upload_url": f"{self.host}/upload/{self.tenancy.team}/{quote(str(given['filename']))}",
            "file_id": number,
        }

    def _files_completeUploadExternal(self, _given: Json) -> Json:  # noqa: N802
        file = f"F{len(self.workspace.files)}"
        self.workspace.raw[file] = 0
        return {"files": [{"id": file, "mimetype": "image/png", "permalink": "https://files.example/x.png"}]}

    def _auth_revoke(self, _given: Json) -> Json:
        self.tenancy.gone = True
        return {"revoked": True}


class Town:
    """Slack: its Web API for all workspaces. `asked` is every method with the token that came along."""

    def __init__(self) -> None:
        self.tenancies: dict[str, Tenancy] = {}
        self.codes: dict[str, tuple[Tenancy, str]] = {}
        self.asked: list[tuple[str, str]] = []
        self.numbers = itertools.count(1)
        self.files: dict[str, bytes] = {}
        rules = [
            Rule("/api/<method>", endpoint=self._answer),
            Rule("/response/<team>", endpoint=self._responded),
            Rule("/files/<team>/<name>", endpoint=self._file),
            Rule("/upload/<team>/<name>", endpoint=self._uploaded),
        ]
        self.server = WebServer(Pages(rules), 0, 4)

    @property
    def host(self) -> str:
        """Of this machine, but not by the name by which the sandbox is known, which draws no pickers."""
        return f"http://127.0.0.2:{self.server.port}"

    @property
    def address(self) -> str:
        return f"{self.host}/api/"

    def _responded(self, request: Request, team: str) -> Response:
        self.tenancies[team].responses.append(request.get_json())
        return Response("ok")

    def _uploaded(self, request: Request, team: str, name: str) -> Response:
        self.tenancies[team].slack.files.append({"filename": name, "content": request.get_data()})
        return Response("OK")

    def _file(self, request: Request, team: str, name: str) -> Response:
        tenancy = self.tenancies[team]
        known = request.headers["Authorization"] == f"Bearer {tenancy.token}" and not tenancy.gone
        return Response(self.files[name]) if known else Response("", 403)

    def add(self, team: str, **known: Any) -> Tenancy:
        tenancy = self.tenancies[team] = Tenancy(team, f"Workspace {team}", **known)
        return tenancy

    def consents(self, team: str, user: str) -> str:
        """Somebody presses Allow: the code that their browser brings back."""
        code = f"code-{next(self.numbers)}"
        self.codes[code] = (self.tenancies[team], user)
        return code

    def _answer(self, request: Request, method: str) -> Response:
        given = dict(request.form.items()) or (request.get_json(silent=True) or {})
        token = str(
            given.pop("token", "") or request.headers.get("Authorization", "").removeprefix("Bearer ")
        )
        self.asked.append((method, token))
        answer = self._told(method, given, token)
        return Response(json.dumps(answer), content_type="application/json")

    def _told(self, method: str, given: Json, token: str) -> Json:
        if method == "oauth.v2.access":
            return self._exchanged(given, token)
        if method == "api.test":
            return {"ok": True}
        found = next((t for t in self.tenancies.values() if t.token == token), None)
        if found is None or found.gone:
            return {"ok": False, "error": "account_inactive" if found else "invalid_auth"}
        given = {name: _plain(value) for name, value in given.items()}
        try:
            answer = Answering(found, self.host).api_call(method, params=given)
        except SlackApiError as error:
            return {"ok": False, "error": str(error.response["error"])}
        data: Json = dict(answer.data)  # type: ignore[arg-type]  # bytes only for files
        return data

    def _exchanged(self, given: Json, authorization: str) -> Json:
        known = b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {known}":
            return {"ok": False, "error": "bad_client_secret"}
        if given.get("grant_type") == "refresh_token":
            return self._refreshed(given)
        tenancy, user = self.codes.pop(str(given.get("code")), (None, ""))
        if tenancy is None:
            return {"ok": False, "error": "invalid_code"}
        tenancy.gone = False
        answer = {
            **self._token(tenancy),
            "app_id": "A1",
            "authed_user": {"id": user},
            "scope": "chat:write,commands",
            "bot_user_id": tenancy.bot,
            "team": None if tenancy.org_wide else {"id": tenancy.team, "name": tenancy.name},
            "enterprise": {"id": tenancy.enterprise, "name": "Org"} if tenancy.enterprise else None,
            "is_enterprise_install": tenancy.org_wide,
        }
        return {"ok": True, **answer}

    def _refreshed(self, given: Json) -> Json:
        """A refresh token counts once."""
        found = next((t for t in self.tenancies.values() if t.refresh == given.get("refresh_token")), None)
        return (
            {"ok": True, **self._token(found)} if found else {"ok": False, "error": "invalid_refresh_token"}
        )

    def _token(self, tenancy: Tenancy) -> Json:
        number = next(self.numbers)
        tenancy.token = f"xoxb-kanarienvogel-{tenancy.team}-{number}"
        bare = {"access_token": tenancy.token, "token_type": "bot"}
        if not tenancy.rotates:
            return bare
        tenancy.refresh = f"xoxe-kanarienvogel-{tenancy.team}-{number}"
        return {**bare, "refresh_token": tenancy.refresh, "expires_in": 43_200}


def _plain(value: Any) -> Any:
    """Slack takes lists and objects as JSON in a form."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return json.loads(value)
    return value


class Bot:
    """A replica of the bot: its web server, and its sweep over the outbox."""

    def __init__(
        self, town: Town, engine: Engine, clock: StoppedClock, keys: tuple[str, ...] = (KEY,)
    ) -> None:
        self.town, self.clock, self.elapsed = town, clock, 0.0
        self.config = Config(
            database_url=str(engine.url),
            log_level="DEBUG",
            listeners=2,
            reminders=Reminders(),
            slack_api_url=town.address,
            bot_token="",
            app_token="",
            signing_secret=SECRET,
            port=0,
            public_url=PUBLIC,
            client_id=CLIENT,
            client_secret=CLIENT_SECRET,
            token_keys=keys,
        )
        books = Books(engine, clock, Settings(PUBLIC, many=True))
        self.house = House(self.config, engine, books, Assistant(books))
        self.many = Many(self.house, lambda work: work())
        self.many.workspaces.elapsed = lambda: self.elapsed
        parts = self.many.parts()
        self.web = Client(Site(books, None, parts.app, more=parts.pages), use_cookies=False)
        self.sweep = Sweep(
            books,
            Policy(),
            Delivery(self.house.assistant, parts.posting),
            f"replica {id(self)}",
            self.house.assistant.entitled,
            elapsed=lambda: clock.now().timestamp(),
        )

    def begins(self, query: str = "") -> tuple[TestResponse, str, str]:
        """Somebody opens the page to install it: the page, the state in its link, and the cookie."""
        page = self.web.get(f"/slack/install{query}")
        link = page.text.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
        state = parse_qs(urlsplit(link).query)["state"][0]
        return page, state, page.headers["Set-Cookie"].partition(";")[0]

    def comes_back(self, query: dict[str, str], cookie: str) -> TestResponse:
        """Slack sends the browser back."""
        return self.web.get(f"/slack/oauth_redirect?{urlencode(query)}", headers={"Cookie": cookie})

    def installed_by(self, user: str, team: str) -> TestResponse:
        """All of it."""
        _, state, cookie = self.begins()
        return self.comes_back({"code": self.town.consents(team, user), "state": state}, cookie)

    def posted(self, body: str, kind: str) -> TestResponse:
        return self.web.post(SLACK, data=body, content_type=kind, headers=signed(body))


@dataclass
class Here:
    """Somebody in a workspace talks to a replica of the bot."""

    bot: Bot
    tenancy: Tenancy
    user: str = "U1"
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def direct(self) -> str:
        return f"D{self.user.removeprefix('U')}"

    @property
    def response_url(self) -> str:
        return f"{self.bot.town.host}/response/{self.tenancy.team}"

    def sends(self, name: str, content: bytes) -> list[Heard]:
        """A file in a direct message."""
        self.bot.town.files[name] = content
        address = f"{self.bot.town.host}/files/{self.tenancy.team}/{name}"
        file = {"id": f"F{next(self.numbers)}", "name": name, "size": len(content), "url_private": address}
        return self.writes("", subtype="file_share", files=[file])

    def trigger(self) -> str:
        return f"t{self.tenancy.team}{next(self.numbers)}{self.user}"

    def command(self, line: str, channel: str = "C0ANY") -> Heard:
        command, _, text = line.partition(" ")
        form = {
            "command": command,
            "text": text,
            "user_id": self.user,
            "channel_id": channel,
            "team_id": self.tenancy.team,
            "trigger_id": self.trigger(),
            "response_url": self.response_url,
        }
        answer = self.bot.posted(urlencode(form), FORM)
        assert answer.status_code == 200, answer.text
        said: Json = json.loads(answer.text) if answer.text.startswith("{") else {"text": answer.text}
        return Heard(said.get("text", ""), said.get("blocks", []), private=True, channel=channel)

    def event(self, kind: str, more: Json | None = None, **event: Any) -> TestResponse:
        """An event of this workspace; `more` stands beside it in the envelope."""
        number = next(self.numbers)
        body = {
            "type": "event_callback",
            "team_id": self.tenancy.team,
            "event_id": f"Ev{self.user}{number}",
            "authorizations": [{"team_id": self.tenancy.team, "enterprise_id": self.tenancy.enterprise}],
            **(more or {}),
            "event": {"type": kind, "user": self.user, "ts": f"1600000000.{number:06}", **event},
        }
        answer = self.bot.posted(json.dumps(body), "application/json")
        assert answer.status_code == 200, answer.text
        return answer

    def writes(self, text: str, **event: Any) -> list[Heard]:
        """A direct message, and what came of it."""
        return self._new(
            lambda: self.event("message", text=text, channel=self.direct, channel_type="im", **event)
        )

    def payload(self, **body: Any) -> Json:
        """Something pressed, picked or sent."""
        whole = {
            "user": {"id": self.user},
            "team": {"id": self.tenancy.team},
            "trigger_id": self.trigger(),
            **body,
        }
        answer = self.bot.posted(urlencode({"payload": json.dumps(whole)}), FORM)
        assert answer.status_code == 200, answer.text
        found: Json = json.loads(answer.text) if answer.text.startswith("{") else {}
        return found

    def presses(self, heard: Heard, label: str) -> list[Heard]:
        button = heard.button(label)
        return self._new(
            lambda: self.payload(
                type="block_actions",
                channel={"id": heard.channel},
                container={"type": "message", "message_ts": heard.ts, "is_ephemeral": not heard.ts},
                message={"ts": heard.ts, "blocks": heard.blocks},
                response_url="" if heard.ts else self.response_url,
                actions=[{**button, "block_id": "b"}],
            )
        )

    def submits(self, **values: Any) -> Json:
        """Fill in the form that was opened last."""
        view = self.tenancy.slack.modals[-1]
        state = {
            block["block_id"]: {
                block["element"]["action_id"]: _filled(block["element"], values.get(block["block_id"]))
            }
            for block in view["blocks"]
            if block["type"] == "input"
        }
        return self.payload(
            type="view_submission",
            view={**view, "id": f"V{next(self.numbers)}{self.tenancy.team}", "state": {"values": state}},
        )

    def _new(self, act: Callable[[], object]) -> list[Heard]:
        before = len(self.tenancy.slack.posted)
        act()
        return [_heard(posted) for posted in self.tenancy.slack.posted[before:]]

    def now(self, heard: Heard) -> Heard:
        """The same message as it stands by now."""
        return _heard(next(p for p in self.tenancy.slack.posted if p.ts == heard.ts))

    def last(self) -> Heard:
        return _heard(self.tenancy.slack.posted[-1])


def _filled(element: Json, value: Any) -> Json:
    if element["type"] == "multi_users_select":
        return {"type": element["type"], "selected_users": value or element["initial_users"]}
    return _given(element, value)


@contextmanager
def town_open() -> Iterator[Town]:
    """A town, for as long as the block lasts."""
    town = Town()
    town.server.open()
    try:
        yield town
    finally:
        town.server.close()


@pytest.fixture
def town() -> Iterator[Town]:
    """A town of two workspaces, in which people of the same names have the same ids."""
    with town_open() as town:
        for team in (A, B):
            tenancy = town.add(team)
            for user, name in (("U1", "Ida Marsh"), ("U2", "Olu Bright"), ("U3", "Kit Lowe")):
                tenancy.slack.profiles[user] = {
                    "real_name": name,
                    "profile": {"real_name": name, "email": f"{user}@{team}.example".lower()},
                    "team_id": team,
                }
        yield town


@pytest.fixture(name="clock")
def clock_of_town() -> StoppedClock:
    return StoppedClock(datetime(2026, 5, 26, 8, 59, tzinfo=LONDON))


@pytest.fixture(name="bot")
def bot_of_town(town: Town, engine: Engine, clock: StoppedClock) -> Bot:
    return Bot(town, engine, clock)


def here(bot: Bot, team: str, user: str = "U1") -> Here:
    return Here(bot, bot.town.tenancies[team], user)


def set_up(bot: Bot, team: str, name: str, **values: object) -> Here:
    """Install it, press the button that comes, and fill in the form."""
    bot.installed_by("U1", team)
    somebody = here(bot, team)
    somebody.presses(somebody.last(), "Set up the books")
    assert somebody.submits(name=name, **values) == {}
    return somebody


def minutes(somebody: Here, what: str) -> None:
    """A meeting three weeks ahead, and an action point minuted at it."""
    somebody.command("/meetings add Board 16 June 2026 10:00")
    said = somebody.command(f"/actions add Ida Marsh to {what}")
    assert said.text.startswith("Logged"), said.text
