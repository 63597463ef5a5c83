"""Trying a change out: doing it and taking it back (a savepoint), so what it would bring is known, and by the same rules."""

from dataclasses import dataclass

from handlers.desk import Desk
from handlers.replies import Reply
from handlers.request import Request
from store.tables import ActionPoint


@dataclass(frozen=True, slots=True)
class Tried:
    """What would come of a request, and the action points there are that it would touch."""

    reply: Reply
    points: tuple[int, ...]


def tried(do: Request, desk: Desk) -> Tried:
    """Do it and take it back. Raises what doing it raises."""
    recorder, session = desk.books.recorder, desk.books.session
    savepoint = session.begin_nested()
    with recorder.forgetting():
        try:
            reply = desk.afresh().carry_out(do)
            session.flush()
            points = tuple(sorted(touched(desk)))
        finally:
            savepoint.rollback()
    return Tried(reply, points)


def touched(desk: Desk) -> set[int]:
    """The action points that this transaction has changed; those that it has made are no longer to be asked about."""
    change = desk.books.recorder.change_id
    if change is None:
        return set()
    past = desk.books.past
    return desk.books.recorder.touched - past.made(past.change(change), ActionPoint.__tablename__)
