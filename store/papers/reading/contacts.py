"""Useful contacts: services with their numbers, pages and addresses, from a list however it is broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.papers.paper import ServiceContact, Unread
from store.papers.reading.blocks import Block, Kind, tidy
from store.papers.reading.healing import Words

_HEADING = re.compile(
    r"(?:(?:useful|key|local|emergency|service|other|important|main|support)\s+)+(?:contacts?|numbers)(?:\s+(?:details|numbers|list|information|and\s+numbers))?\W*"
    r"|contacts?\s+(?:directory|list|numbers)\W*|who\s+to\s+(?:contact|call|ring)\W*|(?:list|directory)\s+of\s+contacts\W*",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>()\"|]+|(?<![@\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|gov|police|nhs|ac|co)\.uk(?:/[^\s<>()\"|]*)?"
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NOTE = r"(?:\s*\([^()]{2,40}\)|,?\s+then\s+(?:press\s+)?option\s+\d+|,?\s*option\s+\d+)?"
_PHONE = re.compile(
    rf"(?<![\d/£.-])(?:(?:\+44\s?(?:\(0\))?|\(?0)(?:[ ()-]{{0,2}}\d){{9,10}}(?!\d)|(?:999|101|111|112|116\s?\d{{3}}|119|105)(?![\d-])){_NOTE}",
    re.IGNORECASE,
)
# A telephone's picture is often read as a digit glued to the number ("101223 457900").
_GLUED = re.compile(r"(?<!\d)1(?=0\d{4}\s\d{6}(?!\d))")
_MISREAD_LINK = re.compile(r"^\S{0,3}tt?ps?:/{0,2}", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(?:tel(?:ephone)?|phone|call|ring|e-?mail|web(?:site)?|visit|mobile|text|fax|online|see)\s*(?:no\.?|number)?\s*:?\s*$",
    re.IGNORECASE,
)
_ICON = re.compile(r"\W+|\w|\[?\d{1,2}\]?")
_HEAD = r"(?:service|organisation|name|agency|contact|issue|telephone|phone|tel|number|e-?mail|web(?:site)?|website|details|address)"
_COLUMN = re.compile(rf"{_HEAD}(?:\s*(?:[/&,]|and|or)?\s*(?:no|details|{_HEAD}))*\W*", re.IGNORECASE)
_END = re.compile(
    r"(?:to|from|subject|date)\s*:.*|appendix\b.*|\d{1,2}[.)]\s+.*|agenda|further\s+information\W*|q\s*:.*",
    re.IGNORECASE,
)


@dataclass
class _Service:
    """A contact while its lines are collected."""

    line: int
    name: str
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def reachable(self) -> bool:
        return bool(self.phones or self.urls or self.emails)


def read_contacts(blocks: Sequence[Block], everything: str) -> tuple[list[ServiceContact], list[Unread]]:
    """The contacts under each heading like "Useful contacts", and the lines there that cannot be read."""
    listed = list(_listed(blocks))
    words = Words.of(everything if listed else "")
    found: list[_Service] = []
    unread: list[Unread] = []
    for block in listed:
        if _is_columns(block):
            continue
        text, note = _line_of(block, words)
        if _MISREAD_LINK.match(text) and not _URL.match(text):
            unread.append(Unread(block.line, block.text, "It looks like a misread web address."))
            continue
        _take(found, block, text, note)
    for service in found:
        if service.notes or not service.reachable:
            why = " ".join(service.notes) or "A contact without a number, page or address."
            unread.append(Unread(service.line, service.name, why))
    return [_contact(service) for service in found if service.reachable], unread


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks under headings of contacts, up to whatever is no list any more."""
    inside = False
    for block in blocks:
        if not block.is_row and _HEADING.fullmatch(block.text):
            inside = True
        elif inside and (_ends(block)):
            inside = False
        elif inside:
            yield block


def _ends(block: Block) -> bool:
    if block.is_row:
        return False
    return (
        bool(_END.fullmatch(block.text))
        or (len(block.text) > 200 and not _tells_a_way(block.text))
        or (block.kind is Kind.HEADING and bool(re.match(r"[\d.]+\s", block.text)))
    )


def _tells_a_way(text: str) -> bool:
    return bool(_URL.search(text) or _PHONE.search(_GLUED.sub("", text)))


def _is_columns(block: Block) -> bool:
    filled = [tidy(cell) for cell in block.cells if cell.strip()]
    return len(filled) > 1 and all(_COLUMN.fullmatch(cell) for cell in filled)


def _line_of(block: Block, words: Words) -> tuple[str, str]:
    """The line with torn words healed, and a note where the paper does not show how they belong together."""
    cells = [tidy(cell) for cell in block.cells if cell.strip()] or [block.text]
    if len(cells) == 2 and _ICON.fullmatch(cells[0]) and block.cells:
        return cells[1], ""
    if len(cells) == 2 and cells[0].startswith("[") and cells[0].endswith("]"):
        return cells[1], ""
    text, note = cells[0], ""
    for cell in cells[1:]:
        plain = _reaches(cell) or not cell[0].isalpha()
        joined = f"{text} {cell}" if plain or len(cells) > 2 else words.join(text, cell)
        if joined is None:
            joined, note = (
                f"{text} {cell}",
                "The words before and behind the tab may belong together; they are kept as printed.",
            )
        text = joined
    lost = re.match(r"[a-z]+", text)
    if lost and block.cells and not _reaches(text) and not words.knows(lost.group(), beside=1):
        note = f"“{lost.group()}” may have lost its beginning; it is kept as printed."
    return text, note


def _reaches(text: str) -> bool:
    """Whether a text begins with a way to reach somebody."""
    return bool(
        _URL.match(text)
        or _EMAIL.match(text)
        or _PHONE.match(text)
        or re.match(r"(?:tel|phone|e-?mail|web)\w*:", text, re.IGNORECASE)
    )


def _take(found: list[_Service], block: Block, text: str, note: str) -> None:
    text = _GLUED.sub("", text)
    ways = sorted(
        (
            *_URL.finditer(_blank(text, _EMAIL, "@")),
            *_EMAIL.finditer(text),
            *_PHONE.finditer(_blank(_blank(text, _URL, "."), _EMAIL, "@")),
        ),
        key=lambda m: m.start(),
    )
    name = _name_before(text[: ways[0].start()]) if ways else text
    if name and found and not found[-1].reachable:
        found[-1].name = f"{found[-1].name} {name}"
    elif name:
        found.append(_Service(block.line, name))
    elif not found:
        return
    service = found[-1]
    if note:
        service.notes.append(note)
    for way in ways:
        printed = way.group().rstrip(".,;")
        into = service.emails if "@" in printed else service.urls if _URL.match(printed) else service.phones
        if printed not in into:
            into.append(printed)


def _blank(text: str, pattern: re.Pattern[str], mark: str) -> str:
    """The text with matches of a pattern blanked, all places kept; none is without the mark."""
    if mark not in text:
        return text
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _name_before(text: str) -> str:
    name = text.strip(" |/,;–—-")
    while (label := _LABELS.search(name)) or name.endswith((":", "-", "–")):
        name = (name[: label.start()] if label else name[:-1]).strip(" |/,;–—-")
    return tidy(name)


def _contact(service: _Service) -> ServiceContact:
    return ServiceContact(
        service.name,
        tuple(service.phones),
        tuple(service.urls),
        tuple(service.emails),
        tuple(service.notes),
        service.line,
    )
