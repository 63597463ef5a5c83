"""One line of a contact file, whatever its form: a person with a seat, an organisation, or a service for the public."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from store.contact_details import email_of, phone_of
from store.dates import parse_date
from store.errors import Invalid
from store.tables import Capacity
from store.upkeep import LONGEST_NAME, LONGEST_ROLE, LONGEST_TITLE

MOST_ROWS = 10_000
MOST_TOLD = 10  # problems that are told one by one

FIELDS = (
    *("kind", "name", "title", "organisation", "capacity", "role", "group", "email", "phone"),
    *("from", "until", "statutory", "also", "topics", "web"),
)
"""The columns of a contact file, as they are exported."""

PERSON, ORGANISATION, SERVICE = "person", "organisation", "service"
_KINDS = {"": PERSON, "contact": PERSON, "individual": PERSON, "org": ORGANISATION, "agency": ORGANISATION}
_CAPACITIES = {
    "board": Capacity.BOARD,
    "board member": Capacity.BOARD,
    "member": Capacity.MEMBER,
    "guest": Capacity.GUEST,
    "officer": Capacity.OFFICER,
    "in attendance": Capacity.IN_ATTENDANCE,
    "attendance": Capacity.IN_ATTENDANCE,
}
_YES = {"yes": True, "y": True, "true": True, "1": True, "statutory": True}
_NO = {"": False, "no": False, "n": False, "false": False, "0": False}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ContactRow:
    """What one line says. `line` is where it stands in its file; empty texts say nothing."""

    line: int
    kind: str
    name: str
    title: str = ""
    organisation: str = ""
    capacity: Capacity | None = None
    role: str = ""
    group: str = ""
    email: str = ""
    phone: str = ""
    since: date | None = None
    until: date | None = None
    statutory: bool = False
    also: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    web: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem(Exception):
    """What is wrong in one line."""

    line: int
    why: str


def rows_of(lines: Iterable[tuple[int, Mapping[str, str]]], name: str, unit: str = "row") -> list[ContactRow]:
    """The rows of a file, each from its cells by column; `unit` is what a row of it is called.

    Raises Invalid that names every row that cannot be read.
    """
    rows: list[ContactRow] = []
    problems: list[Problem] = []
    for line, cells in lines:
        if len(rows) + len(problems) >= MOST_ROWS:
            raise Invalid(
                f"{name} has more than {MOST_ROWS:,} {unit}s. Nothing was changed; please send it in parts."
            )
        try:
            rows.append(_row(line, cells))
        except Problem as problem:
            problems.append(problem)
    problems += _repeated(rows)
    if problems:
        raise Invalid(refusal(name, problems, unit))
    if not rows:
        raise Invalid(
            f"{name} holds no {unit} with a contact in it. Nothing was changed; each needs a name at least."
        )
    return rows


def refusal(name: str, problems: list[Problem], unit: str = "row") -> str:
    """One sentence about all that is wrong with a file."""
    first = sorted(problems, key=lambda problem: problem.line)[:MOST_TOLD]
    told = "; ".join(f"{unit} {problem.line}: {problem.why}" for problem in first)
    more = len(problems) - MOST_TOLD
    rest = f"; and {more} more" if more > 0 else ""
    what = (
        f"a {unit} that cannot be used"
        if len(problems) == 1
        else f"{len(problems)} {unit}s that cannot be used"
    )
    return f"{name} has {what}, so nothing was changed: {told}{rest}."


def _row(line: int, cells: Mapping[str, str]) -> ContactRow:
    def said(column: str) -> str:
        return " ".join(cells.get(column, "").split())

    kind = _KINDS.get(said("kind").casefold(), said("kind").casefold())
    if kind not in (PERSON, ORGANISATION, SERVICE):
        raise Problem(line, f"“{said('kind')[:40]}” is no kind; there are person, organisation and service")
    name = _short(line, said("name"), LONGEST_NAME, "name")
    if not any(map(str.isalpha, name)):
        raise Problem(line, "it has no name")
    row = ContactRow(
        line,
        kind,
        name,
        title=_short(line, said("title"), LONGEST_TITLE, "title"),
        organisation=_short(line, said("organisation"), LONGEST_NAME, "organisation"),
        capacity=_word(line, said("capacity"), _CAPACITIES, "capacity"),
        role=_short(line, said("role"), LONGEST_ROLE, "role"),
        group=said("group"),
        email=_each(line, said("email"), email_of) if kind == PERSON else said("email"),
        phone=_each(line, said("phone"), phone_of) if kind == PERSON else said("phone"),
        since=_day(line, said("from"), "from"),
        until=_day(line, said("until"), "until"),
        statutory=bool(_word(line, said("statutory"), {**_YES, **_NO}, "statutory")),
        also=several(said("also")),
        topics=several(said("topics")),
        web=several(said("web")),
    )
    if row.since and row.until and row.until < row.since:
        raise Problem(line, "it ends before it begins")
    if kind == SERVICE:
        _check_service(row)
    return row


def _check_service(row: ContactRow) -> None:
    for phone in several(row.phone):
        _each(row.line, phone, phone_of)
    for email in several(row.email):
        _each(row.line, email, email_of)
    if not (row.phone or row.email or row.web):
        raise Problem(row.line, "a service needs a number, an address or a page")


def _each(line: int, text: str, read: Callable[[str], str]) -> str:
    try:
        return read(text) if text else ""
    except Invalid as error:
        raise Problem(line, str(error).removesuffix(" Nothing was changed.").rstrip(".")) from error


def _short(line: int, text: str, limit: int, what: str) -> str:
    if len(text) > limit:
        raise Problem(line, f"its {what} is longer than {limit} characters")
    return text


def _word(line: int, text: str, known: Mapping[str, T], what: str) -> T | None:
    if not text and "" not in known:
        return None
    found = known.get(text.casefold())
    if found is None:
        raise Problem(line, f"“{text[:40]}” is no {what}")
    return found


def _day(line: int, text: str, what: str) -> date | None:
    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise Problem(line, f"“{text[:40]}” in the column “{what}” is no date")
    return found


def several(text: str) -> tuple[str, ...]:
    """What a cell holds of one kind, between semicolons or bars."""
    return tuple(part.strip() for part in re.split(r"\s*[;|]\s*", text) if part.strip())


def _repeated(rows: list[ContactRow]) -> Iterator[Problem]:
    """One address in the names of two people would make them one."""
    named: dict[str, ContactRow] = {}
    for row in rows:
        if row.kind == PERSON and row.email:
            first = named.setdefault(row.email.casefold(), row)
            if first.name.casefold() != row.name.casefold():
                yield Problem(row.line, f"it has the address of {first.name} in {first.line}")
