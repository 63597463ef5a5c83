"""Changes to action points in free words. Each is shown in full and waits: nothing here acts by itself."""

import re

from bot.language.dates import DateProblem, DateReading
from bot.language.free.asking import asked, clean
from bot.language.free.intent import Intent
from bot.language.free.occasions_said import days_in
from bot.language.free.reading import Reading, party_names
from bot.language.free.targets import meant
from bot.language.longer import COUNT, counted, longer
from handlers.meetings import the_meeting
from handlers.register_requests import (
    AssignAction,
    CarryAction,
    CloseAction,
    ReopenAction,
    SetConfidential,
    SetDue,
    Snooze,
    UpdateAction,
)
from handlers.requests import AnyRequest, AskBack
from store.dates import full_day
from store.phrases import listed

_UNFINISHED = frozenset("left remaining waiting awaiting ongoing progress outstanding".split())
_BARE_DONE = frozenset(
    "done finished complete completed sorted closed close shut mark actioned tick happened discharged".split()
)
_LEADING = re.compile(
    r"^(?:(?:and|with|as|it|is|was|that|the note|note|saying|to say|because|by|has been|been|now|done|closed|complete|completed|off|out)\b[\s,:;–-]*)+",
    re.IGNORECASE,
)


def _close(r: Reading) -> AnyRequest | None:
    if not r.refs and not r.signals & {"DONE", "CLOSED"}:
        return None  # “the licensing team, all of them” answers what was asked
    if "NOT" in r.signals or r.asking or _UNFINISHED & {token.word for token in r.tokens}:
        return None
    if (
        r.tokens
        and r.tokens[0].word in _BARE_DONE - {"close", "mark", "shut", "tick"}
        and not r.refs
        and not r.about_points(finished=False)
    ):
        return None  # “done, sent it round” answers what was asked before
    note = _note(r)
    how = f" with the note “{note}”" if note else ""
    return asked(r, lambda ref: CloseAction(ref, note), "close", how)


def _note(r: Reading) -> str:
    """What was done: the words behind the point that is meant and behind “done”."""
    done = r.first_of("DONE")
    word = r.tokens[done].word if done >= 0 else ""
    first = next((s.first for s in r.senses if "DONE" in s.concepts), 0)
    target = max((max(each.tokens) for each in r.refs), default=-1)
    if target < 0:
        before = [i for i in r.left if r.known_topic(i)]
        target = max(before, default=-1)
        if (
            r.tokens
            and target + 1 < len(r.tokens)
            and r.tokens[target + 1].word in ("one", "thing", "action", "stuff", "bit")
        ):
            target += 1
        it = [i for i, t in enumerate(r.tokens) if t.word in ("it", "that", "this", "one")]
        target = target if before else min(it, default=-1)
    if word not in _BARE_DONE and first > target:
        return clean(r.line[r.tokens[first].start :])
    return clean(_LEADING.sub("", r.text_after(max(done, target))))


_TO_A_MEETING = re.compile(r"\b(?:to|until|till|into)\s+(?!(?:the\s+)?next\b)", re.IGNORECASE)


def _carry(r: Reading) -> AnyRequest | None:
    to = r.about if r.met and _TO_A_MEETING.search(r.line) else ""
    how = f" to {the_meeting(r.met.meeting)}" if to and r.met and r.met.meeting else ""
    return asked(r, lambda ref: CarryAction(ref, to), "carry over", how)


def _reopen(r: Reading) -> AnyRequest | None:
    return asked(r, ReopenAction, "reopen", finished=True)


def _confidential(r: Reading) -> AnyRequest | None:
    off = bool(r.signals & {"NOT"}) or bool(
        re.search(r"\b(?:no longer|un|remove|off|make \S+ public)\b", r.line, re.IGNORECASE)
    )
    what = "make no longer confidential:" if off else "make confidential:"
    return asked(r, lambda ref: SetConfidential(ref, not off), what)


def _assign(r: Reading) -> AnyRequest | None:
    """To whom is said behind “to” or before “takes it over”; “me” is the speaker."""
    if not r.refs and not r.signals & {"ASSIGN", "LATER"}:
        return None  # “actions owned by Tom”
    names = party_names(tuple(each for each in r.parties))
    if not names:
        to_me = re.search(
            r"\b(?:to|with) me\b|\bi(?:'ll|’ll| will| can| am|'m|’m)? (?:take|taking|pick)",
            r.line,
            re.IGNORECASE,
        )
        names = (r.context.speaker,) if to_me and r.context.speaker else ()
    behind = [
        each
        for each in r.parties
        if each.first > 0 and r.tokens[each.first - 1].word in ("to", "with", "and")
    ]
    given = [each for each in behind if r.tokens[each.first - 1].word == "to"]
    if len(names) > 1 and given and behind[0] not in given:
        behind = behind[behind.index(given[0]) :]  # “it should sit with health, not us, give it to Tom”
    if len(names) > 1 and behind:
        names = party_names(tuple(behind))
    return asked(r, lambda ref: AssignAction(ref, names), "give", f" to {listed(names)}") if names else None


