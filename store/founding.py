"""Beginning the books of a partnership: its name and zone, the groups that meet, and who keeps the books."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from store.books import Books, OpenBooks, commit
from store.errors import Conflict, Invalid
from store.group_names import MAX_NAME, bare_name, initials, kind_of, short_name_of
from store.history import Author
from store.tables import Capacity, Partnership
from store.texts import short_line
from store.workspaces import partnerships_in

MAX_SHORT = 40
SECRETARIAT = "Secretariat"


@dataclass(frozen=True, slots=True)
class Keeper:
    """Somebody who keeps the books from the first day, as Slack knows them."""

    name: str
    slack_user: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Founding:
    """What a partnership begins with. `channel` is the Board's, `groups` are the others that meet, by name.

    `team` is the Slack workspace, `known` how many partnerships there were in it when somebody began to fill this in.
    """

    name: str
    short_name: str = ""
    timezone: str = "Europe/London"
    channel: str | None = None
    groups: tuple[str, ...] = ()
    keepers: tuple[Keeper, ...] = ()
    team: str | None = None
    known: int = 0


def checked_zone(said: str) -> str:
    """The time zone that somebody named, whatever its case. Raises Invalid for none."""
    wanted = said.strip().replace(" ", "_").casefold()
    found = next((zone for zone in available_timezones() if zone.casefold() == wanted), None)
    if found is None:
        raise Invalid(f"“{said.strip()[:40]}” is no time zone that I know. Write it as Europe/London.")
    return found


def found(books: Books, wanted: Founding, author: Author) -> int:
    """Begin the books, in one transaction; the id of the partnership.

    Raises Invalid for names that cannot be kept, Conflict when the workspace has such a partnership, or when somebody
    else has begun its books meanwhile.
    """
    name = short_line(wanted.name, MAX_NAME, "The name of a partnership")
    if not name:
        raise Invalid("A partnership needs a name. Nothing was changed.")
    short_name = short_line(wanted.short_name, MAX_SHORT, "The short name of a partnership")
    with books.session(writes=True) as session:
        _check(session, name, wanted)
        now = books.clock.now()
        partnership = Partnership(
            name=name,
            short_name=short_name or initials(name)[:MAX_SHORT],
            timezone=checked_zone(wanted.timezone),
            slack_team=wanted.team,
            created_at=now,
        )
        session.add(partnership)
        session.flush()
        opened = books.begun(session, partnership, author)
        opened.recorder.what = f"beginning the books of {name}"[:300]
        _begin(opened, wanted)
        commit(opened)
        return partnership.id


def _check(session: Session, name: str, wanted: Founding) -> None:
    there = partnerships_in(session, wanted.team, in_turn=True) if wanted.team else []
    if len(there) > wanted.known:
        raise Conflict(
            f"The books of {there[-1].name} have been begun here meanwhile. Nothing was changed by this."
        )
    if any(each.name == name for each in there):
        raise Conflict(f"{name} has its books here already. Nothing was changed.")


def _begin(books: OpenBooks, wanted: Founding) -> None:
    directory = books.directory
    board = directory.add_group(
        f"{books.partnership.name} Board"[:MAX_NAME], "Board", is_board=True, kind="board"
    )
    board.channel = wanted.channel or None
    for name, short in _groups(wanted.groups):
        directory.add_group(name, short, kind=kind_of(name))
    for keeper in wanted.keepers:
        person = directory.add_person(short_line(keeper.name, MAX_NAME, "A name"))
        person.email = keeper.email
        directory.link(person, keeper.slack_user)
        directory.add_membership(person, None, Capacity.OFFICER, books.today, role=SECRETARIAT)


def _groups(said: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Names and short names of the groups, each once. Raises Conflict when two would be called the same for short."""
    found = {"Board": "Board"}
    for line in said:
        name = bare_name(short_line(line, MAX_NAME, "The name of a group"))
        if not name or name in found.values():
            continue
        short = short_name_of(line)
        if short in found:
            raise Conflict(
                f"{name} and {found[short]} would both be {short} for short. Give one of them another in brackets, such"
                f" as “{name} (XY)”. Nothing was changed."
            )
        found[short] = name
        yield name, short
