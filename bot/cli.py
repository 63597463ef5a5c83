"""The command line: `python -m bot …`. Each command is a few lines over the same house that Slack talks to."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from bot.logs import configure
from store.errors import BookError

DEFAULT_CONFIG = "config.toml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 when it was done, 1 when it could not be, with one sentence on standard error."""
    asked = parser().parse_args(arguments)
    configure()
    from bot import tasks  # noqa: PLC0415 - `--help` and mistakes need none of the house

    command = getattr(tasks, f"run_{asked.command}")
    try:
        return int(command(asked) or 0)
    except BookError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


def parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    top = argparse.ArgumentParser(
        prog="partnership-bot", description="The assistant of a multi-agency partnership, in Slack and here."
    )
    top.add_argument(
        "--config",
        type=Path,
        default=Path(os.environ.get("PARTNERSHIP_BOT_CONFIG", DEFAULT_CONFIG)),
        help="the configuration file (default: config.toml)",
    )
    top.add_argument(
        "--now", metavar="TIME", help="start the clock there, such as 2025-10-06T09:30; it ticks on"
    )
    top.add_argument(
        "--partnership",
        metavar="NAME",
        default="",
        help="whose books, by name or number, where there are those of several",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="run the bot")
    _demo(commands)
    _ask(commands)
    _papers(commands)
    _export(commands)
    _contacts(commands)
    reminders = commands.add_parser("reminders", help="what would be posted, when, where and to whom")
    reminders.add_argument("--until", metavar="DATE", help="how far to look ahead (default: 30 days)")
    commands.add_parser(
        "check", help="configuration, tokens, database and clock: one line each, with the remedy"
    )
    _person(commands)
    _removed(commands)
    _backup(commands)
    commands.add_parser("access", help="who may do what, as a table, and who acts as secretariat")
    commands.add_parser(
        "templates", help="the folder of Word templates: begin it, check it, what can stand in them"
    )
    return top


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def _demo(commands: Commands) -> None:
    demo = commands.add_parser(
        "demo", help="a Slack-like workspace in the browser, a sample partnership, the bot"
    )
    demo.add_argument("--port", type=int, default=3000, help="where the workspace is shown (default: 3000)")
    demo.add_argument(
        "--step", metavar="TIME", help="move the clock of the running demo on, such as 1d, 2h or 30m"
    )


def _ask(commands: Commands) -> None:
    ask = commands.add_parser("ask", help="one line through the same path as Slack")
    ask.add_argument("line", nargs="?", default="", help="what to ask, in quotes")
    ask.add_argument("--as", dest="name", default="", metavar="NAME", help="who asks, by name")
    ask.add_argument(
        "--explain", action="store_true", help="also why it was understood so: words, candidates, scores"
    )
    ask.add_argument("--json", action="store_true", help="request, slots, outcome and text as JSON")
    ask.add_argument("--jsonl", metavar="FILE", help="many lines from a file, or - for standard input")


def _papers(commands: Commands) -> None:
    read = commands.add_parser("read", help="what the reader recognises in a paper; stores nothing")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="all of it as JSON")
    bring = commands.add_parser("import", help="show what papers would change, then apply it")
    bring.add_argument("files", type=Path, nargs="+", metavar="FILE")
    bring.add_argument("--yes", action="store_true", help="apply without asking")
    bring.add_argument(
        "--unsure",
        action="store_true",
        help="take what is unsure too; without it each such row is asked about",
    )
    bring.add_argument("--details", action="store_true", help="show every line, also what stays the same")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to write (default: standard output)"
    )


def _person(commands: Commands) -> None:
    person = commands.add_parser("person", help="everything held about somebody, and forgetting them")
    what = person.add_subparsers(dest="what", required=True, metavar="WHAT")
    export = what.add_parser("export", help="everything held about somebody, for reading")
    export.add_argument("name", help="who, in quotes")
    export.add_argument("--json", action="store_true", help="all columns, as JSON")
    _output(export)
    forget = what.add_parser("forget", help="take out contact details, Slack identity and the name")
    forget.add_argument("name", help="who, in quotes")
    forget.add_argument("--yes", action="store_true", help="do it without asking")


def _removed(commands: Commands) -> None:
    removed = commands.add_parser(
        "removed", help="books of workspaces that have removed the bot, and deleting some"
    )
    what = removed.add_subparsers(dest="what", metavar="delete")
    gone = what.add_parser("delete", help="delete the books of one of them for good")
    gone.add_argument("name", help="whose, by name in quotes or number")
    gone.add_argument("--yes", action="store_true", help="do it without asking")


def _backup(commands: Commands) -> None:
    backup = commands.add_parser("backup", help="copy the books into a file, while the bot works")
    backup.add_argument("file", type=Path, help="a new file; its checksum is put beside it")
    restore = commands.add_parser("restore", help="put a copy of the books back, where there are none")
    restore.add_argument("file", type=Path, help="the copy; its checksum stands beside it")


def _contacts(commands: Commands) -> None:
    contacts = commands.add_parser("contacts", help="the directory to and from CSV and vCard files")
    ways = contacts.add_subparsers(dest="way", required=True, metavar="import|export")
    bring = ways.add_parser("import", help="show what a file would change, then apply it")
    bring.add_argument("file", type=Path)
    bring.add_argument("--yes", action="store_true", help="apply without asking")
    out = ways.add_parser("export", help="everybody, every organisation and every service")
    out.add_argument("--format", default="csv", choices=("csv", "vcf"))
    _output(out)


def _export(commands: Commands) -> None:
    export = commands.add_parser(
        "export", help="the register as a paper, the timetable of a year, or the meetings for a calendar"
    )
    _of_a_meeting(export)
    export.add_argument(
        "--timetable",
        metavar="YEAR",
        nargs="?",
        const="",
        help="the timetable of 2026 or 2026/27 (default: this year)",
    )
    export.add_argument(
        "--format",
        default="docx",
        choices=("docx", "pdf", "xlsx", "csv", "html", "json", "ics"),
        help="ics: the meetings for a calendar",
    )
    export.add_argument("--annual", metavar="YEAR", help="the draft of the annual review of 2026 or 2026/27")
    export.add_argument(
        "--plan",
        nargs="?",
        const="",
        metavar="PLAN",
        help="the community safety plan with its colours, of 2025/26 or (default) the newest",
    )
    export.add_argument(
        "--everything",
        action="store_true",
        help="all that the books hold, as one ZIP file of JSON and CSV, for another product",
    )
    _edition(export)
    _output(export)


def _of_a_meeting(export: argparse.ArgumentParser) -> None:
    """Which meeting, and which of its papers."""
    export.add_argument(
        "--meeting", metavar="DATE", help="one meeting, or its register; without one, everything"
    )
    export.add_argument(
        "--group", metavar="NAME", help="whose meeting or meetings (default: the Board's, or all)"
    )
    export.add_argument(
        "--paper",
        choices=("register", "agenda", "pack", "minutes"),
        default="register",
        help="which paper of a meeting",
    )


def _edition(export: argparse.ArgumentParser) -> None:
    """For whom a paper is, and what of the register stands in it."""
    export.add_argument(
        "--edition",
        choices=("public", "internal"),
        help="internal: with what is confidential (default: all of the register is internal, the rest public)",
    )
    export.add_argument(
        "--only",
        choices=("open", "overdue", "undated", "closed", "carried", "all"),
        help="a choice by how they stand",
    )
    export.add_argument("--about", metavar="WORDS", help="a choice by name, organisation, meeting or words")
