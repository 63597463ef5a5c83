"""Who sits for whom in a plan: lists "Organisation – Person / Person" under headings of members."""

import re
from collections.abc import Sequence

from store.papers.paper import Member, Unread
from store.papers.reading.blocks import Block, mentions
from store.papers.reading.people import looks_like_person, split_title

_HEADING = re.compile(
    r"(?P<what>.*\b(?:members?|membership|in\s+attendance|representatives|board)\b.*)", re.IGNORECASE
)
_LINE = re.compile(r"(?P<organisation>.+)\s[–—-]\s(?P<people>[^–—]+)")
_UNNAMED = re.compile(
    r"(?:a\s+)?(?:representatives?|vacan(?:t|cy)|tb[cad]|to\s+be\s+(?:confirmed|appointed|advised))\W*",
    re.IGNORECASE,
)


def read_members(blocks: Sequence[Block]) -> tuple[list[Member], list[Unread]]:
    """The members in every list whose lines name an organisation, a dash and people."""
    members: list[Member] = []
    unread: list[Unread] = []
    at = 0
    while at < len(blocks):
        heading = blocks[at]
        lines = _list_below(blocks, at) if _opens_list(heading) else []
        read = [_members_of(line, _section(heading.text)) for line in lines]
        if sum(map(bool, read)) > len(lines) / 2:
            members += [member for line in read for member in line]
            unread += [
                Unread(line.line, line.text, "A line of the list of members that names nobody.")
                for line, found in zip(lines, read, strict=True)
                if not found
            ]
            at += len(lines)
        at += 1
    return members, unread


def _opens_list(block: Block) -> bool:
    return (
        not block.is_row
        and not block.bullet
        and len(block.text) < 120
        and mentions(block.text.casefold(), "member", "attendance", "representatives", "board")
        and bool(_HEADING.fullmatch(block.text))
    )


def _list_below(blocks: Sequence[Block], at: int) -> list[Block]:
    lines: list[Block] = []
    for block in blocks[at + 1 :]:
        if block.is_row or (not block.bullet and not (_LINE.fullmatch(block.text) and len(block.text) < 160)):
            break
        lines.append(block)
    return lines


def _section(heading: str) -> str:
    words = heading.casefold()
    if re.search(r"\bnon-?\s*voting\b", words):
        return "Non-voting members"
    if "attendance" in words:
        return "In attendance"
    return "Board" if re.search(r"\bboard\b", words) else "Members"


def _members_of(block: Block, section: str) -> list[Member]:
    match = _LINE.fullmatch(block.text)
    people = re.split(r"\s*/\s*|\s*;\s*|,\s+|\s+and\s+(?=[A-Z])", match["people"].strip()) if match else []
    if (
        not match
        or not people
        or not all(looks_like_person(person) or _UNNAMED.fullmatch(person) for person in people)
    ):
        return []
    organisation = match["organisation"].strip()
    return [
        Member(
            organisation, None if _UNNAMED.fullmatch(person) else split_title(person)[1], section, block.line
        )
        for person in people
    ]