def _later(r: Reading) -> AnyRequest | None:
    """A new date, read back in full."""
    cue = r.first_of("LATER")
    target = max((max(each.tokens) for each in r.refs), default=-1)
    places = dict.fromkeys((max(cue, target), cue, target, -1))
    said = (r.date_after(place) for place in places)
    reading = next((each for each in said if each), None) or _longer(r) or _last_day(r)
    if reading is None:
        return None
    if isinstance(reading, DateProblem):
        return AskBack(f"{reading.sentence} Nothing was changed.")
    if reading.date is None:
        return AskBack(
            f"“{reading.phrase[:60]}” is no day that I can count from. Nothing was changed; please give a date."
        )
    due = reading.date
    return asked(
        _without_date(r, reading.phrase),
        lambda ref: SetDue(ref, due),
        "change the due date of",
        f" to {full_day(due)}",
    )


_LONGER = re.compile(
    rf"\b(?:another|extra|one more|(?P<count>{COUNT}) (?:more|extra|further))\s+(?P<unit>days?|weeks?|fortnights?|months?)\b",
    re.IGNORECASE,
)


def _longer(r: Reading) -> DateReading | None:
    """“Another fortnight” is from the day by which the one meant is due, or from today where it has none or it is past."""
    said, refs = _LONGER.search(r.line), meant(r, finished=False)
    if said is None or len(refs) != 1:
        return None
    return DateReading(longer(refs[0], counted(said["count"]), said["unit"], r.context), said[0])


def _last_day(r: Reading) -> DateReading | None:
    """The last day that a line speaks of, whatever stands behind it."""
    days = list(days_in(r))
    if not days:
        return None
    last = days[-1]
    return DateReading(last.end, r.line[r.tokens[last.first].start : r.tokens[last.last - 1].end])


_SAID_DONE = re.compile(
    r"\d\s+(?:(?:is|was|are|has been|have been|now|all)\s+)+(?:done|complete|completed|finished|closed|sorted)\b",
    re.IGNORECASE,
)


def _update(r: Reading) -> AnyRequest | None:
    """What is noted stands behind the reference, or behind a colon or “that”."""
    if _SAID_DONE.search(r.line):
        return None  # “please note that 07/02 is done”
    target = max((max(each.tokens) for each in r.refs), default=-1)
    marked = re.search(r":\s*(?P<said>.+)$|\b(?:that|saying|to say)\s+(?P<that>.+)$", r.line, re.DOTALL)
    if target >= 0:
        said = _LEADING.sub("", r.text_after(target)) or (marked and (marked["said"] or marked["that"])) or ""
    elif marked and r.signals & {"IT", "known"}:
        said = marked["said"] or marked["that"]
    else:
        return None
    said = clean(said)
    if not said or r.line.rstrip().endswith("?"):
        return None
    return asked(r, lambda ref: UpdateAction(ref, said), "note on", f": “{said}”")


def _snooze(r: Reading) -> AnyRequest | None:
    reading = r.date_after(-1)
    if isinstance(reading, DateProblem):
        return AskBack(f"{reading.sentence} Nothing was changed.")
    until = reading.date if reading else None
    how = f" until {full_day(until)}" if until else " for a week"
    rest = _without_date(r, reading.phrase) if reading else r
    return asked(rest, lambda ref: Snooze(ref, until), "send no reminder of", how)


def _without_date(r: Reading, phrase: str) -> Reading:
    """The same reading with the words of the date no longer taken for what the action point is about."""
    start = r.line.find(phrase)
    left = tuple(i for i in r.left if not (start >= 0 and start <= r.tokens[i].start < start + len(phrase)))
    return Reading(r.line, r.context, r.tokens, r.refs, r.names, r.met, r.senses, left)


_TARGET = "ref|IT|topic|known|MINE|BULK"

