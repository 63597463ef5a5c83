"""What papers say of organisations themselves: which are statutory, which are no more, and what a plan is for."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from store.dates import MONTH_NUMBERS, parse_date
from store.papers.paper import Agency, Ending
from store.papers.reading.blocks import Block, mentions
from store.papers.reading.due import DATE, MONTH
from store.papers.reading.people import looks_like_body

_STATUTORY = re.compile(
    r"(?P<name>.+?)\s*[(\[–-]\s*(?:an?\s+)?statutory(?:\s+(?:member|partner|agency|body))?\s*[)\]]?"
)
_BODY = (
    r"(?:[Tt]he\s+)?(?P<{}>[A-Z][\w'’&-]*(?:\s+(?:of|for|and|the|&|[A-Z][\w'’&-]*))*(?:\s*\([A-Z]{{2,8}}\))?)"
)
_CEASED = re.compile(
    _BODY.format("old")
    + rf"\s+(?:ceased\s+to\s+exist|was\s+(?:abolished|dissolved|disbanded|wound\s+up|closed))\s+(?:on|from|as\s+of)\s+(?P<day>(?i:{DATE}))"
    r"(?:[.,;]?\s+(?:and\s+)?"
    + _BODY.format("new")
    + r"\s+(?:has|have|had)?\s*(?:since\s+)?(?:taken\s+over|took\s+over|replaced|succeeded))?"
)
_MONTHS = re.compile(
    rf"(?P<month>{MONTH})\s+(?P<year>20\d\d)\s*(?:[–—-]|to|until)\s*{MONTH}\s+20\d\d", re.IGNORECASE
)
_YEAR_OF_PLAN = re.compile(
    r"\b(?:plan|strategy)\b.{0,40}?\b(?P<first>20\d\d)\s*[/–—-]\s*(?P<last>(?:20)?\d\d)\b", re.IGNORECASE
)
_PARTNERSHIP = re.compile(
    r"(?:The\s+)?(?P<name>(?:[A-Z][a-z'’-]+\s+|and\s+|&\s+|of\s+){1,8}Partnership)"
    r"(?:\s*\([A-Z]{2,8}\))?(?:\W*(?:[A-Z][\w-]*\s+){0,4}(?:Plan|Strategy)\b[\s\d–/-]*)?"
)
_NEAR_THE_TOP = 12  # blocks


def agencies(blocks: Sequence[Block]) -> Iterator[Agency]:
    """The lines of a list that call an organisation a statutory member."""
    for block in blocks:
        may = block.bullet and len(block.text) < 200 and "statutory" in block.text
        match = _STATUTORY.fullmatch(block.text) if may else None
        if match and looks_like_body(match["name"]):
            yield Agency(match["name"].strip(), statutory=True, line=block.line)


_ENDED = ("ceased", "abolished", "dissolved", "disbanded", "wound", "closed")


def endings(blocks: Sequence[Block]) -> Iterator[Ending]:
    """Every "X ceased to exist on 1 July 2022. Y has taken over …"; X had its last day the day before."""
    for block in blocks:
        for match in _CEASED.finditer(block.text) if mentions(block.text, *_ENDED) else ():
            first_without = parse_date(match["day"])
            if first_without:
                successor = (match["new"] or "").strip()
                yield Ending(
                    match["old"].strip(), first_without - timedelta(days=1), successor, line=block.line
                )


def partnership_named(blocks: Sequence[Block]) -> str:
    """The partnership that a heading near the top names, alone or before the name of the plan; "" when none does."""
    for block in blocks[:_NEAR_THE_TOP]:
        if match := _PARTNERSHIP.fullmatch(block.text):
            return match["name"]
    return ""


def valid_from(blocks: Sequence[Block]) -> date | None:
    """The first day of the months printed below a plan's title ("February 2021 – February 2022"), or of its year."""
    for block in blocks[:_NEAR_THE_TOP]:
        if match := _MONTHS.fullmatch(block.text.strip(" .:()")):
            return date(int(match["year"]), MONTH_NUMBERS[match["month"].lower().rstrip(".")], 1)
    titles = (_YEAR_OF_PLAN.search(block.text) for block in blocks[:_NEAR_THE_TOP] if len(block.text) < 120)
    years = (int(match["first"]) for match in titles if match and _follow(match["first"], match["last"]))
    return next((date(year, 4, 1) for year in years), None)


def _follow(first: str, last: str) -> bool:
    """Whether the second year, of two figures or four, comes right after the first."""
    return (int(first) + 1) % 100 == int(last) % 100
