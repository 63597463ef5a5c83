"""Small pieces of the sentences that people read."""

from collections.abc import Iterable


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names in a row, such as "Ada Okafor, Ben Lindqvist and Dev Anand"; there must be one."""
    told = list(names)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {last} {told[-1]}"


def quoted(text: str) -> str:
    """Somebody's words at the end of a sentence, which ends with them."""
    return f"“{text}”" if text.endswith((".", "!", "?")) else f"“{text}”."
