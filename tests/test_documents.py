"""The documents tell the truth: README, architecture, manifest and the example configuration against the code."""

import argparse
import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import msgspec

from bot.cli import parser
from bot.config import File
from bot.language.commands import STATES, VERBS
from bot.listeners.commands import COMMANDS
from bot.listeners.shortcuts import FROM_ANYWHERE, FROM_MESSAGE
from bot.main import House
from bot.metrics import Metrics
from bot.scopes import SCOPES
from handlers.helping import HELP, TOPICS
from handlers.requests import AnyRequest
from handlers.table import HANDLERS
from store.backups import PG_DUMP, PG_RESTORE
from tests.conversation import Conversation

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))


def test_every_terminal_command_is_in_the_readme() -> None:
    choices = next(a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert choices
    for command in choices:
        assert re.search(rf"`{command}\b", README), command


def test_every_help_line_is_understood_by_somebody() -> None:
    for lines in HELP.values():
        for line in lines:
            assert re.match(r"`/(actions|meetings|contacts)", line), line


def test_every_verb_and_state_is_told_in_the_help() -> None:
    told = " ".join(HELP["actions"])
    for word in {"open", "overdue", "closed", "carried", "all"} & STATES.keys():
        assert word in told
    for verb in {"close", "update", "carry", "reopen", "assign", "due", "confidential"} & VERBS.keys():
        assert verb in told


def test_every_request_has_a_handler_and_a_help_line() -> None:
    kinds = set(get_args(AnyRequest))
    assert kinds == set(HANDLERS)
    for kind in kinds:
        assert kind.__doc__
        assert kind.__doc__.strip()


def test_the_example_configuration_holds_the_defaults() -> None:
    text = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"(?m)^# (database = )", r"\1", text)
    assert msgspec.convert(tomllib.loads(text), File) == File()
    assert set(tomllib.loads(uncommented)) == {field.name for field in msgspec.structs.fields(File)}


def test_the_manifest_knows_what_the_code_listens_to() -> None:
    assert {c["command"] for c in MANIFEST["features"]["slash_commands"]} == set(COMMANDS)
    assert {s["callback_id"] for s in MANIFEST["features"]["shortcuts"]} == {FROM_MESSAGE, FROM_ANYWHERE}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) >= SCOPES


def test_what_the_architecture_names_is_there() -> None:
    named = re.findall(r"`((?:bot|handlers|scheduler|store)/[\w/]+\.py)`", ARCHITECTURE)
    assert len(named) > 8
    for path in named:
        assert (ROOT / path).exists(), path


def test_the_lines_of_postgresql_are_those_that_are_tested() -> None:
    operating = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert f"\n    {PG_DUMP}\n    {PG_RESTORE}\n" in operating


def test_every_metric_is_told_of_and_none_that_is_not_there(home: House) -> None:
    operating = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    shown = Metrics(home.books).exposed().decode()
    there = {
        f"{name}{'_total' if kind == 'counter' and not name.endswith('_total') else ''}"
        for name, kind in re.findall(r"# TYPE (partnership_bot_\w+) (\w+)", shown)
    }
    told = set(re.findall(r"`(partnership_bot_\w+)`", operating))
    assert told == {name for name in there if not name.endswith("_created")}
    everywhere = set(re.findall(r"partnership_bot_\w+", operating))
    assert {name.removesuffix("_bucket") for name in everywhere} == told


def test_every_test_that_the_security_page_names_is_there() -> None:
    named = re.findall(
        r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    )
    assert len(named) > 40
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"


def test_every_threat_has_a_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    table = page.partition("## Threats")[2].partition("\n\n|")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(table) > 15
    for line in table:
        assert "`tests/" in line.split("|")[-2], line


def test_the_readmes_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists(), picture


FIRST_PAGE = 1_300  # characters: an officer reads that in twenty seconds


def test_help_begins_with_one_short_page_that_leads_to_all_others(bot: Conversation) -> None:
    first = bot.command("Tom Adisa", "/actions help")
    page = bot.writes("Tom Adisa", "help")

    assert len(page.text) < FIRST_PAGE
    assert set(re.findall(r"`help (\w+)`", page.text)) == set(TOPICS)
    assert "`/actions close 07/02 Circulated on 14 February`" in first.text


def test_every_page_of_the_help_is_reached_in_words_and_behind_a_slash_and_fits_a_screen(
    bot: Conversation,
) -> None:
    for name, topic in TOPICS.items():
        for said in (name, *topic.called):
            assert topic.lines[0] in bot.writes("Tom Adisa", f"help {said}").text, said
        for command in COMMANDS:
            heard = bot.command("Tom Adisa", f"{command} help {name}")
            assert topic.lines[-1] in heard.text
            assert len(heard.text) < FIRST_PAGE
            assert {TOPICS[each].title.split(" (")[0] for each in topic.onward} <= set(heard.labels)


def test_no_two_pages_of_the_help_go_by_one_name() -> None:
    names = [name for key, topic in TOPICS.items() for name in (key, *topic.called)]
    assert len(names) == len(set(names))


def test_every_command_of_the_readme_stands_on_some_page_of_the_help() -> None:
    told = " ".join(line for lines in HELP.values() for line in lines)
    commands = set(re.findall(r"`/(?:actions|meetings|contacts) ([a-z]+)\b", README))
    assert len(commands) > 40
    for word in commands:
        assert re.search(rf"\b{word}\b", told), word
