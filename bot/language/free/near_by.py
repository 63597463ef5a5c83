"""What the books have that comes near a line which leads nowhere: its people, its day, its words, and the talk it was said in."""

from collections.abc import Iterator

from bot.language.free.occasions_said import occasion
from bot.language.free.reading import Reading, reference_of
from handlers.meeting_requests import NextMeeting
from handlers.register_requests import ListActions, ShowAction, UpdateAction
from handlers.requests import AnyRequest
from store.dates import short_day
from store.register_reading import State
from store.views import PointView

SHOWN, WORDS = 2, 2
_LABEL = 60  # characters; a button holds 75


def near_by(r: Reading, *, ours: bool) -> Iterator[tuple[str, AnyRequest]]:
    """What can be asked for, with the words of its button; words are kept only where they may be `ours`."""
    talk = _spoken_of(r)
    if (
        talk
        and ours
        and not r.asking
        and len(r.tokens) > WORDS
        and r.context.speaker in talk.owners
        and talk.unfinished
    ):
        yield f"Note it on {talk.ref}", UpdateAction(talk.reference, r.line[:1000], by_reply=True)
    for each in r.parties[:1]:
        yield f"What {each.name[:40]} has open", ListActions(State.OPEN, each.name)
    meeting = occasion(r).meeting
    if meeting and meeting.day:
        yield (
            f"{meeting.group} {meeting.kind}, {short_day(meeting.day)}",
            NextMeeting(meeting.day.isoformat()),
        )
    words = [r.tokens[place].word for place in r.left if r.known_topic(place)]
    for point in r.context.topics.about(words, r.context.topics.unfinished)[:1]:
        yield _named(point), ShowAction(point.reference)
    if talk:
        yield _named(talk), ShowAction(talk.reference)


def _spoken_of(r: Reading) -> PointView | None:
    about = r.context.about
    return r.context.topics.referred(reference_of(about[0], r.context)) if len(about) == 1 else None


def _named(point: PointView) -> str:
    text = f"{point.ref} {point.text}"
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"
