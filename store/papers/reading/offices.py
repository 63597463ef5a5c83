"""Who left without a successor, and whom minutes call the Chair or Vice Chair in passing."""

import re
from collections.abc import Iterable, Iterator

from store.papers.paper import Departure, Office
from store.papers.reading.blocks import mentions
from store.papers.reading.minutes import Paragraph
from store.papers.reading.people import NAME, looks_like_person, split_title

_LEFT = re.compile(
    rf"(?P<who>{NAME})(?:\s*\((?P<org>[^()]*(?:\([^()]*\)[^()]*)*)\)|\s+(?:of|from)\s+(?P<of>[^,.;()]{{3,80}}))?,?\s+(?:who\s+)?"
    r"(?:(?:has|had)\s+)?(?:now\s+|recently\s+)?"
    r"(?:stepped\s+down|retired|resigned|left\s+(?:the|his|her|their)\s+(?:partnership|board|organisation|service|force|council|post|role))\b"
    r"(?!(?i:\s+(?:as|from)\s+(?:(?:the|being|its|our)\s+)*(?:role\s+of\s+|position\s+of\s+)?(?:co-?|vice[\s-]|deputy\s)?chair))"
)
_CALLED = (
    re.compile(rf"\b(?P<role>(?:Vice|Deputy)[\s-]Chair|Chair),\s+(?P<who>{NAME})\s*,"),
    re.compile(
        rf"(?P<who>{NAME}),\s+(?:the\s+)?(?:[A-Z][\w'’&]*\s+|\([A-Z]+\)\s+){{0,6}}?(?P<role>(?:Vice|Deputy)[\s-]Chair|Chair)\s*,"
    ),
)
_ROLES = {"vice chair": "Vice Chair", "deputy chair": "Vice Chair", "chair": "Chair"}


def departures(paragraphs: Iterable[Paragraph]) -> Iterator[Departure]:
    """Every "X of the Trust, who had stepped down"; giving up the chair alone is not leaving."""
    for paragraph in paragraphs:
        if not mentions(paragraph.text, "stepped", "retired", "resigned", "left"):
            continue
        for match in _LEFT.finditer(paragraph.text):
            left = split_title(match["who"])[1]
            if looks_like_person(left):
                organisation = (match["org"] or match["of"] or "").strip()
                yield Departure(left, organisation, match.group(), paragraph.number, paragraph.line)


def offices(paragraphs: Iterable[Paragraph]) -> Iterator[Office]:
    """Who is called Chair or Vice Chair in the first section, where everybody is welcomed."""
    for paragraph in paragraphs:
        if paragraph.section not in (None, "1"):
            return
        for pattern in _CALLED if mentions(paragraph.text, "Chair") else ():
            for match in pattern.finditer(paragraph.text):
                person = split_title(match["who"])[1]
                if looks_like_person(person):
                    role = _ROLES[match["role"].casefold().replace("-", " ")]
                    yield Office(role, person, paragraph.line)
