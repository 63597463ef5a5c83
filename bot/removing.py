"""`removed` and `removed delete`: the books of workspaces that have removed the bot, and deleting some after asking."""

from collections.abc import Callable, Iterator

from bot.main import House
from store.database import rewritten
from store.dates import full_day
from store.errors import NotFound
from store.removal import Removed, delete_books, removed

_ADVICE = (
    "Make a copy before, if they may be wanted again: `python -m bot backup FILE`, or pg_dump for PostgreSQL; or hand them"
    " over with `python -m bot --partnership {id} export --everything -o FILE`."
)


def list_removed(house: House, say: Callable[[str], None]) -> None:
    """Those whose books wait, since when, and what becomes of them."""
    found = _found(house)
    if not found:
        say("No workspace that has its books here has removed the bot.")
        return
    for each in found:
        say(_line(each))
    days = house.config.retention.removed_workspaces
    say(
        f"They are deleted {days} days after the bot was removed."
        if days
        else "They are kept until somebody deletes them: `python -m bot removed delete NAME`."
    )


def delete_removed(house: House, name: str, say: Callable[[str], None], agreed: Callable[[], bool]) -> bool:
    """Show what would go, ask, and delete it; whether it was done. Raises NotFound, or Conflict when they are back."""
    chosen = _chosen(house, name)
    say(_line(chosen))
    say(_ADVICE.format(id=chosen.id))
    if not agreed():
        say("Left as they were. Nothing was deleted.")
        return False
    with house.books.session(writes=True) as session:
        gone = delete_books(session, chosen.id)
        session.commit()
    say(f"Deleted: the books of {chosen.name}, {gone} rows.")
    if not rewritten(house.engine):
        say(
            "The database file was busy and still holds traces; stop the bot and VACUUM it to be rid of them."
        )
    say("Copies and exported papers made before still hold them.")
    return True


def _found(house: House) -> list[Removed]:
    with house.books.session(writes=False) as session:
        return removed(session)


def _chosen(house: House, name: str) -> Removed:
    """The one that is meant, by number or name."""
    found, called = _found(house), name.strip().casefold()
    fitting = [each for each in found if called in (str(each.id), each.name.casefold())]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        numbers = ", ".join(str(each.id) for each in fitting)
        raise NotFound(
            f"{name} is the name of several: say which by number ({numbers}). Nothing was deleted."
        )
    raise NotFound(
        f"“{name[:80]}” is no partnership whose workspace has removed the bot. Nothing was deleted;"
        " `python -m bot removed` lists those there are."
    )


def _line(each: Removed) -> str:
    return " · ".join(_parts(each))


def _parts(each: Removed) -> Iterator[str]:
    yield f"{each.id} {each.name}"
    yield f"workspace {each.team or 'none'}"
    yield f"removed on {full_day(each.since.date())}"
    yield f"{each.rows} rows"
