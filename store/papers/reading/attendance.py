"""Who came: the lists at the head of minutes, in their sections, however their lines are broken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from store.papers.paper import Attendee, Unread
from store.papers.reading.blocks import Block, tidy
from store.papers.reading.entries import appearances, clean, name_length, read_entry
from store.papers.reading.people import is_body_word

_SECTION = re.compile(
    r"(?P<name>(?:(?:present|attendees|attendance|those\s+present|in\s+attendance|also\s+(?:present|in\s+attendance)|board(?:\s+members)?|"
    r"(?:(?:voting|non-?\s?voting|statutory|core|co-?opted|board|committee|partnership)\s+)?members(?:\s+present)?|guests?|visitors|observers|officers|"
    r"advisers|advisors|invited\s+guests|public|others?(?:\s+present)?|apologies(?:\s+(?:for\s+absence|received(?:\s+from)?))?|absent)"
    r"(?:\s+(?:present|in\s+attendance|attending))?))\s*(?P<colon>:?)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_TOO_LONG = 400  # a longer line is no entry, or none that can be taken apart
_LONG_LINE = 40  # a line that was broken for want of room is not shorter than this


@dataclass
class _List:
    """The entries of one section while they are collected, each a text with the line it began on."""

    section: str
    entries: list[tuple[int, str, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the lists say: who came, the entries under "Apologies", and the lines that are no entry."""

    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    unread: tuple[Unread, ...]


def read_lists(blocks: Sequence[Block], everything: str) -> Listed:
    """The lists in these blocks, the head of the minutes; `everything` is the paper's text, to know names again."""
    present: list[Attendee] = []
    absent: list[Attendee] = []
    unread: list[Unread] = []
    for listing in _lists(blocks):
        for line, text, cells in _healed(listing, everything):
            entry = read_entry(text, cells, listing.section, line, everything)
            if entry is None:
                unread.append(Unread(line, text, f"A line under “{listing.section}” that names no person."))
            elif re.match(r"apolog|absent", listing.section, re.IGNORECASE):
                absent.append(entry)
            else:
                present.append(entry)
    return Listed(tuple(present), tuple(absent), tuple(unread))


def _lists(blocks: Sequence[Block]) -> list[_List]:
    lists: list[_List] = []
    for block in blocks:
        section = _section_of(block)
        if section:
            lists.append(_List(section[0]))
            text = section[1]
        else:
            text = block.text
        if not lists and _names_people(block):
            lists.append(_List("Present"))
        if not lists or not text or _is_column_heading(block):
            continue
        cells = () if section and section[1] else block.cells
        for part in _listed_in_line(text) if section else [text]:
            lists[-1].entries.append((block.line, part, cells))
    return [listing for listing in lists if listing.entries]


def _section_of(block: Block) -> tuple[str, str] | None:
    """The section a block opens, and the names that follow on the same line ("Present: Ada Okafor (Chair), …")."""
    text = block.text if not block.is_row else tidy(" ".join(cell for cell in block.cells if cell))
    match = _SECTION.fullmatch(text)
    if not match or (match["rest"] and not match["colon"]):
        first = _SECTION.fullmatch(block.cells[0]) if block.cells and block.cells[0] else None
        return (first["name"], " ".join(block.cells[1:])) if first and not first["rest"] else None
    return match["name"].strip(), match["rest"]


def _names_people(block: Block) -> bool:
    """Whether a heading row begins a table of people that no section is printed above."""
    words = {cell.strip(" :").casefold() for cell in block.cells}
    return _is_column_heading(block) and "name" in words and len(words) > 1


def _is_column_heading(block: Block) -> bool:
    words = {cell.strip(" :").casefold() for cell in block.cells if cell.strip()}
    known = {
        "name",
        "organisation",
        "organization",
        "agency",
        "initials",
        "role",
        "title",
        "representing",
        "job title",
        "position",
    }
    return bool(words) and words <= known


