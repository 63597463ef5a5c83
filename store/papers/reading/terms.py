"""Terms of reference: numbered sections and their clauses, quoted as they are printed, each under its number.

A section is "7. Voting" or "5. The Chair is responsible for:", a clause "d) …" or "7.4 …". Footnotes stand between
them wherever a page ended; they go to the clause that bears their mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.papers.paper import HandbookLine
from store.papers.reading.blocks import Block, Kind, tidy

DOCUMENT = "Terms of Reference"
_TITLE = re.compile(r"(?!\d)(?:.{0,80}\b)?terms\s+of\s+reference\W*", re.IGNORECASE)
_SECTION = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)")
_LETTERED = re.compile(r"\(?(?P<letter>[a-z])[.)]\s+(?P<text>\S.*)")
_DECIMAL = re.compile(r"(?P<number>\d{1,2})\.(?P<minor>\d{1,2})\.?\s+(?P<text>\S.*)")
_FOOTNOTE = re.compile(
    r"(?:<sup>\s*)?(?:(?P<plain>\d{1,2})\s+|(?P<raised>[¹²³⁴-⁹⁰]{1,2})\s*)(?P<text>[A-Z“\"'‘].*)"
)
_MARK = re.compile(r"(?<=[^\W\d_])(\d{1,2})(?=[\s,;.:)’”\"]|$)|([¹²³⁴-⁹⁰]{1,2})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RESPONSIBLE = re.compile(
    r"(?:the\s+)?(?P<who>.{2,80}?)(?:,\s+which\b.*)?,?\s+(?:is|are|shall be|will be)\s+responsible\s+for\b.*",
    re.IGNORECASE,
)
_FEWEST = 3  # clauses; a text with fewer only speaks of its terms of reference


@dataclass
class _Clause:
    """A clause while its lines are collected; `number` is "7d" or, of a section without clauses, "10"."""

    number: str
    line: int
    lines: list[str] = field(default_factory=list)


@dataclass
class _Section:
    number: int
    text: str
    line: int
    clauses: list[_Clause] = field(default_factory=list)


def read_terms(blocks: Sequence[Block]) -> list[HandbookLine]:
    """The clauses of the terms of reference in a paper, if it has them."""
    found: list[HandbookLine] = []
    for at, block in enumerate(blocks):
        if not block.is_row and _is_title(block.text):
            sections, notes = _sections(blocks[at + 1 :])
            lines = [line for section in sections for line in _lines(section, notes)]
            found += lines if len(lines) >= _FEWEST else []
    return found


def _is_title(text: str) -> bool:
    return len(text) < 120 and "reference" in text.casefold() and bool(_TITLE.fullmatch(text))


def _sections(blocks: Sequence[Block]) -> tuple[list[_Section], dict[int, str]]:
    """The sections up to whatever is no part of them any more, and the footnotes by number."""
    sections: list[_Section] = []
    notes: dict[int, str] = {}
    open_note: int | None = None
    for block in blocks:
        section = _next_section(block, sections)
        if section:
            sections.append(section)
        elif block.is_row or not sections or block.kind is Kind.HEADING:
            break
        elif note := _footnote(block, notes):
            open_note, text = note
            notes[open_note] = text
            continue
        elif open_note and not block.apart and not block.bullet:
            notes[open_note] += f" {block.text}"
            continue
        else:
            _take(block, sections[-1])
        open_note = None
    return sections, notes


def _next_section(block: Block, sections: list[_Section]) -> _Section | None:
    """The section that a block opens: numbers go up one by one, which numbered lists in between do not."""
    match = _SECTION.fullmatch(block.text)
    if match is None or int(match["number"]) != (sections[-1].number + 1 if sections else 1):
        return None
    return _Section(int(match["number"]), match["text"], block.line)


def _footnote(block: Block, notes: dict[int, str]) -> tuple[int, str] | None:
    match = _FOOTNOTE.fullmatch(block.text) if block.apart and not block.bullet else None
    if match is None:
        return None
    number = int(match["plain"] or match["raised"].translate(_RAISED))
    return (number, match["text"]) if number == len(notes) + 1 else None


def _take(block: Block, section: _Section) -> None:
    """A clause, or what goes on with the last one; what stands before any is the section's own."""
    text = block.text.strip(" -–□•")
    if not text:
        return
    if opened := _opened(text, section):
        number, text = opened
        section.clauses.append(_Clause(number, block.line))
    elif not section.clauses:
        section.clauses.append(_Clause(str(section.number), block.line))
    bulleted = block.bullet and not opened
    section.clauses[-1].lines.append(f"• {text}" if bulleted else text)


def _opened(text: str, section: _Section) -> tuple[str, str] | None:
    """The number and text of a clause, when it is the one that comes next."""
    if match := _DECIMAL.fullmatch(text):
        number = f"{match['number']}.{match['minor']}"
        return (number, match["text"]) if int(match["number"]) == section.number else None
    match = _LETTERED.fullmatch(text)
    following = chr(ord("a") + sum(clause.number[-1].isalpha() for clause in section.clauses))
    if match is None or match["letter"] != following:
        return None
    return f"{section.number}{match['letter']}", match["text"]


def _lines(section: _Section, notes: dict[int, str]) -> Iterator[HandbookLine]:
    duty = _RESPONSIBLE.fullmatch(section.text)
    heading = _without_marks(duty["who"] if duty else section.text.rstrip(" :"))
    kind = "duty" if duty else "terms"
    if not section.clauses:  # a section that is one sentence
        yield HandbookLine(
            "terms",
            f"{heading[:60]} ({section.number})",
            _quoted([section.text], notes),
            "",
            str(section.number),
            section.line,
        )
    for clause in section.clauses:
        text = _quoted(clause.lines, notes)
        yield HandbookLine(
            kind, f"{heading[:160]} ({clause.number})", text, heading[:160], clause.number, clause.line
        )


def _quoted(lines: list[str], notes: dict[int, str]) -> str:
    """The clause as printed, a footnote of its behind it."""
    text = ""
    for line in lines:
        text += f"\n{line}" if line.startswith("•") else f" {line}"
    marked = [int(found[1] or found[2].translate(_RAISED)) for found in _MARK.finditer(text)]
    said = [f"Note: {tidy(notes[number])}" for number in marked if number in notes]
    bare = re.sub(r"\s*[;,](?:\s+(?:and|or))?$", "", _without_marks(text.strip(), notes))
    return "\n".join([bare, *said])


def _without_marks(text: str, notes: dict[int, str] | None = None) -> str:
    def bare(mark: re.Match[str]) -> str:
        number = int(mark[1] or mark[2].translate(_RAISED))
        return "" if notes is None or number in notes else mark[0]

    return _MARK.sub(bare, text)
