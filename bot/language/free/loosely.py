"""A command filled in from a line that no sentence of ours fits: from whatever the line has of a kind that a gap wants.

Whether it is that command, the words of the line have said before (`evidence`). What changes a book waits for Confirm.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.language.free.commanding import answered_by
from bot.language.free.filling import fill
from bot.language.free.gaps import Gaps
from bot.language.free.intent import Intent
from bot.language.free.reading import Reading
from handlers.requests import AnyRequest, Confirm

_OPTIONAL = re.compile(r"\[[^\]]*\]")
_GAP = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Loosely:
    """The command and how it is told; gaps in square brackets may stay empty."""

    title: str
    command: str
    told: str

    def __call__(self, r: Reading) -> AnyRequest | None:
        """The request, or the question before it; None where something of it is not said."""
        wanted = set(_GAP.findall(self.command))
        needed = set(_GAP.findall(_OPTIONAL.sub("", self.command)))
        wanted |= {"meeting"} & set(_GAP.findall(self.told))
        gaps = Gaps(r, self.title)
        found = {name: said for name in wanted if (said := fill(gaps, name))}
        if not needed <= found.keys():
            return None
        made = answered_by(self.command, self.told, found, r.context)
        asks = r.asking and "question" not in wanted
        return None if asks and isinstance(made, Confirm) else made


def loosely(title: str, command: str, told: str, examples: tuple[str, ...]) -> Intent:
    """What is asked for with `command`, in whatever words."""
    return Intent(title, (), Loosely(title, command, told), examples)


def built(title: str, build: Callable[[Reading], AnyRequest | None], examples: tuple[str, ...]) -> Intent:
    """What is asked for in whatever words, with a function that makes the request."""
    return Intent(title, (), build, examples)
