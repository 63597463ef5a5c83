"""Handing back what a process that stops still holds, so that others need not wait until its lease has run out."""

from scheduler.claims import Watch
from scheduler.outbox import claims, release
from store.books import Books


def hand_back(books: Books, watch: Watch) -> int:
    """Let go of the claims of this process, which delivers no more; how many there were.

    There are some only where it could not settle what it had delivered or tried; so that is looked for first.
    """
    with books.session(writes=True) as session:
        own = [claim for claim in claims(session) if watch.is_own(claim)]
        for claim in sorted(own, key=lambda claim: claim.row_id):
            release(session, claim, books.clock.now())
        session.commit()
    return len(own)
