"""Saying that one comes to a meeting, sends apologies or somebody else: exact commands, and what people say instead."""

import re
from collections.abc import Callable
from types import MappingProxyType

from msgspec.structs import replace

from bot.language.absence_words import absence_said
from bot.language.context import Context
from bot.language.representing import in_full, represents
from bot.language.which_meeting import about, called, meeting_on, names_meeting, take_meeting
from handlers.meeting_requests import Attend, ShowAttendance
from handlers.requests import AnyRequest, Confirm
from store.names import candidates

_BY = re.compile(
    r"[\s,;]*\b(?:(?:and|but|who (?:is|will be)|to be)\s+)?(?:represented|replaced) by\s+(?P<by>.+)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\b(?:from|for|on|at|to)\b", re.IGNORECASE)


def _parts(said: str, context: Context) -> tuple[str, str]:
    """The meeting and the person of "16 June from Ada Okafor", "from Ada Okafor for 16 June", "16 June"."""
    meeting, rest = take_meeting(said, context)
    person = ""
    for part in filter(None, (piece.strip(" ,.:;") for piece in _LEADING.split(rest))):
        if names_meeting(part, context):
            meeting = about(part)
        elif re.search(r"\d", part):  # a date that cannot be: the calendar says so
            meeting = part
        else:
            person = part
    return meeting, "" if person.casefold() in ("me", "myself", "us") else person


def _apologies(rest: str, context: Context) -> AnyRequest:
    """`16 June from Ada Okafor, represented by Ben Idowu`."""
    by = _BY.search(rest)
    meeting, person = _parts(rest[: by.start()] if by else rest, context)
    if by:
        return Attend("represented", meeting, by["by"].strip(" ."), person)
    return Attend("apologies", meeting, person=person)


def _attending(rest: str, context: Context) -> AnyRequest:
    meeting, person = _parts(rest, context)
    return Attend("attending", meeting, person=person)


def _represent(rest: str, context: Context) -> AnyRequest:
    """`16 June Ben Idowu [for Ada Okafor]`, `Ben Idowu on 16 June`."""
    meeting, words = take_meeting(rest, context)
    by, *more = (piece.strip(" ,.:;") for piece in _LEADING.split(words))
    said, person = _parts(" for ".join(more), context) if more else ("", "")
    return Attend("represented", meeting or said, re.sub(r"^(?:me )?by\s+", "", by), person)


ANSWERS: MappingProxyType[str, Callable[[str, Context], AnyRequest]] = MappingProxyType(
    {
        **dict.fromkeys(("apologies", "apology"), _apologies),
        **dict.fromkeys(("attending", "attend"), _attending),
        **dict.fromkeys(("represent", "representative"), _represent),
        "attendance": lambda rest, _: ShowAttendance(about(rest)),
    }
)

