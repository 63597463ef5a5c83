"""References as papers print them: "07/02", but also "AP 7/2", "2025-07/02" or "07-Feb", which Excel makes of it."""

import re

from store.dates import MONTH_NUMBERS

REFERENCE = r"\d{1,2}/\d{1,3}"
"""Month and number, for use in patterns; both may lack their leading nought."""

_PRINTED = re.compile(
    r"(?:[A-Za-z]{1,8}\.?\s*(?:point\s*|no\.?\s*)?)?#?(?:20\d\d-)?(?P<month>\d{1,2})\s?/\s?(?P<number>\d{1,3})",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?P<number1>\d{1,2})[\s-](?P<name>[A-Za-z]{3,4})\.?", re.IGNORECASE)


def printed_reference(cell: str) -> str:
    """The reference in a cell of references as "07/02"; what is none stays as printed."""
    bare = cell.strip(".:() ")
    if match := _PRINTED.fullmatch(bare):
        month, number = int(match["month"]), int(match["number"])
        return f"{month:02}/{number:02}" if 1 <= month <= 12 else bare
    if (match := _DAY.fullmatch(bare)) and (second := MONTH_NUMBERS.get(match["name"].lower())):
        return f"{int(match['number1']):02}/{second:02}"
    return bare


def is_reference(text: str) -> bool:
    """Whether all of it is a month and a number."""
    return bool(re.fullmatch(REFERENCE, printed_reference(text)))
