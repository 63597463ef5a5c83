"""What a public paper leaves out of what people wrote: telephone numbers, wherever they stand.

`phonenumbers` knows what can be one; what has too few digits or begins like none is a date, a sum or a reference.
"""

import re
from dataclasses import replace

from store.papers.writing.register_paper import HappeningRow, RegisterRow, UpdateRow

_REGION = "GB"
_FEWEST = 9  # digits of a British number with its area, without the 0 in front
_LIKELY = re.compile(r"(?:\d\D{0,3}){9}")
_GONE = "\ufffc"  # where a number stood
_LEADS_TO = (
    r"(?:\b(?:on|at|via|is)\s+)?(?:\b(?:the\s+)?(?:(?:tele)?phone|tel|mobile|mob)\b\.?(?:\s+(?:number|no)\b\.?)?"
    r"\s*(?:\b(?:is|on)\b)?\s*[:=]?\s*)?"
)
_ONE = rf"{_LEADS_TO}{_GONE}"
_SEVERAL = rf"{_ONE}(?:\s*(?:,|/|;|\bor\b|\band\b)\s*{_ONE})*"
_LED_TO = re.compile(rf"[ \t]*\(\s*{_SEVERAL}\s*\)|[ \t]*{_SEVERAL}", re.IGNORECASE)


def without_numbers(text: str) -> str:
    """The text without telephone numbers and without the words that only led to them ("on", "tel:")."""
    if not _LIKELY.search(text):
        return text
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415 - few texts need it

    text = text.replace(_GONE, "")
    for match in reversed(list(PhoneNumberMatcher(text, _REGION, leniency=Leniency.POSSIBLE))):
        said = match.raw_string
        if said[0] not in "0+(" or sum(map(str.isdigit, said)) < _FEWEST:
            continue
        start = match.start + (said.startswith("(") and ")" not in said)
        text = f"{text[:start]}{_GONE}{text[match.end :]}"
    return _LED_TO.sub("", text).strip()


def public_row(row: RegisterRow) -> RegisterRow:
    """The row as the public may read it."""
    return replace(
        row,
        text=without_numbers(row.text),
        status_text=without_numbers(row.status_text),
        owners=tuple(map(without_numbers, row.owners)),
        updates=tuple(
            UpdateRow(update.at, update.by, without_numbers(update.text)) for update in row.updates
        ),
    )


def public_happening(line: HappeningRow) -> HappeningRow:
    """The line of the history as the public may read it."""
    return replace(line, what=without_numbers(line.what))