def _listed_in_line(text: str) -> list[str]:
    """Several names printed behind the section's name, separated by commas or semicolons outside brackets."""
    for separator in (
        r"\s{2,}",
        r";\s*(?![^(]*\))(?:and\s+)?",
        r",\s*(?![^(]*\))(?:and\s+)?|\s+and\s+(?![^(]*\))",
    ):
        parts = [tidy(part).rstrip(".") for part in re.split(separator, text) if part.strip(" .")]
        if len(parts) > 1 and all(name_length(part.split(), "") for part in parts):
            return parts
    return [text]


def _healed(listing: _List, everything: str) -> list[tuple[int, str, tuple[str, ...]]]:
    """The entries with broken lines joined and lines that hold two people taken apart."""
    joined: list[tuple[int, str, tuple[str, ...]]] = []
    for line, text, cells in listing.entries:
        if (
            joined
            and not (len([c for c in cells if c]) > 1 and cells[0])
            and _is_rest(joined[-1][1], text, everything)
        ):
            first, above, cells_above = joined[-1]
            joined[-1] = (first, f"{above} {text}", _last_cell_extended(cells_above, text))
        else:
            joined.append((line, text, cells))
    alone = [(line, text) for line, text, cells in joined if not cells]
    ordered = _in_order([_surname(text) for _line, text in alone])
    return [
        (line, part, cells)
        for line, text, cells in joined
        for part in ([text] if cells else _apart(text, everything, ordered))
    ]


def _in_order(surnames: Sequence[str]) -> bool:
    """Whether a list is kept in the order of the alphabet; the chair may come first, and lines may be broken."""
    pairs = list(pairwise(surnames[1:]))
    return 10 * sum(a <= b for a, b in pairs) >= 7 * len(pairs)


def _last_cell_extended(cells: tuple[str, ...], text: str) -> tuple[str, ...]:
    return (*cells[:-1], f"{cells[-1]} {text}".strip()) if cells else ()


def _is_rest(above: str, text: str, everything: str) -> bool:
    """Whether a line goes on with the entry above: inside its brackets, or because it begins no new name."""
    if above.count("(") > above.count(")"):
        return True
    length = name_length(text.split(), everything)
    if not length:
        return True
    alone = length == len(text.split())
    return alone and len(above) > _LONG_LINE and appearances(text, everything) < 2


def _surname(text: str) -> str:
    length = name_length(text.split(), "")
    return clean(text.split()[length - 1]).casefold() if length else ""


def _apart(text: str, everything: str, ordered: bool) -> list[str]:
    """The people printed on one line: a name begins again behind the end of an organisation.

    It must be followed by an organisation, and be known from elsewhere in the paper or stand in the
    alphabetical order that the list keeps.
    """
    words = text.split() if len(text) < _TOO_LONG else []
    for at in range(3, len(words) - 2):
        candidate = words[at:]
        length = name_length(candidate, everything)
        if (
            not length
            or not _ends_body(words[:at])
            or not any(is_body_word(word) for word in candidate[length:])
        ):
            continue
        name = " ".join(candidate[:length])
        in_order = ordered and _surname(text) <= _surname(name)
        if in_order or appearances(name, everything) > 0:
            return [" ".join(words[:at]), *_apart(" ".join(candidate), everything, ordered)]
    return [text]


def _ends_body(words: Sequence[str]) -> bool:
    joined = " ".join(words)
    return joined.count("(") == joined.count(")") and (is_body_word(words[-1]) or words[-1].endswith(")"))


def with_represented(
    attendance: Iterable[Attendee], pairs: Iterable[tuple[str, str]]
) -> tuple[Attendee, ...]:
    """The attendance with whom each represents, from pairs of representative and represented."""
    stands_for = dict(pairs)
    return tuple(replace(entry, represents=stands_for.get(entry.name)) for entry in attendance)
