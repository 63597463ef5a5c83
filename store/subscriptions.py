"""Calendar subscriptions: an address that nobody can guess for all meetings of a partnership, and one for each group.

Whoever has an address may read it, so it is made from a secret of the partnership's and nothing is stored for it; a
new secret ends all addresses at once.
"""

import hmac
from secrets import token_urlsafe

from store.books import OpenBooks
from store.papers.writing.calendars import CalendarPaper, calendar_of
from store.tables import Group, Partnership

PATH = "/calendar"


def token(partnership: Partnership, group: Group | None) -> str:
    """What stands in the address for that group, or for all of them: 64 digits and letters from a to f."""
    scope = f"{partnership.uid}:{f'group {group.id}' if group else 'all'}"
    return hmac.digest(partnership.calendar_secret.encode(), scope.encode(), "sha256").hex()


def address(books: OpenBooks, group: Group | None) -> str | None:
    """Where others subscribe; None where this bot has no public address."""
    if not books.settings.public_url:
        return None
    partnership = _partnership(books)
    whose = f"/{partnership.uid}" if books.settings.many else ""
    return f"{books.settings.public_url}{PATH}{whose}/{token(partnership, group)}.ics"


def subscribed(books: OpenBooks, given: str) -> CalendarPaper | None:
    """The calendar of which `given` is the token; None when it is none of this partnership's.

    All are compared, each in constant time, so that how long it takes tells nothing.
    """
    partnership, asked = _partnership(books), given.encode(errors="replace")
    scopes: list[Group | None] = [None, *books.directory.groups()]
    fits = [hmac.compare_digest(token(partnership, group).encode(), asked) for group in scopes]
    return calendar_of(books, scopes[fits.index(True)]) if any(fits) else None


def renew(books: OpenBooks) -> None:
    """End all addresses; from now on there are new ones. The history says who did it, but holds no secret."""
    _partnership(books).calendar_secret = token_urlsafe()
    books.recorder.header()


def _partnership(books: OpenBooks) -> Partnership:
    """The row with its secret, which nothing else needs."""
    return books.session.get_one(Partnership, books.partnership.id)
