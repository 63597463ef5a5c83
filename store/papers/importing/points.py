"""Action points as a paper gives them, and the numbers that they have or get."""

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from store.books import OpenBooks
from store.papers.importing.meetings import WantedMeeting
from store.papers.importing.owners import Meant
from store.papers.importing.scene import Scene
from store.reference import Reference
from store.register_printed import Printed


@dataclass(frozen=True, slots=True)
class WantedPoint:
    """An action point as the paper gives it; `ref` is None where no reference is printed. Owners are in `owners`.

    `counted` is a bare number that the paper prints instead ("3."); `supposed`: the paper does not tell its meeting.
    """

    meeting: WantedMeeting
    ref: Reference | None
    printed: Printed
    owners: tuple[Meant, ...]
    line: int
    counted: int | None = None
    supposed: bool = False

    @property
    def called(self) -> str:
        """The reference, or that it will get the next number."""
        return str(self.ref) if self.ref else "the next number"

    def settled(self, books: OpenBooks) -> Printed:
        """With the owners as the books have them by now."""
        return replace(self.printed, owners=tuple(owner.party(books) for owner in self.owners))


class Numbers:
    """The numbers that the paper has given so far, and those proposed for what has none."""

    def __init__(self, scene: Scene) -> None:
        self.books = scene.books
        self._taken: dict[tuple[str, int, Reference], WantedPoint] = {}

    def holder(self, wanted: WantedPoint) -> WantedPoint | None:
        """Which action of the paper has its number already."""
        return self._taken.get(self._key(wanted, wanted.ref)) if wanted.ref else None

    def take(self, wanted: WantedPoint) -> None:
        """Note that it has its number."""
        if wanted.ref:
            self._taken[self._key(wanted, wanted.ref)] = wanted

    def propose(self, wanted: WantedPoint) -> Reference:
        """A number for it: the one it is counted by, if that is free; else the next of that meeting."""
        month, group = wanted.meeting.month, self.books.directory.group_named(wanted.meeting.group.name)
        last = self.books.printed_register.last_number(group, month) if group else 0
        given = [
            ref.number for name, year, ref in self._taken if (name, year, ref.month) == self._place(wanted)
        ]
        named = self._reference(wanted, wanted.counted or 0)
        row = (
            self.books.printed_register.numbered(group, month.year, named)
            if group and wanted.counted
            else None
        )
        if not wanted.counted or row or wanted.counted in given:
            named = self._reference(wanted, max([last, *given]) + 1)
        self._taken[self._key(wanted, named)] = wanted
        return named

    def _reference(self, wanted: WantedPoint, number: int) -> Reference:
        group = None if wanted.meeting.group.is_board else wanted.meeting.group.short_name
        return Reference(wanted.meeting.month.month, number, wanted.meeting.month.year, group)

    def _place(self, wanted: WantedPoint) -> tuple[str, int, int]:
        return wanted.meeting.group.name, wanted.meeting.month.year, wanted.meeting.month.month

    def _key(self, wanted: WantedPoint, ref: Reference) -> tuple[str, int, Reference]:
        name, year, _month = self._place(wanted)
        return name, year, ref


def likeness(one: str, other: str) -> float:
    """How alike two texts of actions are, from 0 to 100."""
    return fuzz.ratio(one.casefold(), other.casefold())
