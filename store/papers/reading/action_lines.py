"""Action points without a table: plain lines of a register, and actions noted inside minutes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from store.papers.paper import ActionLine
from store.papers.reading.actions import HEADING, LINE, When
from store.papers.reading.blocks import Block, Kind
from store.papers.reading.due import find_due
from store.papers.reading.owners import owners_of
from store.papers.reading.people import Roll
from store.papers.reading.references import REFERENCE, printed_reference
from store.papers.reading.status import read_status, tells_status

_INLINE = re.compile(
    rf"^(?:agreed\s+)?action(?:\s+point)?s?\s*(?P<ref>{REFERENCE}|\d{{1,3}}|AP\s?\d+)?\s*[:–—-]\s*(?P<text>\S.{{8,}})$",
    re.IGNORECASE,
)
# Words like "started" or "open" begin many a half sentence; these tell a status whatever follows.
_SURE = re.compile(
    r"(?:closed?|completed?|done|carried|deferred|c/f|in\s+progress|on-?going|discharged|actioned)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?<=[.;)])\s+(?=[A-Z✓✔])|\s+[–—-]\s+|\s*[\[(]")


def line_actions(blocks: Sequence[Block], when: When, roll: Roll) -> Iterator[ActionLine]:
    """Action points printed as lines "07/02 Ada Okafor to share …", each with its status behind or below it."""
    titled = False
    for position, block in enumerate(blocks):
        if HEADING.fullmatch(block.text) and not block.is_row:
            titled = True
        elif block.kind is Kind.HEADING:
            titled = False
        match = None if block.is_row else LINE.fullmatch(block.text)
        if match and (titled or _tells_work(match["text"])):
            text = " ".join([match["text"], *_lines_below(blocks, position)])
            yield plain_action(match["ref"], text, block, when, roll)


def _tells_work(text: str) -> bool:
    return bool(re.match(r"(?:[A-Z][\w'’-]*[\s,]+){1,8}(?:and\s+[A-Z]\w+\s+[A-Z]\w+\s+)?to\s+[a-z]+", text))


def _lines_below(blocks: Sequence[Block], position: int) -> list[str]:
    rest: list[str] = []
    for above, block in pairwise(blocks[position : position + 8]):
        starts = LINE.match(block.text) or HEADING.fullmatch(block.text) or block.kind is Kind.HEADING
        if (
            starts
            or block.is_row
            or (block.apart and not tells_status(block.text))
            or _INLINE.match(block.text)
        ):
            break
        rest.append(block.text if not tells_status(block.text) else _ended(above, block))
    return rest


def _ended(above: Block, block: Block) -> str:
    return block.text if above.text.endswith((".", ";")) else f"– {block.text}"


def plain_action(
    ref: str, line: str, block: Block, when: When, roll: Roll, *, owners: tuple[str, ...] = ()
) -> ActionLine:
    """An action point from a line with its status behind it; its owners are those given, else those in its text."""
    text, note = _without_note(line)
    raised = when.raised(ref)
    due, due_date = find_due(text, when.anchor(raised))
    return ActionLine(
        printed_reference(ref),
        text,
        owners or owners_of(text, roll),
        read_status(note, struck=block.struck),
        note,
        due,
        due_date,
        raised=raised,
        line=block.line,
    )


def _without_note(line: str) -> tuple[str, str]:
    """A line as its text and the status printed behind it."""
    for cut in _TAIL.finditer(line):
        note = line[cut.end() :]
        opened = line[cut.start() : cut.end()].strip() in ("[", "(")
        if (
            tells_status(note)
            and (_SURE.match(note) or len(note.split()) < 4)
            and not (opened and note[-1] not in "]).")
        ):
            return line[: cut.start()].strip(), note.rstrip("]).") if opened else note
    return line.strip(), ""
