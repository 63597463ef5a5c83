"""Actions noted in passing: inside minutes, in a box beside them, or as a list under a heading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from store.papers.paper import ActionLine
from store.papers.reading.action_lines import plain_action
from store.papers.reading.actions import HEADING, LINE, When
from store.papers.reading.blocks import Block, Kind, tidy
from store.papers.reading.owners import listed_owners, owners_of
from store.papers.reading.people import Roll, is_role, looks_like_person
from store.papers.reading.references import REFERENCE
from store.papers.reading.status import read_status, tells_status
from store.tables.register import Status

_INLINE = re.compile(
    rf"(?:agreed\s+)?(?:action(?:\s+point)?s?|AP)\s*(?P<ref>{REFERENCE}|\d{{1,3}}|AP\s?\d+)?"
    r"(?:\s+(?:for\s+)?(?P<who>[A-Z]{2,4}(?:\s*[/,&+]\s*[A-Z]{2,4})*))?\s*(?P<mark>[:–—-])\s*(?P<text>\S.{8,})",
    re.IGNORECASE,
)
# In the middle of a paragraph only capitals say that an action begins.
_WITHIN = re.compile(
    r"(?<=[.;:)!?])\s+(?=(?:AGREED\s+)?ACTIONS?(?:\s+POINTS?)?(?:\s+[A-Z/ ]{2,12})?\s*[:–—-]\s)"
)
_LABEL = re.compile(r"(?:agreed\s+)?actions?(?:\s+points?)?\s*:?", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<who>[^:–—]{2,60}?)\s*(?::|\s[–—-])\s+(?P<text>\S.*)")
_BOX = re.compile(r"\[(?P<tick>[xX✓✔ ]?)\]\s+|(?P<sign>[☐☑☒✓✔✅])\s*")
_COUNTED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")


def noted_actions(blocks: Sequence[Block], when: When, roll: Roll) -> Iterator[ActionLine]:
    """Actions noted in the text of minutes: "Action: Ada Okafor to share the profile by 12 September", or in a box."""
    for block in blocks:
        for line in [_boxed(block, roll)] if block.is_row else _lines(block.text):
            match = _INLINE.fullmatch(line)
            if match and not re.fullmatch(REFERENCE + r".*", match["text"]) and _is_meant(match, block, roll):
                owners, text = _owners_and_text(match["who"] or "", match["text"], roll)
                yield plain_action(match["ref"] or "", text, block, when, roll, owners=owners)


def _lines(text: str) -> list[str]:
    return _WITHIN.split(text) if "ACTION" in text else [text]


def _is_meant(match: re.Match[str], block: Block, roll: Roll) -> bool:
    """A dash behind "Actions" may as well part a heading from what it heads, and "AP" is somebody's initials."""
    told = match["mark"] == ":" and not match.group().startswith("AP")
    if told and block.kind is not Kind.HEADING:
        return True
    owners, _text = _owners_and_text(match["who"] or "", match["text"], roll)
    return bool(owners)


def _owners_and_text(who: str, text: str, roll: Roll) -> tuple[tuple[str, ...], str]:
    """The owners printed before a colon or a dash, and the text behind it; else those that the text sets to work."""
    if who and (owners := listed_owners(who, roll)):
        return owners, text
    before = _BEFORE.fullmatch(text)
    if (
        before
        and (owners := listed_owners(before["who"], roll))
        and all(_is_known(one, roll) for one in owners)
    ):
        return owners, before["text"]
    return owners_of(text, roll), text


def _is_known(owner: str, roll: Roll) -> bool:
    return (
        bool(roll.resolve(owner))
        or is_role(owner)
        or looks_like_person(owner)
        or bool(_INITIALS.fullmatch(owner))
    )


_INITIALS = re.compile(r"[A-Z]{2,4}")


def _boxed(block: Block, roll: Roll) -> str:
    """A row "Action | Ada Okafor to share the profile" as one line; nothing for rows of another kind."""
    cells = [cell.strip() for cell in block.cells if cell.strip()]
    label = len(cells) == 2 and _LABEL.fullmatch(cells[0])
    return f"Action: {tidy(cells[1])}" if label and owners_of(tidy(cells[1]), roll) else ""


# "These are the actions:", "The following actions were agreed:"; and what stands behind one: "(done)".
_LEADS_IN = re.compile(r"(?:[^.:]{0,80}\s)?actions?(?:\s+points?)?(?:\s+[\w-]+){0,5}\s*:", re.IGNORECASE)
_SAID = re.compile(r"\s*[(\[](?P<said>[^()\[\]]{3,60})[)\]]\W*$")


def _heads_a_list(text: str) -> bool:
    """Whether a line says that actions follow."""
    return (len(text) < 80 and bool(HEADING.fullmatch(text))) or bool(
        len(text) < 300 and _LEADS_IN.fullmatch(text.rsplit(". ", 1)[-1])
    )


def listed_actions(blocks: Sequence[Block], when: When, roll: Roll) -> Iterator[ActionLine]:
    """Actions in a list under a heading "Actions", with neither references nor columns; boxes may be ticked."""
    titled = False
    for block in blocks:
        if not block.is_row and not block.bullet and _heads_a_list(block.text):
            titled = True
            continue
        item = _COUNTED.match(block.text)
        if not titled or block.is_row or not (block.bullet or item):
            titled = False
            continue
        text = block.text[item.end() :] if item else block.text
        box = _BOX.match(text)
        text = text[box.end() :] if box else text
        owners, rest = _owners_and_text("", text, roll)
        if owners and not LINE.match(text) and not _INLINE.fullmatch(text):
            said = _SAID.search(rest)
            told = said["said"] if said and tells_status(said["said"]) else ""
            rest = rest[: said.start()] if said and told else rest
            action = plain_action("", rest, block, when, roll, owners=owners)
            action = replace(action, status=read_status(told)) if told else action
            ticked = box is not None and ((box["tick"] or "").strip() or box["sign"] not in (None, "☐"))
            yield replace(action, status=Status.CLOSED) if ticked else action
