"""References of action points: `07/02`, in full `2025-07/02`, of another group than the Board `MASG 2025-07/02`.

`MM/NN` is the month of the meeting that minuted the action and its number at that meeting. References repeat
over the years; a bare one means the latest (see `store.register.Register.get`).
"""

import re
from dataclasses import dataclass
from typing import Self

# Sloppy hands are met half way: "7/2", "07-02", "#07/02", "2025-07/02". A dash between the two numbers is
# accepted only with both padded ("07-02") and no year, because "7-2" is a score, "2025-07" a month and
# "2025-07-02" a date.
_PATTERN = re.compile(
    r"(?<![\w/])(?:(?P<group>[A-Z][A-Za-z&]{1,15})\s+)?#?(?:(?P<year>\d{4})-)?"
    r"(?:(?P<month>0?[1-9]|1[0-2])/(?P<number>\d{1,3})|(?<!\d-)(?P<month2>0[1-9]|1[0-2])-(?P<number2>\d{2}))(?![\w/]|-\d)"
)


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Where an action point stands in the register: month, number and, when known, year and group."""

    month: int
    number: int
    year: int | None = None
    group: str | None = None

    def __str__(self) -> str:
        """The bare form, as the papers print it: "07/02"."""
        return f"{self.month:02}/{self.number:02}"

    @property
    def full(self) -> str:
        """The form that stays unique over the years: "2025-07/02", with its group where it is not the Board's."""
        year = f"{self.year}-" if self.year else ""
        group = f"{self.group} " if self.group else ""
        return f"{group}{year}{self}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The reference that the whole of `text` is, or None."""
        match = _PATTERN.fullmatch(text.strip())
        return cls._of(match) if match else None

    @classmethod
    def find(cls, text: str, groups: frozenset[str] = frozenset()) -> list[tuple[Self, int, int]]:
        """Every reference in `text` with its start and end; a word before one counts only if it is in `groups`."""
        found = []
        for match in _PATTERN.finditer(text):
            named = match["group"]
            start = match.start() if named in groups or not named else match.end("group") + 1
            found.append((cls._of(match, named in groups), start, match.end()))
        return found

    @classmethod
    def _of(cls, match: re.Match[str], with_group: bool = True) -> Self:
        year = int(match["year"]) if match["year"] else None
        group = match["group"] if with_group else None
        return cls(
            int(match["month"] or match["month2"]), int(match["number"] or match["number2"]), year, group
        )
