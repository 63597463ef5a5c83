"""What minutes say of earlier action points: "all were closed apart from 10/04", which goes on as 02/01."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from rapidfuzz import fuzz

from store.books import OpenBooks
from store.dates import day
from store.errors import NotFound
from store.papers.importing.actions import left_as_newer, shortened
from store.papers.importing.memberships import ONE_DAY
from store.papers.importing.owners import Meant, Owners
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene, the_group
from store.papers.paper import ActionLine, Review
from store.papers.sources import source_of
from store.reference import Reference
from store.tables import UNFINISHED, ActionPoint, Meeting

SUCCESSOR = 60  # likeness of words: an action carried over measures 95, two others of one review 60 at most


def plan_reviews(scene: Scene) -> Iterator[Entry]:
    """What each review closes, what it carries over, and where it is not clear which it kept."""
    for review in scene.paper.reviews:
        meeting = _reviewed_meeting(scene) if review.others_closed else None
        if meeting is not None:
            yield from _review(review, _unfinished(meeting, scene), scene)


def _reviewed_meeting(scene: Scene) -> Meeting | None:
    """The group's formal meeting before the minuted one: the one whose minutes were agreed, else the last known."""
    minutes = scene.paper.minutes
    group = scene.books.directory.group_named(scene.minuting_group.name)
    if group is None or minutes is None:
        return None
    if agreed := minutes.agreed_minutes_of:
        return scene.books.calendar.match(group, "meeting", agreed, agreed)
    return scene.books.calendar.last_before(group, scene.day)


def _unfinished(meeting: Meeting, scene: Scene) -> list[ActionPoint]:
    """What that meeting minuted and nobody has finished; what the paper itself lists again speaks for itself."""
    listed = {(action.ref, getattr(action.raised, "year", None)) for action in scene.paper.actions}
    register = scene.books.printed_register
    return [
        point
        for point in register.minuted_at(meeting.id)
        if point.status in UNFINISHED
        and register.successor(point) is None
        and (register.name(point), point.year) not in listed
    ]


def _review(review: Review, points: list[ActionPoint], scene: Scene) -> Iterator[Entry]:
    kept = [
        point for point in points if is_kept(point.text, scene.books.printed_register.name(point), review)
    ]
    described = bool(review.kept_words) and not review.kept
    for point in points:
        if point in kept:
            yield from _carried(point, review, scene)
        else:
            yield _closed(point, review, scene, certain=not described or bool(kept))


def is_kept(text: str, ref: str, review: Review) -> bool:
    """Whether the review names an action among those it did not close: by its reference, else in its words."""
    if review.kept:
        return ref in {str(Reference.parse(kept)) for kept in review.kept}
    return len(_weighty(review.kept_words) & _weighty(text)) > 1


def _weighty(text: str) -> set[str]:
    common = {
        "action",
        "actions",
        "point",
        "points",
        "which",
        "would",
        "regarding",
        "update",
        "meeting",
        "next",
    }
    return set(re.findall(r"[a-z][a-z'’-]{3,}", text.casefold())) - common


def _closed(point: ActionPoint, review: Review, scene: Scene, *, certain: bool) -> Entry:
    name = scene.books.printed_register.name(point)
    shown = f"{name} {shortened(point.text)}"
    # What the meeting decided is newer than the papers it had before it, which speak for the same day.
    decided = scene.day + ONE_DAY
    if left_as_newer(point, decided, scene.books):
        return Entry(Section.ACTION_POINT, Kind.SAME, f"{shown}, left: the books are newer", review.line)
    if not certain:
        sentence = f"{shown}: the review kept some in words that fit none for certain: “{review.kept_words}”"
        return Entry(Section.ACTION_POINT, Kind.UNSURE, sentence, review.line)
    note = f"Closed at the review on {day(scene.day)}"
    source = source_of(scene.paper.name, scene.paper.place(review.line), decided)
    step = partial(_close, Closing(_key(point, scene), note, scene.day, source))
    sentence = f"{name} status: {point.status} -> closed; note: {note}"
    return Entry(Section.ACTION_POINT, Kind.CHANGE, sentence, review.line, step)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An action point by its full reference in a group."""

    group: str
    year: int
    ref: Reference

    def row(self, books: OpenBooks) -> ActionPoint:
        """The action in the register. Raises NotFound."""
        point = books.printed_register.numbered(the_group(books, self.group), self.year, self.ref)
        if point is None:
            raise NotFound(f"{self.ref} is not in the register any more. Nothing was changed.")
        return point


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing at a review: of what, with which note, and when."""

    of: Numbered
    note: str
    on: date
    source: str


def _key(point: ActionPoint, scene: Scene) -> Numbered:
    return Numbered(scene.minuting_group.name, point.year, Reference(point.month, point.number))


def _close(closing: Closing, books: OpenBooks) -> None:
    point = closing.of.row(books)
    at = min(datetime.combine(closing.on, time(12), books.zone), books.now)
    books.printed_register.close(point, closing.note, at)
    point.source = closing.source
    books.session.flush()


def _carried(point: ActionPoint, review: Review, scene: Scene) -> Iterator[Entry]:
    """The new number of an action that the review kept: the most alike of those minuted in the same section."""
    section = (review.paragraph or "").split(".")[0]
    refs = {ref for marker in scene.paper.markers if marker.section == section for ref in marker.refs}
    noted = [action for action in scene.paper.actions if action.ref in refs]
    successor = max(noted, key=lambda action: _likeness(point, action), default=None)
    if successor is None or _likeness(point, successor) < SUCCESSOR or scene.paper.raised_at is None:
        return
    ref = Reference.parse(successor.ref)
    if ref is None:
        return
    name = scene.books.printed_register.name(point)
    number = Numbered(scene.minuting_group.name, scene.paper.raised_at.year, ref)
    sentence = f"{name} {shortened(point.text)}: carried over -> {ref}"
    yield Entry(
        Section.ACTION_POINT, Kind.CHANGE, sentence, review.line, partial(_link, _key(point, scene), number)
    )


def _likeness(point: ActionPoint, action: ActionLine) -> float:
    return fuzz.token_set_ratio(point.text.casefold(), action.text.casefold())


def _link(earlier: Numbered, later: Numbered, books: OpenBooks) -> None:
    books.printed_register.link(earlier.row(books), later.row(books))


def plan_recognitions(owners: Owners) -> Iterator[Entry]:
    """Owners kept by name whom the books know by now, or will after this paper."""
    books = owners.scene.books
    for owner, point in books.printed_register.known_by_name():
        if meant := owners.exactly(owner.name):
            name = Reference(point.month, point.number, point.year).full
            sentence = f"{name} owner: “{owner.name}” -> the {meant.kind} {meant.name}"
            step = partial(_recognise, owner.id, meant)
            yield Entry(Section.ACTION_POINT, Kind.CHANGE, sentence, 0, step)


def _recognise(owner_id: int, meant: Meant, books: OpenBooks) -> None:
    for owner, _point in books.printed_register.known_by_name():
        if owner.id == owner_id:
            books.printed_register.recognise(owner, meant.party(books))
    books.session.flush()
