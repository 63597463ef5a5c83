"""What the words of a reply say of the action point it is under: that it is done, by when it will be, or neither.

People say much else in a talk (“I'll be in Leeds on Friday”, “finished work”). So a report is clear only where nothing but
it is said, or the rest stands apart from it; what merely sounds like one is asked about, if it is about the action point.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.dates import Calendar, DateProblem, DateReading, read_date, split_due
from bot.language.dates.grammar import any_of
from bot.language.everyday import STOP
from store.dates import MONTH_NUMBERS, WEEKDAY_NUMBERS
from store.topics import stems
from store.views import PointView

_FLAGS = re.IGNORECASE | re.DOTALL
_LEAD = (
    r"^(?!(?:i|we|you)\s+(?:am|are|is|was|were)\b)"  # “we are closed on Monday”
    r"(?:(?:(?:it|that|this|mine)['’]s|(?:i|we)['’]ve|i|we|it|have|has|had|is|are|was|were|been|this|these|all|both|mine|now|already|yes|yep)[\s,]+)*"
)
_TICK = r"(?:✅|☑️?|✔️?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):)"
_IT = r"(?:it|this|that|these|those|them|all|both|mine)(?: one)?"
_STRONG, _WEAK = (
    r"done|completed?|discharged|actioned",
    r"closed|finished|sorted",
)  # shops close, people finish
_DAY = (
    rf"(?:(?:{any_of(WEEKDAY_NUMBERS)})\b|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{any_of(MONTH_NUMBERS)})\b(?:\s+\d{{1,4}}(?:st|nd|rd|th)?\b)*"
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
)
_AT = (
    rf"(?:yesterday|today|earlier|already|long ago|(?:ages|(?:\w+ )?(?:days?|weeks?|months?|years?)) ago|this (?:morning|afternoon|week|month)"
    rf"|last (?:night|week|month)|(?:(?:on|in|last|the|back)\s+)*{_DAY}(?:\s+{_DAY})*|at (?:the|our|that|this|its)\s+(?:\w+\s+)?(?:meeting|board|session)|via \w+(?: \w+)?|as (?:agreed|discussed|planned))"
)
_APART = r"(?:\s*[,.:;!–—]+|\s+-)\s*"
_DID = r"(?:sent|shared|circulated|submitted|published|provided|e-?mailed|updated|met|spoke|arranged|uploaded|issued|posted|agreed|signed|presented|delivered)"
_POLITE = r"now|thanks|thank you|please|too|as well"

_DONE = re.compile(
    _LEAD
    + rf"(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<tick>{_TICK}))(?P<it>(?:\s+(?:{_IT}|{_POLITE}))*)(?P<rest>.*)$",
    _FLAGS,
)
_ON_IT = re.compile(rf"\s{_IT}\b", re.IGNORECASE)
_NOTED = re.compile(rf"^(?:{_APART}(?P<apart>.*)|\s*)$", _FLAGS)
_WHEN = re.compile(rf"^\s+(?P<note>{_AT}(?:{_APART}.*|[.!]*)|and\s+(?:{_DID})\b.*)$", _FLAGS)
_HOW = re.compile(
    r"^\s+(?:except|apart|bar|but|at|as|via|when|after|before|during|and|though|although|since|last|this|on|in|early|late|ahead)\b",
    re.IGNORECASE,
)
_SAYING = re.compile(
    r"^(?:(?:it['’]s|that['’]s)\s+)?done\s+(?:deal|well|by|to|with|for|that)\b", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:not|cannot|can['’]t|never|almost|nearly|half|partly|still|until|unless|waiting|delayed|\w+n['’]t)\b",
    _FLAGS,
)
# “Is it done” without its mark as well; “is done” says so.
_QUESTION = re.compile(
    r"\?\s*$|^(?:(?:and|so|but|ok|hi)[\s,]+)*(?:is|are|was|were|has|have|had|did(?!\s+(?:it|this|that)\s+(?:yesterday|already|last|on|this|earlier|ages|weeks|in)\b)|does|do|can|could|will|would|should)"
    r"\s+(?:it|this|that|these|those|they|he|she|we|i|you|anyone|anybody|somebody|someone)\b",
    re.IGNORECASE,
)
PAST = re.compile(
    rf"{_LEAD}(?:{_DID}\b|did (?:it|this|that)\b|no longer (?:needed|required|relevant)\b|superseded\b|overtaken by events\b)",
    _FLAGS,
)

_WILL = r"(?:(?:i|we|it|this|that|they|these|those)(?:['’]ll|\s+(?:will|shall|should|can))|will|should|can)"
_STATE = r"(?:not (?:yet|done|quite)(?: (?:yet|done|there|finished|ready))?|still (?:in progress|under ?way|working on (?:it|this))|almost(?: there| done)?|nearly(?: there| done)?|in progress|under ?way|working on (?:it|this)|delayed)"
_WITH = r"(?:it|this|that|them|these|the rest|everything)"
_FINISH = rf"(?:(?:get|have)\s+{_WITH}\s+(?:all\s+)?(?:done|finished|completed|ready|sorted|closed)|(?:do|finish|complete|close|sort)\s+{_WITH})"
_BECOME = r"be\s+(?:all\s+)?(?:done|finished|completed?|ready|sorted|closed|actioned)"
# “I'll be done at five” is of the speaker, “it will be done by June” of the action point.
_MINE = re.compile(r"^(?:i|we)\b", re.IGNORECASE)
_PROMISE = re.compile(
    rf"^(?:{_STATE}(?:\s*[,.;:–—-]+\s*|\s+|\s+but\s+))?(?:(?P<who>{_WILL})\s+(?:(?P<finish>{_FINISH})|(?P<become>{_BECOME}))"
    rf"|(?:(?:i|we)(?:['’]ll)?\s+|will\s+)?(?:need|want|would like)\s+(?:(?:a (?:bit|little) )?(?:more time|longer)\s+|an extension\s+)?(?=until|till)"
    rf"|(?:please\s+)?give me (?:a bit longer )?(?=until|till)"
    rf"|(?:not\s+)(?=until|till))\s*(?P<when>\S.*)$",
    _FLAGS,
)
_CUE = re.compile(
    r"^(?:by|before|until|till|to|on|in|within|at the|next|this|end|tomorrow|today|w/?c)\b", re.IGNORECASE
)
_OPENS = re.compile(
    _LEAD
    + r"(?:(?P<state>not (?:yet|done|quite)|still (?:working|waiting|chasing|to|in progress|under ?way|outstanding|going|not)"
    r"|(?:almost|nearly)(?= (?:there|done|finished|ready|complete)|[\s.!]*$)|in progress|under ?way|working on (?:it|this)|waiting (?:for|on|to)|delayed"
    r"|not started|no progress|nothing to report|on track|going well|under control|in hand|(?:half|part|partly|half ?way) (?:done|there)|haven['’]?t (?:started|begun|done (?:it|this|that)))"
    r"|(?P<promise>will (?:be|do|have)|(?:it|i|we)['’]ll|should be))\b",
    _FLAGS,
)
_OF_IT = re.compile(
    rf"\b(?:it|them|these|the rest)\b(?!['’])|\b(?:this|that)(?=\s+(?:by|on|before|to|over|round|out|in|at|next|this|tomorrow|today|when|once|after|soon|now)\b|[\s.,!]*$)"
    rf"|\bwill do\s+(?:by|on|before|next|this|tomorrow|today)\b|^(?:will|should|it['’]ll)\s+be\s+(?:all\s+)?(?:done|finished|completed?|ready|sorted|closed|with you|out|{_DID})\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """That something is done: with what note, and whether that is `clear` enough to act upon."""

    note: str
    clear: bool


def asks(words: str) -> bool:
    """Whether the words are a question, with its mark or without."""
    return bool(_QUESTION.search(words))


def denies(words: str) -> bool:
    """Whether the words leave it open, deny or ask that something is done."""
    return bool(_NOT_DONE.search(words)) or asks(words)


def report(words: str, point: PointView | None) -> Report | None:
    """What a reply reports as done; None where it reports nothing, or nothing of this action point."""
    found = _DONE.match(words)
    if found is None or _SAYING.match(words):
        return None
    of_it = bool(found["strong"] or _ON_IT.search(found["it"]))
    rest = found["rest"]
    if noted := _NOTED.match(rest):
        return Report((noted["apart"] or "").strip(), clear=True)
    if found["tick"] and rest[:1].isspace():
        return Report(rest.strip(), clear=True)
    if not rest[:1].isspace():
        return None
    if when := _WHEN.match(rest):
        return Report(when["note"].strip(), clear=True) if of_it else Report(words, clear=False)
    sounds = (of_it and _HOW.match(rest)) or _ON_IT.search(found["it"]) or speaks_of(words, point)
    return Report(words, clear=False) if sounds else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """That something is still to be done, by when if that is said; `clear`: nothing else is said."""

    due: date | DateProblem | None
    clear: bool


def outlook(words: str, point: PointView | None, calendar: Calendar) -> Outlook | None:
    """What a reply says of something that is still to be done; None where it is about anything else."""
    if promised := _promised(words, calendar):
        return Outlook(promised, clear=True)
    opened = _OPENS.match(words)
    if opened is None or (opened["promise"] and not (_OF_IT.search(words) or speaks_of(words, point))):
        return None
    return Outlook(_named_by(words, calendar), clear=False)


def _promised(words: str, calendar: Calendar) -> date | DateProblem | None:
    """The day by which the speaker clearly says it will be done, or what is wrong with it."""
    found = _PROMISE.match(words)
    if found is None or not _CUE.match(found["when"]) or (found["become"] and _MINE.match(found["who"])):
        return None
    said, _, more = re.sub(r"[.;]\s", ", ", found["when"], count=1).partition(",")
    read = read_date(said, calendar, cued=True)
    if isinstance(read, DateReading):
        return None if split_due(more, calendar)[1] else read.date
    return read


def _named_by(words: str, calendar: Calendar) -> date | None:
    """The day that stands behind “by” in words that are not clear: it may be asked about."""
    _, read = split_due(words, calendar)
    return read.date if isinstance(read, DateReading) and _BY.search(words) else None


def speaks_of(words: str, point: PointView | None) -> bool:
    """Whether the words have one in common with what the action point says."""
    if point is None:
        return False
    owners = frozenset().union(*map(stems, point.owners)) if point.owners else frozenset()
    said = " ".join(word for word in re.findall(r"[\w'’-]+", words.casefold()) if word not in STOP)
    return bool((stems(point.text) - owners) & stems(said))
