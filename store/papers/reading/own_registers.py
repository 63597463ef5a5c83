"""What our own registers print beside a promise and its status, taken apart again.

A register as a paper has three columns: owners whom the text does not name stand below it, and below the status stand where
it came from or went, when it is due and what was heard last (`store.papers.writing.register_paper`).
"""

import re
from dataclasses import dataclass

_OWNERS = re.compile(r"^(?P<text>.*\S)\s+Owners?: (?P<owners>[^:]{2,400})$", re.DOTALL)
_DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_REF = r"(?:[A-Z][\w -]{0,40} )?\d{4}-\d{2}/\d{2,3}"
_BELOW = re.compile(
    rf"^(?P<note>.*?)(?:^|\s+)(?:Continued from {_REF}\.\s*)?(?:Continues as {_REF}\.\s*)?"
    rf"(?:(?:Was due|Due) (?P<due>{_DATE})\.\s*)?(?:{_DATE}, [^:]{{2,80}}: .*)?$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A promise and its status by themselves, with the owners and the date that stood below them; empty where none did."""

    text: str
    note: str
    owners: str = ""
    due: str = ""


def apart(text: str, note: str) -> Apart:
    """The cells of a row without what our registers print below."""
    named = _OWNERS.match(text)
    below = _BELOW.match(note)
    return Apart(
        named["text"] if named else text,
        below["note"].strip() if below else note,
        named["owners"] if named else "",
        (below["due"] or "") if below else "",
    )
