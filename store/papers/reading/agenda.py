"""The agenda: its items in their true order, with what a broken table did to them put right or reported."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from store.papers.paper import AgendaEntry, Unread
from store.papers.reading.agenda_leads import leads_of, split_merged
from store.papers.reading.blocks import Block, tidy
from store.papers.reading.columns import Row, Table, headings, tables
from store.papers.reading.due import dates_in, on_or_after
from store.papers.reading.people import is_role, looks_like_body, looks_like_person

COLUMNS = headings(
    number=r"(?:agenda\s*)?(?:items?\s*)?(?:no|num|number|ref|#)|#|item(?=\s*no)",
    title=r"(?:agenda\s*)?(?:items?|title|subject|topic|description|business)(?:\s*(?:title|description|of\s+business))?|agenda",
    lead=r"(?:lead|presenter|presented\s+by|presenting|speaker|led\s+by|who|owner|by\s+whom|responsible)s?(?:\s*(?:officer|person|member|agency))?(?:s|\(s\))?|officers?",
    minutes=r"(?:time|mins|minutes|duration|length|allotted|timings?)(?:\s*(?:allotted|allocated))?(?:\s*\(?(?:in\s+)?(?:mins|minutes)\)?)?",
    paper=r"(?:papers?|page|pages|report|enclosures?|attachments?|documents?|encl|for|purpose|action|type)(?:\s*(?:no|ref|enclosed|attached|required))?",
)
# "Item" heads the titles, unless another column does: then it heads the numbers.
_COUNTED = headings(
    **{
        **{meaning: pattern.pattern for meaning, pattern in COLUMNS.items()},
        "number": rf"{COLUMNS['number'].pattern}|items?",
    }
)
_NEEDS = (
    frozenset({"title", "lead"}),
    frozenset({"title", "minutes"}),
    frozenset({"number", "title", "paper"}),
)
_COUNTED_NEEDS = (frozenset({"number", "title", "lead"}), frozenset({"number", "title", "minutes"}))
_BREAK = re.compile(
    r"(?:(?:comfort|short|tea|coffee|lunch|refreshments?)\s+)?(?:break|lunch|interval|refreshments?|adjournment)\b.*",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\b(?:noted|circulated|information|decision|discussion|session|items|reports|papers|business|matters)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\b(?:closed|private|confidential|part\s+(?:2|ii|b))\s+(?:session|meeting|part|items?)\b|\bnot\s+open\s+to\s+the\s+public\b|\bexempt\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:meeting|session)\s+(?:is\s+)?(?:now\s+)?open\s+to\s+the\s+public\b|\b(?:open|public)\s+session\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext\b.*\bmeeting\b|\bmeeting\b.*\bnext\b", re.IGNORECASE)
_LINE = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?P<rest>\S.{2,})")
_MINUTES = re.compile(r"[\s,(–—-]*\(?\b(?P<minutes>\d{1,3})\s*(?:mins?|minutes)\b\)?\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Item:
    """A row of the agenda while it is being put right."""

    row: Row
    number: str
    title: str
    lead: str
    minutes: int | None
    section: str | None = None


def read_agenda(blocks: Sequence[Block], everything: str) -> tuple[list[AgendaEntry], list[Unread]]:
    """The items of the first agenda in a paper, and the rows that only look like items."""
    agendas = (
        table
        for meanings, needs in ((_COUNTED, _COUNTED_NEEDS), (COLUMNS, _NEEDS))
        for table in tables(blocks, meanings, needs)
        if _is_agenda(table, blocks)
    )
    table = next(agendas, None)
    if table is None:
        return [_entry(item, at, frozenset()) for at, item in enumerate(_listed(blocks), 1)], []
    items = [_item(row) for segment in _segments(table.rows) for row in segment]
    items, ghosts = _without_ghosts(items, everything)
    items = list(_with_sections(items))
    leads = frozenset(item.lead for item in items if item.lead)
    total = sum(item.minutes or 0 for item in items if not _NEXT.search(item.title))
    return [_entry(item, at, leads, total) for at, item in enumerate(items, 1)], ghosts


def _is_agenda(table: Table, blocks: Sequence[Block]) -> bool:
    """An agenda numbers its items upwards; a table of something else rarely has a number and minutes to each row."""
    numbered = sum(row.get("number").strip(".").isdigit() for row in table.rows)
    above = [block.text for block in blocks[max(0, table.start - 6) : table.start]]
    titled = any(re.search(r"\bagenda\b", text, re.IGNORECASE) for text in above)
    return titled or (table.has("number", "minutes") and 2 * numbered >= len(table.rows))


def _segments(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The pages of the table, those that were taken from the bottom up turned over."""
    segment: list[Row] = []
    for at, row in enumerate(rows):
        if segment and (row.after_gap or _is_peak(rows, at)):
            yield _upright(segment)
            segment = []
        segment.append(row)
    if segment:
        yield _upright(segment)


