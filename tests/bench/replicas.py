"""Several processes of a bot over one PostgreSQL, and how they are called: signed posts, or through local Slack servers."""

import hashlib
import hmac
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec

from bot.config import Config, Reminders
from bot.main import House, house
from bot.sample.loading import load, sample, workspace
from bot.sandbox import LocalSlack, SandboxError
from store.clock import StoppedClock
from tests.bench.bots import NOW, ROOT, STOP_WITHIN
from tests.bench.driving import Call
from tests.databases import migrated
from tests.ports import free_port

BOARD, TOM = "C0PELBOARD", "U0PELTOM"
HTTP, SOCKET = "HTTP", "Socket Mode"
READY_WITHIN = 30.0
SETTINGS = 'log_level = "WARNING"\nlisteners = 4\n'  # as many as the web server of the bare one has


@dataclass(frozen=True, slots=True)
class Site:
    """Processes at work, with their `pids`. `ports` take calls; what `written` makes of a command line is one."""

    ports: tuple[int, ...]
    written: Callable[[str, str, int], Call]
    slacks: tuple[LocalSlack, ...]
    pids: tuple[int, ...]

    def call(self, number: int, text: str, note: str = "") -> Call:
        """`/actions` with that text; numbers are never used twice."""
        return self.written(text, note, number)


@contextmanager
def books(folder: Path) -> Iterator[House]:
    """The sample partnership in a PostgreSQL of its own."""
    with migrated("postgresql", folder) as engine:
        address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        built = house(Config(address, "WARNING", 1, Reminders(), "", "", "", "", 0), StoppedClock(NOW))
        load(built.books, sample())
        yield built
        built.engine.dispose()


@contextmanager
def site(binary: Path, folder: Path, way: str, processes: int, database_url: str | None) -> Iterator[Site]:
    """So many processes: ours over that database, or without one the bare Bolt app.

    The local Slack server sends what comes to every Socket Mode connection, where Slack sends it to one; so there each
    process has a server of its own, and whoever calls deals the commands.
    """
    with ExitStack() as closing:
        slacks = tuple(
            closing.enter_context(LocalSlack(binary, workspace(sample()), folder / f"slack-{number}"))
            for number in range(processes if way == SOCKET else 1)
        )
        ports = tuple(free_port() for _ in range(processes))
        pids = tuple(
            closing.enter_context(
                _process(folder, number, _environment(slacks[number % len(slacks)], way, port, database_url))
            )
            for number, port in enumerate(ports)
        )
        if way == HTTP:
            app = slacks[0].workspace.app
            here = Site(ports, lambda *said: _posted(app.signing_secret, *said), slacks, pids)
            _wait_for_posts(here)
        else:
            _wait_for_connections(slacks)
            ports = tuple(urlsplit(slack.base_url).port or 0 for slack in slacks)
            here = Site(ports, _said_in_the_server, slacks, pids)
        yield here


def _environment(slack: LocalSlack, way: str, port: int, database_url: str | None) -> dict[str, str]:
    app = slack.workspace.app
    return {
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token if way == SOCKET else "",
        "SLACK_SIGNING_SECRET": app.signing_secret if way == HTTP else "",
        "PORT": str(port),
        "DATABASE_URL": database_url or "",
    }


@contextmanager
def _process(folder: Path, number: int, told: dict[str, str]) -> Iterator[int]:
    """Ours where there is a database for it, else the bare one, by its id; stopped in order afterwards."""
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    mine = ("bot", "--config", str(folder / "config.toml"), "--now", f"{NOW:%Y-%m-%dT%H:%M}", "serve")
    command = (sys.executable, "-m", *(mine if told["DATABASE_URL"] else ("tests.bench.bare",)))
    with (folder / f"bot-{number}.log").open("ab") as log:
        environment = {**os.environ, **told}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_posts(here: Site) -> None:
    for number, port in enumerate(here.ports):
        _eventually(lambda port=port, number=number: _answers(port, here.call(-number, "open").sent))  # type: ignore[misc]


def _answers(port: int, sent: bytes) -> bool:
    head, _, body = sent.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    try:
        url = f"http://127.0.0.1:{port}/slack/events"
        return httpx.post(url, content=body, headers=headers, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _wait_for_connections(slacks: tuple[LocalSlack, ...]) -> None:
    for slack in slacks:
        _eventually(slack.control.connected)


def _eventually(well: Callable[[], bool]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not well():
        if time.monotonic() > deadline:
            raise SandboxError(f"A bot was not ready within {READY_WITHIN:.0f} seconds.")
        time.sleep(0.05)


def _posted(secret: str, text: str, note: str, number: int) -> Call:
    """A command as Slack posts it, signed."""
    said = {"command": "/actions", "text": text, "user_id": TOM, "channel_id": BOARD, "team_id": "T01SANDBOX"}
    more = {
        "trigger_id": f"{number}.1",
        "response_url": "http://127.0.0.1:9/none",
        "api_app_id": "A01SANDBOX",
    }
    body = urlencode({**said, **more})
    return Call(_request("/slack/events", signed(secret, body), body.encode()), note)


def signed(secret: str, body: str) -> dict[str, str]:
    """The headers with which Slack posts it (https://docs.slack.dev/authentication/verifying-requests-from-slack)."""
    stamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def _said_in_the_server(text: str, note: str, _number: int) -> Call:
    said = {"channel": BOARD, "user": TOM, "command": "/actions", "text": text}
    return Call(
        _request("/_control/command", {"Content-Type": "application/json"}, msgspec.json.encode(said)), note
    )


def _request(path: str, headers: dict[str, str], body: bytes) -> bytes:
    every = {"Host": "127.0.0.1", **headers, "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in every.items())
    return f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body
