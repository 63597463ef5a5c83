"""The action points of a paper: its register table, its plain lines, and the actions noted inside minutes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.papers.paper import ActionLine, Marker, Month, Unread
from store.papers.reading.blocks import Block
from store.papers.reading.columns import Row, Table, headings, tables
from store.papers.reading.due import Anchor, find_due, no_such_day, read_due
from store.papers.reading.own_registers import apart
from store.papers.reading.owned_until import HEADINGS, with_parted_owners
from store.papers.reading.owners import listed_owners, owners_of
from store.papers.reading.people import Roll
from store.papers.reading.references import REFERENCE, is_reference, printed_reference
from store.papers.reading.status import read_status, tells_status
from store.tables.register import Status

COLUMNS = headings(
    ref=r"(?:month\s*[/–—-]?\s*)?(?:no|num|number|ref|reference|id|#|month)|(?:action|minute|item|ap|agenda)\s*(?:point\s*)?"
    r"(?:no|number|ref|reference|id|#)|(?:action\s*)?ref(?:erence)?\.?\s*(?:no|number)|item|minute",
    action=r"(?:agreed\s+)?actions?\s*points?|(?:agreed\s+)?actions?(?:\s*(?:agreed|required|needed|to\s+be\s+taken|"
    r"description|detail|details|item|items|(?:and|&|/)\s*(?:owners?|leads?|responsib\w+)|by\s+whom))?|tasks?|what|description(?:\s+of\s+action)?|details?(?:\s+of\s+action)?|recommendation",
    owner=r"(?:action\s+)?owners?(?:\(s\))?|(?:action\s+)?leads?(?:\s*officers?)?(?:\(s\))?|by\s+whom|who|whom|assigned(?:\s+to)?|"
    r"responsib(?:le|ility)(?:\s+(?:officer|person|lead|agency|owner))?|person\s+responsible|officers?|action\s+(?:by|for|on)|"
    r"lead\s+(?:agency|person|partner)|owner\s*/\s*lead|lead\s*/\s*owner|allocated\s+to",
    due=r"due(?:\s+(?:date|by))?|date\s+due|(?:target\s+)?(?:deadline|date|completion\s+date)|by\s+when|when|timescales?|"
    r"complete(?:d|ion)?\s+by|(?:target|completion)\s+date|to\s+be\s+(?:done|completed)\s+by|timeframe",
    status=r"(?:current\s+)?status|rag(?:\s+(?:rating|status))?|(?:%|per\s*cent(?:age)?)?\s*completed?\??(?:\s*\(?y(?:es)?\s*/\s*n(?:o)?\)?)?|open\s*/\s*closed|state|done\??(?:\s*\(?y(?:es)?\s*/\s*n(?:o)?\)?)?",
    progress=r"(?:progress|updates?|comments?|notes?|outcomes?|responses?|results?|position|action\s+taken|latest(?:\s+update)?|"
    r"(?:progress|status|update)\s*(?:/|and|&|or)\s*(?:update|progress|status|comments?|notes?)|(?:progress|latest)\s+(?:update|note|to\s+date)|"
    r"update\s+(?:on\s+)?(?:progress|action)|notes?\s*/\s*updates?|actions?)",
    both=HEADINGS,
    raised=r"(?:date\s+)?raised(?:\s+(?:at|on))?|(?:date\s+of\s+)?meeting(?:\s+date)?|date\s+(?:of\s+action|agreed|opened|set)|minuted(?:\s+at)?|agreed(?:\s+at|\s+on)?",
)
_NEEDS = (
    frozenset({"ref", "action"}),
    frozenset({"action", "owner", "status"}),
    frozenset({"action", "owner", "progress"}),
    frozenset({"action", "owner", "due"}),
    frozenset({"action", "due", "status"}),
    frozenset({"action", "status"}),
    frozenset({"action", "both"}),
)
HEADING = re.compile(
    r"(?:(?:outstanding|open|review\s+of|summary\s+of|rolling|table\s+of)\s+)?(?:the\s+)?actions?(?:\s+(?:points?|log|register|tracker|list|"
    r"sheet|table|summary|arising|items?|agreed|from\s+.{3,60}|outstanding|review))*\W*(?:[:–-].{0,60})?",
    re.IGNORECASE,
)
LINE = re.compile(rf"(?P<ref>{REFERENCE})\b\s*[.:)–-]?\s+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class When:
    """The meetings that give action points their dates.

    They are the one that minuted them, the one they are reported to, and the one announced as the next.
    """

    minuted: date | None = None
    reported: date | None = None
    announced: date | None = None

    def raised(self, ref: str) -> date | Month | None:
        """The meeting that minuted an action with this reference.

        The minutes at hand when the month fits; else the month of the reference, the last one that is not
        after the meeting it is reported to.
        """
        month = int(ref.split("/", maxsplit=1)[0]) if re.fullmatch(REFERENCE, ref) else 0
        for known in (self.minuted, self.reported):
            if known and month in (0, known.month) and (known is self.minuted or month):
                return known
        if not self.reported or not 1 <= month <= 12:
            return None
        return Month(self.reported.year - (month > self.reported.month), month)

    def anchor(self, raised: date | Month | None) -> Anchor:
        """What due dates of an action raised then are counted from."""
        first = date(raised.year, raised.month, 1) if isinstance(raised, Month) else raised
        known = (
            meeting for meeting in (self.reported, self.announced) if meeting and first and meeting > first
        )
        return Anchor(first or self.reported, next(known, None))


def action_tables(blocks: Sequence[Block]) -> list[Table]:
    """The tables of action points: with references, or under a heading that says so, or with a column of progress."""
    found = [
        with_parted_owners(table) for table in tables(blocks, COLUMNS, _NEEDS) if _is_register(table, blocks)
    ]
    shaded = any(row.shades for table in found for row in table.rows)
    key = _key_of(blocks) if shaded else {}
    return [_in_words(table, key) for table in found] if key else found


_OF_KEY = re.compile(
    r"\b(?P<colour>red|amber|yellow|green|blue)\s*(?:=|:|[–—-]|\bis\b|\bmeans\b|\bindicates\b)\s*(?P<words>[a-z][^,;.|/]{2,40})",
    re.IGNORECASE,
)


def _key_of(blocks: Sequence[Block]) -> dict[str, str]:
    """What a paper says that its colours mean ("Key: Green = complete, Red = not started")."""
    texts = (block.text for block in blocks if len(block.text) < 300)
    said = [match for text in texts for match in _OF_KEY.finditer(text)]
    names = {"yellow": "amber"}
    key = {
        names.get(match["colour"].casefold(), match["colour"].casefold()): match["words"].strip()
        for match in said
    }
    return key if len(key) > 1 else {}


def _in_words(table: Table, key: dict[str, str]) -> Table:
    """A table in which an empty coloured cell of the status says what the key says of its colour."""
    rows = (
        replace(row, values={**row.values, "status": key[shade]})
        if (shade := row.shade("status")) in key and not row.get("status")
        else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _is_register(table: Table, blocks: Sequence[Block]) -> bool:
    refs = sum(is_reference(row.get("ref")) for row in table.rows)
    above = [block for block in blocks[max(0, table.start - 4) : table.start] if not block.is_row]
    titled = any(HEADING.fullmatch(block.text) for block in above)
    if (
        not refs
        and (_has_priorities(table) or any(_PRIORITY.match(block.text) for block in above))
        and any(_PLAN.search(block.text) for block in (*blocks[:3], *above))
    ):
        return False  # the targets of a plan are a book of their own
    return (
        refs > 0
        or titled
        or table.has("both")
        or table.has("owner", "status")
        or table.has("owner", "progress")
    )


_PRIORITY = re.compile(r"(?:strategic\s+|partnership\s+|csp\s+)?priority\s+\d", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:action|delivery|implementation|community\s+safety|csp)\s+plan\b", re.IGNORECASE)


def _has_priorities(table: Table) -> bool:
    return any(re.fullmatch(r"(?:\w+\s+)?priorit(?:y|ies)", name, re.IGNORECASE) for name in table.unnamed)


def table_actions(table: Table, when: When, roll: Roll) -> tuple[list[ActionLine], list[Unread]]:
    """The action points of a table, rows that go on over a page put together, and the rows that are none.

    A meeting that is printed once, in its column or as a heading inside the table, counts for the rows below it.
    """
    actions: list[ActionLine] = []
    unread: list[Unread] = []
    meeting: date | None = None
    for row in _whole_rows(table):
        meeting = _printed_meeting(row.heading or row.get("raised")) or meeting
        if _only_heads(row, table):
            continue
        if re.search(r"\w{2}", row.get("action")):
            actions.append(action_of(row, when, roll, meeting))
            if actions[-1].due_date is None and (day := no_such_day(actions[-1].due or "")):
                unread.append(Unread(row.line, day, "There is no such day, so the action point has no date."))
        elif any(re.search(r"\w", value) for value in row.values.values()):
            printed = " | ".join(value for value in row.values.values() if value)
            unread.append(Unread(row.line, printed, "A row of the action points without a text."))
    return _of_their_meeting(actions), unread


_FINISHED = re.compile(
    r"(?:closed|completed?|discharged|finished|archived?)(?:\s+(?:actions?|points?|items?|log|since\s.{3,40}))*\W*",
    re.IGNORECASE,
)


def finished(table: Table, blocks: Sequence[Block], actions: Sequence[ActionLine]) -> list[ActionLine]:
    """The action points of a table; under a heading, or on a sheet, of closed ones those that tell no status are closed."""
    above = blocks[table.start - 1] if table.start else None
    if above is None or above.is_row or not _FINISHED.fullmatch(above.text):
        return list(actions)
    return [
        replace(action, status=Status.CLOSED) if action.status is Status.OPEN else action
        for action in actions
    ]


def _of_their_meeting(actions: list[ActionLine]) -> list[ActionLine]:
    """Those that nothing dates belong to the meeting of all the others in their table."""
    dated = {action.raised for action in actions} - {None}
    return (
        [replace(action, raised=action.raised or min(dated, key=str)) for action in actions]
        if len(dated) == 1
        else actions
    )


def _only_heads(row: Row, table: Table) -> bool:
    """Whether a row heads others: no action of its own, or one cell over all columns of a table that has references."""
    return bool(row.heading) and (not row.get("action") or table.columns[0] == "action")


def _whole_rows(table: Table) -> list[Row]:
    rows: list[Row] = []
    for row in table.rows:
        if rows and not row.heading and not rows[-1].heading and _goes_on(rows[-1], row, table):
            rows[-1] = _merged(rows[-1], row)
        else:
            rows.append(row)
    return rows


def _goes_on(above: Row, row: Row, table: Table) -> bool:
    """Whether a row without a reference belongs to the one above: not when it is a whole row of its own."""
    if not table.has("ref"):
        return not row.get("action")
    own = row.get("action") and (row.get("owner") or row.get("status"))
    return not row.get("ref") and not (own and (_ended(above) or _begins(row, above)))


def _ended(above: Row) -> bool:
    return above.get("action").endswith((".", "!", "?"))


def _begins(row: Row, above: Row) -> bool:
    """Whether a row is one of its own: a text with a status, or with owner and day, below a row that has these too.

    What is left of a row at the head of a page goes on in the middle of its words, and hardly with all of these.
    """
    status = above.get("status") and tells_status(row.get("status"))
    owned_until = all(one.get(key) for one in (above, row) for key in ("owner", "due"))
    return row.get("action")[0].isupper() and bool(status or owned_until)


def _merged(above: Row, row: Row) -> Row:
    meanings = above.values.keys() | row.values.keys()
    return replace(above, values={key: f"{above.get(key)} {row.get(key)}".strip() for key in meanings})


def action_of(row: Row, when: When, roll: Roll, meeting: date | None = None) -> ActionLine:
    """The action point of a row, minuted at the meeting printed there or above, else at the one its reference tells."""
    ref, text = printed_reference(row.get("ref")), row.get("action")
    if not ref and (line := LINE.fullmatch(text)):
        ref, text = printed_reference(line["ref"]), line["text"]
    own = apart(text, _note(row))
    raised = meeting or when.raised(ref)
    anchor = when.anchor(raised)
    owners = listed_owners(row.raw("owner") or own.owners, roll) or owners_of(own.text, roll)
    due, due_date = read_due(row.get("due") or own.due, anchor)
    if due is None:
        due, due_date = find_due(own.text, anchor)
    return ActionLine(
        ref, own.text, owners, _status(row), own.note, due, due_date, raised=raised, line=row.line
    )


def _printed_meeting(cell: str) -> date | None:
    _printed, found = read_due(cell, Anchor())
    return found


def _note(row: Row) -> str:
    status, progress = row.get("status"), row.get("progress")
    if status and progress and not progress.casefold().startswith(status.casefold()):
        return f"{status}: {progress}"
    return progress or status


def _status(row: Row) -> Status:
    printed = row.get("status")
    if re.fullmatch(r"(?:y|yes|100\s?%)\W*", printed, re.IGNORECASE):
        return Status.CLOSED
    if re.fullmatch(r"[1-9]\d?\s?%", printed):
        return Status.IN_PROGRESS
    told = read_status(printed, struck=row.struck)
    return told if told is not Status.OPEN or tells_status(printed) else read_status(row.get("progress"))


def with_paragraphs(actions: Sequence[ActionLine], markers: Sequence[Marker]) -> tuple[ActionLine, ...]:
    """The actions with the minute paragraph whose marker names them."""
    places = {ref: marker.paragraph for marker in markers for ref in marker.refs}
    return tuple(replace(action, minute_paragraph=places.get(action.ref)) for action in actions)