def _is_peak(rows: Sequence[Row], at: int) -> bool:
    """Whether the numbers jump up to this row and fall behind it: a page begins that was taken from the bottom up."""
    numbers = [number for row in rows[:at] if (number := _number(row))]
    own, below = _number(rows[at]), [number for row in rows[at + 1 :] if (number := _number(row))]
    if not own or not numbers or len(below) < 2:
        return False
    return own > numbers[-1] + 1 and own > below[0] >= below[1]


def _number(row: Row) -> int | None:
    printed = row.get("number").strip(".")
    return int(printed) if printed.isdigit() and len(printed) < 4 else None


def _upright(rows: list[Row]) -> list[Row]:
    numbers = [number for row in rows if (number := _number(row))]
    falling = sum(a > b for a, b in pairwise(numbers))
    rising = sum(a < b for a, b in pairwise(numbers))
    return rows[::-1] if falling > rising else rows


def _item(row: Row) -> _Item:
    """A row as an item; minutes that slipped one column to the right are still its minutes."""
    times = (row.get("minutes"), *(cell for cell in row.loose if cell.isdigit()))
    minutes = next((found for text in times if (found := _minutes_of(text)) is not None), None)
    return _Item(row, row.get("number").strip(" ."), row.get("title"), row.raw("lead"), minutes)


def _minutes_of(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,3})(?:\s*(?:mins?|minutes)\.?)?", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _without_ghosts(items: list[_Item], everything: str) -> tuple[list[_Item], list[Unread]]:
    """Of two rows with one number, the one whose words the rest of the paper does not know is a misread double."""
    kept: list[_Item] = []
    ghosts: list[Unread] = []
    known = Counter(re.findall(r"\w+", everything.casefold())) if _has_twins(items) else Counter[str]()
    for item in items:
        twin = kept[-1] if kept and item.number and kept[-1].number == item.number else None
        if twin is None:
            kept.append(item)
            continue
        ghost, real = (item, twin) if _strangeness(item, known) > _strangeness(twin, known) else (twin, item)
        heading = ghost.title if _is_heading(ghost.title) else None
        kept[-1:] = _break_cut_off(replace(real, section=heading or real.section), ghost)
        why = (
            f"A second row numbered {ghost.number}, which looks like a misreading of the item of that number."
        )
        ghosts.append(Unread(ghost.row.line, " | ".join(v for v in ghost.row.values.values() if v), why))
    return kept, ghosts


def _has_twins(items: Sequence[_Item]) -> bool:
    numbers = [item.number for item in items if item.number]
    return len(set(numbers)) < len(numbers)


def _break_cut_off(real: _Item, ghost: _Item) -> list[_Item]:
    """A row that ends with a break while its misread double gives the break's own minutes is two rows in one."""
    match = re.fullmatch(
        r"[-–•\s]*(?P<title>.+?)\s+(?P<pause>(?:comfort|short|tea|coffee|lunch)\s+break)",
        real.title,
        re.IGNORECASE,
    )
    if not match or ghost.lead or not ghost.minutes or "break" not in ghost.title.casefold():
        return [real]
    return [replace(real, number="", title=match["title"]), replace(ghost, title=match["pause"])]


def _strangeness(item: _Item, known: Mapping[str, int]) -> float:
    """The share of a row's words of four letters and more that stand nowhere else in the paper; a heading counts extra.

    `known` says how often each word stands in the paper.
    """
    words = re.findall(r"[A-Za-z]{4,}", f"{item.title} {item.lead}")
    strange = sum(known.get(word.casefold(), 0) < 2 for word in words)
    return strange / max(1, len(words)) + (1 if _is_heading(item.title) else 0)


