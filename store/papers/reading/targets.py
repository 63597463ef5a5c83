"""The targets of an action plan: from a table, or from labels whose values a PDF has scattered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from store.papers.paper import Target, Unread
from store.papers.reading.blocks import Block, tidy
from store.papers.reading.columns import Row, headings, tables
from store.papers.reading.due import MONTH
from store.papers.reading.standings import PROGRESS, STATUS, Standing, standing_of

_LABEL = re.compile(
    r"(?P<target>(?:smart\s+)?(?:targets?|objectives?))|(?P<priority>(?:csp\s+|partnership\s+|strategic\s+)?priority)"
    r"|(?P<timescale>time\s?scales?|time\s?frame|target\s+date)|(?P<lead>lead(?:\s+(?:agency|officer|organisation|partner))?s?)",
    re.IGNORECASE,
)
_LABELS = r"(?:(?:(?:CSP|Partnership)\s+)?Priority|Timescales?|Lead)"
_FUSED = re.compile(rf"(?:^|(?<=[.!?;:])\s+){_LABELS}(?:\s+{_LABELS})*$")
_PRIORITY = re.compile(
    r"(?P<value>Priorit(?:y|ies)\s+\d+(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)\d+)*)\b\.?(?P<rest>.*)", re.IGNORECASE
)
_TIMESCALE = re.compile(
    rf"(?:(?:(?:by|end\s+of|from|early|late|spring|summer|autumn|winter)\s+)*(?:\d{{1,2}}\s+)?(?:{MONTH}|[A-Z][a-z]{{2,8}})\s+(?:20)?\d\d\b.{{0,20}}"
    r"|(?:annual|year|month|quarter|week|dai)(?:ly|al|ally)?\b.{0,60}|as\s+(?:and\s+when\s+)?(?:required|needed)|on-?\s?going.{0,40}|all\s+year.{0,20}|"
    r"every\s+.{1,30}|day\s+to\s+day.{0,40}|review\s+every.{1,30}|\d+\s+(?:months?|years?|weeks?)|immediate(?:ly)?|tb[cad])",
    re.IGNORECASE,
)
COLUMNS = headings(
    text=r"(?:smart\s+)?(?:targets?|objectives?|actions?|activit(?:y|ies)|tasks?|what(?:\s+(?:we\s+)?will\s+(?:we\s+)?do)?|outcomes?|measures?)(?:\s+required)?",
    priority=r"(?:csp\s+|partnership\s+|strategic\s+)?priorit(?:y|ies)",
    lead=r"lead(?:\s+(?:agency|officer|organisation|partner|person))?s?|who(?:\s+(?:leads?|will\s+lead|is\s+(?:leading|responsible)|will\s+do\s+(?:it|this)))?|owners?|responsib(?:le|ility)|delivered\s+by",
    timescale=r"time\s?scales?|time\s?frames?|when|by\s+when|deadline|target\s+date|due(?:\s+date)?",
    status=STATUS,
    progress=PROGRESS,
)
_NEEDS = (
    frozenset({"text", "lead", "timescale"}),
    frozenset({"text", "priority", "timescale"}),
    frozenset({"text", "priority", "lead"}),
    frozenset({"text", "lead", "status"}),
    frozenset({"text", "lead", "progress"}),
)


@dataclass
class _Part:
    """What stands between two labels "Target", or the rows of one small table."""

    line: int
    section: str
    texts: list[str] = field(default_factory=list)
    priority: str | None = None
    lead: str | None = None
    timescale: str | None = None
    left: list[tuple[int, str]] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)

    @property
    def target(self) -> Target:
        text = " ".join(self.texts)
        return Target(self.section, text, self.priority, self.lead, self.timescale, self.line, *self.standing)


def read_targets(blocks: Sequence[Block], taken: set[int]) -> tuple[list[Target], list[Unread]]:
    """The targets of a plan; `taken` are the lines that were read as something else (a register of actions)."""
    titles = _contents(blocks)
    found = list(_from_tables(blocks, titles, taken))
    labelled = sum(bool(_label(block.text) == "timescale" or "Timescale" in block.cells) for block in blocks)
    if found or labelled + sum(map(_opens_target, blocks)) < 3:
        return found, []
    first = next((at for at, block in enumerate(blocks) if _opens_target(block)), len(blocks))
    paired, unread = _paired(blocks[:first], titles)
    return [*paired, *_labelled(blocks, first, titles)], unread


def _contents(blocks: Sequence[Block]) -> set[str]:
    """The titles of a table of contents: cells with a page number beside them; broken ones are put together."""
    titles = {
        cell
        for block in blocks
        for cell, page in pairwise(map(tidy, block.cells))
        if len(page) < 4 and (not page or page.isdecimal()) and re.search(r"[a-z]{3}", cell)
    }
    return titles if len(titles) > 4 else set()


def _label(text: str) -> str | None:
    match = _LABEL.fullmatch(text.strip(" :*"))
    return match.lastgroup if match else None


def _opens_target(block: Block) -> bool:
    return _label(block.cells[0] if block.is_row else block.text) == "target"


def _from_tables(blocks: Sequence[Block], titles: set[str], taken: set[int]) -> Iterator[Target]:
    """The rows of a plan's table; a row with a text alone goes on with the one above."""
    for table in tables(blocks, COLUMNS, _NEEDS):
        if blocks[table.start].line in taken or _has_lead_inside(blocks[table.start : table.end]):
            continue
        section = _section_above(blocks, table.start, titles)
        above = None if table.has("priority") else _priority_in(section)
        parts: list[_Part] = []
        for row in table.rows:
            if parts and not any(row.get(key) for key in ("priority", "lead", "timescale", "status")):
                _go_on(parts[-1], row)
            elif row.get("text"):
                parts.append(
                    _Part(
                        row.line,
                        section,
                        [row.get("text")],
                        row.get("priority") or above,
                        row.get("lead") or None,
                        row.get("timescale") or None,
                        standing=standing_of(row),
                    )
                )
        yield from (part.target for part in parts)