CHANGES = (
    Intent(
        "Close",
        ("DONE", _TARGET),
        _close,
        (
            "tell tom 02/10 is done, went out on friday",
            "ive finished the noise complaints one",
            "can you close 02/09 please, nobody complains any more",
            "the lighting thing is sorted",
            "please mark 02/06 as complete",
        ),
        likes=("DATE", "ACTION", "CLOSED", "person", "body", "group", "topic", "RING", "UPDATE", "IT", "MINE", "ALL", "BULK", "meeting", "PAPERS", "MEETING", "BOARD", "OURS", "SHOW", "LOG", "DEFINE", "PRESENT", "RING", "LAST", "known", "OPEN", "NEXT"),
        bars=("COUNT", "WHO", "WHEN", "WHAT", "CARRY", "REOPEN", "LATER2", "UNDO", "AGENDA", "SUBSCRIBE"),
        bonus=0.04,
    ),
    Intent(
        "Carry over",
        ("CARRY", _TARGET),
        _carry,
        ("carry the lighting one over", "can you roll 02/06 forward to the next meeting", "please carry over 02/07", "defer the door entry action to the next board", "02/05 needs to carry over"),
        likes=("DATE", "ACTION", "NEXT", "MEETING", "BOARD", "IT", "topic", "meeting", "CARRIED", "MINE", "BULK", "ALL", "person", "body", "known", "OURS"),
        bars=("COUNT", "WHO", "WHEN", "WHAT", "SHOW"),
        bonus=0.08,
    ),
    Intent(
        "Reopen",
        ("REOPEN|AGAIN", _TARGET),
        _reopen,
        ("reopen 02/03 please", "02/03 isnt finished after all", "can you open 02/03 again", "the evaluation one wasnt actually done", "bring back 02/03"),
        likes=("ACTION", "IT", "topic", "DONE", "NOT", "OPEN", "CLOSED", "known", "MINE", "AGAIN"),
        bonus=0.1,
    ),
    Intent(
        "Hand over",
        ("ASSIGN|LATER", _TARGET, "person|body|group|MINE|IT"),
        _assign,
        ("give 02/09 to tom", "can you reassign the noise one to the fire service", "hand 02/06 over to helen gorringe", "imogen is taking over 02/09", "02/10 should be with daniel"),
        likes=("DATE", "ACTION", "IT", "topic", "person", "body", "group", "MINE", "OWN", "ROLE", "LATER", "OURS", "known", "CARRY", "meeting"),
        bars=("COUNT", "WHO", "WHEN", "CALFILE", "RING", "AGENDA", "WHAT"),
        bonus=0.05,
    ),
    Intent(
        "New due date",
        ("LATER", _TARGET),
        _later,
        ("push mine to after xmas", "can we move 02/09 to 12 June", "change the due date of the noise one to end of June", "i need until 3 July for 02/10", "give us another fortnight on 02/06 till 12 June", "give farah another fortnight on 02/02"),
        likes=("DATE", "ACTION", "IT", "topic", "DUE", "DEADLINE", "MINE", "OURS", "meeting", "NEXT", "MEETING", "BOARD", "ASSIGN", "CARRY", "PAPERS", "BULK", "ALL", "LAST", "known", "person", "body", "OWN", "OPEN", "OVERDUE"),
        bars=("CARRY", "COUNT", "WHO", "WHEN", "WHAT", "asked2", "LOG", "SNOOZE"),
        bonus=0.06,
    ),
    Intent(
        "Confidential",
        ("CONFIDENTIAL", _TARGET),
        _confidential,
        ("make 02/06 confidential", "02/06 should be private", "can you hide the door entry one", "keep 02/09 private please", "02/08 is no longer confidential"),
        likes=("ACTION", "IT", "topic", "DONE", "NOT", "LATER", "QUESTIONS", "known", "ASSIGN"),
        bars=("COUNT", "WHO", "WHAT"),
        bonus=0.06,
    ),
    Intent(
        "Progress",
        ("UPDATE", _TARGET),
        _update,
        ("update on 02/09: waiting for the licensing team", "note on 02/06 that four blocks are mended", "add a note to 02/10 saying the chair has it", "02/09 still waiting for environmental health", "progress on 02/02: volunteers answered"),
        likes=("DATE", "ACTION", "IT", "topic", "STATUS", "LOG", "NOT", "DONE", "person", "body", "meeting", "OPEN", "OURS", "known", "MINE", "ALL", "RING", "MEETING", "BOARD", "LATER", "PAPERS", "NEXT"),
        bars=("COUNT", "WHEN", "asked"),
        bonus=0.07,
    ),
    Intent(
        "No reminders of one",
        ("SNOOZE", "ref|IT|topic|known"),
        _snooze,
        ("stop reminding me about 02/10 until 12 June", "snooze the consultation one for a week", "dont remind me about 02/10 for now", "stop nagging me about the noise one", "remind me later about 02/10"),
        likes=("DATE", "IT", "topic", "LATER", "ACTION", "MINE", "known", "NOT", "SEARCH", "UPDATE"),
        bonus=0.1,
    ),
)  # fmt: skip
