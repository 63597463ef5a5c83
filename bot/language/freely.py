"""Free words, with all that they are understood by loaded when the first of them is said: commands do without."""

from collections.abc import Iterator

from bot.language.context import Context
from handlers.requests import AnyRequest, NotUnderstood


def freely(said: str, context: Context) -> AnyRequest | None:
    """The request behind a line in free words; None where it is not clear enough to be any."""
    from bot.language.free import lines  # noqa: PLC0415

    return lines.freely(said, context)


def surely(said: str, context: Context) -> AnyRequest | None:
    """The same where there is no doubt about it: for a line that nobody may have said to the bot."""
    from bot.language.free import lines  # noqa: PLC0415

    return lines.surely(said, context)


def nearest(said: str, context: Context) -> NotUnderstood:
    """An admission, with the two readings that come nearest."""
    from bot.language.free import lines  # noqa: PLC0415

    return lines.nearest(said, context)


def stands_alone(said: str, context: Context) -> bool:
    """Whether a line is one to the bot even where it may answer what was asked."""
    from bot.language.free import lines  # noqa: PLC0415

    return lines.stands_alone(said, context)


def weighed(said: str, context: Context) -> Iterator[str]:
    """What was weighed of free words, in words."""
    from bot.language.free import explaining  # noqa: PLC0415

    return explaining.explained(said, context)
