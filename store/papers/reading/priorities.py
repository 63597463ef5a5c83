"""Priorities: what a partnership has decided to work on, and for which years."""

import re
from collections.abc import Iterator, Sequence

from store.papers.paper import HandbookLine
from store.papers.reading.blocks import Block

_PERIOD = re.compile(r"\b(20\d\d)\s*(?:[-–/]|to)\s*(?:20)?(\d\d)\b")
_NUMBERED = re.compile(
    r"(?:strategic\s+)?priority\s+(?P<number>\d{1,2})\s*[:.–-]\s*(?P<text>[A-Z].{3,150}?)\W*", re.IGNORECASE
)
_LEADS_IN = re.compile(
    r"\bpriorit(?:y|ies)\b.*(?::|\b(?:are|were|is|be|following)\b.{0,40}:)$", re.IGNORECASE | re.DOTALL
)
_ONE_LINE = re.compile(
    r".{0,60}\bpriority\s+(?:for\s+)?(?P<period>20\d\d\s*[-–/]\s*(?:20)?\d\d)\s*[:–-]\s*(?P<text>[A-Z][^:]{3,100})",
    re.IGNORECASE,
)
_NEAR, _FAR = 6, 40  # blocks back from a list, or from "Priority 1: …", within which its years are printed
_LONGEST = 120  # characters of a priority; a longer line tells of one


def read_priorities(blocks: Sequence[Block]) -> list[HandbookLine]:
    """Each priority of each period, once; one whose years the paper does not say is left out."""
    found: dict[tuple[str, str], HandbookLine] = {}
    for line in _printed(blocks):
        key = (line.heading, line.title.casefold())
        known = found.get(key)
        if known is None or (line.clause and not known.clause):
            found[key] = line
    return list(found.values())


def _printed(blocks: Sequence[Block]) -> Iterator[HandbookLine]:
    period, seen_at, listing = "", -_NEAR, False
    for at, block in enumerate(blocks):
        told = not block.is_row and "priorit" in block.text.casefold()  # hardly any block speaks of them
        numbered = _NUMBERED.fullmatch(block.text) if told else None
        one = _ONE_LINE.fullmatch(block.text) if told else None
        if numbered and at - seen_at <= _FAR and period:
            seen_at = at
            yield _line(period, numbered["text"], numbered["number"], block)
        elif one:
            yield _line(_span(one["period"]), one["text"], "", block)
        elif listing and block.bullet and len(block.text) <= _LONGEST and not block.text[0].isdigit():
            yield _line(period, block.text.rstrip(" ."), "", block)
        else:
            listing = told and bool(_LEADS_IN.search(block.text))
            if told and (years := _span(block.text)):
                period, seen_at = years, at
            listing = listing and at - seen_at <= _NEAR


def _span(text: str) -> str:
    """The period that a text speaks of, as "2025-27"; the last one where it speaks of several."""
    spans = [
        f"{first}-{last}" for first, last in _PERIOD.findall(text) if 0 < int(last) - int(first) % 100 <= 5
    ]
    return spans[-1] if spans else ""


def _line(period: str, text: str, number: str, block: Block) -> HandbookLine:
    name = text.strip()
    said = f"Priority {number} of {period}" if number else f"A priority of {period}"
    return HandbookLine(
        "priority", f"{name[:180]} ({period})", f"{said}: {name}", f"Priorities {period}", number, block.line
    )
