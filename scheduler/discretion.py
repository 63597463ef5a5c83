"""What a reminder may tell its reader: nothing confidential that the rules of the house keep from them.

Who is entitled is not the scheduler's to know; whoever puts the house together passes the question on.
"""

from collections.abc import Callable
from dataclasses import replace

from scheduler.addresses import Addressee
from scheduler.content import Correction, Digest, Notice, Reminder
from store.books import OpenBooks
from store.recipients import Covered
from store.views import PointView

Entitled = Callable[[OpenBooks, int, PointView], bool]
"""Whether a person, by id, may read that action point when nobody reads along."""
_Seen = Callable[[tuple[PointView, ...]], tuple[PointView, ...]]


def discreet(notice: Notice | None, books: OpenBooks, entitled: Entitled) -> Notice | None:
    """The notice without what its reader may not see; None when nothing is left to say."""
    if isinstance(notice, Correction):
        again = discreet(notice.again, books, entitled)
        return replace(notice, again=again if isinstance(again, Reminder) else None)
    if not isinstance(notice, Reminder | Digest) or not isinstance(notice.recipient, Addressee):
        return notice
    reader = notice.recipient.person_id

    def seen(points: tuple[PointView, ...]) -> tuple[PointView, ...]:
        return tuple(p for p in points if not p.confidential or entitled(books, reader, p))

    shown = replace(notice, points=seen(notice.points), covered=_covered(notice.covered, seen))
    if isinstance(shown, Digest):
        shown = replace(shown, unanswered=seen(shown.unanswered))
    return shown if shown.named or not notice.named else None  # not all reminders name action points


def _covered(covered: tuple[Covered, ...], seen: _Seen) -> tuple[Covered, ...]:
    left = (replace(one, points=seen(one.points)) for one in covered)
    return tuple(one for one in left if one.points)
