"""What can be asked for in free words: one `Intent` each, data beside a small function that makes the request."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from bot.language.free.evidence import evidence
from bot.language.free.reading import Reading
from handlers.requests import AnyRequest

TOPIC_KNOWN, TOPIC_NEW = 0.95, 0.6  # what a word left over explains where a topic is wanted
WHOLE = 1.5  # of what leaves nothing of a line unread
FIT = 6.0  # what it counts that cues explain a line in full
BARRED, NAMED_ELSE = 3.0, 8.0  # against an intent that a cue bars, or something that is named
SHARPNESS = 0.45  # how fast a share falls with what speaks for it
SURE, EXPLAINED = 0.66, 0.45
CANNOT = 4.0  # against an intent of which something is not said
ELSEWHERE = "Something else"  # the heading of what is said to bots and is nothing of this one
AHEAD, KNOWN_WORD = (
    7.0,
    3.5,
)  # what else people say is seldom in the texts; a word of the register speaks against it
CLEAR_OF = 2.0
TRIED, SHOWN, TOLD = 8, 4, 4
NEED, LIKE = 0.06, 0.03  # more for each cue that stands there, so that the more exact of two readings wins


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that can be asked.

    `needs`: of each group, written "WHEN|WHERE", one cue must stand in the line. `likes` may. `bars` must not. Cues
    in capitals are concepts, in small letters what of the books is named. `build` makes the request, or None when
    something is missing. `whole`: `build` itself reads the line from end to end, which goes before all weighing. `examples` are ways to say it, each of which is also a test.
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
    if not intent.needs or signals & frozenset(intent.bars):
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


def _weight(intent: Intent, spoken: float, reading: Reading) -> float:
    barred = reading.signals & frozenset(intent.bars)
    if any(cue.islower() for cue in barred):
        return spoken - NAMED_ELSE
    return spoken - BARRED if barred else spoken + FIT * min(score_of(intent, reading), 1.3)


def _ahead(reading: Reading) -> float:
    """What speaks for something else before a word is weighed: less, the more a line has of what the register is about."""
    known = sum(reading.known_topic(place) for place in reading.left)
    return max(0.0, AHEAD - KNOWN_WORD * known)


def beyond(reading: Reading) -> bool:
    """Whether the words of a line speak for nothing that this bot is for, and it names nothing that the books know."""
    if reading.refs or reading.parties:
        return False
    spoken = evidence().of(reading)
    others = max(weight for title, weight in spoken.weighed.items() if title != ELSEWHERE)
    elsewhere = spoken.weighed.get(ELSEWHERE, 0.0) + _ahead(reading)
    return elsewhere > others + CLEAR_OF and spoken.explains(ELSEWHERE) >= EXPLAINED


def candidates(intents: tuple[Intent, ...], reading: Reading) -> list[Candidate]:
    """Every intent that fits the line and can be carried out, the best first.

    What its words speak for (`evidence`) and how much of it an intent's cues explain count together. What the words
    speak for and cannot be carried out keeps its share: the next best is then not sure either.
    """
    for intent in intents:
        if intent.whole and (request := intent.build(reading)) is not None:
            return [Candidate(intent, WHOLE, ("the whole line",), request)]
    weighed = tuple(intent for intent in intents if not intent.whole)
    spoken = evidence().of(reading).weighed
    weights = {intent.title: _weight(intent, spoken.get(intent.title, 0.0), reading) for intent in weighed}
    weights |= {title: weight for title, weight in spoken.items() if title not in weights}
    weights[ELSEWHERE] += _ahead(reading)
    made: list[tuple[Intent, AnyRequest]] = []
    ordered = sorted(weighed, key=lambda intent: -weights[intent.title])
    for intent in (*ordered[:TRIED], *(one for one in ordered[TRIED:] if score_of(one, reading) >= SURE)):
        request = intent.build(reading) if _is_sure(intent, reading) else None
        if request is None:
            weights[intent.title] -= CANNOT
        else:
            made.append((intent, request))
    best = max(weights.values())
    total = sum(exp((weight - best) * SHARPNESS) for weight in weights.values())
    found = [
        Candidate(
            intent,
            exp((weights[intent.title] - best) * SHARPNESS) / total,
            _matched(intent, reading),
            request,
        )
        for intent, request in made
    ]
    return sorted(found, key=lambda each: -each.score)[:SHOWN]


def _matched(intent: Intent, reading: Reading) -> tuple[str, ...]:
    """What spoke for it: the cues it accounts for, and the words by which it is known best."""
    words = (word for word, _ in evidence().of(reading).why(intent.title)[:TOLD] if word[0] not in "#<")
    return (*sorted(reading.signals & intent.explains), *(f"“{word}”" for word in words))


def _is_sure(intent: Intent, reading: Reading) -> bool:
    """Whether enough of a line is accounted for, by cues or by the ways to say it."""
    return score_of(intent, reading) >= SURE or evidence().of(reading).explains(intent.title) >= EXPLAINED