def _go_on(part: _Part, row: Row) -> None:
    """A row that only goes on with the one above."""
    part.texts += filter(None, [row.get("text")])
    if more := row.get("progress"):
        said = f"{part.standing.progress or ''} {more}".strip()
        part.standing = part.standing._replace(progress=said)


def _priority_in(section: str) -> str | None:
    """The priority that a heading above a table names."""
    match = _PRIORITY.match(section)
    return match["value"] if match else None


def _has_lead_inside(rows: Sequence[Block]) -> bool:
    """Whether a table has a label in a row below its heading row: then it holds one target, printed as a form."""
    return any(_label(cell) == "lead" for row in rows[1:] for cell in row.cells)


def _section_above(blocks: Sequence[Block], at: int, titles: set[str]) -> str:
    above = [block.text for block in blocks[max(0, at - 6) : at] if not block.is_row]
    return _title_among(above, titles) or ""


def _labelled(blocks: Sequence[Block], first: int, titles: set[str]) -> Iterator[Target]:
    part: _Part | None = None
    section = _section_above(blocks, first, titles)
    at = first
    while at < len(blocks):
        block = blocks[at]
        if _opens_target(block):
            if part:
                yield part.target
                section = _section_in(part, titles) or section
            part = _Part(block.line, section)
            at += 1
            if block.is_row:
                at = _take_form(part, blocks, at)
                yield part.target
                section, part = _next_section(blocks, at, titles) or section, None
            else:
                state = "text"
        elif part:
            state = _take(part, block, state)
            at += 1
        else:
            at += 1
    if part:
        yield part.target


def _take(part: _Part, block: Block, state: str) -> str:
    """One block into the target: a label changes what is expected, values are known by their shape."""
    cut = _FUSED.search(block.text)
    text = block.text[: cut.start()].strip() if cut else block.text
    if state == "text" and text and not part.texts:
        part.line = block.line
    if cut:
        if text:
            part.texts.append(text)
        return "lead" if block.text.endswith("Lead") or state == "lead" else "value"
    if state == "text":
        part.texts.append(text)
        return "text"
    match = _PRIORITY.fullmatch(text)
    if match and part.priority is None:
        part.priority, text = match["value"], match["rest"].strip()
    if not text:
        return state
    if part.timescale is None and _TIMESCALE.fullmatch(text):
        part.timescale = text
    elif state == "lead" and part.lead is None:
        part.lead = text
    else:
        part.left.append((block.line, text))
    return state


