"""What stands behind `/meetings agenda`: showing one, and the secretariat's exact commands."""

import re
from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from bot.language.context import Context
from bot.language.exports import FORMATS, meeting_paper
from bot.language.which_meeting import about, take_meeting
from handlers.meeting_requests import (
    AddItem,
    EditAgenda,
    MarkPaper,
    MoveItem,
    RemoveItem,
    ShowAgenda,
    StartAgenda,
)
from handlers.requests import AnyRequest, AskBack
from store.agenda_items import BREAK, Item
from store.tables import Paper

_NUMBER_FIRST = re.compile(
    r"^(?:item\s+)?#?(?P<which>\d{1,3}[a-z]?)(?:\s*,?\s*(?:of|from|for|on|at)\s+(?P<about>.+))?$",
    re.IGNORECASE,
)
_NUMBER_LAST = re.compile(r"^(?P<about>.+?)[\s,:]+(?:item\s+)?#?(?P<which>\d{1,3}[a-z]?)$", re.IGNORECASE)
_PLACE = re.compile(
    r"[\s,]+(?:(?P<way>up|down)|(?:to|before)\s+(?:item\s+)?#?(?P<place>\d{1,3}[a-z]?))$", re.IGNORECASE
)


def _which(rest: str, context: Context) -> tuple[str, str]:
    """The meeting and the item that are meant: "16 June 7", "7", "7 of 16 June", "16 June comfort break"."""
    if found := _NUMBER_FIRST.match(rest.strip()):
        return about(found["about"] or ""), found["which"]
    found = _NUMBER_LAST.match(rest.strip())
    if found and take_meeting(found["about"], context)[1] == "":
        return about(found["about"]), found["which"]
    meeting, title = take_meeting(rest, context)
    return meeting, title.removeprefix("item ").strip()


def _remove(rest: str, context: Context) -> AnyRequest:
    meeting, which = _which(rest, context)
    return RemoveItem(meeting, which)


def _move(rest: str, context: Context) -> AnyRequest:
    place = _PLACE.search(rest)
    if place is None:
        return AskBack("Say where to: `/meetings agenda move 7 up`, `down` or `to 4`. Nothing was changed.")
    meeting, which = _which(rest[: place.start()], context)
    return MoveItem((place["way"] or place["place"]).casefold(), meeting, which)


def _marked(paper: Paper | None, rest: str, context: Context) -> AnyRequest:
    meeting, which = _which(rest, context)
    return MarkPaper(paper, meeting, which)


def _edit(rest: str, context: Context) -> AnyRequest:
    meeting, which = _which(rest, context) if rest else ("", "")
    return EditAgenda(meeting, which)


def _start(rest: str, _context: Context) -> AnyRequest:
    return StartAgenda(
        about(re.sub(r"^(?:the\s+)?(?:template|standing items)\b", "", rest, flags=re.IGNORECASE))
    )


_KINDS = MappingProxyType(
    {
        **dict.fromkeys(
            ("agreement", "for agreement", "to agree", "decision", "for decision"), "for agreement"
        ),
        **dict.fromkeys(("note", "to note", "for noting", "for information", "information"), "to note"),
        **dict.fromkeys(("presentation", "a presentation"), "presentation"),
        **dict.fromkeys(("discussion", "for discussion", "to discuss"), "for discussion"),
        **dict.fromkeys(("break", "comfort break"), BREAK),
    }
)
_PAPERS = MappingProxyType(
    {
        **dict.fromkeys(
            ("paper", "paper due", "report", "with paper", "with a paper"), (Paper.AWAITED, False)
        ),
        **dict.fromkeys(("confidential", "confidential paper", "confidential report"), (Paper.AWAITED, True)),
        **dict.fromkeys(("no paper", "without paper", "verbal"), (None, False)),
    }
)
_SESSIONS = MappingProxyType(
    {"closed": True, "closed session": True, "private": True, "open": False, "open session": False}
)
_MINUTES = re.compile(
    r"(?P<number>\d+)\s*(?:minutes?|mins?|m)?\.?|(?P<said>\S+)\s+(?:minutes?|mins?)\.?", re.IGNORECASE
)
_HOURS = re.compile(r"(?P<number>\d|an?|one|two|half an)\s*(?:hours?|hrs?|h)", re.IGNORECASE)
_WORDS = {"half an": 30, "a": 60, "an": 60, "one": 60, "two": 120}


def read_minutes(said: str) -> int | None:
    """The minutes that a phrase means ("25 minutes", "25", "1 hour"); None when it is no such phrase.

    Raises ValueError when it speaks of minutes but of no number of them.
    """
    words = said.strip()
    if hours := _HOURS.fullmatch(words):
        number = hours["number"].casefold()
        return _WORDS.get(number) or 60 * int(number)
    found = _MINUTES.fullmatch(words)
    return int(found["number"] or found["said"]) if found else None


def _add(rest: str, context: Context) -> AnyRequest:
    """`16 June E-scooter fires, Ada Okafor, 25 minutes, presentation, paper`: the title, then facts in any order."""
    meeting, words = take_meeting(rest, context, before_title=True)
    title, *facts = (part.strip() for part in re.split(r"[,;]", words))
    item, leads = Item(title), []
    for fact in filter(None, facts):
        try:
            read = _fact(fact)
        except ValueError:
            return AskBack(f"“{fact[:40]}” is no number of minutes; try “25 minutes”. Nothing was changed.")
        if read is None:
            leads += re.split(r"\s+and\s+|\s*/\s*", fact)
        else:
            item = replace(item, **read)
    return AddItem(replace(item, leads=tuple(leads)), meeting)


def _fact(fact: str) -> dict[str, Any] | None:
    """What a part behind the title says of the item; None for a name."""
    words = fact.casefold()
    if words in _KINDS:
        return {"kind": _KINDS[words]}
    if words in _PAPERS:
        paper, confidential = _PAPERS[words]
        return {"paper": paper, "confidential": confidential}
    if words in _SESSIONS:
        return {"closed": _SESSIONS[words]}
    minutes = read_minutes(fact)
    return None if minutes is None else {"minutes": minutes}


def _paper(made: str, rest: str, context: Context) -> AnyRequest:
    return meeting_paper(f"{made} {rest}", context, "agenda")


_DO: MappingProxyType[str, Callable[[str, Context], AnyRequest]] = MappingProxyType(
    {
        "add": _add,
        **dict.fromkeys(("edit", "change"), _edit),
        **dict.fromkeys(("remove", "delete"), _remove),
        "move": _move,
        **dict.fromkeys(("start", "template"), _start),
        **{paper.value: partial(_marked, paper) for paper in Paper},
        "none": partial(_marked, None),
        **{made: partial(_paper, made) for made in (*FORMATS, "internal")},
    }
)


def agenda(rest: str, context: Context) -> AnyRequest:
    """What `/meetings agenda REST` asks for."""
    first, _, after = rest.strip().partition(" ")
    if rest.strip().casefold().startswith("from template"):
        return _start(rest.strip()[5:], context)
    build = _DO.get(first.casefold().rstrip(":,"))
    return build(after.strip(), context) if build else ShowAgenda(about(rest))
