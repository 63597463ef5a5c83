"""`person export` and `person forget`: what is held about somebody, and taking it out after asking."""

from collections.abc import Callable, Mapping

from bot.main import House
from store.books import OpenBooks, commit
from store.database import rewritten
from store.errors import NotFound
from store.forgetting import Forgetting, forget, forgetting
from store.held import Row, held
from store.history import Author
from store.names import one
from store.tables import Person

TERMINAL = Author("the terminal")
# One and several rows of a table, where its own name and an "s" will not do.
_CALLED = {
    "action_update": ("update", "updates"),
    "attendance": ("line of attendance", "lines of attendance"),
    "change": ("change in the history", "changes in the history"),
    "delivery": ("remembered answer", "remembered answers"),
    "handbook_entry": ("handbook entry", "handbook entries"),
    "passage": ("paragraph of a paper", "paragraphs of papers"),
    "history": ("entry of the history", "entries of the history"),
    "outbox": ("reminder", "reminders"),
    "owner": ("owner of an action point", "owners of action points"),
    "quiet": ("snooze", "snoozes"),
}


def export_person(house: House, name: str) -> dict[str, list[Row]]:
    """Everything that is held about somebody, by table. Raises NotFound or Ambiguous for the name."""
    with house.books.open(house.partnership(), TERMINAL, writes=False) as books:
        return held(books.session, _person(name, books, house))


def forget_person(house: House, name: str, say: Callable[[str], None], agreed: Callable[[], bool]) -> bool:
    """Show what it comes to, ask, and do it; whether it was done. Raises NotFound or Ambiguous for the name."""
    with house.books.open(house.partnership(), TERMINAL, writes=False) as books:
        for line in _told(forgetting(_person(name, books, house), books)):
            say(line)
    if not agreed():
        say("Left as it was. Nothing was changed.")
        return False
    with house.books.open(house.partnership(), TERMINAL, writes=True) as books:
        done = forget(_person(name, books, house), books)
        commit(books)
    say(f"Done: {done.name} is “{done.office}” from now on.")
    if not rewritten(house.engine):
        say(
            "The database file was busy and still holds traces; stop the bot and VACUUM it to be rid of them."
        )
    say("Backups and exported papers made before still hold the name.")
    return True


def _person(name: str, books: OpenBooks, house: House) -> Person:
    party = one(name, house.books.words_of(books.session, books.partnership), books.today)
    person = books.directory.person(party.id) if party.kind == "person" and party.id else None
    if person is None:
        raise NotFound(f"“{name[:80]}” is no person of the directory. Nothing was changed.")
    return person


def _told(plan: Forgetting) -> list[str]:
    said = [
        f"{plan.name} becomes “{plan.office}”.",
        "  Removed for good: title, e-mail address, telephone number and Slack identity, in the history as well.",
    ]
    if plan.sitting:
        said.append("  They still sit; their seats end today.")
    if plan.removed:
        said.append(f"  Removed: {_counted(plan.removed)}.")
    if plan.reworded:
        said.append(f"  Reworded: {_counted(plan.reworded)}.")
    if plan.namesake:
        said.append(
            f"  Somebody else is called {plan.name} as well, so texts with that name are left as they are."
        )
    if plan.owing:
        said.append(
            f"  They still own {', '.join(plan.owing)}: give them to somebody else with `/actions assign`."
        )
    if plan.left:
        rest = f" and {len(plan.left) - 20} more" if len(plan.left) > 20 else ""
        said.append(
            f"  The surname alone stands in {', '.join(plan.left[:20])}{rest}: please look there yourself."
        )
    return said


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {_named(table, count)}" for table, count in counts.items())


def _named(table: str, count: int) -> str:
    plain = table.replace("_", " ")
    single, several = _CALLED.get(table, (plain, f"{plain}s"))
    return single if count == 1 else several
