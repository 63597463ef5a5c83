"""Starting: what serving does not need is not loaded, which costs a second and some 40 MB otherwise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import migrated

ROOT = Path(__file__).parents[1]

# The app as `serve` builds it, up to where it would talk to Slack.
SERVE = """
import sys
from pathlib import Path

import bot.cli
import bot.tasks
import bot.serving
from bot.main import build
from bot.connecting import Connection
from bot.slack import SlowWork, build_app, build_services
from slack_bolt.authorization import AuthorizeResult

house = build(Path(sys.argv[1]))
me = AuthorizeResult(enterprise_id=None, team_id="T1", bot_id="B1", bot_user_id="U1", bot_token="xoxb-1")
services = build_services(house.config, house.assistant, 1, "U1", SlowWork())
Connection(build_app(house.config, services, me), house.config)
print("\\n".join(sys.modules))
"""
FOR_PAPERS = (
    *("docx", "lxml", "openpyxl", "pdfplumber"),
    *("store.papers.reading", "store.papers.importing", "store.papers.writing.word_papers"),
    *("docxtpl", "jinja2", "typst", "xlsxwriter", "phonenumbers", "pikepdf", "axe_playwright_python"),
    *(
        "store.papers.writing.pdf",
        "store.papers.writing.html",
        "store.papers.writing.register_xlsx",
        "store.charts",
    ),
    *("icalendar", "store.papers.writing.calendar_ics", "store.papers.writing.timetable_docx"),
)
FOR_HTTP = (
    *("bot.web", "bot.sites", "bot.health", "bot.monitoring", "bot.metrics"),
    *("waitress", "werkzeug", "prometheus_client"),
)
FOR_MANY = (
    *("bot.first_run", "bot.choosing", "bot.stamping", "store.chosen"),
    *(
        "bot.many",
        "bot.gate",
        "bot.installations",
        "bot.installing",
        "bot.sealing",
        "bot.workspaces",
        "bot.leaving",
    ),
    *(
        "bot.setting_up",
        "bot.inviting",
        "store.founding",
        "greenlet",
        "cryptography",
        "sqlalchemy.ext.asyncio",
    ),
    *("slack_sdk.oauth.installation_store.sqlalchemy", "slack_sdk.oauth.state_store.sqlalchemy"),
)
ONLY_SOMETIMES = (
    *("bot.language.free.lines", "bot.language.free.reading", "bot.language.free.intents"),
    *("bot.language.free.concepts", "bot.language.free.learning", "bot.language.explaining"),
    "sqlalchemy.dialects.postgresql",
    "handlers.annual",
    "handlers.contact_files",
    "handlers.passages",
    "store.passages",
    "store.timescales",
    "statistics",
    "PIL",
    "alembic",
    "dateparser",
    "holidays",
    "psycopg",
    "tzlocal",
    "vobject",
    "pythonjsonlogger",
)
FOR_DEVELOPERS = ("bot.demo", "bot.sandbox", "bot.sample", "hypothesis", "playwright", "pytest")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every module that the bot has when it is ready to connect."""
    folder = tmp_path_factory.mktemp("start")
    with migrated("sqlite", folder):
        pass
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{folder / 'books.db'}",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_BOT_TOKEN": "xoxb-1",
    }
    script = folder / "serve.py"
    script.write_text(SERVE, encoding="utf-8")
    command = [sys.executable, "-W", "error", str(script), str(folder / "config.toml")]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_script_gets_as_far_as_serving_does(loaded: set[str]) -> None:
    assert {"bot.listeners.commands", "slack_bolt", "slack_sdk.socket_mode.builtin", "sqlite3"} <= loaded


@pytest.mark.parametrize("name", [*FOR_PAPERS, *FOR_HTTP, *FOR_MANY, *ONLY_SOMETIMES, *FOR_DEVELOPERS])
def test_serving_starts_without(name: str, loaded: set[str]) -> None:
    assert not [module for module in loaded if module == name or module.startswith(f"{name}.")]
