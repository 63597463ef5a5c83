"""The papers that the bot writes, asked for by name: which one, in which format, of which meeting or year, in any order.

“Minutes of the February meeting in Word”, “pdf of the June pack please”, “timetable 2026/27 pdf”. Every word of the line has
to be accounted for; what has more in it is understood in free words, or none of ours. A format that a paper does not
have goes along as well: whoever writes the paper says which it has.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.language.context import Context
from bot.language.exports import FORMATS
from bot.language.which_meeting import held, meeting_said
from bot.language.years_said import take_year
from handlers.contact_requests import ExportContacts
from handlers.meeting_requests import ExportAnnualReview, ExportMeetingPaper, ExportTimetable
from handlers.plan_requests import ExportPlan
from handlers.register_requests import ExportRegister
from handlers.requests import AnyRequest
from store.papers.writing.register_paper import Edition

LONGEST = 160  # characters: nobody asks for a paper in more

_FILES = MappingProxyType(
    {**FORMATS, **dict.fromkeys(("vcf", "vcard", "vcards"), "vcf"), "txt": "txt", "odt": "odt"}
)
_ASKS = re.compile(
    r"^(?:(?:hi|hello|hey|please|pls|ok|so|now|just)\b[\s,!]*)*"
    r"(?:(?:can|could|may|would|will)\s+(?:you|u|i|we)\b|(?:i|we)(?:['’]d)?\s+(?:need|want|would like|like)\b|is there|do we have)?\s*(?:please\s+)?(?:to\s+)?"
    r"(?P<verb>export|download|draft|write|make|prepare|produce|print(?: off| out)?|create|generate|put together|save|do|run off)?\b\s*"
    r"(?:(?:send|give|get|email|have|see|show|fetch|pull)\b(?:\s+(?:me|us))?)?\s*",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    rf"\b(?:(?:as|in|into|to)\s+)?(?:an?\s+)?(?P<format>{'|'.join(_FILES)})\b(?:\s+(?:document|doc|file|version|copy|format|form|sheet)\b)?",
    re.IGNORECASE,
)
_EDITION = re.compile(r"\b(?P<edition>internal|public)\b(?:\s+edition\b)?", re.IGNORECASE)
_LITTLE = frozenset(
    "a an the our of for to in as from at on please pls thanks thank you cheers ta copy version draft file document export now me us new again with paper".split()
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its names. `always`: it is only ever a file, so that no format need be said."""

    names: str
    make: Callable[["Asked", str], AnyRequest]
    of: Literal["meeting", "held", "year", "nothing"] = "nothing"
    always: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The format, Word where none is said, and the edition that somebody wants."""

    format: str
    edition: Edition


def _meeting_paper(paper: Literal["agenda", "pack", "minutes"]) -> Callable[[Asked, str], AnyRequest]:
    return lambda asked, which: ExportMeetingPaper(paper, asked.format, which, asked.edition)


PAPERS = (
    Paper(r"(?:(?:meeting|board|agenda)\s+)?packs?", _meeting_paper("pack"), "meeting", always=True),
    Paper(r"(?:draft\s+)?minutes", _meeting_paper("minutes"), "held", always=True),
    Paper(r"agenda", _meeting_paper("agenda"), "meeting"),
    Paper(
        r"(?:annual|yearly)(?:\s+(?:review|report))?|(?:review|report)\s+of\s+the\s+year",
        lambda asked, year: ExportAnnualReview(asked.format, year, asked.edition),
        "year",
        always=True,
    ),
    Paper(
        r"timetable|schedule|(?:list\s+of\s+)?(?:meeting\s+dates|meetings|dates)|calendar",
        lambda asked, year: ExportTimetable(asked.format, year),
        "year",
    ),
    Paper(
        r"(?:community\s+safety\s+)?plan(?:\s+targets)?|plan\s+targets",
        lambda asked, year: ExportPlan(asked.format, year, asked.edition),
        "year",
    ),
    Paper(
        r"(?:action(?:[\s-]+points?)?\s+)?register|action\s+(?:points?|list)|actions",
        lambda asked, which: ExportRegister(asked.format, which, asked.edition),
        "meeting",
    ),
    Paper(
        r"(?:contacts?\s+)?(?:directory|list)|contacts|address\s+book",
        lambda asked, _: ExportContacts(asked.format if asked.format != "xlsx" else "csv"),
    ),
)
_NAMED = tuple((re.compile(rf"\b(?:{paper.names})\b(?:['’]s)?", re.IGNORECASE), paper) for paper in PAPERS)


def document(said: str, context: Context) -> AnyRequest | None:
    """The paper that the whole line asks for; None where it has anything else in it, or may want to be read here."""
    if len(said) > LONGEST:
        return None
    asks = _ASKS.match(said)
    rest, formats = _taken(_FORMAT, said[asks.end() :] if asks else said)
    rest, editions = _taken(_EDITION, rest)
    yearless, year = take_year(rest, context.today)
    named = (
        (form.subn(" ", yearless if paper.of == "year" else rest, count=1), paper) for form, paper in _NAMED
    )
    (left, there), paper = next((each for each in named if each[0][1]), (("", 0), PAPERS[0]))
    if not there or len(set(formats)) > 1:
        return None
    if not (formats or (asks and asks["verb"]) or paper.always):
        return None
    which = _which(left, paper, year, context)
    made = _FILES[formats[0]] if formats else "docx"
    edition = Edition(editions[0]) if editions else Edition.PUBLIC
    return None if which is None else paper.make(Asked(made, edition), which)


def _taken(form: re.Pattern[str], said: str) -> tuple[str, list[str]]:
    found = [next(group for group in match.groups() if group).casefold() for match in form.finditer(said)]
    return form.sub(" ", said), found


def _which(said: str, paper: Paper, year: str, context: Context) -> str | None:
    """The meeting or the year that is left of a line; None where anything else is."""
    words = said.strip(" .,:;!?")
    if not _more_than_little(words):
        return year if paper.of == "year" else ""
    if paper.of in ("year", "nothing"):
        return None
    return held(words, context) if paper.of == "held" else meeting_said(words, context)


def _more_than_little(said: str) -> bool:
    return any(
        word.strip(".,:;!?") not in _LITTLE for word in said.casefold().split() if word.strip(".,:;!?")
    )
