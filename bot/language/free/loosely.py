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
_OF_A_MEETING = frozenset({"meeting", "called", "about", "group"})
_GAP = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Loosely:
    """The command and how it is told; gaps in square brackets may stay empty, but not all of `either`, and one of `words` must be said."""

    title: str
    command: str
    told: str
    either: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()

    def __call__(self, r: Reading) -> AnyRequest | None:
        """The request, or the question before it; None where something of it is not said."""
        if self.words and not self.words & {token.word for token in r.tokens}:
            return None
        wanted = set(_GAP.findall(self.command))
        needed = set(_GAP.findall(_OPTIONAL.sub("", self.command)))
        wanted |= {"meeting"} & set(_GAP.findall(self.told))
        gaps = Gaps(r, self.title, of_a_meeting=bool(wanted & _OF_A_MEETING))
        found = {name: said for name in wanted if (said := fill(gaps, name))}
        if not needed <= found.keys() or (self.either and not found.keys() & set(self.either)):
            return None
        made = answered_by(self.command, self.told, found, r.context)
        asks = r.asking and "question" not in wanted
        return None if asks and isinstance(made, Confirm) else made


def loosely(
    title: str,
    command: str,
    told: str,
    examples: tuple[str, ...],
    *,
    either: tuple[str, ...] = (),
    words: str = "",
) -> Intent:
    """What is asked for with `command`, in whatever words; of the gaps in `either` one has to be filled, of `words` one said."""
    return Intent(title, (), Loosely(title, command, told, either, frozenset(words.split())), examples)


def built(title: str, build: Callable[[Reading], AnyRequest | None], examples: tuple[str, ...]) -> Intent:
    """What is asked for in whatever words, with a function that makes the request."""
    return Intent(title, (), build, examples)
