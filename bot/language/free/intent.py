"""What can be asked for in free words: one `Intent` each, data beside a small function that makes the request."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.language.free.reading import Reading
from handlers.requests import AnyRequest

TOPIC_KNOWN, TOPIC_NEW = 0.95, 0.6  # what a word left over explains where a topic is wanted
WHOLE = 1.5  # of what leaves nothing of a line unread
NEED, LIKE = 0.06, 0.03  # more for each cue that stands there, so that the more exact of two readings wins


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked.

    `needs`: of each group, written "WHEN|WHERE", one cue must stand in the line. `likes` may. `bars` must not. Cues
    in capitals are concepts, in small letters what of the books is named. `build` makes the request, or None when
    something is missing. `whole`: `build` itself reads the line from end to end, and no cues are weighed. `examples` are ways to say it, each of which is also a test.
    """

    title: str
    needs: tuple[str, ...]
    build: Callable[[Reading], AnyRequest | None]
    examples: tuple[str, ...]
    likes: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    bonus: float = 0.0
    whole: bool = False

    @property
    def explains(self) -> frozenset[str]:
        """Every cue that this intent accounts for."""
        return frozenset(cue for group in self.needs for cue in group.split("|")) | frozenset(self.likes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent with how well it explains a line, and the request that it makes of it."""

    intent: Intent
    score: float
    matched: tuple[str, ...]
    request: AnyRequest


def score_of(intent: Intent, reading: Reading) -> float:
    """How much of the line's meaning the intent explains, from 0; 0 where it does not fit at all."""
    signals = reading.signals
    if signals & frozenset(intent.bars):
        return 0.0
    if not all(signals & frozenset(group.split("|")) for group in intent.needs):
        return 0.0
    explains = intent.explains
    explained = sum(_explained(place, explains, reading) for place in reading.content)
    coverage = explained / len(reading.content) if reading.content else 1.0
    liked = len(signals & frozenset(intent.likes))
    return coverage + NEED * len(intent.needs) + LIKE * liked + intent.bonus


def _explained(place: int, explains: frozenset[str], reading: Reading) -> float:
    what = reading.at(place)
    if what - {"topic"} & explains and what & explains - {"topic"}:
        return 1.0
    if "topic" in explains and ("topic" in what or reading.known_topic(place)):
        return TOPIC_KNOWN if reading.known_topic(place) else TOPIC_NEW
    return 0.0


def candidates(intents: tuple[Intent, ...], reading: Reading) -> list[Candidate]:
    """Every intent that fits the line and can be carried out, the best first; only one that reads it whole, if any."""
    for intent in intents:
        if intent.whole and (request := intent.build(reading)) is not None:
            return [Candidate(intent, WHOLE, ("the whole line",), request)]
    scored = ((score_of(intent, reading), intent) for intent in intents if not intent.whole)
    found: list[Candidate] = []
    for score, intent in sorted(scored, key=lambda pair: -pair[0]):
        if score <= 0 or len(found) >= 4:
            break
        made = intent.build(reading)
        if made is not None:
            matched = tuple(sorted(reading.signals & intent.explains))
            found.append(Candidate(intent, score, matched, made))
    return found