_I = r"(?:i|we)(?:'m|'ll|'re|’m|’ll|’re| am| are| will| can| have)?"
_AWAY = re.compile(
    r"^(?:please (?:accept|note|give) )?(?:(?:i|we)(?:'d like to| would like to| am|'m|’m| have to| must)? )?(?:send(?:ing)?|giv(?:e|ing)|sent)? ?"
    r"(?:my |our )?apologies(?: (?P<rest>.+))?$"
    r"|^(?:sorry,? )?(?:but )?(?:(?:i|we) )?(?:can'?t|can’t|cannot|can not|won'?t|won’t|will not|shall not|(?:am |are )?unable to|(?:am|are) not able to)(?: be able to)? "
    r"(?:make|attend|come|be (?:there|at)|join|get to)(?: it)?\b ?(?P<more>.*)$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"[\s,;.]*(?:\b(?:but|and|so|however)\s+)?\b(?:(?:(?:i|we)(?:['’]?m|['’]?re|['’]?ll|\s+am|\s+are|\s+will)?\s+)?(?:please\s+)?send(?:ing)?\s+(?P<sent>[^,;.]+?)"
    r"|(?!(?:i|we|you|he|she|they|it)\b)(?P<comes>[^\s,;.]+(?: [^\s,;.]+){0,2}?)(?:['’]s|\s+(?:will|can|is|is going to))\s+(?:be\s+)?(?:com(?:e|ing)|go(?:ing)?|attend(?:ing)?|there|represent(?:ing)?(?: (?:me|us))?|stand(?:ing)? in|deputis(?:e|ing)))"
    r"(?:\s+(?:instead(?: of (?:me|us))?|in my (?:place|stead)|for (?:me|us)))*$",
    re.IGNORECASE,
)
# Why, behind the meeting: “the 16th, on leave”.
_WHY = re.compile(r"[,;.]\s.*$|\s+(?:as|because|since|sorry|so|due to)\b.*$", re.IGNORECASE)
_SENDS = re.compile(
    rf"^(?:{_I} )?(?:sending|send)\s+(?P<by>.+?)(?:\s+(?:instead(?: of me)?|in my place|in my stead|to represent me|for me))?(?:\s+(?P<rest>(?:to|on|for|at)\s+.+))?$"
    r"|^(?P<by2>.+?)(?:['’]s)?\s+(?:will|is going to|is|can)?\s*(?:represents?|representing|stands? in for|standing in for|deputis(?:e|es|ing) for|comes? for|coming for)\s+me\b ?(?P<rest2>.*)$",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"^(?:yes,? )?(?:(?:i|we)(?:'ll|’ll| will| shall) be there|(?:i|we)(?:'m|’m|'re|’re| am| are|'ll| will| can) (?:be )?(?:attend(?:ing)?|com(?:e|ing)|join(?:ing)?|make it)|count me in)\b ?(?P<rest>.*)$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:who (?:is|are|else is)|who's|who’s) (?:coming|attending|going)(?: to)?\b ?(?P<rest>.*)$"
    r"|^who (?:has |have )?(?:sent|sends|gave) (?:their )?apologies ?(?P<rest2>.*)$"
    r"|^(?:are we|will we be|is (?:the (?:next )?(?:board|meeting)|it)|will (?:the (?:board|meeting)|it) be) quorate ?(?P<rest3>.*)$",
    re.IGNORECASE,
)


def attendance_said(said: str, context: Context) -> AnyRequest | None:
    """What somebody says about coming to a meeting in their own words; None when it is about anything else.

    It is shown before it is noted. Under the reminder of a meeting it is about that one unless another is named.
    """
    line = said.strip().rstrip(".!?")
    if asks := _ASKS.match(line):
        where = re.sub(r"^(?:to|on|for|at|in)\s+", "", asks["rest"] or asks["rest2"] or asks["rest3"] or "")
        if where and not names_meeting(where, context):
            return None
        which = about(where)
        return ShowAttendance(which, None if which else context.meeting)
    if away := _AWAY.match(line):
        return _not_coming(away["rest"] or away["more"] or "", context)
    sends = _SENDS.match(line)
    if sends and is_somebody(sends["by"] or sends["by2"], context):
        by = (sends["by"] or sends["by2"]).strip()
        return _asked(Attend("represented", by=by), sends["rest"] or sends["rest2"], context)
    comes = _COMES.match(line)
    return _asked(Attend("attending"), comes["rest"], context) if comes else None


def _not_coming(where: str, context: Context) -> AnyRequest | None:
    """Apologies, or who comes instead: “the 16th, on leave”, “it but Ben will come”."""
    instead = _INSTEAD.search(where)
    if instead is None:
        return _asked(Attend("apologies"), _WHY.sub("", where), context)
    by = (instead["sent"] or instead["comes"]).strip()
    return _asked(Attend("represented", by=by), where[: instead.start()], context)


def reply_to_reminder(said: str, context: Context) -> AnyRequest | None:
    """The same in a thread under the reminder of a meeting, where one of the buttons' words is enough to act."""
    bare = said.casefold().strip(" .!")
    if bare in ("attending", "apologies"):
        return Attend("attending" if bare == "attending" else "apologies", meeting=context.meeting)
    coming = attendance_said(said, context) or absence_said(said, context)
    return coming if isinstance(coming, Confirm | ShowAttendance) else None


def _asked(answer: Attend, where: str | None, context: Context) -> Confirm | None:
    """The question whether that is meant, if what follows is a meeting or nothing."""
    place = re.sub(r"^(?:to|on|for|at|from)\s+", "", (where or "").strip())
    which = about(place)
    if place and not names_meeting(place, context):
        met = meeting_on(place, context)
        if met is None or met.day is None:
            return None
        which = met.day.isoformat()
    meeting = called(which, context)
    said = {
        "apologies": f"you send apologies for {meeting}",
        "attending": f"you attend {meeting}",
        "represented": represents(answer.by, meeting, context),
    }[answer.how]
    by = in_full(answer.by, context)
    return Confirm(replace(answer, by=by, about=which, meeting=None if which else context.meeting), said)


def is_somebody(name: str, context: Context) -> bool:
    """Whether that is somebody: whom the directory knows, or a first name and surname as they are written."""
    written = bool(re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}", name.strip()))
    return written or any(party.kind == "person" for party in candidates(name, context.words, context.today))
