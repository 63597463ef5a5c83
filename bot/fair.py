"""What waits to be answered, in an order in which nobody who sends very much keeps the others waiting.

Each workspace has a line of its own, and the lines have their turns: whoever comes goes before all but the first few of
what another has sent.
"""

import re
from collections import deque
from typing import Any, Generic, TypeVar

Waiting = TypeVar("Waiting")
_SOMEWHERE = (
    16_384  # bytes within which a delivery names its workspace, where it is not the longest of papers
)
_TEAM = re.compile(rb'team_id(?:=|%22%3A%22|"\s*:\s*")(\w{1,32})')


class Lines(Generic[Waiting]):
    """The lines by whose they are. Whoever uses them sees to it that no two do so at once, but to ask for their length."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[Waiting]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, one: Waiting) -> None:
        """At the end of the line of whoever it says."""
        whose = str(getattr(one, "whose", ""))
        self._lines.setdefault(whose, deque()).append(one)
        self._count += 1

    def popleft(self) -> Waiting:
        """The first of the line whose turn it is; there has to be one."""
        whose = next(iter(self._lines))
        line = self._lines.pop(whose)
        one = line.popleft()
        if line:
            self._lines[whose] = line
        self._count -= 1
        return one

    def before(self, whose: str) -> int:
        """How many would go before one more of that line."""
        own = len(self._lines.get(whose, ()))
        others = (len(line) for other, line in self._lines.items() if other != whose)
        return own + sum(min(length, own + 1) for length in others)


def whose(body: Any) -> str:
    """The workspace that a delivery over HTTP says it is of; "" where it says none. It decides about turns alone.

    `body` is a file, which is left as it was found.
    """
    found = _TEAM.search(body.read(_SOMEWHERE))
    body.seek(0)
    return found[1].decode() if found else ""
