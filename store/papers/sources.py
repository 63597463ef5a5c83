"""Where something came from, as its `source` says it: "pack.md, line 280, as at 2025-10-21", or the address of a message."""

import re
from datetime import date

_MESSAGE = re.compile(r"(?:https?|slack):")
_AS_AT = re.compile(r", as at (\d{4}-\d{2}-\d{2})$")


def source_of(paper: str, place: str, as_at: date | None) -> str:
    """What a paper that was brought in is named by, with the place in it and the date that it speaks for."""
    dated = f", as at {as_at.isoformat()}" if as_at else ""
    return f"{paper[:200]}, {place[:60]}{dated}"


def as_at_of(source: str | None) -> date | None:
    """The date that the paper named in `source` speaks for; None where no dated paper is named."""
    match = _AS_AT.search(source or "")
    return date.fromisoformat(match[1]) if match else None


def is_of_a_paper(source: str | None) -> bool:
    """Whether a paper that was brought in says so; what comes from a message has its address there."""
    return source is not None and not _MESSAGE.match(source)
