"""Which group a printed name means, and the groups that a paper adds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from store.books import OpenBooks
from store.group_names import bare_name, kind_of, short_name_of
from store.papers.importing.names import abbreviates, key
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.paper import Paper, TimetableEntry

_BELOW = re.compile(
    r"\b(?:sub-?)?groups?\b|\bpanel\b|\bforum\b|\bnetwork\b|\bsessions?\b|\bhub\b", re.IGNORECASE
)
_OCCASION = re.compile(
    r"(?P<kind>(?:development|training|planning|strategy|away)\s+(?:session|day|workshop))s?\b\W*(?P<who>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """A group as the books are to hold it."""

    name: str
    short_name: str
    kind: str = "group"
    is_board: bool = False


def board_of(partnership: str) -> WantedGroup:
    """The Board that every partnership has."""
    return WantedGroup(f"{partnership} Board"[:200], "Board", "board", is_board=True)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of the books, and those that the paper adds; `board_names` all mean the Board.

    `new` and `named` are those that the paper adds, and those of the books that it names, each with its line.
    """

    board: WantedGroup
    board_names: frozenset[str]
    partnership: str
    known: tuple[WantedGroup, ...]
    new: tuple[tuple[WantedGroup, int], ...] = ()
    named: tuple[tuple[WantedGroup, int], ...] = ()

    @classmethod
    def of(cls, paper: Paper, books: OpenBooks) -> "Groups":
        """The groups of the books and the paper. The paper adds those of its timetable and of its own head."""
        rows = books.directory.groups()
        known = tuple(WantedGroup(row.name, row.short_name, row.kind, row.is_board) for row in rows)
        first = books.directory.board()
        name = books.partnership.name
        board = next((group for group in known if first and group.name == first.name), board_of(name))
        names = (board.name, board.short_name, name, books.partnership.short_name, "Board")
        groups = cls(board, frozenset(map(key, names)), name, known, () if first else ((board, 0),))
        for printed, full, line in _printed(paper):
            groups = groups._with(printed, full, line)
        return groups

    def _with(self, printed: str, full: str | None, line: int) -> "Groups":
        if found := self.find(printed, full):
            again = found not in self.known or any(found == group for group, _line in self.named)
            return self if again else replace(self, named=(*self.named, (found, line)))
        new = WantedGroup(full or bare_name(printed), short_name_of(printed, full), kind_of(full or printed))
        return replace(self, new=(*self.new, (new, line)))

    @property
    def all(self) -> tuple[WantedGroup, ...]:
        """Those of the books, then the new ones."""
        return (*self.known, *(group for group, _line in self.new))

    def means_board(self, printed: str) -> bool:
        """Whether it is the Board: "Board", "Northford CSP" or the partnership's own name."""
        return key(printed) in self.board_names or abbreviates(printed, self.partnership)

    def find(self, printed: str, full: str | None = None) -> WantedGroup | None:
        """The group that is printed so, however shortened; None for one that is not known."""
        if self.means_board(printed) or (full and self.means_board(full)):
            return self.board
        wanted = {key(name) for name in (printed, bare_name(printed), full) if name}
        for group in self.all:
            if wanted & {key(group.name), key(group.short_name)}:
                return group
        shortened = (g for g in self.all if abbreviates(printed, g.name) or abbreviates(g.name, printed))
        return next((group for group in shortened if not group.is_board), None)

    def titled(self, title: str) -> WantedGroup:
        """The group whose paper bears that title. A partnership's own papers are the Board's."""
        found = self.find(title) if _is_below(title, self.partnership) else None
        return found or self.board

    def meeting(self, entry: TimetableEntry) -> tuple[WantedGroup, str, str | None]:
        """The group of a line of a timetable, the kind of meeting, and its title where it is a special one."""
        occasion = _OCCASION.fullmatch(entry.group.strip())
        if occasion is None:
            return self.find(entry.group, entry.group_full) or self.board, "meeting", None
        found = self.find(occasion["who"]) if occasion["who"] else None
        return found or self.board, occasion["kind"].casefold(), entry.group.strip()


def _printed(paper: Paper) -> Iterator[tuple[str, str | None, int]]:
    """The names of groups that the paper establishes: where it meets, and whom its timetable lists."""
    heads = (paper.meeting, paper.minutes.meeting if paper.minutes else None)
    for head in heads:
        if head and _is_below(head.title, head.partnership if head.partnership != head.title else ""):
            yield head.title, None, head.line
    for entry in (*paper.timetable, *paper.sessions):
        if entry.group.strip() and not _OCCASION.fullmatch(entry.group.strip()):
            yield entry.group, entry.group_full, entry.line


def _is_below(title: str, partnership: str) -> bool:
    """Whether a title is that of a group below the Board, by its last words."""
    return key(title) != key(partnership) and bool(_BELOW.search(" ".join(title.split()[-2:])))


def plan_groups(groups: Groups) -> Iterator[Entry]:
    """The groups that the paper adds, and those it names that are there."""
    for group, line in groups.named:
        yield Entry(Section.GROUP, Kind.SAME, group.name, line)
    for group, line in groups.new:
        shown = group.name if group.name == group.short_name else f"{group.name} ({group.short_name})"
        yield Entry(Section.GROUP, Kind.ADD, shown, line, partial(_add, group))


def _add(group: WantedGroup, books: OpenBooks) -> None:
    books.directory.add_group(group.name, group.short_name, is_board=group.is_board, kind=group.kind)
