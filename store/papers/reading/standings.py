"""How a plan's target is doing as a paper prints it: words of a status, letters and colours, and the day they are of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from store.papers.opening.shades import BLUE
from store.papers.reading.blocks import Block
from store.papers.reading.columns import Row
from store.papers.reading.due import DATE, on_or_after
from store.tables.plan import Rag


class Standing(NamedTuple):
    """What a row says: its status as printed, the colour that this means, and the progress beside it."""

    status: str | None = None
    colour: str | None = None
    progress: str | None = None


STATUS = r"(?:current\s+|overall\s+)?(?:status|b?rag(?:\s*(?:rating|status))?|rating|state|on\s+track\??)"
PROGRESS = (
    r"(?:(?:progress|updates?|comments?|commentary|position|achievements?|outcomes?\s+to\s+date)(?:\s*(?:/|and|&)\s*(?:progress|updates?|comments?))?"
    r"|(?:latest|current|quarterly|year\s+end|q[1-4])\s+(?:progress|update|position)|progress\s+(?:to\s+date|so\s+far|update|report|made|notes?)|what\s+(?:we\s+have|have\s+we)\s+done)"
)


def _rule(alone: str, words: str) -> re.Pattern[str]:
    """What a status begins with; of the words `alone`, which begin much else ("A meeting"), nothing may follow."""
    set_apart = rf"(?:{alone})(?=\s*(?:$|[/:;,.()–—-]))"
    return re.compile(rf"\W*(?:status\W+)?(?:{set_apart}|(?:{words})(?!\w))", re.IGNORECASE)


# The first that a status begins with counts: "not on track" before "on track", "nearly complete" before "complete".
_RULES = (
    (
        _rule(
            "r",
            r"red|off\s+track|not\s+(?:on\s+track|achieved|met|delivered)|overdue|missed|stalled|failed|stopped|late|critical"
            r"|(?:severely|significantly|well|far)\s+behind.*",
        ),
        Rag.RED,
    ),
    (
        _rule(
            "a|y",
            r"amber|yellow|behind|delay(?:ed|s)?|slipp(?:ed|ing|age)|(?:slightly|partly)\s+\w+|at\s+risk|some\s+(?:delays?|concerns?|slippage|risks?)"
            r"|on\s+hold|paused|partial(?:ly)?(?:\s+\w+)?|needs?\s+attention",
        ),
        Rag.AMBER,
    ),
    (
        _rule(
            "n/?a|future|planned",
            r"grey|gray|not\s+(?:yet\s+)?(?:started|begun|commenced|due)|to\s+(?:start|begin|be\s+started)|yet\s+to\s+\w+|tb[ac]|no\s+update",
        ),
        Rag.GREY,
    ),
    (
        _rule(
            "b|met|closed",
            r"blue|complete[ds]?|completion|done|achieved|delivered|finished|fully\s+\w+|100\s?%|[✓✔☑✅]",
        ),
        Rag.COMPLETE,
    ),
    (
        _rule(
            "g|started|active",
            r"green|on[\s-]?(?:track|target|course|schedule|going)|in[\s-]progress|under\s?way|progressing.*|going\s+well|nearly\s+\w+|almost\s+\w+",
        ),
        Rag.GREEN,
    ),
)
_BARE = re.compile(r"\W*(?:r|a|g|b|y|red|amber|green|blue|yellow|grey|gray|n/?a)\W*", re.IGNORECASE)
_OF_SHADES = {BLUE: Rag.COMPLETE.value}


def standing_of(row: Row) -> Standing:
    """What a row of a plan says of how its target is doing."""
    printed, beside = row.get("status"), row.get("progress")
    colour = _colour_of(printed) or _shaded(row, "status") or _opened(beside) or _shaded(row, "progress")
    said = [each for each in (_words_of(printed), beside) if re.search(r"\w{2}", each)]
    if len(said) == 2 and said[1].casefold().startswith(said[0].casefold().rstrip(".")):
        said = said[1:]
    progress = " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in said)
    return Standing(printed or None, colour, progress or None)


def _colour_of(printed: str) -> str | None:
    return next((rag.value for rule, rag in _RULES if rule.match(printed)), None)


def _opened(beside: str) -> str | None:
    """The colour that the words of progress begin with, where they are set apart: "Amber - …", "Complete. …"."""
    first = re.match(r"[^.:;–—-]{2,40}(?=[.:;–—-]|$)", beside)
    found = _colour_of(first[0]) if first else None
    whole = first and any(rule.fullmatch(first[0].strip()) for rule, _rag in _RULES)
    return found if whole else None


def _shaded(row: Row, meaning: str) -> str | None:
    shade = row.shade(meaning)
    return _OF_SHADES.get(shade, shade) if shade else None


_COLOUR_FIRST = re.compile(
    r"\W*(?:status\W+)?(?:r|a|g|b|y|red|amber|green|blue|yellow)\s*[/:;,.(–—-]+\s*", re.IGNORECASE
)


def _words_of(status: str) -> str:
    """What a status says beside a colour: "Awaiting funding" of "Amber: awaiting funding"; nothing of "A"."""
    if _BARE.fullmatch(status):
        return ""
    bare = _COLOUR_FIRST.sub("", status, count=1).rstrip(") ")
    return f"{bare[:1].upper()}{bare[1:]}"


_AS_AT = re.compile(
    rf"(?:\b(?:as\s+(?:at|of)|position\s+(?:at|on)|(?:last\s+)?updated(?:\s+on)?|progress\s+(?:to|at|as\s+at)|(?:report|review|version)\s+date|date\s+of\s+(?:report|update|review)|date)\b\W*)"
    rf"(?P<day>{DATE})",
    re.IGNORECASE,
)
_ALONE = re.compile(DATE, re.IGNORECASE)
_NEAR_THE_TOP = 14  # blocks


def stated_on(blocks: Sequence[Block]) -> date | None:
    """The day of which the top of a paper says that it tells how things stood ("Progress as at 14 October 2025")."""
    return next(_days(block.text for block in blocks[:_NEAR_THE_TOP] if len(block.text) < 200), None)


def _days(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        match = _AS_AT.search(text)
        printed = match["day"] if match else text.strip(" .()")
        if (match or _ALONE.fullmatch(printed)) and (day := on_or_after(printed, None)):
            yield day