def _is_heading(title: str) -> bool:
    return (
        len(title.split()) <= 6
        and bool(_HEADING.search(title))
        and not re.match(r"any other", title, re.IGNORECASE)
    )


def _with_sections(items: list[_Item]) -> Iterator[_Item]:
    """Rows without a number either continue the item above or head the items below."""
    held: _Item | None = None
    section: str | None = None
    for item in items:
        bare = not item.number and item.minutes is None and not item.lead
        if bare and _is_heading(item.title) and not _BREAK.fullmatch(item.title):
            section = item.title
        elif bare and held and not _BREAK.fullmatch(item.title):
            held = replace(held, title=f"{held.title} {item.title}".strip())
        else:
            if held:
                yield held
            held = replace(item, section=item.section or section)
            section = held.section
    if held:
        yield held


def _entry(item: _Item, position: int, leads: frozenset[str], total: int = 0) -> AgendaEntry:
    title, lead = item.title, tidy(item.lead)
    is_break = bool(_BREAK.fullmatch(title)) and not lead
    merged = None if lead or is_break else split_merged(title, leads)
    if merged:
        title, lead = merged
    day = _date_in(lead) or (_date_in(title) if _NEXT.search(title) else None)
    if day and _NEXT.search(title):
        minutes = None if item.minutes and item.minutes >= max(30, total // 2) else item.minutes
        return AgendaEntry(
            position,
            item.number or None,
            title,
            None,
            (),
            minutes,
            "next_meeting",
            False,
            None,
            day,
            item.row.line,
        )
    return AgendaEntry(
        position,
        item.number or None,
        title,
        lead or None,
        leads_of(item.lead if not merged else lead),
        item.minutes,
        "break" if is_break else "item",
        _is_closed(title, item.section),
        item.section,
        line=item.row.line,
    )


def _is_closed(title: str, section: str | None) -> bool:
    if _OPEN.search(title):
        return False
    return bool(_CLOSED.search(title) or (section and _CLOSED.search(section) and not _OPEN.search(section)))


def _date_in(text: str) -> date | None:
    printed = next(dates_in(text), None)
    return on_or_after(printed[0], None) if printed else None


def _listed(blocks: Sequence[Block]) -> Iterator[_Item]:
    """The items of an agenda printed as a numbered list: "3. Title – Ada Okafor (10 mins)"."""
    start = next(
        (
            at
            for at, block in enumerate(blocks)
            if re.fullmatch(r"(?:draft\s+)?agenda\W*", block.text, re.IGNORECASE)
        ),
        None,
    )
    expected = 1
    for block in blocks[start + 1 :] if start is not None else ():
        match = None if block.is_row else _LINE.fullmatch(block.text)
        if match and int(match["number"]) == expected:
            yield _listed_item(block, match["number"], match["rest"])
            expected += 1
        elif expected > 1 and _BREAK.fullmatch(_MINUTES.sub("", block.text)):
            yield _listed_item(block, "", block.text)
        elif re.match(r"(?:draft\s+)?minutes\b|action\s+points", block.text, re.IGNORECASE) or (
            expected > 1 and len(block.text) > 250
        ):
            return


def _listed_item(block: Block, number: str, text: str) -> _Item:
    timed = _MINUTES.search(text)
    rest = tidy(_MINUTES.sub(" ", text)).strip(" –—-,") if timed else text
    title, lead = _lead_behind(rest)
    return _Item(Row(block.line, 1, {}), number, title, lead, int(timed["minutes"]) if timed else None)


def _lead_behind(text: str) -> tuple[str, str]:
    """A line as title and lead, where a dash or brackets at its end hold somebody's name."""
    dashes = [(cut.start(), text[cut.end() :]) for cut in re.finditer(r"\s[–—-]\s", text)]
    brackets = [(cut.start(), cut["inside"]) for cut in re.finditer(r"\s\((?P<inside>[^()]*)\)$", text)]
    for start, behind in (*reversed(dashes), *brackets):
        if _names_somebody(behind):
            return text[:start].strip(), behind.strip()
    return text, ""


def _names_somebody(text: str) -> bool:
    first = re.split(r"\s*(?:/|,|\band\b|\()\s*", text)[0].strip()
    return is_role(first) or looks_like_person(first) or looks_like_body(first)
