"""What people asked that the bot did not understand, for the secretariat."""

from handlers.access import Operation
from handlers.desk import Desk
from handlers.replies import Bullets, Note, Outcome, Part, Reply, Text, Title
from handlers.requests import ShowUnanswered
from store.unanswered import KEPT

MOST_NAMED = 20


def show(_request: ShowUnanswered, desk: Desk) -> Reply:
    """The most frequent lines of the last weeks; to the secretariat alone, since people write all kinds of things."""
    desk.require(Operation.UNANSWERED)
    lines = desk.books.unanswered.most_frequent()
    if not lines:
        return Reply(
            Outcome.ANSWERED,
            (Text(f"In the last {KEPT.days} days I have understood all that was said to me."),),
            private=True,
        )
    named = tuple(f"{f'{count} × ' if count > 1 else ''}“{text}”" for text, count in lines[:MOST_NAMED])
    said = sum(count for _, count in lines)
    parts: list[Part] = [Title(f"Not understood in the last {KEPT.days} days: {said}"), Bullets(named)]
    if left := len(lines) - len(named):
        parts.append(Note(f"{left} more were said less often or earlier."))
    parts.append(
        Note("I keep the words alone, not who said them. What the handbook should answer can be added to it.")
    )
    return Reply(Outcome.ANSWERED, tuple(parts), private=True)
