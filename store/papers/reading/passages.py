"""The text of a paper, paragraph by paragraph, as it may be quoted: each with its number, its section and its day."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from store.papers.paper import AgendaEntry, Passage
from store.papers.reading.blocks import Block, Kind, tidy
from store.papers.reading.minutes import MinutesText, Paragraph
from store.papers.titles import alike

_SHORTEST = 5  # words; less is a heading, a name or a date
_UNENDED = 9  # words of what ends without a mark; less is a title with its date, a name with its body
_FULL_LINE = 50  # characters; after a shorter line that has no end another paragraph begins
_CELL = 12  # words of a cell of a table that is a paragraph of its own
_DIVIDER = 12  # words of a line that says who may read what follows
_WHOLE = 15  # the first blocks of a paper, where "Confidential" speaks of all of it

_SURELY = (
    r"closed\s+(?:session|part)|private\s+session|not\s+for\s+(?:publication|the\s+public)"
    r"|exempt\s+(?:items?|session|information|from\s+publication)|exclusion\s+of\s+(?:the\s+)?(?:press|public)"
    r"|(?:the\s+)?(?:public|press)\s+(?:\w+\s+){0,4}excluded"
    r"|for\s+board\s+(?:and\s+)?members\s+only|(?:part\s+(?:b|ii|2)\W{1,3})?confidential\s+(?:items?|session|part|appendix)"
)
_MAYBE = r"(?:strictly\s+)?(?:private\s+and\s+)?(?:confidential|restricted|exempt|closed\s+items?)|official[\s-]+sensitive"
# "Closed session for members", "Confidential: premises", "[Restricted]", "Premises (confidential)"; but no "Confidential waste".
_CLOSED = re.compile(
    rf"\W*(?:\d{{1,2}}\W+)?(?:(?:{_SURELY})\b.*|(?:{_MAYBE})\W*(?:$|[:–—\])(-]\s*.*))"
    rf"|.*[([–—:-]\s*(?:{_SURELY}|{_MAYBE})\W*",
    re.IGNORECASE | re.DOTALL,
)
_ALL_OF_IT = re.compile(rf"\W*(?:{_MAYBE})\W*", re.IGNORECASE)
_OPEN = re.compile(r"\W*(?:open|public)\s+(?:session|part|meeting|items?)\b.*", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(
    rf"[\W_]*(?:(?:{_SURELY})\b[^.!?:]{{0,40}}?[:–—\])}}]|(?:{_MAYBE})\s*(?:[:–—\])}}]|-\s))", re.IGNORECASE
)


def read_passages(
    blocks: Sequence[Block],
    body: MinutesText | None,
    agenda: Sequence[AgendaEntry],
    minuted: date | None,
    reported: date | None,
) -> Iterator[Passage]:
    """Every paragraph of a paper: those of its minutes with their numbers, and what stands around them.

    Closed are: all of a paper that says so at its head; what stands behind a line that says so, until one says otherwise;
    a section or a paragraph whose title or label says so; a section of minutes whose item the agenda has in closed session.
    """
    curtain = _Curtain.of(blocks, body, agenda)
    for paragraph, title in _minuted(body) if body else ():
        if _is_sentence(paragraph.text):
            shut = curtain.hides(paragraph.line, title, paragraph.text)
            section = f"{paragraph.section}. {title}" if title else ""
            yield Passage(paragraph.text, paragraph.number or "", section, minuted, shut, paragraph.line)
    around = [*blocks[: body.title], *blocks[body.end :]] if body else blocks
    for section, line, text in _paragraphs(around):
        yield Passage(text, "", section, reported or minuted, curtain.hides(line, section, text), line)


def _minuted(body: MinutesText) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs of minutes, each with what it stands under; "9.3 Cycling" above 9.3.1 is a title as well."""
    under: Paragraph | None = None
    for paragraph, following in zip_longest(body.paragraphs, body.paragraphs[1:]):
        number = paragraph.number or ""
        if under and not number.startswith(f"{under.number}."):
            under = None
        if following and number and (following.number or "").startswith(f"{number}."):
            under = paragraph
            continue
        at = int(paragraph.section) if paragraph.section else 0
        titles = [body.sections[at - 1]] if 0 < at <= len(body.sections) else []
        yield paragraph, ": ".join([*titles, *([under.text] if under else [])])


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= (_SHORTEST if _is_ended(text) else _UNENDED)