def _section_in(part: _Part, titles: set[str]) -> str | None:
    """The heading of what follows, which stands last among what this target did not need."""
    return _title_among([text for _line, text in part.left], titles)


def _title_among(texts: list[str], titles: set[str]) -> str | None:
    """The last text that the table of contents names, perhaps in part; without one, the last short text."""
    if titles:
        fits = [
            t
            for t in texts
            if t in titles or any(len(known) > 20 and t.startswith(known) for known in titles)
        ]
    else:
        fits = [text for text in texts if len(text) < 90]
    return fits[-1] if fits else None


def _take_form(part: _Part, blocks: Sequence[Block], at: int) -> int:
    """A target printed as a form of three columns: text, priority above "Lead" above the lead, timescale."""
    columns: list[list[str]] = [[], [], []]
    while at < len(blocks) and blocks[at].is_row and not _opens_target(blocks[at]):
        for column, cell in zip(columns, blocks[at].cells, strict=False):
            if cell.strip():
                column.append(tidy(cell))
        at += 1
    part.texts = columns[0]
    middle = columns[1]
    cut = next((i for i, cell in enumerate(middle) if _label(cell) == "lead"), len(middle))
    part.priority = " ".join(middle[:cut]) or None
    part.lead = " ".join(middle[cut + 1 :]) or None
    part.timescale = " ".join(columns[2]) or None
    return at


def _next_section(blocks: Sequence[Block], at: int, titles: set[str]) -> str | None:
    below: list[str] = []
    for block in blocks[at:]:
        if _opens_target(block):
            break
        below.append(block.text)
    return _title_among(below, titles)


def _paired(blocks: Sequence[Block], titles: set[str]) -> tuple[list[Target], list[Unread]]:
    """Targets with "Lead" and "Timescale" below them; where several stand above several, they go in their order.

    Where there are not as many leads as texts, nothing tells which belongs to which: all are reported. But for what only
    states how things are: it explains the target above it.
    """
    targets: list[Target] = []
    unread: list[Unread] = []
    texts: list[_Part] = []
    pairs: list[_Part] = []
    section, expected = "", ""
    for block in blocks:
        label = None if block.is_row else _label(block.text)
        if block.is_row:
            continue
        if label in ("lead", "timescale"):
            expected = label
            if label == "lead":
                pairs.append(_Part(block.line, ""))
        elif expected and pairs:
            setattr(pairs[-1], expected, block.text)
            expected = ""
        elif block.text in titles:
            section = block.text
        elif titles and not section:
            continue
        elif not pairs or pairs[-1].timescale is None:
            texts.append(_Part(block.line, section, [block.text]))
        else:
            _match(texts, pairs, targets, unread)
            texts, pairs = [_Part(block.line, section, [block.text])], []
    _match(texts, pairs, targets, unread)
    return targets, unread


_STATES = re.compile(
    r"(?:all|every|this|these|those|it|there|the|an?|any)\s(?:(?!\bto\b)[^.])*\.", re.IGNORECASE
)


def _with_explanations(texts: list[_Part]) -> list[_Part]:
    """The targets, each with what is stated behind it: "All inductions cover this." has nothing to be done in it."""
    joined: list[_Part] = []
    for text in texts:
        if joined and joined[-1].section == text.section and _STATES.match(" ".join(text.texts)):
            joined[-1].texts += text.texts
        else:
            joined.append(replace(text, texts=[*text.texts]))
    return joined


def _match(texts: list[_Part], pairs: list[_Part], targets: list[Target], unread: list[Unread]) -> None:
    if len(texts) > len(pairs) == len(joined := _with_explanations(texts)):
        texts = joined
    if len(texts) == len(pairs):
        targets += [
            Target(t.section, " ".join(t.texts), None, p.lead, p.timescale, t.line)
            for t, p in zip(texts, pairs, strict=True)
        ]
    elif pairs:
        why = f"{len(texts)} targets stand above {len(pairs)} leads and timescales; I cannot tell which belong together."
        unread += [
            Unread(part.line, " ".join(part.texts) or f"{part.lead}, {part.timescale}", why)
            for part in (*texts, *pairs)
        ]
