"""What is said of papers: a format, an edition, and what is to be in it: `/actions export pdf internal open fire`."""

import re
from types import MappingProxyType
from typing import Literal

from bot.language.context import Context
from bot.language.which_meeting import about
from bot.language.years_said import take_year
from handlers.meeting_requests import ExportAnnualReview, ExportMeetingPaper
from handlers.register_requests import ExportRegister
from handlers.requests import AnyRequest
from store.papers.writing.register_paper import Edition
from store.reference import Reference
from store.register_reading import State

FORMATS = MappingProxyType(
    {
        **dict.fromkeys(("docx", "word", "doc"), "docx"),
        **dict.fromkeys(("xlsx", "excel", "xls", "spreadsheet"), "xlsx"),
        **dict.fromkeys(("html", "web", "webpage", "website"), "html"),
        **{name: name for name in ("pdf", "csv", "json")},
    }
)
EDITIONS = MappingProxyType(
    {
        **dict.fromkeys(("internal", "confidential", "full"), Edition.INTERNAL),
        **dict.fromkeys(("public", "published"), Edition.PUBLIC),
    }
)
_WHOLE = {"all", "everything", "whole"}
_SMALL = re.compile(
    r"^(?:(?:as|in|the|a|an|of|for|to|register|paper|edition|version|action points?)\b\s*)+", re.IGNORECASE
)


def take_formats(said: str) -> tuple[str, str, Edition]:
    """What is left when the words for a format and an edition that stand in front are taken; the defaults are Word, public."""
    made, edition, rest = "docx", Edition.PUBLIC, said.strip()
    while rest:
        first, _, after = rest.partition(" ")
        word = first.casefold().strip(",.")
        if word in FORMATS:
            made = FORMATS[word]
        elif word in EDITIONS:
            edition = EDITIONS[word]
        else:
            break
        rest = _SMALL.sub("", after.strip())
    return rest, made, edition


def meeting_paper(rest: str, _context: Context, paper: Literal["agenda", "pack", "minutes"]) -> AnyRequest:
    """A paper of a meeting, the next one's where none is named."""
    left, made, edition = take_formats(_SMALL.sub("", rest))
    return ExportMeetingPaper(paper, made, about(left), edition)


def annual(rest: str, context: Context) -> AnyRequest:
    """`/meetings annual html 2025/26`: the draft of a year's review."""
    bare = re.sub(r"^(?:review|report)\b\s*", "", rest.strip(), flags=re.IGNORECASE)
    left, made, edition = take_formats(_SMALL.sub("", bare))
    return ExportAnnualReview(made, take_year(left, context.today)[1] or left, edition)


def export(rest: str, context: Context, states: MappingProxyType[str, State]) -> AnyRequest:
    """The register of a meeting, the next one's where none is named; of a state, or of some references, a choice."""
    left, made, edition = take_formats(_SMALL.sub("", rest))
    if refs := Reference.find(left, context.groups):
        return ExportRegister(made, edition=edition, refs=tuple(dict.fromkeys(ref for ref, _, _ in refs)))
    first, _, narrowed = left.partition(" ")
    word = first.casefold().strip(",.")
    if word in _WHOLE:
        return ExportRegister(made, edition=edition, state=State.ALL, about=_SMALL.sub("", narrowed.strip()))
    if word in states:
        narrowed = narrowed.removeprefix("over").strip()
        return ExportRegister(made, edition=edition, state=states[word], about=_SMALL.sub("", narrowed))
    return ExportRegister(made, left, edition)
