"""The words by which several action points are selected: all data, and what each says of how an action point stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from bot.language.context import Context
from store.tables import Status
from store.views import PointView

_NOUN = r"(?:ones|actions|action points|points|items|tasks|jobs)"
SEVERAL = re.compile(
    rf"\b(?:everything|all|every|each|both|any|anything|the (?:whole |entire )?lot|them|those|these|{_NOUN})\b",
    re.IGNORECASE,
)
BUT = re.compile(
    r"^(?P<of>.+?)[\s,]+(?:but(?:\s+(?:not|for))?|except(?:ing)?(?:\s+for)?|excluding|apart\s+from|other\s+than|bar|save|(?<=, )not|without)\s+"
    r"(?P<but>.+)$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|mentioning|that\s+mentions?|to\s+do\s+with|relat(?:ing|ed)\s+to|on\s+the\s+subject\s+of|on)\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(?:on|in|from|against|with|under)\s+(?P<whose>\S+|the)\s+(?:list|plate|register|name)\b",
    re.IGNORECASE,
)
PLACES = re.compile(
    r"\b(?P<end>first|last|top|bottom)\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-9])\b",
    re.IGNORECASE,
)
NUMBERS = MappingProxyType(
    {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
)
OF_THESE = re.compile(
    r"\b(?:(?:all|both|each|any)?\s*(?:of\s+)?(?:them|those|these)(?:\s+all)?|both)\b", re.IGNORECASE
)
MINE = re.compile(r"\b(?:mine|my(?: own)?|i own|i have|ive got|i've got|of me)\b", re.IGNORECASE)
OURS = re.compile(r"\b(?:ours|our|we own|of us|we have)\b", re.IGNORECASE)
RAISED = re.compile(
    r"\b(?:from|of|at|out of|minuted (?:at|in)|raised (?:at|in))\s+(?:the\s+|our\s+)?$", re.IGNORECASE
)
SITS = frozenset("meeting board session".split())
AT = re.compile(
    r"\b(?:from|at|by|out of|minuted (?:at|in)|raised (?:at|in))\s+(?:the\s+|our\s+)?$", re.IGNORECASE
)
# What a selection may say besides.
BESIDE = frozenset(
    "a all an and any anything are at been by each entire every everything everythings for from full get has have i in is it ive"
    " list lot marked me minuted my name named of on our out owned own owns plate please raised register said still that thats the"
    " them there these they those to us ve was we were which whole with whos who s both yet currently".split()
) | frozenset(
    "ones one action actions point points item items task tasks job jobs thing things stuff mine ours".split()
)


@dataclass(frozen=True, slots=True)
class State:
    """What a word says of how action points stand: how the others are told, and whether one fits."""

    said: str
    words: re.Pattern[str]
    fits: Callable[[PointView, Context], bool]
    finished: bool = False

    def in_context(self, context: Context) -> Callable[[PointView], bool]:
        """Whether one fits, as of the context's day."""
        return lambda point: self.fits(point, context)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


STATES = (
    State("that is confidential", _words("confidential|private"), lambda point, _: point.confidential),
    State(
        "that is overdue",
        _words(r"overdue|late|past (?:its|their|the) (?:due )?dates?|past due|behind|out of date"),
        lambda point, context: point.due is not None and point.due < context.today,
    ),
    State(
        "that nobody owns",
        _words(
            r"nobody(?:'?s)?(?: owns)?|no one(?:'?s)?|unowned|unassigned|without (?:an )?owners?|with no owners?"
        ),
        lambda point, _: not point.owners,
    ),
    State(
        "that was carried over",
        _words(r"carried[ -](?:over|forward)|rolled[ -](?:over|forward)"),
        lambda point, _: point.carried_from is not None,
    ),
    State(
        "that is in progress",
        _words("in progress|under ?way|started"),
        lambda point, _: point.status is Status.IN_PROGRESS,
    ),
    State(
        "that is not closed",
        _words(
            r"(?:still |left |all )*(?:open|outstanding|unfinished|undone|pending|(?:not|isn'?t|aren'?t) (?:yet )?(?:done|closed|finished))|to do|left|remaining"
        ),
        lambda point, _: point.unfinished,
    ),
    State(
        "that is closed",
        _words(r"done|closed|complete|completed|finished|discharged"),
        lambda point, _: point.status is Status.CLOSED,
        finished=True,
    ),
)
