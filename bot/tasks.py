"""What each command of the terminal does. Slack is loaded only by those that talk to it."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from bot.blocks.plain import plain
from bot.config import load
from bot.main import House, build, clock
from handlers.access import TABLE, Cells, Operation, Role
from handlers.desk import Caller
from handlers.replies import Outcome, Reply
from handlers.requests import AnyRequest, meant, slots
from scheduler.forecast import Forecast, forecast
from store.dates import clock_time, full_day
from store.errors import BookError, Invalid
from store.held import readable
from store.history import Author
from store.names import one

TERMINAL = Author("the terminal")


def _house(asked: argparse.Namespace) -> House:
    return build(asked.config, asked.now, asked.partnership)


def run_serve(asked: argparse.Namespace) -> None:
    """Run until stopped."""
    import logging  # noqa: PLC0415

    from bot.logs import catch_the_rest, configure  # noqa: PLC0415
    from bot.serving import serve  # noqa: PLC0415

    house = _house(asked)
    configure(house.config.log_format)
    catch_the_rest()
    logging.getLogger("bot").setLevel(house.config.log_level)
    serve(house)


def run_demo(asked: argparse.Namespace) -> None:
    """The sandbox, or a step of its clock."""
    from bot.demo import run, step  # noqa: PLC0415

    if asked.step:
        step(asked.step)
    else:
        run(asked.port)


def run_ask(asked: argparse.Namespace) -> int:
    """One line, or many."""
    house = _house(asked)
    if asked.jsonl:
        return _ask_many(house, asked)
    if not asked.line:
        raise Invalid('What do you want to ask? For instance: ask "next meeting" --as "Ada Okafor".')
    caller = _caller(house, asked.name, "terminal")
    if asked.explain:
        print("\n".join(house.assistant.explained(asked.line, caller)))
    request, reply = house.assistant.say(asked.line, caller)
    if asked.json:
        _print_json(_answer(house, request, reply))
    else:
        print(_text(house, reply))
    return 1 if reply.outcome is Outcome.REFUSED else 0


def _caller(house: House, name: str, place: str) -> Caller:
    partnership = house.partnership()
    if not name:
        return Caller(partnership, None, "somebody at the terminal", place=place)
    words = house.assistant.words(partnership)
    party = one(name, words, house.books.today(words.timezone))
    if party.kind != "person":
        raise Invalid(f"“{name}” is no person of the directory, so nobody asked. Give a name with --as.")
    return Caller(partnership, party.id, party.name, place=f"{place}:{party.id}")


def _text(house: House, reply: Reply) -> str:
    return plain(reply, ZoneInfo(house.assistant.words(house.partnership()).timezone))


def _answer(house: House, request: AnyRequest, reply: Reply) -> dict[str, Any]:
    asked = meant(request)  # that it is asked first, the outcome says
    return {
        "request": str(type(asked).__struct_config__.tag),
        "slots": slots(asked),
        "outcome": reply.outcome.value,
        "text": _text(house, reply),
    }


def _print_json(thing: Any) -> None:
    print(msgspec.json.encode(thing, enc_hook=str).decode())


class Line(msgspec.Struct, frozen=True):
    """A line of `ask --jsonl`."""

    say: str
    now: str | None = None
    name: str = msgspec.field(default="", name="as")
    conversation: str = "terminal"


def _ask_many(house: House, asked: argparse.Namespace) -> int:
    """Each line at its own time; lines of one conversation follow each other."""
    for number, text in enumerate(_lines(asked.jsonl), start=1):
        try:
            line = msgspec.json.decode(text, type=Line)
            here = _at(house, line.now or asked.now)
            request, reply = here.assistant.say(
                line.say, _caller(here, line.name or asked.name, line.conversation)
            )
            _print_json(_answer(here, request, reply))
        except msgspec.MsgspecError as error:
            _print_json(_failed(f"Line {number} cannot be read: {error}."))
        except BookError as error:
            _print_json(_failed(str(error)))
    return 0


def _failed(sentence: str) -> dict[str, Any]:
    return {"request": "none", "slots": {}, "outcome": Outcome.REFUSED.value, "text": sentence}


def _at(house: House, now: str | None) -> House:
    """The same house at another time."""
    house.books.clock = clock(now)
    return house


def _lines(source: str) -> Iterator[str]:
    lines = sys.stdin if source == "-" else Path(source).read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line.strip())


def _read(asked: argparse.Namespace) -> Any:
    from store.papers.files import read_file  # noqa: PLC0415 - only papers need the reader

    return read_file(asked.file, load(asked.config).limits)


def run_read(asked: argparse.Namespace) -> None:
    """What a paper holds."""
    from store.papers.paper import to_json  # noqa: PLC0415

    paper = _read(asked)
    found = to_json(paper)
    if asked.json:
        _print_json(found)
        return
    for name, value in found.items():
        if isinstance(value, list) and value:
            print(f"{name}: {len(value)}")
            for entry in value:
                print(f"  {_brief(entry)}")
        elif isinstance(value, dict):
            print(f"{name}: {_brief(value)}")
    print(f"paragraphs that can be asked: {len(paper.passages)}")


def _brief(entry: Any) -> str:
    if not isinstance(entry, dict):
        return str(entry)
    return " · ".join(
        str(v) for k, v in entry.items() if v and k != "line" and not isinstance(v, dict | list)
    )


def run_import(asked: argparse.Namespace) -> None:
    """Papers into the books."""
    from bot.importing import Talk, bring_in  # noqa: PLC0415 - only papers need the reader

    def agreed() -> bool:
        return bool(asked.yes) or _agreed("  Shall I make it so? [y/N] ")

    def take(row: str) -> bool:
        return bool(asked.unsure) or (not asked.yes and _agreed(f"  Unsure: {row}\n  Take it too? [y/N] "))

    bring_in(_house(asked), asked.files, Talk(print, agreed, take, _tell), details=asked.details)


def _tell(page: int, pages: int) -> None:
    """How far a long file is read, where somebody is looking."""
    if sys.stderr.isatty():
        print(f"  page {page} of {pages} …", end="\r" if page < pages else "\n", file=sys.stderr)


def run_person(asked: argparse.Namespace) -> int:
    """What is held about somebody, or forgetting them."""
    from bot.persons import export_person, forget_person  # noqa: PLC0415 - hardly ever

    house = _house(asked)
    if asked.what == "forget":
        question = "Shall I forget them? It cannot be undone. [y/N] "
        return 0 if forget_person(house, asked.name, print, lambda: asked.yes or _agreed(question)) else 1
    found = export_person(house, asked.name)
    text = (
        msgspec.json.format(msgspec.json.encode(found, enc_hook=str)).decode()
        if asked.json
        else readable(found)
    )
    _write(f"{text}\n".encode(), asked.output)
    return 0


def run_removed(asked: argparse.Namespace) -> int:
    """The books of workspaces that have removed the bot, or deleting some."""
    from bot.removing import delete_removed, list_removed  # noqa: PLC0415 - hardly ever

    house = _house(asked)
    if asked.what != "delete":
        list_removed(house, print)
        return 0
    question = "Shall I delete them? It cannot be undone. [y/N] "
    return 0 if delete_removed(house, asked.name, print, lambda: asked.yes or _agreed(question)) else 1


def _agreed(question: str) -> bool:
    """Whether somebody at the keyboard says yes; where there is none, nobody does."""
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False


def _write(content: bytes, output: str) -> None:
    if output == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(output).write_bytes(content)


def run_contacts(asked: argparse.Namespace) -> None:
    """Contact files in and out."""
    from bot.contact_files import bring_in, hand_out  # noqa: PLC0415 - only contact files need them

    house = _house(asked)
    if asked.way == "export":
        hand_out(house, asked.format, asked.output)
        return

    def agreed() -> bool:
        return bool(asked.yes) or _agreed("Shall I make it so? [y/N] ")

    bring_in(house, asked.file, print, agreed)


def run_export(asked: argparse.Namespace) -> None:
    """A register, a timetable or a calendar, to a file or standard output."""
    from bot.exporting import export  # noqa: PLC0415 - only papers need the writers

    house = _house(asked)
    if asked.everything:
        from bot.keeping import hand_over  # noqa: PLC0415 - hardly ever

        hand_over(house, asked.output)
        return
    with house.books.open(house.partnership(), TERMINAL, writes=False) as books:
        words = house.books.words_of(books.session, books.partnership)
        content, what = export(asked, books, words, _date)
    _write(content, asked.output)
    if asked.output != "-":
        print(f"Written: {asked.output}, {what}.", file=sys.stderr)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(f"“{text}” is no date; write it as 2025-10-21.") from error


def run_check(asked: argparse.Namespace) -> int:
    """Everything the bot needs, a line each."""
    from bot.checking import check  # noqa: PLC0415 - it talks to Slack

    findings = list(check(asked.config, asked.now))
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1


def run_backup(asked: argparse.Namespace) -> None:
    """A copy of the books, with its checksum."""
    from bot.keeping import make_copy  # noqa: PLC0415

    make_copy(_house(asked), asked.file, print)


def run_restore(asked: argparse.Namespace) -> None:
    """A copy of the books in the place of empty ones."""
    from bot.keeping import put_back  # noqa: PLC0415

    put_back(load(asked.config), clock(asked.now), asked.file, print)


def run_access(asked: argparse.Namespace) -> None:
    """The table of who may do what, as the configuration leaves it."""
    cells = load(asked.config).access.cells
    print("| operation | in config.toml | " + " | ".join(role.value for role in Role) + " |")
    print("|---" * (len(Role) + 2) + "|")
    for operation in Operation:
        said = " | ".join(_cell(cells, role, operation) for role in Role)
        print(f"| {operation.value} | {operation.name.lower()} | {said} |")
    house = _house(asked)
    if house.books.only_partnership() is not None:
        _print_delegates(house, house.partnership())


def _print_delegates(house: House, partnership: int) -> None:
    words = house.assistant.words(partnership)
    today = house.books.today(words.timezone)
    for person_id, until in words.delegates:
        if (person := words.person(person_id)) and until >= today:
            print(f"{person.name} acts as secretariat until {full_day(until)}.")


def _cell(cells: Cells, role: Role, operation: Operation) -> str:
    """What a cell says; where the configuration has tightened it, that as well."""
    cell = cells[role, operation]
    return cell.value if cell is TABLE[role, operation] else f"{cell.value} (configured)"


def run_templates(asked: argparse.Namespace) -> int:
    """The secretariat's own Word templates."""
    from bot.config import load  # noqa: PLC0415
    from bot.templating import templates  # noqa: PLC0415 - only papers need the writers

    return templates(load(asked.config).templates, print)


def run_reminders(asked: argparse.Namespace) -> None:
    """What would be posted from now on."""
    from bot.policies import policy_of  # noqa: PLC0415

    house = _house(asked)
    with house.books.open(house.partnership(), TERMINAL, writes=False) as books:
        until = _date(asked.until) if asked.until else books.today + timedelta(days=30)
        for coming in forecast(books, policy_of(house.config), until):
            print(
                f"{full_day(coming.at.date())}, {clock_time(coming.at.time())}  {_where(coming)}\n  {coming.what}"
            )


def _where(coming: Forecast) -> str:
    if coming.to:
        return f"direct message to {', '.join(coming.to)}"
    return f"channel {coming.channel}" if coming.channel else f"nowhere: {coming.group} has no channel yet"
