"""Whether a process is well, for whoever restarts it: `/healthz`."""

from werkzeug import Response

from store.books import Books
from store.errors import BookError


def healthy(books: Books) -> Response:
    """Whether this process can do anything at all: it answers, and the books can be read."""
    try:
        books.only_partnership()
    except BookError:
        return told("The books cannot be read.\n", well=False)
    return told("ok\n", well=True)


def told(text: str | bytes, *, well: bool, content_type: str | None = None) -> Response:
    """An answer that is of this moment only."""
    response = Response(text, 200 if well else 503, content_type=content_type)
    response.cache_control.no_store = True
    return response
