"""Action points that are no rows of a table: a small form for each, or the last column of minutes kept in a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.papers.paper import ActionLine, Unread
from store.papers.reading.actions import COLUMNS, When, action_of
from store.papers.reading.blocks import Block, tidy
from store.papers.reading.columns import Row, Table, headings, meanings_of, tables
from store.papers.reading.owners import listed_owners, owners_of
from store.papers.reading.people import Roll

_LABELLED = re.compile(r"(?P<label>[A-Za-z][A-Za-z /()]{1,30}?)\s*[:–-]\s+(?P<value>\S.*)")
_COUNTED = re.compile(r"\d{1,2}[.)]\s+(?P<text>\S.{8,})")
_BESIDE = ({"owner"}, {"due"}, {"status"}, {"progress"}, {"ref"})


@dataclass(frozen=True, slots=True)
class Form:
    """One action point printed as labels with values; `start` and `end` are positions in the stream."""

    start: int
    end: int
    row: Row


def forms(blocks: Sequence[Block]) -> Iterator[Form]:
    """The forms: runs of labels, each another, that name the action and at least two more of what belongs to it."""
    at = 0
    while at < len(blocks):
        form = _form_at(blocks, at)
        if form:
            yield form
        at = form.end if form else at + 1


def _form_at(blocks: Sequence[Block], at: int) -> Form | None:
    values, end = _opened(blocks, at)
    while end < len(blocks):
        pairs = _pairs(blocks[end])
        other = end > at and blocks[end].table != blocks[at].table
        if not pairs or other or any(meaning in values for meaning, _value in pairs):
            break
        values.update(pairs)
        end += 1
    counted = not blocks[at].is_row and not _pairs(blocks[at])
    if counted and not ("owner" in values and "due" in values):
        return None  # an item of an agenda has a lead, too
    told = sum(meaning in values for meaning in ("owner", "due", "status", "progress", "ref"))
    if not values.get("action") or told < 2 or end - at < 2:
        return None
    return Form(at, end, Row(blocks[at].line, len(values), values, blocks[at].struck))


def _opened(blocks: Sequence[Block], at: int) -> tuple[dict[str, str], int]:
    """What is told before the first label: the text of a counted item, "1. Share the profile", above its owner."""
    block = blocks[at]
    item = None if block.is_row else _COUNTED.fullmatch(block.text)
    below = _pairs(blocks[at + 1]) if item and at + 1 < len(blocks) else []
    return ({"action": item["text"]}, at + 1) if item and below else ({}, at)


def _pairs(block: Block) -> list[tuple[str, str]]:
    """Meanings with their values, from the cells of a row or a line "Owner: Ada Okafor"; nothing when one is no label."""
    if block.is_row:
        cells = [cell for cell in block.cells if cell.strip()]
        printed = list(zip(cells[::2], cells[1::2], strict=False)) if len(cells) % 2 == 0 else []
    else:
        match = _LABELLED.fullmatch(block.text)
        printed = [(match["label"], match["value"])] if match else []
    found: list[tuple[str, str]] = []
    for label, value in printed:
        (meaning,) = meanings_of([label], COLUMNS)
        if label.casefold() == "by":
            meaning = "due" if re.search(r"\d", value) else "owner"
        if not meaning:
            return []
        found.append((meaning, value))
    return found


def form_actions(found: Sequence[Form], when: When, roll: Roll) -> list[ActionLine]:
    """The action points of forms."""
    return [action_of(form.row, when, roll) for form in found]


MINUTED = headings(
    number=r"(?:agenda\s*)?(?:items?\s*)?(?:no|number|ref|#)|#|agenda\s+items?|items?|topic|subject|heading",
    discussion=r"discussions?(?:\s*(?:points?|/\s*decisions?|and\s+decisions?|summary))?|minutes?|notes?|summary(?:\s+of\s+discussion)?|"
    r"(?:key\s+)?points?(?:\s+(?:discussed|raised|of\s+discussion))?|details?|what\s+was\s+(?:said|discussed)|narrative",
    action=r"actions?(?:\s*(?:points?|by|by\s+whom|owner|required|agreed|lead|/\s*owner|and\s+owner))?|agreed\s+actions?|who",
)
_NEEDS = (frozenset({"discussion", "action"}),)


def minuted_tables(blocks: Sequence[Block]) -> list[Table]:
    """The tables in which minutes are kept, with what was discussed and what is to be done side by side."""
    return list(tables(blocks, MINUTED, _NEEDS))


def minuted_actions(table: Table, when: When, roll: Roll) -> tuple[list[ActionLine], list[Unread]]:
    """What stands in the column of actions, and the names there that say nobody's task."""
    actions: list[ActionLine] = []
    unread: list[Unread] = []
    for row in table.rows:
        for printed in re.split(r"\s{2,}(?=[A-Z•-])", row.raw("action")):
            text = tidy(
                re.sub(r"^(?:action\s*(?:point)?\s*[:–-]|[•*-])\s*", "", printed, flags=re.IGNORECASE)
            )
            if not re.search(r"\w{2}", text) or re.fullmatch(
                r"(?:none|n/?a|nil|to note|noted)\.?", text, re.IGNORECASE
            ):
                continue
            if len(text.split()) > 3 or owners_of(text, roll):
                actions.append(action_of(Row(row.line, 1, {"action": text}, row.struck), when, roll))
            elif listed_owners(text, roll):
                unread.append(Unread(row.line, text, "It names who acts, but not what is to be done."))
    return actions, unread
