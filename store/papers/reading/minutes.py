"""Minutes inside a paper: where they stand, their sections and paragraphs, and what the paragraphs settle."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from store.dates import parse_time
from store.papers.paper import Marker, Review
from store.papers.reading.blocks import Block
from store.papers.reading.entries import name_length

_TITLE = re.compile(
    r"(?:(?:draft|unconfirmed|confirmed|approved|agreed|final|the)\s+)*(?:minutes|notes)\b(?:\s+(?:of|from|for|–|-).{0,140})?[:.]?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:item\s+)?(?P<number>\d{1,2})[.):]?\s+(?P<title>[A-Z'‘“\"].{1,220})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?P<text>\S.*)")
_REFS = r"\d{1,2}/\d{2}"
_MARKER = re.compile(
    rf"\baction\s*(?:points?|s)?\s*:?\s+(?P<refs>{_REFS}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)+{_REFS})*)\W*$",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:action\s+(?:points?|log|register|tracker)|appendix(?:\s+\w{1,3})?|agenda|to:.*)\W*", re.IGNORECASE
)
_MONTHISH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of minutes with its number, which may have been lost and counted again."""

    number: str | None
    section: str | None
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The minutes' place in the stream (`title` to `end`, exclusive) and what they are made of."""

    title: int
    first_section: int
    end: int
    status: str
    sections: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    markers: tuple[Marker, ...]


def find_minutes(blocks: Sequence[Block]) -> MinutesText | None:
    """The first minutes in a paper: a title with "minutes", and below it numbered sections from 1 on, or who came."""
    for position, block in enumerate(blocks):
        if block.is_row or not _TITLE.fullmatch(block.text):
            continue
        first = _first_section(blocks, position + 1)
        if first is None:
            first = _behind_lists(blocks, position + 1)
        if first is not None:
            return _read(blocks, position, first)
    return None


def _first_section(blocks: Sequence[Block], start: int) -> int | None:
    for position in range(start, min(start + 150, len(blocks))):
        if _is_section(blocks[position], 1):
            return position
        if _END.fullmatch(blocks[position].text) and not blocks[position].is_row:
            return None
    return None


_WHO_CAME = re.compile(
    r"(?:members\s+|those\s+)?(?:present|attendees|attendance|in\s+attendance)\b.*", re.IGNORECASE
)
_LONG = 200  # characters; a longer line is no entry of a list of people


def _behind_lists(blocks: Sequence[Block], start: int) -> int | None:
    """Where notes without numbered sections begin: behind their list of who came, with a table, a heading or a long line."""
    listed = next(
        (at for at in range(start, min(start + 15, len(blocks))) if _WHO_CAME.fullmatch(blocks[at].text)),
        None,
    )
    if listed is None:
        return None
    for at in range(listed + 1, min(listed + 80, len(blocks))):
        block = blocks[at]
        table = (
            block.is_row
            and len([cell for cell in block.cells if cell.strip()]) > 2
            and _COLUMNS.search(block.text)
        )
        if table or _END.fullmatch(block.text) or len(block.text) > _LONG or _NOTED.match(block.text):
            return at
        if (
            block.apart
            and not block.is_row
            and not _WHO.match(block.text)
            and not _names_somebody(block.text)
        ):
            return at
    return min(listed + 80, len(blocks))


_WHO = re.compile(
    r"(?:\w+\s+){0,2}(?:present|attend\w+|apolog\w+|absent|members?|guests?|board|officers?|chair)\b",
    re.IGNORECASE,
)


def _names_somebody(text: str) -> bool:
    return any(
        name_length(text[match.start() :].split(), "") for match in re.finditer(r"\b[A-Z]", text[:120])
    )


_COLUMNS = re.compile(r"\b(?:action|item|discussion|minute|notes?)s?\b", re.IGNORECASE)
_NOTED = re.compile(r"(?:welcome|introductions?|actions?\b|agenda\s+item)", re.IGNORECASE)


def _is_section(block: Block, number: int) -> bool:
    match = None if block.is_row or block.bullet else _SECTION.fullmatch(block.text)
    return (
        bool(match) and int(match["number"]) == number and not _MONTHISH.match(block.text) if match else False
    )


def _read(blocks: Sequence[Block], title: int, first: int) -> MinutesText:
    end = _end_of(blocks, first, _heads_above(blocks, title))
    reader = _Reader()
    for block in blocks[first:end]:
        reader.take(block)
    words = blocks[title].text.split(" of ")[0]
    return MinutesText(
        title,
        first,
        end,
        words.strip(" :."),
        tuple(reader.sections),
        tuple(reader.paragraphs),
        tuple(reader.markers),
    )


