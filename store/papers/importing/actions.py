"""The action points of a paper, each at the meeting that minuted it and under the number printed there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.errors import NotFound
from store.names import Party
from store.papers.importing.age import Ages, newer
from store.papers.importing.meetings import WantedMeeting, minuting, the_meeting
from store.papers.importing.owners import Owners, same_owners
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.points import Numbers, WantedPoint, likeness
from store.papers.importing.scene import Scene
from store.papers.paper import ActionLine
from store.papers.reading.due import dates_in, on_or_after
from store.papers.writing.registers import as_printed
from store.phrases import listed
from store.reference import Reference
from store.register import MAX_TEXT
from store.register_printed import Printed
from store.tables import ActionPoint, Status

# Corrected words of one action measure 98 in the papers, two actions of one meeting 61 at most.
SAME_ACTION = 70
UNTOLD = "the paper does not tell which meeting minuted it"
SAME_TEXT = 92  # where there is no number to go by


def plan_actions(scene: Scene, owners: Owners) -> Iterator[Entry]:
    """What becomes of each action point, those with printed numbers first."""
    wanted = [_wanted(action, scene, owners) for action in scene.paper.actions]
    numbered = sorted(wanted, key=lambda each: each is not None and each.ref is None)
    rows = [(each, _row(each, scene.books)) for each in numbered if each]
    ages = _ages(scene.books, [row for _each, row in rows if row])
    numbers = Numbers(scene)
    for action, each in zip(scene.paper.actions, wanted, strict=True):
        if each is None:
            sentence = f"{action.ref or 'An action'}: {shortened(action.text)}: {UNTOLD}"
            yield Entry(Section.ACTION_POINT, Kind.UNSURE, sentence, action.line)
    for each, row in rows:
        yield _entry(each, row, numbers, scene, ages)


def _wanted(action: ActionLine, scene: Scene, owners: Owners) -> WantedPoint | None:
    ref = Reference.parse(action.ref)
    said = action.raised or scene.paper.raised_at or (None if ref else scene.told)
    raised = said or _supposed(ref, scene)
    if raised is None:
        return None
    meeting = minuting(scene, raised, action.line)
    counted = re.fullmatch(r"(?:[A-Za-z]{1,6}\.?\s*)?(\d{1,3})\.?", action.ref) if ref is None else None
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
        closed_at=_closed_at(action, meeting, scene) if action.status is Status.CLOSED else None,
    )
    meant = tuple(dict.fromkeys(owners.meant(name) for name in action.owners))
    full = replace(ref, year=year, group=group) if ref else None
    number = int(counted[1]) if counted else None
    return WantedPoint(meeting, full, printed, meant, action.line, number, supposed=said is None)


def _supposed(ref: Reference | None, scene: Scene) -> date | None:
    """Which meeting may have minuted what the paper gives no meeting for: the last of the month of its number, else the last."""
    return next((day for day in scene.held if ref is None or day.month == ref.month), None)


def _closed_at(action: ActionLine, meeting: WantedMeeting, scene: Scene) -> datetime | None:
    """When it was closed, where its note gives a day that can be it: "Circulated on 14 February"; the last of several.

    A paper that says no more tells only by when. That is not made up to be the day. At noon, so that it is that day in
    every zone.
    """
    zone = scene.books.zone
    until = min(scene.told or scene.books.today, scene.books.today)
    since = meeting.day or meeting.month
    days = (on_or_after(printed, since) for printed, _ in dates_in(action.note))
    last = max((closed for closed in days if closed and since <= closed <= until), default=None)
    return min(datetime.combine(last, time(12), zone), scene.books.now) if last else None


def _row(wanted: WantedPoint, books: OpenBooks) -> ActionPoint | None:
    """The action of the register with that number.

    Where there is no number, or it stands for another action: the one of that meeting with that text, which somebody has
    taken over under a number of its own.
    """
    group = books.directory.group_named(wanted.meeting.group.name)
    if group is None:
        return None
    numbered = (
        books.printed_register.numbered(group, wanted.meeting.month.year, wanted.ref) if wanted.ref else None
    )
    if numbered and likeness(numbered.text, wanted.printed.text) >= SAME_ACTION:
        return numbered
    meeting = wanted.meeting.row(books) if numbered or not wanted.ref else None
    minuted = books.printed_register.minuted_at(meeting.id) if meeting else []
    best = max(minuted, key=lambda point: likeness(point.text, wanted.printed.text), default=None)
    return best if best and likeness(best.text, wanted.printed.text) >= SAME_TEXT else numbered


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
    wanted: WantedPoint, row: ActionPoint | None, numbers: Numbers, scene: Scene, ages: PointAges
) -> Entry:
    row = row if row and row.status is not Status.WITHDRAWN else None
    if _is_too_long(wanted):
        sentence = f"{_shown(wanted)}: longer than the {MAX_TEXT:,} characters that the register takes"
        return Entry(Section.ACTION_POINT, Kind.UNSURE, sentence, wanted.line)
    if wanted.ref is None and row is None:
        why = UNTOLD if wanted.supposed else "the paper gives it no reference of the register"
        return _proposed(wanted, why, numbers)
    if clash := _clash(wanted, row, numbers):
        return _proposed(wanted, f"{wanted.called} in the paper: {clash}", numbers)
    numbers.take(wanted)
    entry = _beside(wanted, row, scene, ages) if row else _new(wanted)
    if not wanted.supposed or entry.kind is Kind.SAME:
        return entry
    return replace(entry, kind=Kind.UNSURE, sentence=f"{entry.sentence}: {UNTOLD}")


def _shown(wanted: WantedPoint) -> str:
    return f"{wanted.called} {shortened(wanted.printed.text)} ({wanted.printed.status})"


def _told(wanted: WantedPoint) -> str:
    """A new one with its owners and its due date, as they will stand in the register."""
    printed = wanted.printed
    owners = listed(owner.shown for owner in wanted.owners) if wanted.owners else "the partnership"
    due = _due(printed.due, printed.due_words) if printed.due or printed.due_words else "the next meeting"
    ends = "" if printed.status is Status.CLOSED else f"; due: {due}"
    return f"{shortened(printed.text)} ({printed.status}; owner: {owners}{ends})"


def _new(wanted: WantedPoint) -> Entry:
    early = _due_before(wanted)
    sentence = f"{wanted.called} {_told(wanted)}, minuted {_when(wanted)}{early}"
    kind = Kind.UNSURE if early else Kind.ADD
    return Entry(Section.ACTION_POINT, kind, sentence, wanted.line, partial(_add, wanted))


def _beside(wanted: WantedPoint, row: ActionPoint, scene: Scene, ages: PointAges) -> Entry:
    """An action that the register has: where the paper is newer, it counts."""
    changes = _changes(row, wanted, scene.books)
    if not changes:
        return Entry(Section.ACTION_POINT, Kind.SAME, _shown(wanted), wanted.line)
    if newer(scene.told, row.source, ages.by_hand(row)):
        sentence = f"{_shown(wanted)}, left: the books are newer ({row.status})"
        return Entry(Section.ACTION_POINT, Kind.SAME, sentence, wanted.line)
    early = _due_before(wanted)
    sentence = f"{scene.books.printed_register.name(row)} {'; '.join(changes)}{early}"
    kind = Kind.UNSURE if early else Kind.CHANGE
    return Entry(Section.ACTION_POINT, kind, sentence, wanted.line, partial(_restate, wanted))


def _proposed(wanted: WantedPoint, why: str, numbers: Numbers) -> Entry:
    """An action that somebody has to look at, under the number that it gets when it is taken."""
    named = replace(wanted, ref=numbers.propose(wanted))
    sentence = f"{named.called} (proposed) {_told(named)}, minuted {_when(named)}: {why}"
    return Entry(Section.ACTION_POINT, Kind.UNSURE, sentence, named.line, partial(_add, named))


def _is_too_long(wanted: WantedPoint) -> bool:
    return max(len(wanted.printed.text), len(wanted.printed.note)) > MAX_TEXT


def _due_before(wanted: WantedPoint) -> str:
    """What is wrong with a due date before the meeting that minuted the action; empty when nothing is."""
    due, minuted = wanted.printed.due, wanted.meeting.day or wanted.meeting.month
    if due is None or due >= minuted:
        return ""
    return f": it is due on {day(due)}, before the meeting that minuted it"


def _clash(wanted: WantedPoint, row: ActionPoint | None, numbers: Numbers) -> str | None:
    """Why its number cannot be meant; None when it can."""
    if row is not None and wanted.ref and row.number != wanted.ref.number:
        return None
    if twin := numbers.holder(wanted):
        return f"the paper has given that number to “{shortened(twin.printed.text)}”"
    if (
        row is None
        or row.status is Status.WITHDRAWN
        or likeness(row.text, wanted.printed.text) >= SAME_ACTION
    ):
        return None
    return f"in the register that number is “{shortened(row.text)}”"


def _changes(row: ActionPoint, wanted: WantedPoint, books: OpenBooks) -> list[str]:
    """What the paper says otherwise than the register: "status: open -> closed"."""
    printed = wanted.printed
    carried_on = row.status is Status.CARRIED_OVER and books.printed_register.successor(row) is not None
    changes = []
    if row.status is not printed.status and not carried_on:
        changes.append(f"status: {row.status} -> {printed.status}")
    if printed.note not in _as_told(row):
        changes.append(f"note: {shortened(row.note) or 'none'} -> {shortened(printed.note) or 'none'}")
    if row.text != printed.text:
        changes.append(f"text: {shortened(row.text)} -> {shortened(printed.text)}")
    if not same_owners(row.owners, wanted.owners, books):
        before = " and ".join(owner.name for owner in row.owners)
        after = " and ".join(owner.shown for owner in wanted.owners)
        changes.append(f"owner: {before or 'none'} -> {after or 'none'}")
    if not _same_due(row, printed, books):
        before, after = _due(row.due, row.due_words), _due(printed.due, printed.due_words)
        changes.append(f"due: {before} -> {after}")
    return changes


def _as_told(row: ActionPoint) -> tuple[str, ...]:
    """Its note, and what our own registers print in its place: such a paper says nothing new."""
    return (row.note, as_printed(row.status, row.note), f"{row.status.value.capitalize()}.")


def _same_due(row: ActionPoint, printed: Printed, books: OpenBooks) -> bool:
    """Whether both are due on the same day; without a day of its own, at the next meeting, as our registers print it."""
    if (row.due, row.due_words) == (printed.due, printed.due_words):
        return True
    if printed.due is None:
        return False
    return (row.due or (None if row.due_words else books.register.view(row).due)) == printed.due


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