def _is_ended(text: str) -> bool:
    return text.rstrip(" ”’\"')").endswith((".", "!", "?", ":", ";"))


@dataclass(frozen=True, slots=True)
class _Curtain:
    """What of a paper is not for everybody: `lines` are those from which on it is, or is no more."""

    whole: bool
    lines: tuple[int, ...]
    shut: tuple[bool, ...]
    titles: tuple[str, ...]

    @classmethod
    def of(
        cls, blocks: Sequence[Block], body: MinutesText | None, agenda: Sequence[AgendaEntry]
    ) -> "_Curtain":
        marks = sorted(_marks(blocks, body))
        return cls(
            any(not block.is_row and _ALL_OF_IT.fullmatch(block.text) for block in blocks[:_WHOLE]),
            tuple(line for line, _ in marks),
            tuple(shut for _, shut in marks),
            tuple(entry.title for entry in agenda if entry.closed_session),
        )

    def hides(self, line: int, section: str, text: str) -> bool:
        """Whether a paragraph there is not for everybody."""
        if self.whole or _CLOSED.fullmatch(section) or _says_closed(text):
            return True
        last = bisect_right(self.lines, line) - 1
        return (last >= 0 and self.shut[last]) or any(alike(section, title) for title in self.titles)


def _says_closed(text: str) -> bool:
    """Whether a paragraph begins with such a label: "[Confidential] …", "Closed session: …"."""
    return bool(_LABEL.match(text) or _ALL_OF_IT.fullmatch(text))


def _marks(blocks: Sequence[Block], body: MinutesText | None) -> Iterator[tuple[int, bool]]:
    """Lines that say who may read what follows; minutes and what follows them begin open.

    The numbered title of a section of minutes speaks of that section alone.
    """
    own = range(body.first_section, body.end) if body else range(0)
    for at, block in enumerate(blocks):
        if body and at in (body.title, body.end):
            yield block.line, False
        if block.is_row or len(block.text.split()) > _DIVIDER or (at in own and re.match(r"\d", block.text)):
            continue
        if _CLOSED.fullmatch(block.text):
            yield block.line, True
        elif _OPEN.fullmatch(block.text):
            yield block.line, False


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[str, int, str]]:
    """Paragraphs, whose lines some sources leave apart, and cells that are as long as one: (section, line, text)."""
    section, line, text, last = "", 0, "", ""
    for block in blocks:
        if text and not _goes_on(last, block):
            if _is_sentence(text):
                yield section, line, text
            text = ""
        if block.kind is Kind.HEADING:
            section = block.text
        elif block.is_row:
            yield from _cells(block, section)
        else:
            line = line if text else block.line
            text, last = f"{text} {block.text}".strip(), block.text
    if text and _is_sentence(text):
        yield section, line, text


def _goes_on(last: str, block: Block) -> bool:
    """Whether a block is the next line of the paragraph that `last` is a line of; in Word each is a paragraph."""
    if block.is_row or block.kind is Kind.HEADING or block.apart or block.bullet or _is_ended(last):
        return False
    return len(last) >= _FULL_LINE or not block.text[:1].isupper()


def _cells(block: Block, section: str) -> Iterator[tuple[str, int, str]]:
    label = next((cell for cell in block.cells if _ALL_OF_IT.fullmatch(cell)), "")
    for cell in block.cells:
        if len(cell.split()) >= _CELL:
            yield label or section, block.line, tidy(cell)
