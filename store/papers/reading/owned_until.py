"""Owner and due date in one cell: "K. Jones, by 3 June", "3 June – K. Jones", "Housing (end of March)"."""

import re
from dataclasses import replace

from store.papers.reading.columns import Row, Table
from store.papers.reading.due import DATE, MONTH

_OWNER = (
    r"(?:(?:action\s+)?(?:owner|lead)(?:\s+(?:officer|agency|person))?|who|by\s+whom|officer|name|assigned\s+to|action\s+by"
    r"|person(?:\s+responsible)?|responsib(?:le|ility)(?:\s+(?:officer|person|lead))?)s?(?:\(s\))?"
)
_DUE = r"(?:due(?:\s+(?:date|by))?|(?:target\s+|completion\s+)?dates?|deadlines?|(?:by\s+)?when|timescales?|timeframe)"
_AND = r"\s*(?:/|and|&|,|\+|-|–|\|)\s*"
HEADINGS = rf"{_OWNER}{_AND}{_DUE}|{_DUE}{_AND}{_OWNER}"
"""What heads a column of both, for `store.papers.reading.columns.headings`."""

_BY = r"(?:by|before|due(?:\s+(?:by|on))?|no\s+later\s+than|until|for)"
_WHEN = (
    rf"(?:{_BY}\s+)?(?:the\s+|our\s+)?(?:{DATE}|(?:end\s+(?:of\s+)?|mid[\s-]|early\s+|late\s+)?{MONTH}(?:\s+20\d\d)?"
    r"|next\s+(?:[\w-]+\s+){0,3}?meeting|end\s+of\s+(?:the\s+)?(?:week|month|quarter|(?:financial\s+)?year)"
    r"|as\s+soon\s+as\s+possible|asap|ongoing|tbc|immediate(?:ly)?)"
)
_PARTED = r"\s*[,;:/|()\[\]–—-]+\s*|\s{2,}"  # two blanks stand for a line of its own
_LAST = re.compile(rf"(?P<owner>.*?)(?P<mark>{_PARTED}|\s+)(?P<due>{_WHEN})[)\].\s]*", re.IGNORECASE)
_FIRST = re.compile(rf"(?P<due>{_WHEN})(?:{_PARTED})(?P<owner>.+)", re.IGNORECASE)
_ALONE = re.compile(rf"(?P<owner>)(?P<due>{_WHEN})\.?", re.IGNORECASE)
_CLEAR = re.compile(rf"\d|{_BY}\s|\b(?:next|end|asap|as soon|ongoing)\b", re.IGNORECASE)


def parted(cell: str) -> tuple[str, str]:
    """The owner and the due date of a cell, each empty where the cell has none.

    The name of a month alone may be somebody's ("April Jones", "Ada May"): it is a date where a mark sets it apart.
    """
    words = cell.strip()
    for form in (_ALONE, _LAST, _FIRST):
        match = form.fullmatch(words)
        if match and (
            form is not _LAST or match["mark"].strip() or len(match["mark"]) > 1 or _CLEAR.match(match["due"])
        ):
            return match["owner"].strip(" ,;:/|([–—-"), match["due"].strip()
    return words, ""


def with_parted_owners(table: Table) -> Table:
    """A table in which owners and due dates stand by themselves, whichever heading they share."""
    if table.has("due"):
        return table
    shared = "both" if table.has("both") else "owner"
    rows = tuple(_parted_row(row, shared) for row in table.rows)
    columns = tuple("owner" if column == shared else column for column in table.columns)
    return replace(table, rows=rows, columns=columns)


def _parted_row(row: Row, shared: str) -> Row:
    owner, due = parted(row.raw(shared))
    values = {meaning: text for meaning, text in row.values.items() if meaning != shared}
    return replace(row, values={**values, "owner": owner, **({"due": due} if due else {})})
