"""What can go wrong in the books, as sentences that are safe to show to the person who asked.

Each message says what happened and what to do; `handlers.handle` turns it into a refusal, after the
transaction has been rolled back, so "nothing was changed" is always true.
"""

from collections.abc import Iterator
from contextlib import contextmanager


class BookError(Exception):
    """A request that the books cannot carry out; the text may be shown as it stands.

    `field` is the part of the request that is to be put right, where it is known.
    """

    field = ""


@contextmanager
def about(field: str) -> Iterator[None]:
    """Whatever is refused inside is refused because of that part of the request."""
    try:
        yield
    except BookError as error:
        error.field = error.field or field
        raise


class NotFound(BookError):
    """Nothing by that name or reference; the message says where it was looked for."""


class NotAllowed(BookError):
    """The person who asked may not; the message says who may."""


class Invalid(BookError):
    """What was said makes no sense for the books (an empty text, 31 February)."""


class Conflict(BookError):
    """It contradicts what the books hold already (closed before, two meetings on one day)."""


class Ambiguous(BookError):
    """Several fit what was `said`. `choices` are what each of them is called, best first, for the reply to offer.

    `means` are the ways to say each, where its name does not tell it from every other one.
    """

    def __init__(self, message: str, said: str, choices: list[str], means: list[str] | None = None) -> None:
        super().__init__(message)
        self.said = said
        self.choices = choices
        self.means = means or choices
