"""References of plan targets: "1.3" is the third under priority 1 of the newest plan, "2024/25 1.3" one of another."""

import re
from dataclasses import dataclass
from typing import Self

LABEL = r"20\d\d(?:/\d\d)?"
_PATTERN = re.compile(
    rf"(?:(?P<plan>{LABEL})\s+)?(?P<chapter>\d{{1,2}})\.(?P<number>\d{{1,3}})(?![\d.])(?:\s+(?:of|in)\s+(?:the\s+)?(?P<of>{LABEL})(?:\s+plan)?)?"
)


@dataclass(frozen=True, slots=True)
class TargetReference:
    """Where a target stands: its chapter and number, and the label of its plan where it is not the newest."""

    chapter: int
    number: int
    plan: str = ""

    def __str__(self) -> str:
        """As it is said: "1.3", "2024/25 1.3"."""
        return f"{self.plan} {self.chapter}.{self.number}".strip()

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The reference that the whole of `text` is, or None."""
        match = _PATTERN.fullmatch(text.strip().removeprefix("#"))
        return cls._of(match) if match else None

    @classmethod
    def opening(cls, text: str) -> tuple[Self, str] | None:
        """The reference with which `text` begins, and what follows it; None where it begins with none."""
        match = _PATTERN.match(text.strip().removeprefix("#"))
        if match is None:
            return None
        return cls._of(match), text.strip().removeprefix("#")[match.end() :].strip(" ,:;-–")

    @classmethod
    def _of(cls, match: re.Match[str]) -> Self:
        return cls(int(match["chapter"]), int(match["number"]), match["plan"] or match["of"] or "")
