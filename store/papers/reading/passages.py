"""The text of a paper, paragraph by paragraph, as it may be quoted: each with its number, its section and its day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from store.papers.paper import AgendaEntry, Passage
from store.papers.reading.blocks import Block, Kind
from store.papers.reading.minutes import MinutesText

_SHORTEST = 5  # words; less is a heading, a name or a date
_LABEL = 12  # words of a line that says who may read what follows
_SAME_TITLE = 85  # of 100: an agenda's "Premises under watch" in minutes as "Premises under watch (closed)"
_CLOSED = re.compile(
    r"\b(?:closed\s+(?:session|item|part)|confidential|restricted|official[\s-]+sensitive|exempt|private\s+session"
    r"|not\s+for\s+(?:publication|the\s+public)|(?:public|press)\s+(?:\w+\s+){0,4}excluded|for\s+board\s+(?:and\s+)?members\s+only)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:open|public)\s+(?:session|part|meeting)\b", re.IGNORECASE)
_WHOLE = 15  # the first blocks of a paper, where "Confidential" speaks of all of it


def read_passages(
    blocks: Sequence[Block],
    body: MinutesText | None,
    agenda: Sequence[AgendaEntry],
    minuted: date | None,
    reported: date | None,
) -> Iterator[Passage]:
    """Every paragraph of a paper: those of its minutes with their numbers, and what stands around them.

    When in doubt it is closed: what follows a heading that says so is, until one says otherwise.
    """
    whole = any(_says_closed(block) for block in blocks[:_WHOLE])
    marks = list(_marks(blocks, body))
    titles = [entry.title for entry in agenda if entry.closed_session]

    def closed(line: int, section: str | None, text: str) -> bool:
        last = max((mark for mark in marks if mark[0] <= line), default=(0, False))
        said = _CLOSED.search(section or "") or _CLOSED.search(text)
        return whole or last[1] or bool(said) or any(_alike(section or "", title) for title in titles)

    if body:
        for paragraph in body.paragraphs:
            if len(paragraph.text.split()) >= _SHORTEST:
                shut = closed(paragraph.line, paragraph.section, paragraph.text)
                yield Passage(
                    paragraph.text,
                    paragraph.number or "",
                    paragraph.section or "",
                    minuted,
                    shut,
                    paragraph.line,
                )
    around = [*blocks[: body.title], *blocks[body.end :]] if body else blocks
    for section, line, text in _paragraphs(around):
        if len(text.split()) >= _SHORTEST:
            yield Passage(text, "", section, reported or minuted, closed(line, section, text), line)


def _says_closed(block: Block) -> bool:
    return not block.is_row and bool(
        re.fullmatch(
            r"\W*(?:strictly\s+)?(?:private\s+and\s+)?(?:confidential|restricted|official[\s-]+sensitive)\W*",
            block.text,
            re.IGNORECASE,
        )
    )


def _marks(blocks: Sequence[Block], body: MinutesText | None) -> Iterator[tuple[int, bool]]:
    """The lines from which on the text is closed, or is open again; minutes begin open."""
    for at, block in enumerate(blocks):
        if body and at == body.title:
            yield block.line, False
        elif not block.is_row and len(block.text.split()) <= _LABEL:
            if _CLOSED.search(block.text):
                yield block.line, True
            elif _OPEN.search(block.text):
                yield block.line, False


def _alike(section: str, title: str) -> bool:
    return bool(section) and fuzz.token_set_ratio(section.casefold(), title.casefold()) >= _SAME_TITLE


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, int, str]]:
    """Paragraphs outside tables, whose lines some sources leave apart: (section, line, text)."""
    section, line, text = "", 0, ""
    for block in blocks:
        ends = block.is_row or block.kind is Kind.HEADING or block.apart or block.bullet
        if ends and text:
            yield section, line, text
            text = ""
        if block.kind is Kind.HEADING:
            section = block.text
        elif not block.is_row:
            line = line if text else block.line
            text = f"{text} {block.text}".strip()
    if text:
        yield section, line, text
