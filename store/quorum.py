"""Whether enough Board members will come to a meeting for it to decide.

The rule is that of a partnership's terms of reference, here those of October 2025: a quorum for decision-making is a
minimum of five Board members (7d), whoever represents an absent one counts as one (note 9 to 7a), and each agency has one
vote only (7b). Terms in the handbook that speak of a quorum and name another number of members go before it.
"""

import re
from dataclasses import dataclass
from datetime import date

from store.books import OpenBooks
from store.dates import working_days_before
from store.lookup import find
from store.roll import BOARD, Line, roll
from store.tables import Meeting

QUORUM = 5
NEAR = 3  # working days before the meeting from which on a quorum that is not there yet is in danger
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 2)}
_RULE = re.compile(
    rf"\b(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})\s+(?:of\s+(?:its|the)\s+)?(?:voting\s+|Board\s+)?members\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quorum:
    """A quorum as it looks now: `coming` of `needed` Board members or whoever represents them.

    `unanswered` Board members may still say so. `organisations` have a vote each, as things stand.
    """

    needed: int
    coming: int
    unanswered: int
    organisations: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Whether enough come."""
        return self.coming >= self.needed

    @property
    def impossible(self) -> bool:
        """Whether it would not be met even if all who have not answered came."""
        return self.coming + self.unanswered < self.needed

    def in_danger(self, day: date, today: date) -> bool:
        """Whether the chair should know for a meeting on `day`: it cannot be met, or it is not yet and time is short."""
        return self.impossible or (not self.met and today >= working_days_before(day, NEAR))


def quorum_forecast(meeting: Meeting, books: OpenBooks) -> Quorum | None:
    """The quorum of a meeting from what the books know of it; None where nothing is decided that needs one.

    That is in the groups below the Board, and in its development sessions.
    """
    if not meeting.group.is_board or not meeting.formal:
        return None
    return counted([line for line in roll(meeting, books) if line.section == BOARD], rule(books))


def counted(board: list[Line], needed: int) -> Quorum:
    """The quorum that these lines of the Board make. Who comes for two is in the room once."""
    coming = [line for line in board if line.comes]
    heads = {line.by_id or line.by or line.person_id for line in coming}
    votes = dict.fromkeys(line.organisation for line in coming if line.organisation)
    unanswered = sum(line.how is None for line in board)
    return Quorum(needed, len(heads), unanswered, tuple(sorted(votes)))


def rule(books: OpenBooks) -> int:
    """How many Board members the partnership needs: as its handbook says, else `QUORUM`."""
    terms = [entry for entry in books.handbook.every() if entry.kind == "terms"]
    said = next((match for hit in find("quorum", terms) if (match := _RULE.search(hit.entry.text))), None)
    if said is None:
        return QUORUM
    return int(said["number"]) if said["number"].isdigit() else _NUMBERS[said["number"].casefold()]
