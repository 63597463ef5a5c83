"""From a line in free words to a Request: read whole, or clause by clause, or as what follows the last question.

A reading that explains too little is not taken, and of two that explain as much neither: both are offered.
"""

import re
from dataclasses import dataclass

from msgspec.structs import replace

from bot.language.context import Context
from bot.language.doubting import COMMAND
from bot.language.free.appointments import own_appointment
from bot.language.free.clauses import MOST_PARTS, aside, leans, part_that_asks, says_something
from bot.language.free.following import following, spelt_out
from bot.language.free.intent import SURE, Candidate, beyond, candidates, score_of
from bot.language.free.intents import INTENTS
from bot.language.free.near_by import SHOWN, near_by
from bot.language.free.reading import Reading, read
from handlers.meeting_requests import (
    NextMeeting,
    Presenters,
    PublicQuestions,
    ReportDeadline,
    ShowAgenda,
    ShowAttendance,
)
from handlers.requests import (
    Answers,
    AnyRequest,
    AskBack,
    Choice,
    Confirm,
    FindContact,
    Greeting,
    NotUnderstood,
    Several,
)

LEAST = 0.3  # of all that is weighed, before it is taken
UNSURE = 0.55  # from here on it is taken, however near the next comes
CLEAR = 0.45  # each of several clauses, before they are taken one by one
TIE = 0.2