def _heads_above(blocks: Sequence[Block], title: int) -> frozenset[str]:
    """The lines above the title, one of which is the body's name that begins the next paper too."""
    return frozenset(
        block.text
        for block in blocks[max(0, title - 6) : title + 1]
        if len(block.text) > 8 and not block.bullet
    )


def _end_of(blocks: Sequence[Block], first: int, heads: frozenset[str]) -> int:
    for position in range(first, len(blocks)):
        block = blocks[position]
        if not block.is_row and not block.bullet and (_END.fullmatch(block.text) or block.text in heads):
            return position
    return len(blocks)


class _Reader:
    """Goes through the blocks of the minutes once, and knows which section and paragraph it is in."""

    def __init__(self) -> None:
        self.sections: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.markers: list[Marker] = []
        self._lost = 0  # unnumbered items since the section began, while it has printed no number yet
        self._numbered = False

    def take(self, block: Block) -> None:
        marker = None if block.is_row else _MARKER.search(block.text)
        text = block.text[: marker.start()].strip() if marker else block.text
        if text:
            self._take_text(replace(block, text=text))
        if marker:
            refs = tuple(ref.zfill(5) for ref in re.findall(_REFS, marker["refs"]))
            number = self.paragraphs[-1].number if self.paragraphs else None
            self.markers.append(Marker(refs, number, self._section(), block.line))

    def _section(self) -> str | None:
        return str(len(self.sections)) if self.sections else None

    def _take_text(self, block: Block) -> None:
        numbered = None if block.is_row else _PARAGRAPH.fullmatch(block.text)
        if _is_section(block, len(self.sections) + 1):
            match = _SECTION.fullmatch(block.text)
            self.sections.append(match["title"].strip() if match else block.text)
            self._lost, self._numbered = 0, False
        elif numbered and numbered["number"].split(".")[0] == self._section():
            self._numbered = True
            self._begin(numbered["number"], numbered["text"], block.line)
        elif block.bullet and not self._numbered:
            self._lost += 1
            self._begin(f"{self._section()}.{self._lost}", block.text, block.line)
        elif self.paragraphs and self.paragraphs[-1].section == self._section():
            last = self.paragraphs[-1]
            self.paragraphs[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            self._begin(None, block.text, block.line)

    def _begin(self, number: str | None, text: str, line: int) -> None:
        self.paragraphs.append(Paragraph(number, self._section(), text, line))


_CLOSED = re.compile(
    r"\b(?:all|the|previous)\s+(?:\w+\s+){0,4}?action(?:\s+point)?s?\b(?P<between>[^.]*?)\b(?:closed|completed?|discharged|done)\b"
    r"(?:,?\s+(?:apart\s+from|except(?:\s+for)?|other\s+than|with\s+the\s+exception\s+of|bar|but\s+for)\s+(?P<kept>[^.]*))?",
    re.IGNORECASE,
)


def reviews(text: MinutesText) -> Iterator[Review]:
    """What the paragraphs of a review of action points say about the previous ones."""
    for paragraph in text.paragraphs:
        section = text.sections[int(paragraph.section) - 1] if paragraph.section else ""
        match = (
            _CLOSED.search(paragraph.text)
            if re.search(r"\baction|matters arising", section, re.IGNORECASE)
            else None
        )
        if match and not re.search(r"\b(?:not|were to be)\b", match["between"]):
            kept = re.sub(r",?\s+(?:which|and\s+these)\b.*$", "", match["kept"] or "")
            yield Review(
                match.group().strip(),
                True,
                tuple(re.findall(_REFS, kept)),
                kept.strip(),
                paragraph.number,
                paragraph.line,
            )


_CLOSED_AT = re.compile(
    r"\bmeeting\s+(?:was\s+|then\s+)?(?:closed|ended|finished|concluded)\s+at\s+(?P<at>[\d:.]+\s?(?:[ap]m)?|noon)",
    re.IGNORECASE,
)


def closed_at(text: MinutesText) -> time | None:
    """When the meeting was closed."""
    matches = (_CLOSED_AT.search(paragraph.text) for paragraph in reversed(text.paragraphs))
    return next((parse_time(match["at"].rstrip(".")) for match in matches if match), None)


_AGREED = re.compile(
    r"\bminutes\s+of\s+(?:the\s+)?(?P<when>.{6,60}?)\s+(?:meeting\s+)?(?:were|was)\s+(?:agreed|approved|confirmed|accepted|signed)",
    re.IGNORECASE,
)


def agreed_minutes(text: MinutesText) -> str | None:
    """The printed date of the earlier minutes that were agreed."""
    matches = (_AGREED.search(paragraph.text) for paragraph in text.paragraphs)
    return next((match["when"] for match in matches if match), None)
