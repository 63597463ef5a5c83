"""`contacts import` and `contacts export`: contact files at the terminal, previewed first."""

import sys
from collections.abc import Callable
from pathlib import Path

from bot.main import House
from store.books import commit
from store.errors import Invalid
from store.exchange.export import FORMATS
from store.exchange.plan import apply_contacts, plan_contacts, read_contacts
from store.history import Author

IMPORTER = Author("an import at the terminal")


def bring_in(house: House, file: Path, say: Callable[[str], None], agreed: Callable[[], bool]) -> None:
    """Plan, show, ask, apply. Raises BookError with a sentence; then nothing was changed."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Invalid(f"{file.name} cannot be opened. Nothing was changed.") from error
    rows = read_contacts(content, file.name)
    partnership = house.partnership()
    with house.books.open(partnership, IMPORTER, writes=False) as books:
        plan = plan_contacts(rows, file.name, books)
    for line in plan.altering():
        say(str(line))
    say(plan.summary())
    if not plan.changes_anything:
        say("Nothing to do.")
        return
    if not agreed():
        say("Left as it was. Nothing was changed.")
        return
    with house.books.open(partnership, IMPORTER, writes=True) as books:
        books.recorder.what = f"importing contacts from {file.name}"[:300]
        apply_contacts(plan, books)
        commit(books)
    say("Done.")


def hand_out(house: House, kind: str, output: str) -> None:
    """Write the directory to a file or standard output."""
    content = FORMATS[kind](house.assistant.words(house.partnership()))
    if output == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(output).write_bytes(content)
        print(f"Written: {output}.", file=sys.stderr)
