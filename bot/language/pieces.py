"""What the commands of the directory are taken apart with."""

import re
from collections.abc import Callable

from bot.language.context import Context
from handlers.requests import AnyRequest, AskBack

Read = Callable[[str, Context], AnyRequest]

EMAIL = re.compile(r"\S+@\S+")


def parts(text: str) -> list[str]:
    """What stands between commas or semicolons."""
    return [part.strip() for part in re.split(r"\s*[,;]\s*", text) if part.strip()]


def pair(rest: str, words: tuple[str, ...], build: Callable[[str, str], AnyRequest], how: str) -> AnyRequest:
    """Two names with one of the `words` between them; the first of these counts, since names have an “and”, too."""
    for word in words:
        first, *second = re.split(rf"\s+{word}\s+", rest.strip(), maxsplit=1)
        if second and first.strip() and second[0].strip():
            return build(first.strip(" ,"), second[0].strip(" ,."))
    return AskBack(f"Say both: `{how}`. Nothing was changed.")
