"""The lines of a PDF page: which words stand beside each other, where gaps part them, what is bold or crossed out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from store.papers.opening.pdf_page import PageContent

_GAP = 1.1  # of the letters' size; blanks between words have a quarter to a half of it, in justified text too
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place on the page, in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool = False
    struck: bool = False

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Segment:
    """Words of a line that no gap parts."""

    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1


@dataclass(slots=True)
class Line:
    """What stands at one height of a page, from left to right."""

    page: int
    segments: list[Segment]

    @property
    def words(self) -> list[Word]:
        return [word for segment in self.segments for word in segment.words]

    @property
    def text(self) -> str:
        return "\t".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def struck(self) -> bool:
        return all(word.struck for word in self.words)


def words_of(page: PageContent) -> list[Word]:
    """The words of a page."""
    return [
        Word(
            word["text"],
            word["x0"],
            word["x1"],
            word["top"],
            word["bottom"],
            bool(_BOLD.search(str(word["fontname"]))),
            _crossed(word, page.strokes),
        )
        for word in page.words()
    ]


def _crossed(word: dict[str, Any], strokes: Sequence[tuple[float, float, float]]) -> bool:
    height, width = word["bottom"] - word["top"], word["x1"] - word["x0"]
    upper, lower = word["top"] + 0.3 * height, word["bottom"] - 0.25 * height
    return any(
        upper < level < lower and min(x1, word["x1"]) - max(x0, word["x0"]) > 0.7 * width
        for x0, x1, level in strokes
    )


def lines_of(words: Sequence[Word], page: int) -> list[Line]:
    """The words by lines, from the top down: those at one height, whatever their size."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if lines and _beside(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(page, _segments(sorted(line, key=lambda each: each.x0))) for line in lines]


def _beside(line: Sequence[Word], word: Word) -> bool:
    last = line[-1]
    shared = min(last.bottom, word.bottom) - max(last.top, word.top)
    return shared > 0.5 * min(last.size, word.size)


def _segments(words: Sequence[Word]) -> list[Segment]:
    segments = [Segment([words[0]])]
    for word in words[1:]:
        last = segments[-1].words[-1]
        if word.x0 - last.x1 > _GAP * max(min(last.size, word.size), 4):
            segments.append(Segment([word]))
        else:
            segments[-1].words.append(word)
    return segments


def is_wrapped(above: Segment, below: Segment, right: float) -> bool:
    """Whether a line goes on with the one above: its first word would not have had room there."""
    first = below.words[0]
    return above.x1 + 0.2 * first.size + (first.x1 - first.x0) > right - 1


def broken_text(segments: Sequence[Segment], right: float) -> str:
    """Lines of one cell or paragraph as text, in which only what was broken on purpose stays broken."""
    text = segments[0].text if segments else ""
    for above, below in pairwise(segments):
        text += _glue(above, below) if is_wrapped(above, below, right) else "\n"
        text += below.text
    return text


def _glue(above: Segment, below: Segment) -> str:
    """Between the halves of a broken line: nothing behind a hyphen or inside an address, else a blank."""
    end = above.words[-1].text
    if end.endswith("-") and len(end) > 1 and below.words[0].text not in ("and", "or", "to"):
        return ""
    return "" if re.search(r"(?:https?://|www\.)\S*[/._-]$", end) else " "
