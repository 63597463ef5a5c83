"""Secrets stay in the environment: no log, no output of `check`, no book, no copy and no metric ever holds one."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from werkzeug import Request, Response
from werkzeug.routing import Rule

from bot.config import load
from bot.logs import Wordless, catch_the_rest, configure
from bot.main import House, build
from bot.metrics import Metrics
from bot.serving import connected
from bot.web import Pages, WebServer
from tests.ports import free_port
from tests.waiting import eventually

ROOT = Path(__file__).parents[1]
CANARIES = {
    "SLACK_BOT_TOKEN": "xoxb-kanarienvogel-bot",
    "SLACK_APP_TOKEN": "xapp-kanarienvogel-app",
    "SLACK_SIGNING_SECRET": "kanarienvogel-signing",
    "SMTP_PASSWORD": "kanarienvogel-mail",
    "SLACK_CLIENT_SECRET": "kanarienvogel-client",
    "SLACK_TOKEN_KEYS": "kanarienvogel-key",
}


@pytest.fixture
def echo() -> Iterator[str]:
    """A Slack that knows the token, and answers all else with pages that quote it."""

    def answer(request: Request, method: str) -> Response:
        quoted = f"{request.headers.get('Authorization')} {request.get_data(as_text=True)}"
        if method == "auth.test":
            known = {"ok": True, "user_id": "U0BOT", "team_id": "T1", "bot_id": "B1"}
            return Response(json.dumps(known), content_type="application/json")
        return Response(quoted, 400 if "open" in method else 200)

    server = WebServer(Pages([Rule("/api/<method>", endpoint=answer, methods=["POST"])]), 0, 2)
    server.open()
    yield f"http://127.0.0.1:{server.port}/api/"
    server.close()


@pytest.fixture
def environment(home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in CANARIES.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", home.config.database_url)
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{free_port()}/api/")
    monkeypatch.setenv("PORT", str(free_port()))
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def terminal(*words: str) -> str:
    """All that a command of the terminal says, on a machine of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


def betrays(text: str) -> bool:
    return "kanarienvogel" in text


def test_the_configuration_shows_none(environment: pytest.MonkeyPatch) -> None:
    del environment
    config = load(Path("config.toml"))

    assert config.bot_token == CANARIES["SLACK_BOT_TOKEN"]
    assert not betrays(f"{config!r} {config} {build(Path('config.toml'))!r}")


@pytest.mark.parametrize("reachable", [True, False])
def test_check_and_serve_tell_none(environment: pytest.MonkeyPatch, echo: str, reachable: bool) -> None:
    """Also when Slack is away, and when it answers with what it was sent."""
    if reachable:
        environment.setenv("SLACK_API_URL", echo)

    said = terminal("check")
    assert "bot token: " in said
    assert not betrays(said)
    said = terminal("serve")
    assert "Slack" in said
    assert not betrays(said)


def test_nor_the_password_of_the_database(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_URL", f"postgresql://bot:kanarienvogel@127.0.0.1:{free_port()}/books")

    said = terminal("check")
    assert "not ok  database: The database could not be reached" in said
    assert not betrays(said)


def test_a_bot_at_work_writes_none_anywhere(
    environment: pytest.MonkeyPatch, echo: str, caplog: pytest.LogCaptureFixture, home: House
) -> None:
    """Reminders are due and each of them fails, with the token in what comes back."""
    environment.setenv("SLACK_API_URL", echo)
    environment.delenv("SLACK_APP_TOKEN")
    at_work = build(Path("config.toml"), "2026-06-15T09:30")
    with (
        caplog.at_level(logging.DEBUG, "bot"),
        caplog.at_level(logging.DEBUG, "scheduler"),
        connected(at_work),
    ):
        eventually(lambda: "was not delivered" in caplog.text)

    assert not betrays(caplog.text)
    assert not betrays(Metrics(home.books).exposed().decode())
    assert not betrays(terminal("backup", "copy.db") + terminal("export", "--everything", "-o", "all.zip"))
    written = [file for file in Path().iterdir() if file.is_file()]
    assert {"books.db", "copy.db", "all.zip"} <= {file.name for file in written}
    assert [file.name for file in written if b"kanarienvogel" in file.read_bytes()] == []


# The log


def failing() -> None:
    raise RuntimeError(f"{CANARIES} sang")


@pytest.fixture
def root_log() -> Iterator[None]:
    """The log as it is configured within, and as it was afterwards."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    hooks = sys.excepthook
    yield
    root.handlers[:], sys.excepthook = before, hooks
    root.setLevel(level)


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.usefixtures("root_log")
def test_an_error_in_the_log_has_a_place_and_no_words(
    capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    configure(log_format)
    try:
        failing()
    except RuntimeError:
        logging.getLogger("a.library").exception("It failed")

    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "in failing" in said
    assert not betrays(said)
    if log_format == "json":
        line = json.loads(said)
        assert set(line) == {"time", "logger", "level", "message", "exc_info"}
        assert (line["logger"], line["level"], line["message"]) == ("a.library", "ERROR", "It failed")
    else:
        assert " a.library ERROR It failed\n" in said


@pytest.mark.usefixtures("root_log")
def test_what_nobody_has_caught_is_logged_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    catch_the_rest()
    try:
        failing()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)

    assert "ended by RuntimeError" in caplog.text
    assert not betrays(caplog.text)


def test_a_formatter_without_an_error_says_nothing_of_one() -> None:
    assert Wordless().formatException((None, None, None)) == ""


def test_the_log_has_a_format_of_its_own_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('log_format = "json"\n', encoding="utf-8")
    config = load(tmp_path / "config.toml", {})
    assert config.log_format == "json"
    assert msgspec.structs.replace(config, log_format="text").log_format == "text"
