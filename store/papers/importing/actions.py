"""The action points of a paper, each at the meeting that minuted it and under the number printed there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from rapidfuzz import fuzz

from store.books import OpenBooks
from store.dates import day
from store.errors import NotFound
from store.names import Party
from store.papers.importing.age import Ages, newer
from store.papers.importing.meetings import WantedMeeting, minuting, the_meeting
from store.papers.importing.owners import Meant, Owners, same_owners
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.paper import ActionLine
from store.reference import Reference
from store.register import MAX_TEXT
from store.register_printed import Printed
from store.tables import ActionPoint, Status

# Corrected words of one action measure 98 in the papers, two actions of one meeting 61 at most.
SAME_ACTION = 70
SAME_TEXT = 92  # where there is no number to go by


@dataclass(frozen=True, slots=True)
class WantedPoint:
    """An action point as the paper gives it; `ref` is None where no number is printed. Owners are in `owners`."""

    meeting: WantedMeeting
    ref: Reference | None
    printed: Printed
    owners: tuple[Meant, ...]
    line: int

    @property
    def called(self) -> str:
        """The reference, or that it will get the next number."""
        return str(self.ref) if self.ref else "the next number"

    def settled(self, books: OpenBooks) -> Printed:
        """With the owners as the books have them by now."""
        return replace(self.printed, owners=tuple(owner.party(books) for owner in self.owners))


def plan_actions(scene: Scene, owners: Owners) -> Iterator[Entry]:
    """What becomes of each action point, those with printed numbers first."""
    wanted = [_wanted(action, scene, owners) for action in scene.paper.actions]
    numbered = sorted(wanted, key=lambda each: each is not None and each.ref is None)
    rows = [(each, _row(each, scene.books)) for each in numbered if each]
    ages = _ages(scene.books, [row for _each, row in rows if row])
    taken: dict[tuple[str, Reference], WantedPoint] = {}
    for action, each in zip(scene.paper.actions, wanted, strict=True):
        if each is None:
            sentence = f"{action.ref or 'An action'}: {shortened(action.text)}: the paper does not tell which meeting minuted it"
            yield Entry(Section.ACTION_POINT, Kind.UNSURE, sentence, action.line)
    for each, row in rows:
        yield _entry(each, row, taken, scene, ages)


def _wanted(action: ActionLine, scene: Scene, owners: Owners) -> WantedPoint | None:
    raised = action.raised or scene.paper.raised_at
    if raised is None:
        return None
    meeting = minuting(scene, raised, action.line)
    ref = Reference.parse(action.ref)
    year = meeting.month.year
    group = None if meeting.group.is_board else meeting.group.short_name
    printed = Printed(
        text=" ".join(action.text.split()),
        owners=(),
        status=action.status,
        note=" ".join(action.note.split()),
        due=action.due_date,
        due_words=action.due[:200] if action.due else None,
        paragraph=action.minute_paragraph[:20] if action.minute_paragraph else None,
        source=scene.source(action.line),
        closed_at=_closed_at(scene.told, scene.books) if action.status is Status.CLOSED else None,
    )
    meant = tuple(dict.fromkeys(owners.meant(name) for name in action.owners))
    full = replace(ref, year=year, group=group) if ref else None
    return WantedPoint(meeting, full, printed, meant, action.line)


def _closed_at(told: date | None, books: OpenBooks) -> datetime | None:
    """A paper tells that an action was closed by its own day; at noon, so that it is that day in every zone."""
    return min(datetime.combine(told, time(12), books.zone), books.now) if told else None


def _row(wanted: WantedPoint, books: OpenBooks) -> ActionPoint | None:
    """The action of the register with that number; without a number, the one of that meeting with that text."""
    group = books.directory.group_named(wanted.meeting.group.name)
    if group is None:
        return None
    if wanted.ref:
        return books.printed_register.numbered(group, wanted.meeting.month.year, wanted.ref)
    meeting = wanted.meeting.row(books)
    minuted = books.printed_register.minuted_at(meeting.id) if meeting else []
    best = max(minuted, key=lambda point: likeness(point.text, wanted.printed.text), default=None)
    return best if best and likeness(best.text, wanted.printed.text) >= SAME_TEXT else None


def likeness(one: str, other: str) -> float:
    """How alike two texts of actions are, from 0 to 100."""
    return fuzz.ratio(one.casefold(), other.casefold())


@dataclass(frozen=True, slots=True)
class PointAges:
    """When people last changed the action points, their owners included."""

    points: Ages
    owners: Ages

    def by_hand(self, point: ActionPoint) -> date | None:
        """The day of the last change by hand; None where an import made the last one."""
        days = (self.points.by_hand([point.id]), self.owners.by_hand([owner.id for owner in point.owners]))
        return max(filter(None, days), default=None)


def _ages(books: OpenBooks, points: list[ActionPoint]) -> PointAges:
    return PointAges(
        Ages.of(books, "action_point", [point.id for point in points]),
        Ages.of(books, "owner", [owner.id for point in points for owner in point.owners]),
    )


def left_as_newer(point: ActionPoint, told: date | None, books: OpenBooks) -> bool:
    """Whether the books have said something of this action since that day."""
    return newer(told, point.source, _ages(books, [point]).by_hand(point))


def _entry(
    wanted: WantedPoint,
    row: ActionPoint | None,
    taken: dict[tuple[str, Reference], WantedPoint],
    scene: Scene,
    ages: PointAges,
) -> Entry:
    shown = f"{wanted.called} {shortened(wanted.printed.text)} ({wanted.printed.status})"
    if refusal := _refusal(wanted, row, taken):
        return Entry(Section.ACTION_POINT, Kind.UNSURE, f"{shown}: {refusal}", wanted.line)
    if wanted.ref:
        taken[wanted.meeting.group.name, wanted.ref] = wanted
    if row is None or row.status is Status.WITHDRAWN:
        step = partial(_add, wanted)
        return Entry(Section.ACTION_POINT, Kind.ADD, f"{shown}, minuted {_when(wanted)}", wanted.line, step)
    changes = _changes(row, wanted, scene.books)
    if not changes:
        return Entry(Section.ACTION_POINT, Kind.SAME, shown, wanted.line)
    if newer(scene.told, row.source, ages.by_hand(row)):
        sentence = f"{shown}, left: the books are newer ({row.status})"
        return Entry(Section.ACTION_POINT, Kind.SAME, sentence, wanted.line)
    sentence = f"{scene.books.printed_register.name(row)} {'; '.join(changes)}"
    return Entry(Section.ACTION_POINT, Kind.CHANGE, sentence, wanted.line, partial(_restate, wanted))


def _refusal(
    wanted: WantedPoint, row: ActionPoint | None, taken: dict[tuple[str, Reference], WantedPoint]
) -> str | None:
    """Why an action cannot be brought in without somebody's looking at it; None when it can."""
    if max(len(wanted.printed.text), len(wanted.printed.note)) > MAX_TEXT:
        return f"longer than the {MAX_TEXT:,} characters that the register takes"
    twin = taken.get((wanted.meeting.group.name, wanted.ref)) if wanted.ref else None
    if twin:
        return f"the paper has given that number to “{shortened(twin.printed.text)}”"
    if row is None or row.status is Status.WITHDRAWN:
        return None
    if likeness(row.text, wanted.printed.text) < SAME_ACTION:
        return f"in the register that number is “{shortened(row.text)}”"
    return None