_CLAUSE = re.compile(
    r"\s*[?;]+\s+|\s*\.\s+(?=\w)|\s*,?\s+(?:and also|also|plus|and then)\s+|\s*,?\s+(?:and|&|n)\s+(?=(?:who|when|where|what|whats|whos|whens|wheres|which|how|hows|is|are|am|will|should|has|have|can|could|do|does|any|close|carry|push|show|list|tell|give|reopen|move|remind|mark)\b)"
    r"|\s*,\s+(?=(?:who|when|where|what|whats|whos|whens|wheres|how)(?:['’]s)?\b)"
    rf"|\s*,\s+(?:then\s+|also\s+|please\s+)?(?={COMMAND})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of a line, with everything that was weighed."""

    request: AnyRequest | None
    readings: tuple[tuple[Reading, tuple[Candidate, ...]], ...]


def freely(said: str, context: Context) -> AnyRequest | None:
    """The request behind a line in free words; None where it is not clear enough to be any."""
    return weighed(said, context).request


def surely(said: str, context: Context) -> AnyRequest | None:
    """The same where what speaks for it is beyond doubt."""
    found = weighed(said, context)
    first = [candidates[0].score for _, candidates in found.readings if candidates]
    return found.request if all(score >= UNSURE for score in first) else None


def weighed(said: str, context: Context) -> Understood:
    """The same, with the readings that were weighed."""
    whole = read(said, context)
    if follow := following(whole):
        return Understood(follow, ((whole, ()),))
    if mine := own_appointment(whole):
        return Understood(mine, ((whole, ()),))
    found = candidates(INTENTS, whole)
    if found and found[0].intent.whole:
        return Understood(found[0].request, ((whole, tuple(found)),))
    if alone := _beside_asides(whole, found):
        return alone
    if beyond(whole):
        return Understood(None, ((whole, ()),))
    return _in_clauses(said, found, context) or Understood(_decided(found, whole), ((whole, tuple(found)),))


def _beside_asides(whole: Reading, found: list[Candidate]) -> Understood | None:
    """What the one part of a line asks that asks at all; nothing where the line changes something, or it is not clear."""
    asks = None if found and isinstance(found[0].request, Confirm) else part_that_asks(whole)
    made = candidates(INTENTS, asks) if asks else []
    clear = made and made[0].score >= UNSURE and not isinstance(made[0].request, Confirm | AskBack | Greeting)
    return Understood(_decided(made, asks), ((asks, tuple(made)),)) if asks and clear else None


def _in_clauses(said: str, found: list[Candidate], context: Context) -> Understood | None:
    """What several clauses ask for, each by itself; nothing where the line is better taken as a whole."""
    pieces = [piece for piece in _CLAUSE.split(said) if piece and piece.strip(" ?.,!")]
    several = _clause_by_clause(pieces, context) if 1 < len(pieces) <= MOST_PARTS else []
    if not several:
        return None
    first = several[0][1][0]
    if len(several) == 1:
        better = first.score > (found[0].score if found else 0.0)
        return Understood(first.request, tuple(several)) if better else None
    different = len({repr(each[1][0].request) for each in several}) > 1
    changes = bool(found) and isinstance(found[0].request, Confirm)
    all_change = all(isinstance(each[1][0].request, Confirm) for each in several)
    if different and min(each[1][0].score for each in several) >= CLEAR and (all_change or not changes):
        return Understood(_together([each[1][0].request for each in several]), tuple(several))
    return None


def _clause_by_clause(pieces: list[str], context: Context) -> list[tuple[Reading, tuple[Candidate, ...]]]:
    """Every clause with its readings; nothing where one of them means nothing by itself."""
    several: list[tuple[Reading, tuple[Candidate, ...]]] = []
    for piece in pieces:
        before = several[-1][0] if several else None
        reading = read(spelt_out(piece, before), context)
        found = tuple(candidates(INTENTS, reading)) if says_something(reading) else ()
        if not found or found[0].score < LEAST:
            if several and (not reading.content or _told_already(reading, several[-1][1][0].request)):
                continue
            return []
        if isinstance(found[0].request, AskBack):
            return []
        tells = not isinstance(found[0].request, Confirm | Choice)
        if isinstance(found[0].request, Greeting) or (
            several and tells and (aside(reading) or leans(reading))
        ):
            continue
        if before and before.met and not reading.met:
            found = tuple(_at(each, before.about) for each in found)
        several.append((reading, found))
    return several


def _told_already(reading: Reading, before: AnyRequest) -> bool:
    """“… and what's their number”: whoever was asked for is told with all that leads to them."""
    return (
        isinstance(before, FindContact) and "RING" in reading.signals and not (reading.left or reading.names)
    )


def _at(candidate: Candidate, about: str) -> Candidate:
    """The second question is about the meeting of the first one unless it names another."""
    request = candidate.request
    if isinstance(request, _OF_THE_SAME) and not request.about:
        return Candidate(candidate.intent, candidate.score, candidate.matched, replace(request, about=about))
    return candidate


_OF_THE_SAME = (NextMeeting, ShowAgenda, ReportDeadline, Presenters, PublicQuestions, ShowAttendance)


def _together(made: list[AnyRequest]) -> AnyRequest:
    """Several questions get one reply; several changes one question."""
    confirms = [one for one in made if isinstance(one, Confirm)]
    if len(confirms) == len(made):
        inner = tuple(
            each
            for one in confirms
            for each in (one.do.requests if isinstance(one.do, Several) else (one.do,))
        )
        return Confirm(Several(inner), "; ".join(one.said for one in confirms))
    unclear = next((one for one in made if isinstance(one, AskBack | Choice)), None)
    return unclear or Answers(tuple(made))


def _decided(found: list[Candidate], reading: Reading) -> AnyRequest | None:
    if not found or found[0].score < LEAST:
        return None
    first = found[0]
    near = [each for each in found[1:] if each.score > first.score - TIE and each.request != first.request]
    if near and first.score < UNSURE and type(near[0].request) is not type(first.request):
        return NotUnderstood(
            reading.line[:200],
            nearest=(first.request, near[0].request),
            labels=(first.intent.title, near[0].intent.title),
        )
    return first.request


def stands_alone(said: str, context: Context) -> bool:
    """Whether a line is one to the bot even where it may answer what was asked: it names something, or cues say so."""
    reading = read(said, context)
    named = reading.refs or reading.met or following(reading)
    if named or any(score_of(one, reading) >= SURE for one in INTENTS):
        return True
    return any(one.whole and one.build(reading) is not None for one in INTENTS)


BEYOND = "I keep the register, the meetings and the directory, and know nothing else."


def nearest(said: str, context: Context) -> NotUnderstood:
    """An admission, with the two readings that come nearest, or what of the books does; of what is nothing of ours, that it is not."""
    reading = read(said, context)
    ours = not beyond(reading)
    close = [
        (each.intent.title, each.request)
        for each in (candidates(INTENTS, reading) if ours else ())
        if each.score > LEAST / 2 and not isinstance(each.request, AskBack | Choice)
    ]
    offers = {repr(request): (label, request) for label, request in (*close, *near_by(reading, ours=ours))}
    labels, requests = zip(*list(offers.values())[:SHOWN], strict=True) if offers else ((), ())
    return NotUnderstood(said, "" if ours else BEYOND, requests, labels)
