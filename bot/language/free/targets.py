"""Which action points a line means: by reference, by what they are about, as “it”, “the second one” or “mine”."""

from bot.language.free.reading import Reading, reference_of
from store.reference import Reference
from store.views import PointView

OFFERED = 8  # more than these are no choice


def point_named(r: Reading) -> list[Reference]:
    """For a question: open ones that fit before finished ones."""
    return meant(r, finished=None)


def meant(r: Reading, *, finished: bool | None) -> list[Reference]:
    """Every action point that may be meant, all as likely; `finished` narrows what words are compared with."""
    if r.refs:
        return [_in_talk(each.ref, r) for each in r.refs]
    if r.ordinal is not None and r.context.about:
        return _ordinal(r)
    found = _by_topic(r, finished)
    if found or any(r.known_topic(place) for place in r.left):
        return [point.reference for point in found]
    if "IT" in r.signals and r.context.about and not {"BULK", "MINE"} <= r.signals:
        return [reference_of(full, r.context) for full in r.context.about]
    return mine(r) if r.signals & {"MINE", "BULK"} else []


def _by_topic(r: Reading, finished: bool | None) -> list[PointView]:
    found = r.about_points(finished=finished)
    if finished is None:
        found = [point for point in found if point.unfinished] or found
        latest = max((point.raised for point in found), default=None)
        found = [point for point in found if point.unfinished or point.raised == latest]
    return found[: OFFERED + 1]


def _ordinal(r: Reading) -> list[Reference]:
    place = r.ordinal or 0
    about = r.context.about
    return [reference_of(about[place], r.context)] if -len(about) <= place < len(about) else []


def mine(r: Reading) -> list[Reference]:
    """The speaker's own unfinished ones, by name."""
    speaker = r.context.speaker
    return [point.reference for point in r.context.topics.owned_by(speaker)] if speaker else []


def _in_talk(named: Reference, r: Reading) -> Reference:
    """A bare reference means the one that is talked about, where that has its number."""
    about = (reference_of(full, r.context) for full in r.context.about)
    same = (ref for ref in about if (ref.month, ref.number) == (named.month, named.number))
    return named if named.year else next(same, named)


def text_of(ref: Reference, r: Reading) -> str:
    """The beginning of what that action point says, for a question that names it."""
    point = r.context.topics.referred(ref)
    return point.text if point else ""