def _changes(row: ActionPoint, wanted: WantedPoint, books: OpenBooks) -> list[str]:
    """What the paper says otherwise than the register: "status: open -> closed"."""
    printed = wanted.printed
    carried_on = row.status is Status.CARRIED_OVER and books.printed_register.successor(row) is not None
    changes = []
    if row.status is not printed.status and not carried_on:
        changes.append(f"status: {row.status} -> {printed.status}")
    if row.note != printed.note:
        changes.append(f"note: {shortened(row.note) or 'none'} -> {shortened(printed.note) or 'none'}")
    if row.text != printed.text:
        changes.append(f"text: {shortened(row.text)} -> {shortened(printed.text)}")
    if not same_owners(row.owners, wanted.owners, books):
        before = " and ".join(owner.name for owner in row.owners)
        after = " and ".join(owner.shown for owner in wanted.owners)
        changes.append(f"owner: {before or 'none'} -> {after or 'none'}")
    if (row.due, row.due_words) != (printed.due, printed.due_words):
        before, after = _due(row.due, row.due_words), _due(printed.due, printed.due_words)
        changes.append(f"due: {before} -> {after}")
    return changes


def _due(due: date | None, words: str | None) -> str:
    return day(due) if due else words or "none"


def shortened(text: str) -> str:
    """A text as a plan shows it: the beginning of a long one."""
    return text if len(text) <= 90 else f"{text[:88].rstrip()} …"


def _when(wanted: WantedPoint) -> str:
    return day(wanted.meeting.day) if wanted.meeting.day else f"in {wanted.meeting.month:%m/%Y}"


def _add(wanted: WantedPoint, books: OpenBooks) -> None:
    books.printed_register.enter(the_meeting(wanted.meeting, books), wanted.ref, wanted.settled(books))


def _restate(wanted: WantedPoint, books: OpenBooks) -> None:
    point = _row(wanted, books)
    if point is None:
        raise NotFound(f"{wanted.called} is not in the register any more. Nothing was changed.")
    printed = wanted.settled(books)
    if same_owners(point.owners, wanted.owners, books):
        held = tuple(Party(owner.kind, owner.party_id, owner.name) for owner in point.owners)
        printed = replace(printed, owners=held)
    books.printed_register.restate(point, printed)
