"""What an undoing took back, in a sentence: of an import all that it had brought, in numbers."""

from collections import Counter
from types import MappingProxyType

from handlers.desk import Desk
from store.history import IMPORT
from store.phrases import listed
from store.reference import Reference
from store.tables import ActionPoint, Change, History

# What people know of what an import brings, in the order of its importance; the rest hangs on these.
_BROUGHT = MappingProxyType(
    {
        "action_point": ("action point", "action points"),
        "plan_target": ("plan target", "plan targets"),
        "meeting": ("meeting", "meetings"),
        "agenda_item": ("agenda item", "agenda items"),
        "person": ("person", "people"),
        "organisation": ("organisation", "organisations"),
        "service_contact": ("service contact", "service contacts"),
        "handbook_entry": ("handbook entry", "handbook entries"),
        "passage": ("paragraph to be quoted", "paragraphs to be quoted"),
    }
)
_NAMED = 12  # references, before there are too many to read


def taken_back(change: Change, entries: list[History], concerned: list[ActionPoint], desk: Desk) -> str:
    """What a change is called, with the numbers of what it concerned where its name has none; the full stop is to follow."""
    if change.what.startswith(IMPORT):
        return _import(change, entries, concerned, desk)
    if not concerned or Reference.find(change.what):
        return change.what
    return f"{change.what} ({', '.join(desk.books.register.name(point) for point in concerned)})"


def _import(change: Change, entries: list[History], concerned: list[ActionPoint], desk: Desk) -> str:
    """Such as "the import of pack.docx. It had brought 2 action points (02/21, 02/22) and 1 meeting, …"."""
    made = {(entry.row_kind, entry.row_id) for entry in entries if entry.before is None}
    counts = Counter(kind for kind, _row in made)
    brought = [
        f"{counts[kind]} {one if counts[kind] == 1 else several}{_numbers(kind, made, concerned, desk)}"
        for kind, (one, several) in _BROUGHT.items()
        if counts[kind]
    ]
    known = {(entry.row_kind, entry.row_id) for entry in entries if entry.before and entry.after} - made
    altered = sum(kind in _BROUGHT for kind, _row in known)
    said = [f"It had brought {listed(brought)}, which are out of the books again"] if brought else []
    if altered:
        entry = "1 entry" if altered == 1 else f"{altered} entries"
        said.append(f"{'it' if brought else 'It'} had changed {entry}, as before again")
    return f"the {change.what}. {'; '.join(said)}" if said else f"the {change.what}"


def _numbers(kind: str, made: set[tuple[str, int]], concerned: list[ActionPoint], desk: Desk) -> str:
    """The references of the action points it had brought, as far as they can be read at a glance."""
    if kind != ActionPoint.__tablename__:
        return ""
    names = [desk.books.register.name(point) for point in concerned if (kind, point.id) in made]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f" ({', '.join(names[:_NAMED])}{more})"
